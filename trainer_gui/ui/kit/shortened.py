# SPDX-License-Identifier: Apache-2.0
"""Text of several lines that never shows half a line: what is left out is told by an ellipsis."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QTextLayout

from trainer_gui.ui.kit.prose import LINE_HEIGHT, Prose

ELLIPSIS = "…"


class Shortened(Prose):
    """As `Prose` while all has room; else whole lines, from the beginning or up to the end."""

    keep_end = False
    """Whether what is left out is at the beginning: the end is what is new."""

    def __init__(self, kind: str = "body", tone: str = "", *, lines: int = 0) -> None:
        """Show nothing yet.

        Args:
            kind: A type size.
            tone: A text colour.
            lines: How many it takes, however many there are; 0: as many as there is room for.
        """
        super().__init__()
        self._always = lines
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setProperty("type", kind)
        if tone:
            self.setProperty("tone", tone)

    @property
    def whole(self) -> bool:
        """Whether all of it has room."""
        return super().heightForWidth(self.width()) <= self.height()

    def heightForWidth(self, width: int) -> int:
        return self._high(self._always) if self._always else super().heightForWidth(width)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width(), self._high(self._always)) if self._always else hint

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._high(self._always or 1))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.whole:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        for i, line in enumerate(self.shown_lines()):
            place = QRectF(0, i * self._step(), self.width(), self._step())
            painter.drawText(place, int(flags | Qt.TextFlag.TextSingleLine), line)

    def shown_lines(self) -> list[str]:
        """The lines that have room, the last or the first of them with an ellipsis."""
        lines, most = self._lines(), max(1, int(self.height() / self._step()))
        if len(lines) <= most:
            return lines
        metrics, width = QFontMetricsF(self.font()), self.width()
        if self.keep_end:
            shown = lines[-most:]
            first = ELLIPSIS + lines[-most - 1] + shown[0]
            shown[0] = metrics.elidedText(first, Qt.TextElideMode.ElideLeft, width)
            return shown
        *shown, _ = lines[:most]
        rest = "".join(lines[most - 1 :])
        return [*shown, metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width)]

    def _high(self, lines: int) -> int:
        return round(lines * self._step() + 1)

    def _step(self) -> float:
        return QFontMetricsF(self.font()).lineSpacing() * LINE_HEIGHT / 100

    def _lines(self) -> list[str]:
        words = self.text().replace("\n", " ")
        layout = QTextLayout(words, self.font())
        layout.beginLayout()
        lines = []
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self.width())
            lines.append(words[line.textStart() : line.textStart() + line.textLength()])
        layout.endLayout()
        return lines
