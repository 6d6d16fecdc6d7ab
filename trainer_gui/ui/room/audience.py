# SPDX-License-Identifier: Apache-2.0
"""What the room sees on the projector: face and caption, anger, who speaks; nothing private."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from trainer_gui.application.messages import Messages
from trainer_gui.domain.state import State
from trainer_gui.ui.kit.look import Look
from trainer_gui.ui.kit.parts import column
from trainer_gui.ui.room.audience_scene import AudienceScene

BODY = 32 / 1080
"""Height of plain text, as a share of the window's; the smallest is 28 px at 1080 then."""
NARROW = 0.66
"""Share of the width in place of the height on a screen that is less wide than most."""
STEP = 0.02
"""The least change of the text's size that is worth laying everything out anew."""


class AudienceWindow(QWidget):
    """A window of its own with its own look; text is as large as the window allows."""

    closed = Signal()

    def __init__(
        self,
        app: QApplication,
        assets: Path,
        messages: Messages,
        *,
        theme: str = "projector_dark",
        reduced_motion: bool = False,
    ) -> None:
        """Show nothing yet.

        Args:
            app: The application.
            assets: Where themes, faces and icons lie.
            messages: What it says.
            theme: One of the projector's.
            reduced_motion: Nothing moves.
        """
        super().__init__()
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)  # noqa: FBT003
        self.setWindowTitle(messages("room.audience_title"))
        self.look = Look(app, assets, theme=theme, reduced_motion=reduced_motion, window=self)
        self._messages = messages
        self._state: State | None = None
        self._stack = QStackedWidget(self)
        column(self).addWidget(self._stack)
        self.setMinimumSize(640, 360)
        self.resize(960, 540)
        self._scene = self._made()

    @property
    def scene(self) -> AudienceScene:
        """What is shown."""
        return self._scene

    def render(self, state: State) -> None:  # type: ignore[override]
        """Show the state, as far as the room may see it."""
        self._state = state
        self._scene.render(state)

    def set_level(self, dbfs: float) -> None:
        """How loud the customer is."""
        self._scene.face.set_level(dbfs)

    def set_messages(self, messages: Messages) -> None:
        """Change the language."""
        self._messages = messages
        self.setWindowTitle(messages("room.audience_title"))
        self._anew()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() == Qt.Key.Key_F11:
            self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        least = min(self.height(), self.width() * NARROW)
        wanted = self.look.scale_for("body", BODY * least)
        if abs(wanted - self.look.text_scale) > STEP:
            self.look.choose(text_scale=wanted)
            self._anew()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    def _made(self) -> AudienceScene:
        scene = AudienceScene(self.look, self._messages)
        self._stack.addWidget(scene)
        self._stack.setCurrentWidget(scene)
        return scene

    def _anew(self) -> None:
        old, self._scene = self._scene, self._made()
        self._stack.removeWidget(old)
        old.deleteLater()
        if self._state is not None:
            self._scene.render(self._state)
