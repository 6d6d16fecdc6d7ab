# SPDX-License-Identifier: Apache-2.0
"""The last page: what happened, what it was worth, and how to do better."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from trainer_gui.application.messages import Messages
from trainer_gui.application.report import Report
from trainer_gui.domain.taxonomy import MOVES
from trainer_gui.ui.anger_curve import AngerCurve
from trainer_gui.ui.face_art import FaceArt
from trainer_gui.ui.labels import label_chip
from trainer_gui.ui.look import Look
from trainer_gui.ui.parts import (
    Flow,
    IconLabel,
    button,
    clear,
    column,
    frame,
    plain,
    row,
    scrolling,
    text,
)
from trainer_gui.ui.result_cards import ResultCards
from trainer_gui.ui.turn_review import TurnReview


class DebriefPage(QWidget):
    """Three results, the curve, the weakest turn beside a better answer, the transcript."""

    retry_from = Signal(int)
    play_turn = Signal(int)
    again = Signal()
    home = Signal()
    folder_opened = Signal()

    def __init__(self, look: Look, messages: Messages, art: FaceArt) -> None:
        super().__init__()
        self._look = look
        self._messages = messages
        self._worst = -1
        self._title = text("", "display", wrap=True)
        self._comment = text("", "lead", "soft", wrap=True)
        self._results = ResultCards(look, messages, art)
        self._curve = AngerCurve(look, messages)
        self._better = column(spacing=look.space("medium"))
        self._learn = column(spacing=look.space("small"))
        self._review = TurnReview(look, messages)
        self.again_button = button(messages("debrief.again"), "primary", look=look, icon="repeat")
        self._home = button(messages("debrief.home"), look=look, icon="list")
        self._folder = button(messages("debrief.folder"), "quiet", look=look, icon="folder")
        self._cards: list[QFrame] = []
        self.setProperty("role", "page")
        self._assemble()
        self._review.retry_from.connect(self.retry_from)
        self._review.play_turn.connect(self.play_turn)
        self.again_button.clicked.connect(self.again)
        self._home.clicked.connect(self.home)
        self._folder.clicked.connect(self.folder_opened)

    def show_report(self, report: Report) -> None:
        """Show a finished scene."""
        messages = self._messages
        heading = report.ending_title or messages(f"outcome.{report.outcome}")
        self._title.setText(heading)
        self._comment.setText(report.ending_comment or messages("debrief.stopped"))
        self._results.show_report(report)
        self._curve.show_report(report)
        self._show_better(report)
        self._show_learn(report)
        self._review.show_report(report)
        self._folder.setVisible(report.folder is not None)
        self._scroll.verticalScrollBar().setValue(0)

    def _show_better(self, report: Report) -> None:
        look, messages = self._look, self._messages
        clear(self._better)
        worst = report.score.worst_turn
        self._better_card.setVisible(worst is not None)
        if worst is None:
            return
        turn = report.turns[worst]
        panel, said = _panel(look, messages("debrief.you_said"), turn.text, "panel", "soft")
        labels = (*turn.reading.moves, *turn.reading.faults)
        _chips(said, [label_chip(messages, x, turn.reading.quote(x)) for x in labels])
        self._better.addWidget(panel)
        if report.model is not None:
            title, say = messages("debrief.model"), report.model.say
            panel, model = _panel(look, title, say, "accent_panel", "accent")
            moves = [m for m in MOVES if m in report.model.moves]
            _chips(model, [label_chip(messages, m) for m in moves])
            self._better.addWidget(panel)
        retry = button(messages("review.retry"), look=look, icon="repeat")
        retry.clicked.connect(self._on_retry_worst)
        self._worst = worst
        self._better.addWidget(retry)

    def _show_learn(self, report: Report) -> None:
        clear(self._learn)
        lessons = report.scenario.briefing.learn
        self._learn_card.setVisible(bool(lessons))
        for words in lessons:
            line = row(spacing=self._look.space("small"))
            line.addWidget(IconLabel(self._look, "check", "calm_text"), 0, _TOP)
            line.addWidget(text(words, wrap=True), 1)
            self._learn.addLayout(line)

    def _on_retry_worst(self) -> None:
        self.retry_from.emit(self._worst)

    def _assemble(self) -> None:
        look, messages = self._look, self._messages
        head = column(spacing=look.space("tight"))
        head.addWidget(self._title)
        head.addWidget(self._comment)
        left = column(spacing=look.space("large"))
        curve = self._card("debrief.curve", "chart")
        curve.addWidget(self._curve)
        better = self._card("debrief.better", "hint")
        better.addLayout(self._better)
        learn = self._card("debrief.learn", "book")
        learn.addLayout(self._learn)
        self._better_card, self._learn_card = self._cards[1], self._cards[2]
        for card in self._cards:
            left.addWidget(card)
        left.addStretch(1)
        review = self._card("debrief.transcript", "list")
        review.addWidget(self._review)
        review.addStretch(1)
        body = row(spacing=look.space("large"))
        body.addLayout(left, 1)
        body.addWidget(self._cards[3], 1)

        page = plain()
        page.setMaximumWidth(1500)
        inside = column(page, (look.space("huge"), look.space("wide")), look.space("wide"))
        inside.addLayout(head)
        inside.addWidget(self._results)
        inside.addLayout(body, 1)
        self._scroll = scrolling(page)
        self._scroll.setAccessibleName(messages("debrief.page"))
        footer = frame("footer")
        bottom = row(footer, (look.space("huge"), look.space("medium")), look.space("medium"))
        bottom.addWidget(self._folder)
        bottom.addStretch(1)
        bottom.addWidget(self._home)
        bottom.addWidget(self.again_button)
        whole = column(self)
        whole.addWidget(self._scroll, 1)
        whole.addWidget(footer)

    def _card(self, title: str, icon: str) -> QVBoxLayout:
        look = self._look
        card = frame("card")
        self._cards.append(card)
        inside = column(card, (look.space("wide"), look.space("large")), look.space("medium"))
        heading = row(spacing=look.space("small"))
        heading.addWidget(IconLabel(look, icon, "accent_text"))
        heading.addWidget(text(self._messages(title), "strong"), 1)
        inside.addLayout(heading)
        return inside


_TOP = Qt.AlignmentFlag.AlignTop


def _panel(look: Look, title: str, words: str, role: str, tone: str) -> tuple[QFrame, QVBoxLayout]:
    panel = frame(role)
    inside = column(panel, (look.space("large"), look.space("medium")), look.space("small"))
    inside.addWidget(text(title, "small", tone))
    inside.addWidget(text(words or "…", wrap=True))
    return panel, inside


def _chips(panel: QVBoxLayout, chips: list[QLabel]) -> None:
    if chips:
        holder = plain()
        Flow(holder).fill(chips)
        panel.addWidget(holder)
