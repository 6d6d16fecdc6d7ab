# SPDX-License-Identifier: Apache-2.0
"""One running scene: the engine's state, and the ports that carry out its effects."""

from collections.abc import Callable
from dataclasses import dataclass

from trainer_gui.application.dispatching import (
    Events,
    Talkers,
    carry_out,
    context,
    understood,
)
from trainer_gui.application.ports import Reader, SessionStore
from trainer_gui.domain.dialogue.ahead import upcoming
from trainer_gui.domain.dialogue.scene import branch
from trainer_gui.domain.effects import (
    CUSTOMER,
    Effect,
    Expect,
    Prepare,
    SaveTranscript,
)
from trainer_gui.domain.engine import step
from trainer_gui.domain.events import Event, PartialHeard, TraineeSaid
from trainer_gui.domain.state import Phase, State
from trainer_gui.domain.transcript import Speaker


@dataclass(frozen=True, slots=True)
class Ports(Talkers):
    """Everything outside that a session talks to."""

    store: SessionStore


class Session:
    """Owns the state on the GUI thread; every change goes through `dispatch`.

    Attributes:
        state: The scene now.
        branches: The state before each of the trainee's replies, by the reply's index in the
            transcript: where `try again` starts.
    """

    def __init__(
        self, state: State, reader: Reader, ports: Ports, changed: Callable[[State, Event], None]
    ) -> None:
        """Prepare the first lines.

        Args:
            state: A scene that has not begun, or a branch of an earlier one.
            reader: Understands each reply, also while it is being spoken.
            ports: Carry out the effects.
            changed: Called once after each event, with the new state.
        """
        self.state = state
        self.branches: dict[int, State] = {}
        self._reader = reader
        self._ports = ports
        self._changed = changed
        self._events = Events(self._handle)
        ports.voice.prepare(upcoming(state))

    def dispatch(self, event: Event) -> None:
        """Let `event` happen; events that arrive meanwhile wait their turn."""
        self._events.dispatch(event)

    def _handle(self, event: Event) -> None:
        if isinstance(event, PartialHeard | TraineeSaid) and self.state.phase is not Phase.ENDED:
            event = self._understood(event)
        before = self.state
        self.state, effects = step(before, event)
        if len(self.state.replies) > len(before.replies):
            turns = range(len(before.transcript), len(self.state.transcript))
            replied = next(i for i in turns if self.state.transcript[i].who is Speaker.TRAINEE)
            self.branches[replied] = branch(before)
        for taken_back in [t for t in self.branches if t >= len(self.state.transcript)]:
            del self.branches[taken_back]
        for effect in effects:
            self._carry_out(effect)
        self._changed(self.state, event)

    def _understood(self, event: PartialHeard | TraineeSaid) -> PartialHeard | TraineeSaid:
        before = context(self.state.transcript)
        line = self.state.line or self.state.held
        # A typed reply that cuts this line off answers it.
        if line and line.utterance.speaker == CUSTOMER:
            before.append((Speaker.CUSTOMER.value, line.utterance.text))
        return understood(self._reader, before, event, self.state.scenario.cues)

    def _carry_out(self, effect: Effect) -> None:
        match effect:
            case Prepare():
                self._ports.voice.prepare(upcoming(self.state))
            case Expect(utterances):
                self._ports.voice.expect(utterances)
            case SaveTranscript():
                self._ports.store.save(self.state, dict(self.branches))
            case _:
                carry_out(effect, self._ports)
