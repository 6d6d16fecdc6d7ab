# SPDX-License-Identifier: Apache-2.0
"""The transcript after the scene, turn by turn."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from trainer_gui.application.messages import Messages
from trainer_gui.application.report import Report
from trainer_gui.domain.transcript import Speaker
from trainer_gui.ui.debrief.reply_card import ReplyCard
from trainer_gui.ui.kit.look import Look
from trainer_gui.ui.kit.parts import button, clear, column, plain, text

AT_ONCE = 12
"""Turns that are made at a time: the page is laid out anew after each lot."""
MOST = 60
"""Turns that are shown before more are asked for."""


class TurnReview(QWidget):
    """All turns, oldest first; a long scene comes in parts."""

    retry_from = Signal(int)
    play_turn = Signal(int)
    corrected = Signal(int, str)

    def __init__(self, look: Look, messages: Messages) -> None:
        super().__init__()
        self._look = look
        self._messages = messages
        self._report: Report | None = None
        self._shown = self._wanted = 0
        self.setProperty("role", "plain")
        whole = column(self, spacing=look.space("medium"))
        self._column = column(spacing=look.space("medium"))
        self._more = button("", look=look, icon="down")
        self._more.clicked.connect(self._on_more)
        self._next = QTimer(self)
        self._next.setInterval(0)
        self._next.timeout.connect(self._add_some)
        whole.addLayout(self._column)
        whole.addWidget(self._more)

    def show_report(self, report: Report) -> None:
        """Show the report's turns."""
        clear(self._column)
        self._report, self._shown = report, 0
        self._wanted = min(MOST, len(report.turns))
        self._add_some()
        if not report.turns:
            empty = text(self._messages("review.empty"), "body", "faint", wrap=True)
            self._column.addWidget(empty)

    def _add_some(self) -> None:
        if (report := self._report) is not None:
            until = min(self._shown + AT_ONCE, self._wanted)
            for i in range(self._shown, until):
                mine = report.turns[i].who is Speaker.TRAINEE
                self._column.addWidget(self._mine(report, i) if mine else self._hers(report, i))
            self._shown = until
        self._go_on()

    def _go_on(self) -> None:
        """Make the next lot when there is time, or offer what is left."""
        left = len(self._report.turns) - self._wanted if self._report else 0
        done = self._shown >= self._wanted
        self._more.setVisible(done and left > 0)
        self._more.setText(self._messages("review.more", count=left))
        if done:
            self._next.stop()
        elif not self._next.isActive():
            self._next.start()

    def _on_more(self) -> None:
        if self._report is not None:
            self._wanted = min(self._wanted + MOST, len(self._report.turns))
            self._go_on()

    def _hers(self, report: Report, i: int) -> QWidget:
        turn = report.turns[i]
        box = plain()
        inside = column(box, spacing=self._look.space("hair"))
        note = f" · {self._messages('talk.cut_off')}" if turn.interrupted else ""
        anger = self._messages("review.anger", anger=round(turn.emotion.anger))
        other = turn.who is Speaker.OTHER
        name = turn.name if other else f"{report.scenario.customer.name} · {anger}{note}"
        inside.addWidget(text(f"{i + 1} · {name}", "small", "faint"))
        inside.addWidget(text(turn.text or "…", "body", "soft", wrap=True))
        if turn.note:
            inside.addWidget(text(f"✎ {turn.note}", "small", "soft", wrap=True))
        return box

    def _mine(self, report: Report, i: int) -> QWidget:
        card = ReplyCard(self._look, self._messages, report, i)
        card.retry.connect(self.retry_from)
        card.play.connect(self.play_turn)
        card.corrected.connect(self.corrected)
        return card
