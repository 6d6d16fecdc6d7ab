# SPDX-License-Identifier: Apache-2.0
"""The customer's face: follows anger, talks while she speaks, blinks."""

import math
import random

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent, QPainter, QPainterPath, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer_gui.domain.emotion import band_of
from trainer_gui.ui.kit.face_art import FaceArt, Motion
from trainer_gui.ui.kit.look import Look

FRAME_MS = 40
_BLINK = (0.5, 1.0, 1.0, 0.5)
"""How shut the eyes are, frame by frame."""


class Face(QWidget):
    """Repaints only while something moves."""

    def __init__(self, look: Look, art: FaceArt) -> None:
        super().__init__()
        self._look = look
        self._art = art
        self._kind = "woman"
        self._target = self._shown = 50.0
        self._talking = False
        self._level: float | None = None
        self._mouth = 0.0
        self._phase = 0.0
        self._blink: list[float] = []
        self._chance = random.Random(7)  # noqa: S311 - only when to blink
        self._frames = QTimer(self)
        self._frames.setInterval(FRAME_MS)
        self._frames.timeout.connect(self._advance)
        self._next_blink = QTimer(self)
        self._next_blink.setSingleShot(True)
        self._next_blink.timeout.connect(self._start_blink)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        look.changed.connect(self._on_look_changed)

    def show_customer(self, kind: str, name: str, anger: float) -> None:
        """Become this customer, at once."""
        self._kind = kind if kind in self._art.looks else "woman"
        self._shown = self._target = anger
        self.setAccessibleName(name)
        self.update()

    def set_anger(self, anger: float, word: str) -> None:
        """Change expression, smoothly; `word` is what a screen reader says of it."""
        if word != self.accessibleDescription():
            self.setAccessibleDescription(word)
        if anger == self._target:
            return
        self._target = anger
        if self._look.reduced_motion or not self.isVisible():
            self._shown = anger
            self.update()
        else:
            self._frames.start()

    def set_talking(self, talking: bool) -> None:
        """Whether she is speaking."""
        if talking == self._talking:
            return
        self._talking = talking
        self._level = None
        if self._look.reduced_motion:
            self._mouth = 0.6 if talking else 0.0
            self.update()
        elif self.isVisible():
            self._frames.start()

    def set_level(self, dbfs: float) -> None:
        """How loud her voice is right now; the mouth follows it in place of its own rhythm."""
        self._level = min(1.0, max(0.0, (dbfs + 48.0) / 36.0))

    def sizeHint(self) -> QSize:
        return QSize(220, 220)

    def minimumSizeHint(self) -> QSize:
        return QSize(96, 96)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._plan_blink()
        if self._talking and not self._look.reduced_motion:
            self._frames.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._frames.stop()
        self._next_blink.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_portrait(
            painter,
            QRectF(self.rect()),
            self._look,
            self._art,
            self._kind,
            self._shown,
            Motion(self._mouth, self._blink[0] if self._blink else 0.0),
        )
        painter.end()

    def _advance(self) -> None:
        self._shown += (self._target - self._shown) * 0.16
        if abs(self._target - self._shown) < 0.3:
            self._shown = self._target
        self._phase += FRAME_MS / 1000
        wanted = self._syllable() if self._talking else 0.0
        self._mouth += (wanted - self._mouth) * 0.55
        if not self._talking and self._mouth < 0.03:
            self._mouth = 0.0
        self._blink = self._blink[1:]
        self.update()
        if not (self._talking or self._blink or self._mouth or self._shown != self._target):
            self._frames.stop()

    def _syllable(self) -> float:
        if self._level is not None:
            return self._level
        # about five syllables a second, unevenly strong
        beat = abs(math.sin(self._phase * math.pi * 4.7))
        return beat * (0.55 + 0.4 * math.sin(self._phase * 2.9))

    def _plan_blink(self) -> None:
        if not self._look.reduced_motion:
            self._next_blink.start(self._chance.randint(2600, 6200))

    def _start_blink(self) -> None:
        self._blink = list(_BLINK)
        self._frames.start()
        self._plan_blink()

    def _on_look_changed(self) -> None:
        if self._look.reduced_motion:
            self._frames.stop()
            self._next_blink.stop()
            self._blink = []
            self._shown = self._target
        self.update()


def paint_portrait(
    painter: QPainter,
    area: QRectF,
    look: Look,
    art: FaceArt,
    kind: str,
    anger: float,
    motion: Motion | None = None,
) -> None:
    """The face on a disc in the colour of its mood, as large as `area` allows."""
    edge = min(area.width(), area.height())
    square = QRectF(0, 0, edge, edge)
    square.moveCenter(area.center())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour(f"portrait_{band_of(anger)}"))
    painter.drawEllipse(square.adjusted(1, 1, -1, -1))
    painter.setClipPath(_disc(square))
    inner = square.adjusted(-edge * 0.03, edge * 0.02, edge * 0.03, 0)
    inner.setHeight(inner.width())
    ratio = painter.device().devicePixelRatioF()
    art.paint(painter, inner, kind, anger, motion or Motion(), ratio)
    painter.restore()


def _disc(square: QRectF) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(square.adjusted(1, 1, -1, -1))
    return path
