# SPDX-License-Identifier: Apache-2.0
"""The first part of a lesson: what it is, how it is done, when, when not."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from trainer_gui.application.messages import Messages
from trainer_gui.domain.teaching.lesson import Lesson
from trainer_gui.ui.kit.cards import footer, marked_lines, titled_card
from trainer_gui.ui.kit.flow import Flow
from trainer_gui.ui.kit.labels import chip_kind
from trainer_gui.ui.kit.look import Look
from trainer_gui.ui.kit.parts import (
    button,
    chip,
    clear,
    column,
    plain,
    row,
    scrolling,
    text,
)


class ReadingPart(QWidget):
    """To be read in a minute."""

    gone_on = Signal()

    def __init__(self, look: Look, messages: Messages) -> None:
        super().__init__()
        self._look = look
        self._messages = messages
        self._shown: Lesson | None = None
        self._title = text("", "display", wrap=True)
        self._what = text("", "lead", wrap=True)
        self._steps = column(spacing=look.space("medium"))
        self._when = column(spacing=look.space("small"))
        self._when_not = column(spacing=look.space("small"))
        self._trains = plain()
        self._trained = Flow(self._trains)
        self._avoids = plain()
        self._avoided = Flow(self._avoids)
        self.go_on = button(messages("lesson.to_hear"), "primary", look=look, icon="sound")
        self.setProperty("role", "plain")
        self._assemble()
        self.go_on.clicked.connect(self.gone_on)

    def show_lesson(self, lesson: Lesson) -> None:
        """Show a lesson."""
        if lesson is self._shown:
            return
        self._shown = lesson
        self._title.setText(lesson.title)
        self._what.setText(lesson.what)
        marked_lines(self._look, self._when, lesson.when, "check", "calm_text")
        marked_lines(self._look, self._when_not, lesson.when_not, "ban", "annoyed_text")
        clear(self._steps)
        for number, words in enumerate(lesson.steps, 1):
            line = row(spacing=self._look.space("medium"))
            line.addWidget(chip(str(number), "accent"), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(text(words, "body", wrap=True), 1)
            self._steps.addLayout(line)
        self._name("lesson.trains", self._trained, lesson.trains)
        self._name("lesson.avoids", self._avoided, lesson.avoids)
        self._avoids.setVisible(bool(lesson.avoids))

    def _assemble(self) -> None:
        look, messages = self._look, self._messages
        left = column(spacing=look.space("large"))
        left.addWidget(self._title)
        left.addWidget(self._what)
        left.addWidget(self._trains)
        left.addWidget(self._avoids)
        left.addWidget(self._card("lesson.steps", "list", self._steps))
        left.addStretch(1)
        right = column(spacing=look.space("large"))
        right.addWidget(self._card("lesson.when", "target", self._when))
        right.addWidget(self._card("lesson.when_not", "warning", self._when_not))
        right.addStretch(1)
        page = plain()
        page.setMaximumWidth(look.size("page_read"))
        body = row(page, (look.space("huge"), look.space("wide")), look.space("wide"))
        body.addLayout(left, 11)
        body.addLayout(right, 9)
        bar, bottom = footer(look, "page_read")
        bottom.addStretch(1)
        bottom.addWidget(self.go_on)
        whole = column(self)
        whole.addWidget(scrolling(page, messages("lesson.read"), whole=True), 1)
        whole.addWidget(bar)

    def _name(self, key: str, flow: Flow, labels: Iterable[str]) -> None:
        messages = self._messages
        chips = [chip(messages(f"label.{label}"), chip_kind(label)) for label in labels]
        flow.fill([text(messages(key), "eyebrow"), *chips])

    def _card(self, key: str, icon: str, contents: QVBoxLayout) -> QFrame:
        made, inside = titled_card(self._look, self._messages(key), icon)
        inside.addLayout(contents)
        return made
