# SPDX-License-Identifier: Apache-2.0
"""One line for what went wrong and the next step; floats, so that nothing below it moves."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QWidget

from trainer_gui.application.messages import Messages
from trainer_gui.ui.kit.look import Look
from trainer_gui.ui.kit.parts import IconLabel, button, row, text

STAYS_MS = 12_000
"""A line without a next step goes away by itself."""


class MessageBar(QFrame):
    """Lies over the top of `parent`, in the middle."""

    def __init__(self, parent: QWidget, look: Look, messages: Messages) -> None:
        super().__init__(parent)
        self._parent = parent
        self._look = look
        self._act: Callable[[], None] | None = None
        self.setProperty("role", "message")
        self._words = text("", wrap=True)
        self._action = button("", "small")
        self._close = button("", "small", name=messages("message.close"), look=look, icon="close")
        self._line = line = row(
            self, (look.space("large"), look.space("tight")), look.space("medium")
        )
        line.addWidget(IconLabel(look, "info", "accent_text"))
        line.addWidget(self._words, 1)
        line.addWidget(self._action)
        line.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self._close.clicked.connect(self.hide)
        self._action.clicked.connect(self._on_action)
        for pressable in (self._action, self._close):
            pressable.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        parent.installEventFilter(self)
        self.hide()

    @property
    def words(self) -> str:
        """What is shown."""
        return self._words.text()

    def show_message(
        self, words: str, action: str = "", act: Callable[[], None] | None = None
    ) -> None:
        """Show one line, with a button for the next step where there is one."""
        self._words.setText(words)
        self.setToolTip("")
        self._act = act
        self._action.setText(action)
        self._action.setVisible(act is not None)
        self.setAccessibleName(words)
        self._place()
        self.show()
        self.raise_()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
        self._timer.stop()
        if act is None:
            self._timer.start(STAYS_MS)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size."""
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _place(self) -> None:
        around = self._parent.width()
        width = min(720, around - 2 * self._look.space("wide"))
        height = self._line.heightForWidth(width)
        self.setGeometry((around - width) // 2, self._look.space("tight"), width, height)

    def _on_action(self) -> None:
        self.hide()
        if self._act is not None:
            self._act()
