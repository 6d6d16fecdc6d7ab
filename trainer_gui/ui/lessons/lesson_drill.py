# SPDX-License-Identifier: Apache-2.0
"""The third part of a lesson: the customer speaks, the trainee answers, prompt after prompt."""

from collections.abc import Callable, Collection, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QStackedWidget

from trainer_gui.application.messages import Messages
from trainer_gui.domain.events import (
    Device,
    RepeatPressed,
    Source,
    TalkPressed,
    TalkReleased,
    TraineeSaid,
)
from trainer_gui.domain.state import Phase
from trainer_gui.domain.teaching.study import AgainPressed, Ask, ModelPressed, NextPressed, Study
from trainer_gui.ui.kit.face_art import FaceArt
from trainer_gui.ui.kit.keys import shortcut
from trainer_gui.ui.kit.look import Look
from trainer_gui.ui.kit.parts import button, column, frame, plain, row
from trainer_gui.ui.lessons.lesson_answer import AnswerCard
from trainer_gui.ui.lessons.lesson_result import ResultView
from trainer_gui.ui.talk.customer_panel import CustomerPanel
from trainer_gui.ui.talk.talk_controls import TalkControls
from trainer_gui.ui.talk.talk_page import TalkPage

_PHASES = {
    Ask.SAYING: Phase.SPEAKING,
    Ask.LISTENING: Phase.LISTENING,
    Ask.THINKING: Phase.THINKING,
}


class DrillPart(TalkPage):
    """Prompts one by one, then how many were answered to the point."""

    studied = Signal(object)
    hear_again = Signal()
    case_chosen = Signal(str)
    """Id of a scenario."""

    def __init__(self, look: Look, messages: Messages, art: FaceArt) -> None:
        super().__init__()
        self._look = look
        self._messages = messages
        self._ask = Ask.WAITING
        self._customer = CustomerPanel(look, messages, art)
        self._answer = AnswerCard(look, messages)
        self._result = ResultView(look, messages)
        self.controls = TalkControls(look, messages)
        self.controls.hint.hide()
        self.again = button(messages("lesson.again"), look=look, icon="repeat")
        self.model = button(messages("lesson.hear_model"), look=look, icon="sound")
        self.next = button(messages("lesson.next"), "primary", look=look, icon="play")
        self._troubles: Collection[Device] = ()
        self._prompting = plain()
        self._pages = QStackedWidget()
        self._footers = QStackedWidget()
        self.setProperty("role", "plain")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._assemble()
        self._connect()

    def render(self, study: Study) -> None:  # type: ignore[override]
        """Show how far the drill is."""
        if study.prompt is None:
            self._result.show_study(study)
            self._pages.setCurrentWidget(self._result)
            if self._ask is not study.ask:
                self._result.once_more.setFocus()
        else:
            self._show_prompt(study)
            self._pages.setCurrentWidget(self._prompting)
        self._ask = study.ask

    def set_cases(self, titles: Mapping[str, str]) -> None:
        """The scenarios that there are: id and title."""
        self._result.set_cases(titles)

    def set_troubles(self, troubles: Collection[Device]) -> None:
        """Which devices and engines are not there."""
        self._troubles = troubles

    def set_microphone_level(self, dbfs: float) -> None:
        """How loud the trainee is."""
        self.controls.meter.set_level(dbfs)

    def set_customer_level(self, dbfs: float) -> None:
        """How loud the voice is."""
        self._customer.set_level(dbfs)

    def _show_prompt(self, study: Study) -> None:
        lesson, prompt = study.lesson, study.prompt
        assert prompt is not None  # noqa: S101
        at, of = study.asked + 1, len(lesson.drill)
        place = self._messages("lesson.prompt", at=at, of=of)
        name = lesson.customer.name
        self._customer.show_customer(lesson.id, lesson.customer, "", prompt.anger)
        self._customer.show_anger(prompt.anger, None)
        self._customer.set_talking(study.ask is Ask.SAYING and study.speaking is not None)
        self._customer.show_words(self._messages("talk.says", name=name), prompt.text)
        self._answer.show_study(study, place)
        answered = study.ask is Ask.ANSWERED
        self._footers.setCurrentIndex(int(answered))
        self._enter.setEnabled(answered)
        if answered:
            self.next.setText(self._messages("lesson.to_result" if at == of else "lesson.next"))
        phase = _PHASES.get(study.ask, Phase.READY)
        self.controls.show_phase(phase, study.live, study.policy, self._troubles)
        if study.ask is self._ask:
            return
        if answered:
            self.next.setFocus()
        elif self._ask in (Ask.ANSWERED, Ask.DONE, Ask.WAITING):
            self.setFocus()

    def _assemble(self) -> None:
        look = self._look
        body = row(spacing=look.space("wide"))
        body.addWidget(self._customer, 9)
        body.addWidget(self._answer, 11)
        middle = column(spacing=0)
        middle.setContentsMargins(
            look.space("wide"), look.space("large"), look.space("wide"), look.space("large")
        )
        middle.addLayout(body, 1)
        after = frame("footer")
        line = row(after, (look.space("wide"), look.space("medium")), look.space("small"))
        line.addWidget(self.again)
        line.addWidget(self.model)
        line.addStretch(1)
        line.addWidget(self.next)
        self._footers.addWidget(self.controls)
        self._footers.addWidget(after)
        self._footers.setSizePolicy(
            self._footers.sizePolicy().horizontalPolicy(), self.controls.sizePolicy().Policy.Fixed
        )
        inside = column(self._prompting)
        inside.addLayout(middle, 1)
        inside.addWidget(self._footers)
        self._pages.addWidget(self._prompting)
        self._pages.addWidget(self._result)
        column(self).addWidget(self._pages)

    def _connect(self) -> None:
        controls, send = self.controls, self.studied.emit
        controls.talk_pressed.connect(lambda: send(TalkPressed(0.0)))
        controls.talk_released.connect(lambda: send(TalkReleased()))
        controls.repeat_pressed.connect(lambda: send(RepeatPressed(0.0)))
        controls.typed.connect(
            lambda words: send(TraineeSaid(0, words, 0.0, 0.0, source=Source.TYPED))
        )
        self.again.clicked.connect(lambda: send(AgainPressed()))
        self.model.clicked.connect(lambda: send(ModelPressed()))
        self.next.clicked.connect(lambda: send(NextPressed()))
        self._result.once_more.clicked.connect(lambda: send(AgainPressed()))
        self._result.hear_again.clicked.connect(self.hear_again)
        self._result.case_chosen.connect(self.case_chosen)
        keys = {
            "R": controls.repeat.click,
            "/": controls.input.setFocus,
            "A": self.again.click,
            "L": self.model.click,
        }
        for key, slot in keys.items():
            self._shortcut(key, slot)
        self._enter = self._shortcut("Return", self.next.click)

    def _shortcut(self, key: str, slot: Callable[[], object]) -> QShortcut:
        def act() -> None:
            typing = QApplication.focusWidget() is self.controls.input
            if not (typing and self._footers.currentIndex() == 0):
                slot()

        return shortcut(self, key, act)
