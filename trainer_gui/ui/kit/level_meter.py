# SPDX-License-Identifier: Apache-2.0
"""How loud the microphone hears the trainee: the last second as rising and falling bars."""

from collections import deque

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer_gui.ui.kit.look import Look

BARS = 14
_FLOOR_DB = -55.0
_CEILING_DB = -12.0


class LevelMeter(QWidget):
    """Silent bars are dots, so that an open microphone is told from none."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look = look
        self._bars = deque([0.0] * BARS, maxlen=BARS)
        self._open = False
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def set_open(self, open_: bool) -> None:
        """Whether the microphone listens now."""
        if open_ != self._open:
            self._open = open_
            self._bars.extend([0.0] * BARS)
            self.update()

    def set_level(self, dbfs: float) -> None:
        """The newest level, in dB relative to full scale."""
        if self._open:
            self._bars.append(min(1.0, max(0.0, (dbfs - _FLOOR_DB) / (_CEILING_DB - _FLOOR_DB))))
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(BARS * 7, 30)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("accent" if self._open else "line"))
        middle = self.height() / 2
        for i, level in enumerate(self._bars):
            height = max(4.0, level * self.height())
            painter.drawRoundedRect(QRectF(i * 7 + 1, middle - height / 2, 4, height), 2, 2)
        painter.end()
