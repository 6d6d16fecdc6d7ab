# SPDX-License-Identifier: Apache-2.0
"""The trainer's page: the conversation as ever, and the console beside it."""

from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from trainer_gui.application.messages import Messages
from trainer_gui.domain.state import State
from trainer_gui.ui.kit.face_art import FaceArt
from trainer_gui.ui.kit.look import Look
from trainer_gui.ui.kit.parts import row
from trainer_gui.ui.room.console import Console
from trainer_gui.ui.talk.conversation import ConversationPage

LETTERS, SHARE = 25, 0.42
"""Width of the console: so many letters, and no more than this share of the page."""


class RoomPage(QWidget):
    """Everything of a conversation is where it always is, only narrower."""

    def __init__(self, look: Look, messages: Messages, art: FaceArt) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.talk = ConversationPage(look, messages, art)
        self.console = Console(look, messages)
        self.talk.pause.hide()  # the console freezes; the keys do too
        line = row(self)
        line.addWidget(self.talk, 1)
        line.addWidget(self.console)
        self._letter = look.type_px("body")
        self.console.pause_pressed.connect(self.talk.pause_pressed)
        self.console.left.connect(self.talk.setFocus)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.console.setFixedWidth(round(min(LETTERS * self._letter, SHARE * self.width())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.talk.keyPressEvent(event)  # Space means talk beside the console's buttons too

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        self.talk.keyReleaseEvent(event)

    def render(self, state: State) -> None:  # type: ignore[override]
        """Show `state` on both sides."""
        self.talk.render(state)
        self.console.render(state)
