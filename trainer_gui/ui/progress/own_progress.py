# SPDX-License-Identifier: Apache-2.0
"""One trainee's way: levels, the curve, techniques, red lines, every session."""

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from trainer_gui.application.messages import Messages
from trainer_gui.application.overview import Overview
from trainer_gui.domain.progress import ENOUGH, Practice
from trainer_gui.domain.taxonomy import Dimension
from trainer_gui.ui.kit.dates import day_words
from trainer_gui.ui.kit.flow import Flow
from trainer_gui.ui.kit.labels import label_chip
from trainer_gui.ui.kit.level_rows import LevelRows
from trainer_gui.ui.kit.look import Look
from trainer_gui.ui.kit.parts import (
    button,
    chip,
    clear,
    column,
    frame,
    plain,
    row,
    scrolling,
    text,
)
from trainer_gui.ui.kit.picker import Picker
from trainer_gui.ui.kit.score_bar import grade
from trainer_gui.ui.kit.table import Column, Table
from trainer_gui.ui.progress.progress_plot import ProgressPlot

MOST_ROWS = 12
"""Of the sessions that are seen at once."""


class OwnProgress(QWidget):
    """Cards on a page that scrolls."""

    session_opened = Signal(str)
    """The session of this folder is wanted."""

    def __init__(self, look: Look, messages: Messages) -> None:
        super().__init__()
        self._look, self._messages = look, messages
        self._overview = Overview()
        self.setProperty("role", "plain")
        self._facts = text("", "body", "soft", wrap=True)
        self._rows = LevelRows(look, messages, tuple(Dimension), roomy=True)
        self._few = text("", "small", "soft", wrap=True)
        self._mark = text("", "small", "faint", wrap=True)
        self.of = Picker(look, messages("progress.of"))
        self.of.addItem(messages("progress.whole"), None)
        for dimension in Dimension:
            self.of.addItem(messages(f"dimension.{dimension}"), dimension)
        self.plot = ProgressPlot(look, messages)
        self._key = text("", "small", "faint", wrap=True)
        self.copy = button(messages("progress.copy"), "small")
        self._used, self._avoided = plain(), plain()
        self._used_flow, self._avoided_flow = Flow(self._used), Flow(self._avoided)
        self._red = column(spacing=look.space("small"))
        self.table = Table(look, self._columns(), wide=1)
        self.table.setAccessibleName(messages("progress.list"))
        self._assemble()
        self.of.currentIndexChanged.connect(self._show_series)
        self.copy.clicked.connect(self.plot.copy)
        self.table.activated.connect(self._on_activated)

    def show_overview(self, overview: Overview) -> None:
        """Show this."""
        self._overview = overview
        words = self._messages
        self._facts.setText(self._said(overview))
        self._rows.show_levels(overview.levels, overview.pass_mark)
        self._mark.setText(words("progress.mark", mark=round(overview.pass_mark)))
        self._key.setText(words("progress.key", mark=round(overview.pass_mark)))
        few = sum(p.counts for p in overview.practices) < ENOUGH
        self._few.setText(words("progress.few", count=ENOUGH))
        self._few.setVisible(few)
        self._show_series()
        used = sorted((u for u in overview.usage if u.used), key=lambda u: -u.used)
        avoided = [u for u in overview.usage if u.avoided]
        nothing = words("progress.nothing_yet")
        self._used_flow.fill(
            [label_chip(words, u.move) for u in used[:10]] or [chip(nothing, "outline")]
        )
        self._avoided_flow.fill(
            [chip(words(f"label.{u.move}"), "fault") for u in avoided]
            or [chip(words("progress.none_avoided") if used else nothing, "outline")]
        )
        self._show_red_lines(overview)
        self.table.show_rows(overview.practices)
        self.table.fit(MOST_ROWS)
        self._sessions.setVisible(bool(overview.practices))

    def _said(self, overview: Overview) -> str:
        words = self._messages
        if not overview.practices:
            return words("progress.none")
        parts = [words("progress.count", count=len(overview.practices))]
        if overview.weeks > 1:
            parts.append(words("home.weeks", count=overview.weeks))
        if overview.level is not None:
            word = words(f"grade.{grade(overview.level, overview.pass_mark)}")
            parts.append(words("progress.overall", level=round(overview.level), word=word))
        return " · ".join(parts)

    def _show_series(self) -> None:
        series = self._overview.series.get(self.of.currentData())
        if series is not None:
            self.plot.show_series(series, self.of.currentText(), self._overview.pass_mark)
            self.copy.setEnabled(bool(series.values))
            self._key.setVisible(bool(series.values))

    def _show_red_lines(self, overview: Overview) -> None:
        clear(self._red)
        words = self._messages
        if not overview.red_lines:
            key, tone = ("no_red", "calm") if overview.practices else ("nothing_yet", "faint")
            self._red.addWidget(text(words(f"progress.{key}"), "body", tone, wrap=True))
        for line, (count, day) in overview.red_lines.items():
            holder = row(spacing=self._look.space("medium"))
            holder.addWidget(label_chip(words, line))
            last = words("progress.crossed", count=count, day=day_words(day, words))
            holder.addWidget(text(last, "small", "soft", wrap=True), 1)
            self._red.addLayout(holder)

    def _columns(self) -> list[Column]:
        words = self._messages

        def passed(practice: Practice) -> str:
            if practice.passed is None:
                return words("result.unfinished" if practice.replies else "result.unrated")
            return words("result.passed" if practice.passed else "result.failed")

        def points(practice: Practice) -> str:
            return "–" if practice.overall is None else str(round(practice.overall))

        titles = lambda p: self._overview.titles.get(p.scenario, p.scenario)  # noqa: E731
        return [
            Column(words("progress.day"), lambda p: day_words(p.day, words)),
            Column(words("progress.scene"), titles),
            Column(words("progress.mode"), lambda p: words(f"mode.{p.mode}")),
            Column(words("progress.outcome"), lambda p: words(f"outcome.{p.outcome}")),
            Column(words("progress.result"), passed),
            Column(words("progress.points"), points, number=True),
        ]

    def _assemble(self) -> None:
        look = self._look
        page = plain()
        page.setMaximumWidth(look.size("page"))
        whole = column(page, (look.space("huge"), look.space("small")), look.space("large"))
        whole.addWidget(self._facts)
        top, low = row(spacing=look.space("large")), row(spacing=look.space("large"))
        levels, inside = self._card("progress.levels")
        inside.addWidget(self._rows)
        inside.addWidget(self._mark)
        inside.addWidget(self._few)
        inside.addStretch(1)
        top.addWidget(levels, 2)
        top.addWidget(self._plot_card(), 3)
        low.addWidget(self._technique_card(), 3)
        red, inside = self._card("progress.red_lines")
        inside.addLayout(self._red)
        inside.addStretch(1)
        low.addWidget(red, 2)
        self._sessions, inside = self._card("progress.list")
        inside.addWidget(text(self._messages("progress.list_help"), "small", "soft", wrap=True))
        inside.addWidget(self.table)
        whole.addLayout(top)
        whole.addLayout(low)
        whole.addWidget(self._sessions)
        whole.addStretch(1)
        area = scrolling(page, whole=True)
        area.setAccessibleName(self._messages("progress.title"))
        column(self).addWidget(area)

    def _plot_card(self) -> QFrame:
        card = frame("card")
        inside = column(card, self._look.space("wide"), self._look.space("small"))
        line = row(spacing=self._look.space("medium"))
        line.addWidget(text(self._messages("progress.over_time"), "eyebrow"))
        line.addStretch(1)
        line.addWidget(self.of)
        line.addWidget(self.copy)
        inside.addLayout(line)
        inside.addWidget(self.plot, 1)
        inside.addWidget(self._key)
        return card

    def _technique_card(self) -> QFrame:
        card, inside = self._card("progress.techniques")
        for key, chips in (("used", self._used), ("avoided", self._avoided)):
            inside.addWidget(text(self._messages(f"progress.{key}"), "small", "soft", wrap=True))
            inside.addWidget(chips)
        inside.addStretch(1)
        return card

    def _card(self, key: str) -> tuple[QFrame, QVBoxLayout]:
        card = frame("card")
        inside = column(card, self._look.space("wide"), self._look.space("medium"))
        inside.addWidget(text(self._messages(key), "eyebrow"))
        return card, inside

    def _on_activated(self, index: QModelIndex) -> None:
        self.session_opened.emit(self._overview.practices[index.row()].name)
