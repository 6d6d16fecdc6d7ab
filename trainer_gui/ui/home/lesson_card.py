# SPDX-License-Identifier: Apache-2.0
"""The picked lesson on the first page: what it is about, and what it teaches."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from trainer_gui.application.messages import Messages
from trainer_gui.ui.home.scenario_list import Row
from trainer_gui.ui.kit.flow import Flow
from trainer_gui.ui.kit.look import LARGE_TEXT, Look
from trainer_gui.ui.kit.parts import (
    IconLabel,
    button,
    chip,
    column,
    plain,
    row,
    scrolling,
    text,
)

_PARTS = (("read", "book"), ("hear", "sound"), ("practise", "mic"))


class LessonCard(QFrame):
    """Ends in the one button that goes on."""

    started = Signal()

    def __init__(self, look: Look, messages: Messages) -> None:
        super().__init__()
        self._messages = messages
        self.setProperty("role", "card")
        self._id = text("", "eyebrow")
        self._title = text("", "title", wrap=True)
        self._what = text("", "body", wrap=True)
        self._trains_title = text(messages("lesson.trains"), "eyebrow")
        self._trains = plain()
        self._flow = Flow(self._trains)
        self.start = button(messages("lesson.start"), "primary", look=look, icon="book")
        page = plain()
        inside = column(page, spacing=look.space("medium"))
        inside.addWidget(self._what)
        inside.addSpacing(look.space("tight"))
        inside.addWidget(self._trains_title)
        inside.addWidget(self._trains)
        whole = column(self, look.space("wide"), look.space("medium"))
        whole.addWidget(self._id)
        whole.addWidget(self._title)
        whole.addSpacing(look.space("tight"))
        whole.addWidget(scrolling(page), 1)
        large = look.text_scale >= LARGE_TEXT
        parts = inside if large else whole  # of large text all scrolls but the button
        for part, icon in _PARTS:
            line = row(spacing=look.space("medium"))
            line.addWidget(IconLabel(look, icon, "accent_text"))
            line.addWidget(text(messages(f"lesson.{part}_help"), "small", "soft", wrap=True), 1)
            parts.addLayout(line)
        inside.addStretch(1)
        whole.addSpacing(look.space("small"))
        whole.addWidget(self.start)
        self.start.clicked.connect(self.started)

    def show_row(self, shown: Row | None) -> None:
        """Show a row of the list, or nothing."""
        lesson = shown.lesson if shown else None
        self.start.setEnabled(lesson is not None)
        self._trains_title.setVisible(lesson is not None)
        self._title.setText(shown.title if shown else "")
        if lesson is not None:
            self._id.setText(lesson.id)
            self._what.setText(lesson.what)
            self._flow.fill([chip(self._messages(f"label.{m}")) for m in lesson.trains])
        else:
            self._id.setText(shown.detail if shown else "")
            self._what.setText(shown.error if shown else self._messages("lesson.nothing"))
            self._flow.fill(())
