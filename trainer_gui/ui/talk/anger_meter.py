# SPDX-License-Identifier: Apache-2.0
"""The customer's anger as a number, a word, a shape and a trend."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer_gui.application.messages import Messages
from trainer_gui.domain.emotion import band_of
from trainer_gui.ui.kit.look import Look, restyle
from trainer_gui.ui.kit.parts import IconLabel, column, row, text

STEPS = 10


class AngerMeter(QWidget):
    """Number, word and arrow in one row, a rising bar beneath."""

    def __init__(self, look: Look, messages: Messages) -> None:
        super().__init__()
        self._messages = messages
        self._anger: int | None = None
        self._moved = self._crowded = False
        self._label = text(messages("meter.name"), "eyebrow")
        self._number = text("", "figure")
        self._word = text("", "title")
        self._trend_icon = IconLabel(look, "level", "text_faint", 16)
        self._trend = text("", "small", "soft")
        self._bar = _Bar(look)
        self.setProperty("role", "plain")
        words = column(spacing=0)
        words.addStretch(1)
        words.addWidget(self._word)
        trend = row(spacing=look.space("tight"))
        trend.addWidget(self._trend_icon)
        trend.addWidget(self._trend)
        trend.addStretch(1)
        words.addLayout(trend)
        words.addStretch(1)
        top = row(spacing=look.space("medium"))
        top.addWidget(self._number)
        top.addLayout(words, 1)
        whole = column(self, spacing=look.space("tight"))
        whole.addWidget(self._label)
        whole.addLayout(top)
        whole.addWidget(self._bar)

    def set_small(self, small: bool, crowded: bool = False) -> None:
        """Whether room is short.

        Args:
            small: Smaller letters do.
            crowded: There is no place for the trend: a screen reader and the tool tip tell it.
        """
        self._crowded = crowded
        self._label.setVisible(not small)
        self._show_trend()
        number = "title" if crowded else "display" if small else "figure"
        restyle(self._number, "type", number)
        restyle(self._word, "type", "lead" if small else "title")

    def set_large(self, *, large: bool) -> None:
        """Whether there is room for letters that are read at arm's length."""
        if large:
            restyle(self._number, "type", "figure_large")
            restyle(self._word, "type", "display")
        restyle(self._trend, "type", "lead" if large else "small")

    def set_anger(self, anger: float, before: float | None) -> None:
        """Show `anger` and how it moved from `before` (both 0-100; None: there is no before)."""
        self._moved = before is not None
        self._show_trend()
        number, change = round(anger), round(anger) - round(anger if before is None else before)
        band = band_of(anger)
        word = self._messages(f"band.{band}")
        trend = "up" if change > 0 else "down" if change < 0 else "level"
        shown = self._messages(f"meter.{trend}", points=abs(change))
        if (self._anger, self._trend.text()) == (number, shown):
            return
        self._anger = number
        self._number.setText(str(number))
        self._word.setText(word)
        for label in (self._number, self._word):
            restyle(label, "tone", band.value)
        tint = {"up": "angry_text", "down": "calm_text", "level": "text_faint"}[trend]
        self._trend_icon.show_icon(trend, tint)
        self._trend.setText(shown)
        self._bar.set_anger(anger)
        spoken = self._messages("meter.accessible", number=number, word=word, change=shown)
        self.setAccessibleName(spoken)
        self.setToolTip(spoken)

    def _show_trend(self) -> None:
        for part in (self._trend_icon, self._trend):
            part.setVisible(self._moved and not self._crowded)


class _Bar(QWidget):
    """Ten columns that grow taller: how full says how angry, without the colour too."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._anger = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def set_anger(self, anger: float) -> None:
        self._anger = anger
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(180, 30)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        gap = 4.0
        width = (min(self.width(), 320) - gap * (STEPS - 1)) / STEPS
        for i in range(STEPS):
            height = self.height() * (0.36 + 0.64 * i / (STEPS - 1))
            slot = QRectF(i * (width + gap), self.height() - height, width, height)
            filled = min(1.0, max(0.0, self._anger / STEPS - i))
            painter.setPen(QPen(self._look.colour("line_strong", 0.6), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)  # hollow: the rest is told without its colour
            painter.drawRoundedRect(slot.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
            if filled > 0:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self._look.colour(band_of(i * STEPS).value))
                painter.drawRoundedRect(
                    QRectF(slot.left(), slot.top(), width * filled, height), 3, 3
                )
        painter.end()
