# SPDX-License-Identifier: Apache-2.0
"""The transcript after the scene: each turn with its evidence, its points and what can be done."""

from collections import defaultdict
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from trainer_gui.application.messages import Messages
from trainer_gui.application.quotes import in_full
from trainer_gui.application.report import Report
from trainer_gui.domain.scoring import Point
from trainer_gui.domain.taxonomy import Dimension
from trainer_gui.domain.transcript import Speaker, Turn
from trainer_gui.ui.labels import chip_kind, label_chip
from trainer_gui.ui.look import Look
from trainer_gui.ui.parts import button, chip, clear, column, plain, row, text


class TurnReview(QWidget):
    """All turns, oldest first."""

    retry_from = Signal(int)
    play_turn = Signal(int)

    def __init__(self, look: Look, messages: Messages) -> None:
        super().__init__()
        self._look = look
        self._messages = messages
        self.setProperty("role", "plain")
        self._column = column(self, spacing=look.space("medium"))

    def show_report(self, report: Report) -> None:
        """Show the report's turns."""
        clear(self._column)
        for i, turn in enumerate(report.turns):
            if turn.who is not Speaker.TRAINEE:
                self._column.addWidget(self._hers(report, i, turn))
            else:
                points = [p for p in report.score.points if p.turn == i]
                self._column.addWidget(self._mine(report, i, turn, points))
        if not report.turns:
            empty = text(self._messages("review.empty"), "body", "faint", wrap=True)
            self._column.addWidget(empty)

    def _hers(self, report: Report, i: int, turn: Turn) -> QWidget:
        box = plain()
        inside = column(box, spacing=self._look.space("hair"))
        note = f" · {self._messages('talk.cut_off')}" if turn.interrupted else ""
        anger = self._messages("review.anger", anger=round(turn.emotion.anger))
        other = turn.who is Speaker.OTHER
        name = turn.name if other else f"{report.scenario.customer.name} · {anger}{note}"
        inside.addWidget(text(f"{i + 1} · {name}", "small", "faint"))
        inside.addWidget(text(turn.text or "…", "body", "soft", wrap=True))
        return box

    def _mine(self, report: Report, i: int, turn: Turn, points: list[Point]) -> QWidget:
        look, messages = self._look, self._messages
        box = QFrame()
        box.setProperty("role", "accent_panel")
        inside = column(box, (look.space("large"), look.space("medium")), look.space("small"))
        head = row(spacing=look.space("small"))
        name = f"{i + 1} · {turn.name or messages('speaker.trainee')}"
        head.addWidget(text(name, "small", "accent"))
        for mark, turn_of in (("best", report.score.best_turn), ("worst", report.score.worst_turn)):
            if turn_of == i:
                head.addWidget(
                    chip(messages(f"review.{mark}"), "move" if mark == "best" else "fault")
                )
        head.addStretch(1)
        if report.has_audio and turn.source.value == "voice":
            play = button(messages("review.play"), "small", look=look, icon="play")
            play.clicked.connect(self._emitter(self.play_turn, i))
            head.addWidget(play)
        retry = button(messages("review.retry"), "small", look=look, icon="repeat")
        retry.clicked.connect(self._emitter(self.retry_from, i))
        head.addWidget(retry)
        inside.addLayout(head)
        words = text(turn.text or "…", wrap=True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        inside.addWidget(words)
        for label in (*turn.reading.moves, *turn.reading.faults):
            earned = [p for p in points if p.label == label]
            quote = in_full(turn.text, turn.reading.quote(label))
            inside.addLayout(self._evidence(label, quote, earned))
        for rule in dict.fromkeys(p.rule for p in points if p.telling and not p.label):
            inside.addLayout(self._lost([p for p in points if p.rule == rule and not p.label]))
        return box

    def _evidence(self, label: str, quote: str, points: list[Point]) -> QHBoxLayout:
        line = row(spacing=self._look.space("small"))
        line.addWidget(label_chip(self._messages, label, quote), 0, Qt.AlignmentFlag.AlignTop)
        said = text(self._messages("review.quote", quote=quote) if quote else "", "small", "soft")
        said.setWordWrap(True)
        line.addWidget(said, 1)
        self._add_figure(line, points, red=chip_kind(label) == "red")
        return line

    def _lost(self, points: list[Point]) -> QHBoxLayout:
        """What a reply lost without a move or fault of its own: something was missed."""
        line = row(spacing=self._look.space("small"))
        says = points[0].says.of(self._messages.language)
        line.addWidget(text(f"− {says}", "small", "soft", wrap=True), 1)
        self._add_figure(line, points, red=bool(points[0].red_line))
        return line

    def _add_figure(self, line: QHBoxLayout, points: list[Point], *, red: bool) -> None:
        """What it was worth in the dimension that it told on most; hovering shows all of them."""
        sums: defaultdict[Dimension, float] = defaultdict(float)
        for point in points:
            sums[point.dimension] += point.points
        shown = sorted((d for d in sums if round(sums[d])), key=lambda d: -abs(sums[d]))
        if shown:
            words = [self._worth(d, sums[d]) for d in shown]
            tone = "calm" if sums[shown[0]] > 0 else "furious" if red else "annoyed"
            figure = text(words[0], "strong", tone)
            figure.setToolTip("\n".join(words))
            line.addWidget(figure)

    def _worth(self, dimension: Dimension, points: float) -> str:
        name = self._messages(f"dimension.{dimension}")
        return f"{name} {self._messages('review.points', points=f'{round(points):+d}')}"

    def _emitter(self, signal: SignalInstance, turn: int) -> Callable[[], None]:
        return lambda: signal.emit(turn)
