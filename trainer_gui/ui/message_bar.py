# SPDX-License-Identifier: Apache-2.0
"""One line for what went wrong and the next step; floats, so that nothing below it moves."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from trainer_gui.application.messages import Messages
from trainer_gui.ui.kit.look import Look
from trainer_gui.ui.kit.parts import IconLabel, button, row, text

MESSAGES = "messages"
"""Name of the part of a page that messages may cover; a page without one has them at its top."""
WIDEST = 720
STAYS_MS = 12_000
"""A line without a next step goes away by itself."""


class MessageBar(QFrame):
    """Lies over the page that `parent` shows: above its footer, or where the page says."""

    def __init__(self, parent: QStackedWidget, look: Look, messages: Messages) -> None:
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
        self.place()
        QTimer.singleShot(0, self, self.place)  # a page that was just made has no layout yet
        self.show()
        # an alert would be the event for this, but Qt does not hand it on to AT-SPI
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
        self._timer.stop()
        if act is None:
            self._timer.start(STAYS_MS)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size."""
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self.place()
            QTimer.singleShot(0, self, self.place)  # once the page has its new layout
        return False

    def place(self) -> None:
        """Lie where the page that is shown now has room for it."""
        area, gap = self._own_place(), self._look.space("tight")
        at_top = area is not None
        area = area or self._above_the_buttons()
        width = min(WIDEST, area.width() - 2 * self._look.space("small"))
        height = self._line.heightForWidth(width)
        top = area.top() + gap if at_top else area.top() + area.height() - gap - height
        self.setGeometry(area.left() + (area.width() - width) // 2, top, width, height)
        self.raise_()

    def _own_place(self) -> QRect | None:
        """What the page says that may be covered, from the top on."""
        page = self._parent.currentWidget()
        if page is None:
            return None
        for free in page.findChildren(QWidget, MESSAGES):
            if free.isVisibleTo(page):
                return QRect(free.mapTo(page, QPoint()), free.size())
        return None

    def _above_the_buttons(self) -> QRect:
        """The page down to its footer: headings and what was chosen stay in sight."""
        page, whole = self._parent.currentWidget(), self._parent.rect()
        if page is None:
            return whole
        for part in page.findChildren(QFrame):
            if part.property("role") == "footer" and part.isVisibleTo(page):
                whole.setBottom(part.mapTo(page, QPoint()).y())
        return whole

    def _on_action(self) -> None:
        self.hide()
        if self._act is not None:
            self._act()
