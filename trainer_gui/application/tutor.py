# SPDX-License-Identifier: Apache-2.0
"""One lesson being studied: the state of `learn`, and the ports that carry out its effects."""

from collections.abc import Callable

from trainer_gui.application.dispatching import Events, Talkers, carry_out, understood
from trainer_gui.application.ports import Reader
from trainer_gui.domain.effects import Effect, Expect, Prepare, SaveTranscript
from trainer_gui.domain.events import PartialHeard, TraineeSaid
from trainer_gui.domain.teaching.learning import learn
from trainer_gui.domain.teaching.study import Study, StudyEvent, ahead
from trainer_gui.domain.transcript import Speaker


class Tutor:
    """Owns a lesson's state on the GUI thread; every change goes through `dispatch`."""

    def __init__(
        self, study: Study, reader: Reader, talkers: Talkers, changed: Callable[[Study], None]
    ) -> None:
        """Prepare the first lines.

        Args:
            study: A lesson that has not begun.
            reader: Understands each answer.
            talkers: Carries out the effects.
            changed: Called once after each event, with the new state.
        """
        self.study = study
        self._reader = reader
        self._talkers = talkers
        self._changed = changed
        self._events = Events(self._handle)
        talkers.voice.prepare(ahead(study))

    def dispatch(self, event: StudyEvent) -> None:
        """Let `event` happen; events that arrive meanwhile wait their turn."""
        self._events.dispatch(event)

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
        return understood(self._reader, [(Speaker.CUSTOMER.value, prompt.text)], event)

    def _carry_out(self, effect: Effect) -> None:
        match effect:
            case Prepare():
                self._talkers.voice.prepare(ahead(self.study))
            case Expect() | SaveTranscript():  # a lesson is not kept and expects no one line
                raise AssertionError(effect)
            case _:
                carry_out(effect, self._talkers)
