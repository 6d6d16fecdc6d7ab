# SPDX-License-Identifier: Apache-2.0
"""A score as a bar and as a word."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer_gui.ui.kit.look import Look


def grade(value: float, pass_mark: float) -> str:
    """Which word a score of 0-100 gets: `good` begins at the pass mark, 70 → 85, 70, 50."""
    floors = (
        ((100 + pass_mark) / 2, "excellent"),
        (pass_mark, "good"),
        (pass_mark * 5 / 7, "fair"),
    )
    return next((word for floor, word in floors if value >= floor), "weak")


class ScoreBar(QWidget):
    """0-100 as a bar with a mark at the pass line; hatched away where it is not rated."""

    def __init__(self, look: Look, value: float | None, pass_mark: float) -> None:
        super().__init__()
        self._look = look
        self._value = value
        self._pass = pass_mark
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(60)
        look.changed.connect(self.update)

    def show_value(self, value: float | None, pass_mark: float) -> None:
        """Change the value, and where the mark is."""
        self._value, self._pass = value, pass_mark
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, 12)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(0, 2, self.width(), self.height() - 4)
        painter.setBrush(self._look.colour("sunken"))
        painter.drawRoundedRect(whole, 4, 4)
        if self._value:
            role = "calm" if self._value >= self._pass else "annoyed"
            painter.setBrush(self._look.colour(role))
            part = QRectF(whole)
            part.setWidth(max(8.0, whole.width() * self._value / 100))
            painter.drawRoundedRect(part, 4, 4)
        painter.setBrush(self._look.colour("line_strong"))
        painter.drawRect(QRectF(whole.width() * self._pass / 100, 0, 1.5, self.height()))
        painter.end()
