# SPDX-License-Identifier: Apache-2.0
"""The end of a drill: how many answers were to the point, and where to go from here."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from trainer_gui.application.messages import Messages
from trainer_gui.domain.teaching.study import Study
from trainer_gui.ui.kit.cards import footer
from trainer_gui.ui.kit.look import Look
from trainer_gui.ui.kit.parts import button, chip, clear, column, frame, plain, row, scrolling, text

STRONG, FAIR = 0.8, 0.5
"""Shares of answers to the point from which the words are glad, or encouraging."""


class ResultView(QWidget):
    """Not a mark: what worked, and three ways on."""

    case_chosen = Signal(str)
    """Id of a scenario to practise in."""

    def __init__(self, look: Look, messages: Messages) -> None:
        super().__init__()
        self._look = look
        self._messages = messages
        self._titles: Mapping[str, str] = {}
        self._shown: Study | None = None
        self._figure = text("", "figure")
        self._line = text("", "lead", wrap=True)
        self._answers = column(spacing=look.space("medium"))
        self._cases = column(spacing=look.space("small"))
        self._cases_title = text(messages("lesson.cases"), "eyebrow")
        self.once_more = button(messages("lesson.once_more"), "primary", look=look, icon="repeat")
        self.hear_again = button(messages("lesson.hear_again"), look=look, icon="sound")
        self.setProperty("role", "plain")
        self._assemble()

    def set_cases(self, titles: Mapping[str, str]) -> None:
        """The scenarios that there are: id and title."""
        self._titles = titles

    def show_study(self, study: Study) -> None:
        """Show a drill that was gone through."""
        if study == self._shown:
            return
        self._shown = study
        hits, of = study.hits, len(study.answers)
        self._figure.setText(self._messages("lesson.result", hits=hits, of=of))
        share = hits / of if of else 0.0
        key = "strong" if share >= STRONG else "fair" if share >= FAIR else "weak"
        self._line.setText(self._messages(f"lesson.result_{key}"))
        clear(self._answers)
        for prompt, answer in zip(study.lesson.drill, study.answers, strict=True):
            line = row(spacing=self._look.space("medium"))
            words = column(spacing=self._look.space("hair"))
            words.addWidget(text(prompt.text, "small", "soft", wrap=True))
            words.addWidget(text(answer.text, wrap=True))
            line.addLayout(words, 1)
            key, kind = ("hit", "move") if answer.hit else ("miss", "fault")
            mark = chip(self._messages(f"lesson.{key}"), kind)
            line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
            self._answers.addLayout(line)
        self._show_cases(study)

    def _show_cases(self, study: Study) -> None:
        clear(self._cases)
        known = [case for case in study.lesson.cases if case in self._titles]
        self._cases_title.setVisible(bool(known))
        for case in known:
            go = button(f"{case} {self._titles[case]}", "choice", look=self._look, icon="person")
            go.clicked.connect(partial(self.case_chosen.emit, case))
            self._cases.addWidget(go)

    def _assemble(self) -> None:
        look = self._look
        card = frame("card")
        left = column(card, (look.space("wide"), look.space("large")), look.space("medium"))
        left.addWidget(self._figure)
        left.addWidget(self._line)
        left.addSpacing(look.space("small"))
        left.addLayout(self._answers)
        left.addStretch(1)
        right = column(spacing=look.space("medium"))
        right.addWidget(self._cases_title)
        right.addLayout(self._cases)
        right.addStretch(1)
        page = plain()
        page.setMaximumWidth(look.size("page_read"))
        body = row(page, (look.space("huge"), look.space("wide")), look.space("wide"))
        body.addWidget(card, 12)
        body.addLayout(right, 8)
        bar, bottom = footer(look, "page_read")
        bottom.addWidget(self.hear_again)
        bottom.addStretch(1)
        bottom.addWidget(self.once_more)
        whole = column(self)
        whole.addWidget(scrolling(page, self._messages("lesson.practise"), whole=True), 1)
        whole.addWidget(bar)
