# SPDX-License-Identifier: Apache-2.0
"""One value over the sessions: each as a dot, and what it tends to as a line."""

from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QPixmap, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer_gui.application.messages import Messages
from trainer_gui.application.overview import Series
from trainer_gui.domain.scoring.rulebook import PASS_MARK
from trainer_gui.ui.kit.dates import day_words
from trainer_gui.ui.kit.look import LARGE_TEXT, Look
from trainer_gui.ui.kit.parts import clear, column, text

TICKS = 6
"""Days along the axis at most, the first and the last among them."""
CLEAR = 10
"""Points that a tick keeps from the pass mark: their numbers would touch."""


class ProgressPlot(QWidget):
    """Draws itself where it is seen: the plotting library takes a while."""

    def __init__(self, look: Look, messages: Messages) -> None:
        super().__init__()
        self._look, self._messages = look, messages
        self._series, self._name, self._pass_mark = Series(), "", PASS_MARK
        self._stale = True
        self.setProperty("role", "plain")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._holder = column(self)
        look.changed.connect(self._refresh)

    def sizeHint(self) -> QSize:
        return QSize(480, 240)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 180)

    def show_series(self, series: Series, name: str, pass_mark: float) -> None:
        """Draw `series`; `name` is what it is of."""
        self._series, self._name, self._pass_mark = series, name, pass_mark
        self._refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._draw()

    def copy(self) -> None:
        """Put the plot on the clipboard, as a picture."""
        QGuiApplication.clipboard().setPixmap(self.picture())

    def picture(self) -> QPixmap:
        """The plot as it is on the screen."""
        return self.grab()

    def _refresh(self) -> None:
        """Now, or when it is seen again: another session ends while the debrief is to be drawn."""
        self._stale = True
        if self.isVisible():
            self._draw()

    def _draw(self) -> None:
        self._stale = False
        clear(self._holder)
        if not self._series.values:
            nothing = text(self._messages("progress.no_plot"), "body", "faint", wrap=True)
            nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._put(nothing)
            return
        import pyqtgraph as pg  # noqa: PLC0415 - slow to import, wanted only here

        look, series = self._look, self._series
        plot = pg.PlotWidget(background=look.colour("surface"))
        plot.setMenuEnabled(False)
        plot.setMouseEnabled(x=False, y=False)
        plot.hideButtons()
        plot.setFrameShape(plot.Shape.NoFrame)
        plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        plot.setAccessibleName(self._accessible())
        xs = list(range(len(series.values)))
        plot.setYRange(0, 100, padding=0.03)
        plot.setXRange(0, max(1, len(xs) - 1), padding=0.09)
        mark = pg.mkPen(look.colour("line_strong"), width=1, style=Qt.PenStyle.DashLine)
        plot.addItem(pg.InfiniteLine(self._pass_mark, angle=0, pen=mark))
        dots = pg.ScatterPlotItem(
            x=xs,
            y=list(series.values),
            size=9,
            pen=pg.mkPen(look.colour("surface"), width=1),
            brush=pg.mkBrush(look.colour("line_strong")),
        )
        plot.addItem(dots)
        pen = pg.mkPen(look.colour("accent"), width=2.5)
        plot.plot(xs, list(series.smooth), pen=pen, antialias=True)
        self._axes(plot)
        self._put(plot)

    def _put(self, drawn: QWidget) -> None:
        """At once, also while this itself is about to be seen."""
        self._holder.addWidget(drawn)
        drawn.show()
        self._holder.activate()

    def _axes(self, plot: Any) -> None:  # noqa: ANN401 - pyqtgraph has no types
        look, days = self._look, self._series.days
        left, bottom = plot.getAxis("left"), plot.getAxis("bottom")
        mark = round(self._pass_mark)
        clear_of_it = [v for v in (0, 25, 50, 75, 100) if abs(v - mark) > CLEAR]
        left.setTicks([[(v, str(v)) for v in (*clear_of_it, mark)]])
        last, most = len(days) - 1, TICKS if look.text_scale < LARGE_TEXT else TICKS // 2
        at = sorted({round(i * last / (most - 1)) for i in range(most)})
        bottom.setTicks([[(i, day_words(days[i], self._messages)) for i in at]])
        for axis in (left, bottom):
            axis.setPen(look.colour("line"))
            axis.setTextPen(look.colour("text_soft"))
            axis.setStyle(tickFont=look.font("small"), tickLength=0)
        left.setWidth(round(look.type_px("small") * 2.6))
        bottom.setHeight(round(look.type_px("small") * 1.9))

    def _accessible(self) -> str:
        values = ", ".join(f"{v:.0f}" for v in self._series.values[-10:])
        tends = round(self._series.smooth[-1])
        return self._messages("progress.accessible", name=self._name, values=values, level=tends)
