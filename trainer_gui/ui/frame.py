# SPDX-License-Identifier: Apache-2.0
"""The frame that is on the screen at once, while all the rest is still being loaded."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QMainWindow

SIZE = (1280, 720)
SMALLEST = (960, 640)
EDGES = (4, 40)
"""Pixels across and down that the desktop may add: its title bar and borders."""


class Frame(QMainWindow):
    """An empty window with a quiet mark in the middle; `fill` puts the real one in its place."""

    painted = Signal()
    """It was painted for the first time: load the rest now."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("trainer-gui")
        self.setMinimumSize(*SMALLEST)
        self.resize(size_on(self.screen().availableSize()))
        self._was_painted = False

    def fill(self, window: QMainWindow) -> None:
        """Show `window` inside, under its own title."""
        self.setWindowTitle(window.windowTitle())
        window.windowTitleChanged.connect(self.setWindowTitle)
        self.setCentralWidget(window)
        self.setFocusProxy(window)

    def say(self, words: str) -> None:
        """Show why nothing comes."""
        label = QLabel(words, wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter, margin=48)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setCentralWidget(label)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.centralWidget() is None:
            self._paint_mark()
        if not self._was_painted:
            self._was_painted = True
            self.painted.emit()

    def _paint_mark(self) -> None:
        """Three dots: somebody is about to speak."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        colour = QColor(self.palette().color(QPalette.ColorRole.WindowText))
        middle = self.rect().center()
        for place in (-1, 0, 1):
            colour.setAlphaF(0.35 - 0.1 * place)
            painter.setBrush(colour)
            painter.drawEllipse(QRectF(middle.x() + place * 26 - 7, middle.y() - 7, 14, 14))
        painter.end()


def size_on(screen: QSize) -> QSize:
    """The size to open with where so much of the screen is free: the title bar has its place."""
    room = screen - QSize(*EDGES)
    return QSize(*SIZE).boundedTo(room).expandedTo(QSize(*SMALLEST))
