# SPDX-License-Identifier: Apache-2.0
"""A lesson: read, listen, practise, side by side in one page."""

from collections.abc import Collection, Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QWidget

from trainer_gui.application.messages import Messages
from trainer_gui.domain.events import Device
from trainer_gui.domain.state import Mode
from trainer_gui.domain.teaching.study import PlayPressed, Step, StepChosen, Study
from trainer_gui.ui.kit.face_art import FaceArt
from trainer_gui.ui.kit.keys import shortcut
from trainer_gui.ui.kit.look import Look
from trainer_gui.ui.kit.parts import button, column, frame, one_of_several, row, text
from trainer_gui.ui.lessons.lesson_drill import DrillPart
from trainer_gui.ui.lessons.lesson_hearing import HearingPart
from trainer_gui.ui.lessons.lesson_reading import ReadingPart

_ICONS = {Step.READ: "book", Step.HEAR: "sound", Step.PRACTISE: "mic"}


class LessonPage(QWidget):
    """Shows a `Study`; every wish leaves as a signal."""

    studied = Signal(object)
    """A `StudyEvent`."""
    chosen = Signal(str, str)
    """Id of a scenario to practise in, and the mode."""
    home = Signal()

    def __init__(self, look: Look, messages: Messages, art: FaceArt) -> None:
        super().__init__()
        self._look = look
        self._messages = messages
        self._step: Step | None = None
        self._title = text("", "strong")
        self.back = button(messages("lesson.back"), "quiet", look=look, icon="back")
        self.steps = QButtonGroup(self)
        self.reading = ReadingPart(look, messages)
        self.hearing = HearingPart(look, messages, art)
        self.drill = DrillPart(look, messages, art)
        self._parts: dict[Step, QWidget] = {
            Step.READ: self.reading,
            Step.HEAR: self.hearing,
            Step.PRACTISE: self.drill,
        }
        self._stack = QStackedWidget()
        self.setProperty("role", "page")
        self._assemble()
        self._connect()

    def render(self, study: Study) -> None:  # type: ignore[override]
        """Show how far the lesson is."""
        self._title.setText(f"{study.lesson.id} · {study.lesson.title}")
        self.reading.show_lesson(study.lesson)
        if study.step is Step.HEAR:
            self.hearing.render(study)
        elif study.step is Step.PRACTISE:
            self.drill.render(study)
        if study.step is not self._step:
            self._step = study.step
            self.steps.button(tuple(Step).index(study.step)).setChecked(True)
            self._stack.setCurrentWidget(self._parts[study.step])
            {
                Step.READ: self.reading.go_on,
                Step.HEAR: self.hearing.play,
                Step.PRACTISE: self.drill,
            }[study.step].setFocus()

    def set_cases(self, titles: Mapping[str, str]) -> None:
        """The scenarios that there are: id and title."""
        self.drill.set_cases(titles)

    def set_troubles(self, troubles: Collection[Device]) -> None:
        """Which devices and engines are not there."""
        self.drill.set_troubles(troubles)

    def set_microphone_level(self, dbfs: float) -> None:
        """How loud the trainee is."""
        self.drill.set_microphone_level(dbfs)

    def set_customer_level(self, dbfs: float) -> None:
        """How loud the voice is."""
        (self.hearing if self._step is Step.HEAR else self.drill).set_customer_level(dbfs)

    def _assemble(self) -> None:
        look = self._look
        bar = frame("bar")
        top = row(bar, (look.space("wide"), look.space("tight")), look.space("medium"))
        top.addWidget(self.back)
        top.addWidget(self._title)
        top.addStretch(1)
        for i, step in enumerate(Step):
            tab = button(self._messages(f"lesson.{step}"), "tab", look=look, icon=_ICONS[step])
            one_of_several(tab)
            tab.setToolTip(self._messages(f"lesson.{step}_help"))
            self.steps.addButton(tab, i)
            top.addWidget(tab)
        for part in self._parts.values():
            self._stack.addWidget(part)
        whole = column(self)
        whole.addWidget(bar)
        whole.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.back.clicked.connect(self.home)
        self.steps.idClicked.connect(lambda i: self._go(tuple(Step)[i]))
        self.reading.gone_on.connect(self._play)
        self.hearing.gone_on.connect(lambda: self._go(Step.PRACTISE))
        self.hearing.studied.connect(self.studied)
        self.drill.studied.connect(self.studied)
        self.drill.hear_again.connect(self._play)
        self.drill.case_chosen.connect(lambda case: self.chosen.emit(case, Mode.PRACTICE.value))
        hearing = self.hearing
        shortcut(self.reading, "Return", self.reading.go_on.click)
        shortcut(hearing, "Space", hearing.play.click)
        shortcut(hearing, "Left", hearing.previous.click)
        shortcut(hearing, "Right", hearing.next_line.click)
        shortcut(hearing, "Return", hearing.go_on.click)
        shortcut(self, "Esc", self._leave)
        for i, step in enumerate(Step):
            shortcut(self, f"Ctrl+{i + 1}", partial(self._go, step))

    def _go(self, step: Step) -> None:
        self.studied.emit(StepChosen(step))

    def _play(self) -> None:
        self._go(Step.HEAR)
        self.studied.emit(PlayPressed())

    def _leave(self) -> None:
        if self.drill.controls.input.hasFocus():  # as in a conversation: first out of the words
            self.drill.setFocus()
        else:
            self.home.emit()
