# SPDX-License-Identifier: Apache-2.0
"""Calibration: a trainer rates a session before seeing its score, then both stand side by side."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from trainer_gui.application.messages import Messages
from trainer_gui.application.report import Report
from trainer_gui.domain.scoring.calibration import Rating, agreement, drift, red_lines
from trainer_gui.domain.taxonomy import RED_LINES, Dimension
from trainer_gui.domain.transcript import Speaker
from trainer_gui.ui.kit.look import Look
from trainer_gui.ui.kit.parts import button, clear, column, frame, plain, row, scrolling, text

GRADES = (90.0, 70.0, 50.0, 30.0, 10.0)
"""The middle of each grade, best first."""


class RatingPage(QWidget):
    """The conversation on the left; six grades, red lines and the worst turn on the right."""

    rated = Signal(object, object, object)
    """Points by dimension, red lines, index of the worst turn or None."""
    next_wanted = Signal()
    back = Signal()

    def __init__(self, look: Look, messages: Messages) -> None:
        super().__init__()
        self._look, self._messages = look, messages
        self._report: Report | None = None
        self.setProperty("role", "page")
        self._title = text("", "title", wrap=True)
        self._turns = column(spacing=look.space("medium"))
        self.grades = {d: self._grades(d) for d in Dimension}
        self._scores = {d: text("", "strong", "accent") for d in Dimension}
        self.reds = {r: button(messages(f"label.{r}"), "choice") for r in sorted(RED_LINES)}
        for box in self.reds.values():
            box.setCheckable(True)
        self._red_score = text("", "small", "accent", wrap=True)
        self.worst = QComboBox()
        self.worst.setAccessibleName(messages("rating.worst"))
        self._worst_score = text("", "small", "accent", wrap=True)
        self.save = button(messages("rating.save"), "primary", look=look, icon="check")
        self.next = button(messages("rating.next"), look=look, icon="send")
        self.leave = button(messages("rating.back"), "quiet", look=look, icon="back")
        self._agreement = QGridLayout()
        self._drift = text("", "small", "soft", wrap=True)
        self._assemble()
        self.save.clicked.connect(self._on_save)
        self.next.clicked.connect(self.next_wanted)
        self.leave.clicked.connect(self.back)
        QShortcut(QKeySequence("Esc"), self).activated.connect(self.leave.click)

    def show_session(self, report: Report | None) -> None:
        """Show a session to be rated, without its score; None: there is none left."""
        messages = self._messages
        self._report = report
        clear(self._turns)
        self.worst.clear()
        self.worst.addItem(messages("rating.no_worst"), None)
        for label in (*self._scores.values(), self._red_score, self._worst_score):
            label.setText("")
        for box in self.reds.values():
            box.setChecked(False)
        for choice in self.grades.values():
            choice.setCurrentIndex(0)
        self._title.setText(report.scenario.title if report else messages("rating.none"))
        for i, turn in enumerate(report.turns if report else ()):
            mine = turn.who is Speaker.TRAINEE
            name = turn.name or messages(f"speaker.{turn.who}")
            self._turns.addWidget(text(f"{i + 1} · {name}", "small", "accent" if mine else "faint"))
            self._turns.addWidget(text(turn.text or "…", wrap=True))
            if mine:
                self.worst.addItem(f"{i + 1} · {turn.text[:24]}", i)
        self._allow(rated=report is None)

    def show_score(self) -> None:
        """The rating is kept: what the score said may be seen."""
        report, messages = self._report, self._messages
        if report is None:
            return
        for dimension, label in self._scores.items():
            value = report.score.dimensions.get(dimension)
            said = messages("result.unrated") if value is None else f"{value:.0f}"
            label.setText(messages("rating.scored", points=said))
        reds = "、".join(messages(f"label.{r}") for r in report.score.red_lines)
        self._red_score.setText(messages("rating.scored", points=reds or messages("result.none")))
        worst = report.score.worst_turn
        number = messages("result.none") if worst is None else str(worst + 1)
        self._worst_score.setText(messages("rating.scored", points=number))
        self._allow(rated=True)

    def show_agreement(self, ratings: list[Rating]) -> None:
        """How score and trainers compare over all that was rated."""
        messages = self._messages
        clear(self._agreement)
        heads = ("report.dimension", "rating.pairs", "rating.kappa", "rating.difference")
        for place, key in enumerate(heads):
            self._agreement.addWidget(text(messages(key), "small", "faint"), 0, place)
        for line, (dimension, found) in enumerate(agreement(ratings).items(), 1):
            kappa = messages("result.none") if found.kappa is None else f"{found.kappa:.2f}"
            apart = found.difference
            difference = messages("result.none") if apart is None else f"{apart:+.0f}"
            cells = (messages(f"dimension.{dimension}"), str(found.pairs), kappa, difference)
            for place, words in enumerate(cells):
                self._agreement.addWidget(text(words, "small"), line, place)
        both, missed, alone = red_lines(ratings)
        said = messages("rating.reds", both=both, missed=missed, alone=alone)
        lots = " → ".join(f"{value:+.0f}" for value in drift(ratings))
        self._drift.setText(f"{said}\n{messages('rating.drift', lots=lots)}" if lots else said)

    def _allow(self, *, rated: bool) -> None:
        """A rating can't be changed once the score was seen."""
        self.save.setEnabled(not rated)
        self.next.setEnabled(self._report is not None)
        for widget in (*self.grades.values(), *self.reds.values(), self.worst):
            widget.setEnabled(not rated)

    def _on_save(self) -> None:
        given = {d: choice.currentData() for d, choice in self.grades.items()}
        reds = frozenset(r for r, box in self.reds.items() if box.isChecked())
        self.rated.emit(given, reds, self.worst.currentData())

    def _grades(self, dimension: Dimension) -> QComboBox:
        choice = QComboBox()
        choice.setAccessibleName(self._messages(f"dimension.{dimension}"))
        choice.addItem(self._messages("result.unrated"), None)
        for number, points in zip(range(5, 0, -1), GRADES, strict=True):
            choice.addItem(self._messages(f"rating.grade_{number}"), points)
        return choice

    def _assemble(self) -> None:
        look = self._look
        page = plain()
        inside = column(page, (look.space("wide"), look.space("wide")), look.space("large"))
        inside.addWidget(self._title)
        inside.addLayout(self._turns)
        inside.addStretch(1)
        side = plain()
        right = column(side, (look.space("wide"), look.space("wide")), look.space("medium"))
        right.addWidget(self._heading("rating.title"))
        right.addWidget(text(self._messages("rating.help"), "small", "soft", wrap=True))
        grid = QGridLayout()
        for line, dimension in enumerate(Dimension):
            grid.addWidget(text(self._messages(f"dimension.{dimension}")), line, 0)
            grid.addWidget(self.grades[dimension], line, 1)
            grid.addWidget(self._scores[dimension], line, 2)
        right.addLayout(grid)
        right.addWidget(self._heading("report.red_line"))
        boxes = row(spacing=look.space("medium"))
        for box in self.reds.values():
            boxes.addWidget(box)
        boxes.addStretch(1)
        right.addLayout(boxes)
        right.addWidget(self._red_score)
        right.addWidget(self._heading("rating.worst"))
        right.addWidget(self.worst)
        right.addWidget(self._worst_score)
        self._add_agreement(right)
        body = row()
        body.addWidget(scrolling(page), 1)
        body.addWidget(scrolling(side), 1)
        footer = frame("footer")
        bottom = row(footer, (look.space("huge"), look.space("medium")), look.space("medium"))
        bottom.addWidget(self.leave)
        bottom.addStretch(1)
        bottom.addWidget(self.next)
        bottom.addWidget(self.save)
        whole = column(self)
        whole.addLayout(body, 1)
        whole.addWidget(footer)

    def _add_agreement(self, right: QVBoxLayout) -> None:
        right.addWidget(self._heading("rating.agreement"))
        right.addLayout(self._agreement)
        right.addWidget(self._drift)
        right.addStretch(1)

    def _heading(self, key: str) -> QLabel:
        return text(self._messages(key), "strong")
