# SPDX-License-Identifier: Apache-2.0
"""A scene with its roles reversed: its state, and the ports that carry out its effects."""

from collections.abc import Callable

from trainer_gui.application.dispatching import Events, Talkers, carry_out, context
from trainer_gui.application.ports import Reader
from trainer_gui.domain.effects import Effect, Expect, Prepare, SaveTranscript
from trainer_gui.domain.events import Event, LineFinished
from trainer_gui.domain.teaching.reversal import ClerkSaid, Part, Reversal, answers, play


class Reversing:
    """Owns the state on the GUI thread; every change goes through `dispatch`."""

    def __init__(
        self,
        reversal: Reversal,
        reader: Reader,
        talkers: Talkers,
        changed: Callable[[Reversal], None],
    ) -> None:
        """Prepare the first answers.

        Args:
            reversal: One that has not begun.
            reader: Understands what the clerk says, as it would a trainee's words.
            talkers: Carries out the effects.
            changed: Called once after each event, with the new state.
        """
        self.reversal = reversal
        self._reader = reader
        self._talkers = talkers
        self._changed = changed
        self._events: Events[Event | ClerkSaid] = Events(self._handle)
        talkers.voice.prepare(answers(reversal))

    def dispatch(self, event: Event) -> None:
        """Let `event` happen; events that arrive meanwhile wait their turn."""
        self._events.dispatch(event)

    def _handle(self, event: Event | ClerkSaid) -> None:
        if isinstance(event, LineFinished) and self.reversal.part is Part.CLERK:
            event = self._read(event)
        self.reversal, effects = play(self.reversal, event)
        for effect in effects:
            self._carry_out(effect)
        self._changed(self.reversal)

    def _read(self, event: LineFinished) -> ClerkSaid:
        scene = self.reversal.scene
        before = context(scene.transcript)
        read = self._reader.read(before, event.heard_text, scene.scenario.cues).held_against()
        return ClerkSaid(event.line_id, event.at, event.heard_text, read)

    def _carry_out(self, effect: Effect) -> None:
        match effect:
            case Prepare():
                self._talkers.voice.prepare(answers(self.reversal))
            case Expect() | SaveTranscript():  # a reversal is not kept and expects no one line
                raise AssertionError(effect)
            case _:
                carry_out(effect, self._talkers)
