# SPDX-License-Identifier: Apache-2.0
"""A circle that breathes: four seconds in, six seconds out."""

import math

from PySide6.QtCore import QElapsedTimer, QPointF, QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer_gui.ui.kit.look import Look

IN_S = 4.0
OUT_S = 6.0
FRAME_MS = 50


class Breathing(QWidget):
    """Breathes while it is switched on and motion is wanted; a still ring otherwise."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._on = False
        self._clock = QElapsedTimer()
        self._frames = QTimer(self)
        self._frames.setInterval(FRAME_MS)
        self._frames.timeout.connect(self.update)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._run)

    def set_on(self, on: bool) -> None:
        """Start with breathing in, or rest."""
        if on != self._on:
            self._on = on
            self._clock.start()
            self._run()

    def sizeHint(self) -> QSize:
        edge = round(34 * min(1.5, self._look.text_scale))
        return QSize(edge, edge)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._run()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._frames.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        role = "calm" if self._on else "line_strong"
        centre = QPointF(self.rect().center()) + QPointF(0.5, 0.5)
        largest = min(self.width(), self.height()) / 2 - 1.5
        painter.setPen(QPen(self._look.colour(role, 0.5), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(centre, largest, largest)
        if self._on:
            radius = largest * (0.4 + 0.6 * self._fullness())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.colour(role, 0.75))
            painter.drawEllipse(centre, radius, radius)
        painter.end()

    def _fullness(self) -> float:
        if self._look.reduced_motion:
            return 0.5
        return fullness(self._clock.elapsed() / 1000)

    def _run(self) -> None:
        if self._on and self.isVisible() and not self._look.reduced_motion:
            self._frames.start()
        else:
            self._frames.stop()
        self.update()


def fullness(seconds: float) -> float:
    """How full the lungs are, 0-1, so long after the first breath in began."""
    at = seconds % (IN_S + OUT_S)
    part = at / IN_S if at < IN_S else 1 - (at - IN_S) / OUT_S
    return 0.5 - 0.5 * math.cos(math.pi * part)
