# SPDX-License-Identifier: Apache-2.0
"""What to practise next, at the end of the debrief, and where it stands."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from trainer_gui.application.messages import Messages
from trainer_gui.application.today import Today
from trainer_gui.domain.state import Mode
from trainer_gui.ui.kit.look import Look
from trainer_gui.ui.kit.parts import button, column, row, text
from trainer_gui.ui.kit.reason import reason_words


class NextCard(QWidget):
    """The scene that is proposed and why; levels, once there are sessions enough for them."""

    chosen = Signal(str, str)

    def __init__(self, look: Look, messages: Messages) -> None:
        super().__init__()
        self._messages = messages
        self._scenario = ""
        self.setProperty("role", "plain")
        self._title = text("", "strong", wrap=True)
        self._why = text("", "body", "soft", wrap=True)
        self._levels = text("", "small", "soft", wrap=True)
        go = button(messages("home.start"), look=look, icon="play")
        go.clicked.connect(self._on_go)
        inside = column(self, spacing=look.space("small"))
        for widget in (self._title, self._why, self._levels):
            inside.addWidget(widget)
        line = row()
        line.addWidget(go)
        line.addStretch(1)
        inside.addLayout(line)

    def show_today(self, today: Today) -> None:
        """Show what is proposed."""
        words, entry = self._messages, today.proposed
        self._scenario = entry.id if entry else ""
        self._title.setText(f"{entry.id} {entry.title}" if entry else "")
        self._why.setText(reason_words(words, today))
        known = [(d, level) for d, level in today.levels.items() if level is not None]
        levels = " · ".join(f"{words(f'dimension.{d}')} {level:.0f}" for d, level in known)
        self._levels.setText(
            words("debrief.levels", levels=levels) if levels else words("debrief.no_levels")
        )

    def _on_go(self) -> None:
        if self._scenario:
            self.chosen.emit(self._scenario, Mode.PRACTICE.value)
