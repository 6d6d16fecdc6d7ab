# SPDX-License-Identifier: Apache-2.0
"""The customer's anger for a whole room: a number, a word, an arrow, ten columns that grow."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer_gui.application.messages import Messages
from trainer_gui.domain.emotion import band_of
from trainer_gui.ui.kit.look import Look

STEPS = 10
_ARROWS = {True: "▲", False: "▼"}


class AngerTower(QWidget):
    """As large as its place allows; says the same three times, so that no colour has to."""

    def __init__(self, look: Look, messages: Messages) -> None:
        super().__init__()
        self._look = look
        self._messages = messages
        self._anger = 0.0
        self._change = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        look.changed.connect(self.update)

    def set_anger(self, anger: float, before: float) -> None:
        """Show `anger`, and how it moved from `before` (both 0-100)."""
        change = round(anger) - round(before)
        if (anger, change) == (self._anger, self._change) and self.accessibleName():
            return
        self._anger, self._change = anger, change
        moved = f"{change:+d}" if change else self._messages("meter.level")
        words = self._messages(
            "meter.accessible", number=round(anger), word=self._word(), change=moved
        )
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(400, 360)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 140)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        band = band_of(self._anger)
        ink = self._look.colour(f"{band}_text")
        number = min(area.height() * 0.46, area.width() * 0.42)
        figures = QRectF(area.left(), area.top(), area.width(), number * 1.15)
        right = self._write(painter, figures, str(round(self._anger)), number, ink)
        beside = figures.adjusted(right + number * 0.18, 0, 0, 0)
        upper, lower = QRectF(beside), QRectF(beside)
        upper.setBottom(beside.center().y() + number * 0.1)
        lower.setTop(upper.bottom())
        self._write(painter, upper, self._word(), self._fitting(self._word(), upper, number), ink)
        if self._change:
            moved = f"{_ARROWS[self._change > 0]} {abs(self._change)}"
            soft = self._look.colour("text")
            self._write(painter, lower, moved, self._fitting(moved, lower, number), soft)
        top = figures.bottom() + number * 0.12
        self._columns(painter, QRectF(area.left(), top, area.width(), area.bottom() - top))
        painter.end()

    def _word(self) -> str:
        return self._messages(f"band.{band_of(self._anger)}")

    def _fitting(self, words: str, area: QRectF, number: float) -> float:
        """The height of letters with which `words` fit."""
        wanted = number * 0.36
        font = self._look.font(strong=True)
        font.setPixelSize(max(1, round(wanted)))
        width = QFontMetricsF(font).horizontalAdvance(words)
        return wanted * min(1.0, area.width() / max(1.0, width))

    def _write(
        self, painter: QPainter, area: QRectF, words: str, height: float, ink: QColor
    ) -> float:
        """Write on the left of `area`, in the middle; returns how wide it came out."""
        font = self._look.font(strong=True)
        font.setPixelSize(max(1, round(height)))
        painter.setFont(font)
        painter.setPen(ink)
        aligned = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(area, aligned, words)
        return QFontMetricsF(font).horizontalAdvance(words)

    def _columns(self, painter: QPainter, area: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        gap = area.width() * 0.015
        width = (area.width() - gap * (STEPS - 1)) / STEPS
        for i in range(STEPS):
            height = area.height() * (0.3 + 0.7 * i / (STEPS - 1))
            slot = QRectF(area.left() + i * (width + gap), area.bottom() - height, width, height)
            filled = min(1.0, max(0.0, self._anger / STEPS - i))
            painter.setBrush(self._look.colour("line"))
            painter.drawRoundedRect(slot, 5, 5)
            if filled > 0:
                painter.setBrush(self._look.colour(band_of(i * STEPS).value))
                full = QRectF(slot.left(), slot.top(), width * filled, height)
                painter.drawRoundedRect(full, 5, 5)
