# SPDX-License-Identifier: Apache-2.0
"""The other way: what she would have said to a better answer, and how it would have gone on."""

from PySide6.QtWidgets import QWidget

from trainer_gui.application.messages import Messages
from trainer_gui.application.report import Report
from trainer_gui.application.what_if import WhatIf
from trainer_gui.domain.emotion import band_of
from trainer_gui.domain.transcript import Speaker, Turn
from trainer_gui.ui.debrief.coaching_cards import better_panel
from trainer_gui.ui.kit.look import Look
from trainer_gui.ui.kit.parts import button, clear, column, plain, row, text


class WhatIfCard(QWidget):
    """A better answer, her reply to it, both moods at the end; the rest on request."""

    def __init__(self, look: Look, messages: Messages) -> None:
        super().__init__()
        self._look = look
        self._messages = messages
        self.setProperty("role", "plain")
        self._column = column(self, spacing=look.space("medium"))

    def show_report(self, report: Report) -> None:
        """Show the report's other way."""
        clear(self._column)
        other = report.what_if
        if other is None:
            return
        look, messages = self._look, self._messages
        title = messages("what_if.instead", number=other.turn + 1)
        self._column.addWidget(better_panel(look, title, other.better.text))
        for turn in other.answer:
            self._column.addWidget(self._line(report, other, turn))
        self._column.addWidget(text(self._moods(report, other), "strong", wrap=True))
        rest = self._rest(report, other)
        if rest is not None:
            more = button(messages("what_if.more"), "small", look=look, icon="down")
            more.clicked.connect(rest.show)
            more.clicked.connect(more.hide)
            line = row()
            line.addWidget(more)
            line.addStretch(1)
            self._column.addLayout(line)
            self._column.addWidget(rest)

    def _rest(self, report: Report, other: WhatIf) -> QWidget | None:
        """What comes after her answer, and whose words they are."""
        first = other.turn + 1 + len(other.answer)
        if first >= len(other.turns):
            return None
        box = plain()
        inside = column(box, spacing=self._look.space("small"))
        replies = [t.who is Speaker.TRAINEE for t in other.turns[first:]]
        own = len(other.own)
        note = self._messages("what_if.later", own=own, models=sum(replies) - own)
        inside.addWidget(text(note, "small", "faint", wrap=True))
        for turn in other.turns[first:]:
            inside.addWidget(self._line(report, other, turn))
        box.hide()
        return box

    def _line(self, report: Report, other: WhatIf, turn: Turn) -> QWidget:
        box = plain()
        inside = column(box, spacing=self._look.space("hair"))
        mine = turn.who is Speaker.TRAINEE
        name = turn.name or report.scenario.customer.name
        if mine:
            own = any(other.turns[i] is turn for i in other.own)
            name = self._messages("what_if.own" if own else "what_if.model")
        anger = self._messages("review.anger", anger=round(turn.emotion.anger))
        inside.addWidget(text(f"{name} · {anger}", "small", "accent" if mine else "faint"))
        inside.addWidget(text(turn.text or "…", wrap=True))
        return box

    def _moods(self, report: Report, other: WhatIf) -> str:
        """How angry she is in the end, both ways, as numbers and words."""
        now = report.turns[-1].emotion.anger
        values = {
            "now": round(now),
            "now_word": self._messages(f"band.{band_of(now)}"),
            "then": round(other.anger),
            "then_word": self._messages(f"band.{band_of(other.anger)}"),
        }
        words = self._messages("what_if.moods", **values)
        if other.ending is not None:
            words += "\n" + self._messages(
                "what_if.ending", outcome=self._messages(f"outcome.{other.ending.outcome}")
            )
        return words
