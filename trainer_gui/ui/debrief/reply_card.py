# SPDX-License-Identifier: Apache-2.0
"""One reply of the trainee after the scene: evidence, points, and what can be done about it."""

from collections import defaultdict
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from trainer_gui.application.messages import Messages
from trainer_gui.application.moved import moved_words, signed
from trainer_gui.application.quotes import in_full
from trainer_gui.application.report import Report
from trainer_gui.domain.events import Source
from trainer_gui.domain.scoring import Point
from trainer_gui.domain.taxonomy import Dimension
from trainer_gui.ui.kit.labels import chip_kind, label_chip
from trainer_gui.ui.kit.look import Look
from trainer_gui.ui.kit.parts import Button, button, chip, column, plain, row, text


class ReplyCard(QFrame):
    """What was said, what it did, and buttons to hear it, to try again, to put it right."""

    retry = Signal(int)
    play = Signal(int)
    corrected = Signal(int, str)
    """What was really said; empty: what was heard was right after all."""

    def __init__(self, look: Look, messages: Messages, report: Report, turn: int) -> None:
        super().__init__()
        self._look = look
        self._messages = messages
        self._turn = turn
        self._said = said = report.turns[turn]
        self._points = [p for p in report.score.points if p.turn == turn]
        self.setProperty("role", "accent_panel")
        inside = column(self, (look.space("large"), look.space("medium")), look.space("small"))
        inside.addLayout(self._head(report))
        self._words = text(said.text or "…", wrap=True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        inside.addWidget(self._words)
        self._editor: QWidget | None = None
        if said.heard:
            inside.addLayout(self._heard())
        if said.note:
            inside.addWidget(text(f"✎ {said.note}", "small", "soft", wrap=True))
        self._inside = inside
        if felt := moved_words(messages, said):
            anger = round(said.emotion.anger)
            words = messages("review.felt", anger=anger, moved=felt)
            inside.addWidget(text(words, "small", "soft", wrap=True))
        for label in (*said.reading.moves, *said.reading.faults):
            earned = [p for p in self._points if p.label == label]
            quote = in_full(said.text, said.reading.quote(label))
            inside.addLayout(self._evidence(label, quote, earned))
        unnamed = [p for p in self._points if not p.label]
        for rule in dict.fromkeys(p.rule for p in unnamed if p.telling):
            inside.addLayout(self._lost([p for p in unnamed if p.rule == rule]))

    def _head(self, report: Report) -> QHBoxLayout:
        look, messages = self._look, self._messages
        head = row(spacing=look.space("small"))
        name = f"{self._turn + 1} · {self._said.name or messages('speaker.trainee')}"
        head.addWidget(text(name, "small", "accent"))
        for mark, turn_of in (("best", report.score.best_turn), ("worst", report.score.worst_turn)):
            if turn_of == self._turn:
                kind = "move" if mark == "best" else "fault"
                head.addWidget(chip(messages(f"review.{mark}"), kind))
        head.addStretch(1)
        if self._said.source is Source.VOICE:
            if report.has_audio:
                head.addWidget(self._small("review.play", "play", self._on_play))
            head.addWidget(self._small("review.wrong", "ear", self._on_wrong))
        head.addWidget(self._small("review.retry", "repeat", self._on_retry))
        return head

    def _small(self, key: str, icon: str, act: Callable[[], None]) -> Button:
        made = button(self._messages(key), "small", look=self._look, icon=icon)
        made.setAccessibleDescription(self._messages("debrief.turn", number=self._turn + 1))
        made.clicked.connect(act)
        return made

    def _heard(self) -> QHBoxLayout:
        """What was recognised, and the way back to it."""
        line = row(spacing=self._look.space("small"))
        heard = self._messages("review.heard", words=self._said.heard)
        line.addWidget(text(heard, "small", "soft", wrap=True), 1)
        line.addWidget(self._small("review.undo", "back", self._on_undo))
        return line

    def _on_wrong(self) -> None:
        """Let the words be put right, in their place."""
        if self._editor is not None:
            self._editor.setVisible(not self._editor.isVisible())
            return
        look, messages = self._look, self._messages
        editor = self._editor = plain()
        inside = column(editor, spacing=look.space("small"))
        field = QLineEdit(self._said.text)
        field.setAccessibleName(messages("review.really"))
        field.setPlaceholderText(messages("review.really"))
        line = row(spacing=look.space("small"))
        save = button(messages("review.save"), "small", look=look, icon="check")
        cancel = button(messages("review.cancel"), "small", look=look, icon="close")
        line.addWidget(save)
        line.addWidget(cancel)
        line.addStretch(1)
        inside.addWidget(field)
        inside.addLayout(line)
        save.clicked.connect(lambda: self._save(field.text()))
        field.returnPressed.connect(lambda: self._save(field.text()))
        cancel.clicked.connect(editor.hide)
        self._inside.insertWidget(2, editor)
        field.setFocus()
        field.selectAll()

    def _save(self, words: str) -> None:
        if words.strip() and words.strip() != self._said.text:
            self.corrected.emit(self._turn, words)
        elif self._editor is not None:
            self._editor.hide()

    def _on_undo(self) -> None:
        self.corrected.emit(self._turn, "")

    def _on_play(self) -> None:
        self.play.emit(self._turn)

    def _on_retry(self) -> None:
        self.retry.emit(self._turn)

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
        return f"{name} {self._messages('review.points', points=signed(points))}"
