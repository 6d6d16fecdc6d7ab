# SPDX-License-Identifier: Apache-2.0
"""One lesson being studied: the state of `learn`, and the ports that carry out its effects."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace

from trainer_gui.application.ports import CustomerVoice, Listener, Reader, Timer
from trainer_gui.domain.effects import (
    Effect,
    FinishListening,
    Listen,
    Prepare,
    SayLine,
    StartTimer,
    StopLine,
    StopListening,
    StopTimer,
)
from trainer_gui.domain.events import PartialHeard, TraineeSaid
from trainer_gui.domain.learning import learn
from trainer_gui.domain.study import Study, StudyEvent, ahead
from trainer_gui.domain.transcript import Speaker


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything outside that a tutor talks to."""

    voice: CustomerVoice
    """Speaks both parts."""
    listener: Listener
    timer: Timer


class Tutor:
    """Owns a lesson's state on the GUI thread; every change goes through `dispatch`."""

    def __init__(
        self, study: Study, reader: Reader, desk: Desk, changed: Callable[[Study], None]
    ) -> None:
        """Prepare the first lines.

        Args:
            study: A lesson that has not begun.
            reader: Understands each answer.
            desk: Carries out the effects.
            changed: Called once after each event, with the new state.
        """
        self.study = study
        self._reader = reader
        self._desk = desk
        self._changed = changed
        self._queue: deque[StudyEvent] = deque()
        self._busy = False
        desk.voice.prepare(ahead(study))

    def dispatch(self, event: StudyEvent) -> None:
        """Let `event` happen; events that arrive meanwhile wait their turn."""
        self._queue.append(event)
        if self._busy:
            return
        self._busy = True
        try:
            while self._queue:
                self._handle(self._queue.popleft())
        finally:
            self._busy = False

    def _handle(self, event: StudyEvent) -> None:
        if isinstance(event, PartialHeard | TraineeSaid):
            event = self._understood(event)
        self.study, effects = learn(self.study, event)
        for effect in effects:
            self._carry_out(effect)
        self._changed(self.study)

    def _understood(self, event: PartialHeard | TraineeSaid) -> PartialHeard | TraineeSaid:
        prompt = self.study.prompt
        if prompt is None:
            return event
        context = [(Speaker.CUSTOMER.value, prompt.text)]
        whole = self._reader.read(context, event.text).held_against()
        if isinstance(event, TraineeSaid):
            return replace(event, reading=whole)
        sure = self._reader.read(context, event.text, partial=True).held_against()
        return replace(event, reading=sure, outlook=whole)

    def _carry_out(self, effect: Effect) -> None:
        desk = self._desk
        match effect:
            case SayLine(line_id, utterance):
                desk.voice.say(line_id, utterance)
            case StopLine(line_id):
                desk.voice.stop(line_id)
            case Listen(turn_id):
                desk.listener.listen(turn_id)
            case FinishListening(turn_id):
                desk.listener.finish(turn_id)
            case StopListening(turn_id):
                desk.listener.stop(turn_id)
            case StartTimer(turn_id, seconds):
                desk.timer.start(turn_id, seconds)
            case StopTimer():
                desk.timer.stop()
            case Prepare():
                desk.voice.prepare(ahead(self.study))
            case _:  # a lesson is not kept and expects no one line
                raise AssertionError(effect)
