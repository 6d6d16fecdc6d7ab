# SPDX-License-Identifier: Apache-2.0
"""Two ways to say it, at the foot of the transcript, while they are asked for."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame

from trainer_gui.application.messages import Messages
from trainer_gui.ui.kit.look import Look
from trainer_gui.ui.kit.parts import clear, column, text


class WordingsPanel(QFrame):
    """Shown only while there is something in it."""

    def __init__(self, look: Look, messages: Messages) -> None:
        super().__init__()
        self._messages = messages
        self._shown: tuple[str, ...] = ()
        self.setProperty("role", "accent_panel")
        self.setAccessibleName(messages("talk.wordings_title"))
        inside = column(self, (look.space("large"), look.space("medium")), look.space("small"))
        inside.addWidget(text(messages("talk.wordings_title"), "small", "accent"))
        self._column = column(spacing=look.space("small"))
        inside.addLayout(self._column)
        self.hide()

    def show_wordings(self, wordings: tuple[str, ...]) -> None:
        """Show these; none: nothing."""
        if wordings == self._shown:
            return
        self._shown = wordings
        clear(self._column)
        for number, words in enumerate(wordings, 1):
            line = self._messages("talk.wording", number=number, words=words)
            self._column.addWidget(text(line, wrap=True))
        self.setVisible(bool(wordings))
        if wordings:
            said = QAccessibleAnnouncementEvent(self, "\n".join(wordings))
            QAccessible.updateAccessibility(said)
