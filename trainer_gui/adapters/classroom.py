# SPDX-License-Identifier: Apache-2.0
"""The classroom: a lesson on the stage's voice, ears and timer, in place of a scene."""

from PySide6.QtCore import QObject, Signal

from trainer_gui.adapters.stage import Stage
from trainer_gui.application.dispatching import Talkers
from trainer_gui.application.tutor import Tutor
from trainer_gui.domain.teaching.lesson import Lesson
from trainer_gui.domain.teaching.study import OPEN, Step, StepChosen, Study, StudyEvent


class Classroom(QObject):
    """Holds one lesson at a time; a scene that is opened on the stage ends it."""

    changed = Signal(object)
    """The `Study` after an event."""

    def __init__(self, stage: Stage, parent: QObject | None = None) -> None:
        """Open nothing yet."""
        super().__init__(parent)
        self._stage = stage
        self._tutor: Tutor | None = None
        stage.bridge.event_posted.connect(self.dispatch)
        stage.left.connect(self.leave)

    @property
    def study(self) -> Study | None:
        """The lesson that is open."""
        return self._tutor.study if self._tutor else None

    def open(self, lesson: Lesson) -> Study:
        """Get a lesson ready, in place of what was open: its lines are rendered."""
        stage = self._stage
        stage.leave()
        line_id, turn_id = stage.last_ids
        study = Study(lesson, stage.policy, line_id=line_id, turn_id=turn_id)
        stage.ears().expect(())
        talkers = Talkers(stage.voice(), stage.ears(), stage.timer)
        stage.clock.restart()
        self._tutor = Tutor(study, stage.reader(), talkers, self._on_changed)
        return study

    def dispatch(self, event: StudyEvent) -> None:
        """Let `event` happen in the lesson; on the GUI thread."""
        if self._tutor is None:
            return
        if isinstance(event, StepChosen):  # opening a device takes longer than a syllable
            ears = self._stage.ears()
            ears.prepare() if event.step is Step.PRACTISE else ears.rest()
        self._tutor.dispatch(event)

    def leave(self) -> None:
        """Close the lesson: silence, and the microphone is let go of."""
        if self._tutor is None:
            return
        self.dispatch(StepChosen(Step.READ))
        study, self._tutor = self._tutor.study, None
        stage = self._stage
        stage.last_ids = (study.line_id, study.turn_id)
        stage.voice().prepare(())
        stage.voice().hold(False)  # noqa: FBT003

    def _on_changed(self, study: Study) -> None:
        listens = study.step is Step.PRACTISE and study.ask in OPEN
        self._stage.voice().hold(listens)  # the recogniser needs the processor
        self.changed.emit(study)
