# SPDX-License-Identifier: Apache-2.0
"""The customer's anger over the turns, with what moved it named at each point."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer_gui.application.messages import Messages
from trainer_gui.application.moved import moved_words
from trainer_gui.application.report import Report
from trainer_gui.application.what_if import WhatIf
from trainer_gui.domain.emotion import BAND_FLOORS, Band
from trainer_gui.domain.transcript import Turn
from trainer_gui.ui.kit.look import Look
from trainer_gui.ui.kit.parts import clear, column, row, text

LINES, HIGHEST = 17, 320
"""How high the plot is, in body sizes, and in pixels at most."""
DRAW_AFTER_MS = 30
"""The page is painted first: the plotting library takes a third of a second to import."""


class AngerCurve(QWidget):
    """A plot on bands of mood; pointing at a turn names it and what moved her there."""

    turn_pointed = Signal(int)
    """Index in the transcript."""

    def __init__(self, look: Look, messages: Messages) -> None:
        super().__init__()
        self._look = look
        self._messages = messages
        self._report: Report | None = None
        self._plot: Any = None
        self._turns: list[int] = []
        self.setProperty("role", "plain")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._note = text("", "small", "soft", wrap=True)
        self._note.setMinimumHeight(round(look.type_px("small") * 2.9))
        self._note.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._legend = _Legend(look, messages)
        self._legend.hide()
        self._holder = column()
        self._height = min(HIGHEST, look.type_px("body") * LINES)
        self._holder.addSpacing(self._height)  # its place is kept until it is drawn
        whole = column(self, spacing=look.space("small"))
        whole.addLayout(self._holder)
        whole.addWidget(self._legend)
        whole.addWidget(self._note)
        look.changed.connect(self._draw)

    def show_report(self, report: Report) -> None:
        """Draw the report's curve."""
        self._report = report
        self._turns = _felt(report.turns)
        self._legend.setVisible(report.what_if is not None)
        self.point_at(self._turns[-1] if self._turns else -1)
        QTimer.singleShot(DRAW_AFTER_MS, self, self._draw)

    def point_at(self, turn: int) -> None:
        """Name a turn below the plot."""
        if self._report is None or not 0 <= turn < len(self._report.turns):
            self._note.setText(self._messages("curve.empty"))
            return
        shown = self._report.turns[turn]
        moved = moved_words(self._messages, shown)
        key = "curve.note" if moved else "curve.note_still"
        who = shown.name or self._messages(f"speaker.{shown.who}")
        anger = round(shown.emotion.anger)
        self._note.setText(self._messages(key, number=turn + 1, who=who, anger=anger, moved=moved))

    def _draw(self) -> None:
        if self._report is None:
            return
        import pyqtgraph as pg  # noqa: PLC0415 - slow to import, wanted only here

        look, report = self._look, self._report
        clear(self._holder)
        angers = [report.emotion_start.anger]
        angers += [report.turns[i].emotion.anger for i in self._turns]
        xs = list(range(len(angers)))
        plot = pg.PlotWidget(background=look.colour("surface"))
        plot.setFixedHeight(self._height)
        plot.setMenuEnabled(False)
        plot.setMouseEnabled(x=False, y=False)
        plot.hideButtons()
        plot.setFrameShape(plot.Shape.NoFrame)
        plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        plot.setAccessibleName(self._accessible(angers))
        plot.setYRange(0, 100, padding=0.05)  # a dot at 100 is whole
        other = _other_way(report.what_if) if report.what_if else {}
        plot.setXRange(0, max(1, len(xs) - 1, *other), padding=0.04)
        _mood_bands(pg, plot, look)
        _axes(plot, look, self._messages, [i + 1 for i in self._turns])
        if other:
            dashed = pg.mkPen(look.colour("accent_text"), width=2.5, style=Qt.PenStyle.DashLine)
            own = {"symbol": "s", "symbolSize": 8, "symbolPen": None}
            own["symbolBrush"] = pg.mkBrush(look.colour("accent_text"))
            plot.plot(list(other), list(other.values()), pen=dashed, antialias=True, **own)
        line = pg.mkPen(look.colour("text"), width=2.5)
        plot.plot(xs, angers, pen=line, antialias=True)
        dots = pg.ScatterPlotItem(
            x=xs,
            y=angers,
            size=11,
            pen=pg.mkPen(look.colour("surface"), width=2),
            brush=[pg.mkBrush(look.colour(_role(a))) for a in angers],
            hoverable=True,
            hoverSize=16,
            tip=None,
        )
        dots.sigHovered.connect(self._on_hovered)
        plot.addItem(dots)
        self._plot = plot
        self._holder.addWidget(plot)

    def _on_hovered(self, _item: object, points: Any, _event: object) -> None:  # noqa: ANN401
        if len(points):
            place: QPointF = points[0].pos()
            step = round(place.x()) - 1
            if 0 <= step < len(self._turns):
                self.point_at(self._turns[step])
                self.turn_pointed.emit(self._turns[step])

    def _accessible(self, angers: list[float]) -> str:
        return self._messages("curve.accessible", values=", ".join(f"{a:.0f}" for a in angers))


class _Legend(QWidget):
    """Which line is which, each drawn as it is in the plot."""

    def __init__(self, look: Look, messages: Messages) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        line = row(self, spacing=look.space("small"))
        for key, other in (("curve.now", False), ("curve.other", True)):
            line.addWidget(_Stroke(look, other=other))
            line.addWidget(text(messages(key), "small", "soft"))
            line.addSpacing(look.space("medium"))
        line.addStretch(1)


class _Stroke(QWidget):
    """A short piece of a curve with one point on it."""

    def __init__(self, look: Look, *, other: bool) -> None:
        super().__init__()
        self._look, self._other = look, other
        self.setFixedSize(40, 14)
        look.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = self._look.colour("accent_text" if self._other else "text")
        style = Qt.PenStyle.DashLine if self._other else Qt.PenStyle.SolidLine
        middle = self.height() / 2
        painter.setPen(QPen(ink, 2.5, style))
        painter.drawLine(QPointF(1, middle), QPointF(self.width() - 1, middle))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        spot = QRectF(self.width() / 2 - 4, middle - 4, 8, 8)
        (painter.drawRect if self._other else painter.drawEllipse)(spot)
        painter.end()


def _felt(turns: Sequence[Turn]) -> list[int]:
    """The turns that the curve has a point for: what moved her, and the first."""
    return [i for i, t in enumerate(turns) if t.causes or i == 0]


def _other_way(other: WhatIf) -> dict[int, float]:
    """Her anger from the reply before the better answer on, by its place on the curve."""
    felt = _felt(other.turns)
    first = felt.index(other.turn)
    places = enumerate(felt, 1)
    return {place: other.turns[i].emotion.anger for place, i in places if place >= first}


def _role(anger: float) -> str:
    return max((f, b.value) for b, f in BAND_FLOORS.items() if anger >= f)[1]


def _mood_bands(pg: Any, plot: Any, look: Look) -> None:  # noqa: ANN401 - pyqtgraph has no types
    floors = [*BAND_FLOORS.values(), 100]
    for i, band in enumerate(Band):
        region = pg.LinearRegionItem(
            values=(floors[i], floors[i + 1]),
            orientation="horizontal",
            movable=False,
            brush=pg.mkBrush(look.colour(f"{band}_soft", 0.6)),
            pen=pg.mkPen(None),
        )
        region.setZValue(-10)
        plot.addItem(region)
        if i:  # soft colours are alike in the dark
            edge = pg.InfiniteLine(floors[i], angle=0, pen=pg.mkPen(look.colour("line"), width=1))
            edge.setZValue(-5)
            plot.addItem(edge)


def _axes(plot: Any, look: Look, messages: Messages, numbers: list[int]) -> None:  # noqa: ANN401
    """Mood on the left; below, the numbers that the turns have in the transcript."""
    left, bottom = plot.getAxis("left"), plot.getAxis("bottom")
    floors = list(BAND_FLOORS.values())
    tops = [*floors[1:], 100]
    middles = zip(Band, floors, tops, strict=True)
    left.setTicks([[((low + high) / 2, messages(f"band.{band}")) for band, low, high in middles]])
    names = [messages("curve.start"), *map(str, numbers)]
    bottom.setTicks([list(enumerate(names))[:: max(1, len(names) // 12)]])
    small = {"color": look.colour("text_soft").name(), "font-size": f"{look.type_px('small')}px"}
    bottom.setLabel(messages("curve.turns"), **small)
    for axis in (left, bottom):
        axis.setPen(look.colour("line"))
        axis.setTextPen(look.colour("text_soft"))
        axis.setStyle(tickFont=look.font("small"), tickLength=0)
    bottom.setHeight(round(look.type_px("small") * 3.4))  # two lines, however large
    widest = max(len(messages(f"band.{b}")) for b in Band)
    wide = 1.2 if messages.language == "zh" else 0.68
    left.setWidth(round(look.type_px("small") * wide * widest + 14))
