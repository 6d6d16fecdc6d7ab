# SPDX-License-Identifier: Apache-2.0
"""What the room would say, side by side: each answer with what the customer would make of it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from trainer_gui.application.messages import Messages
from trainer_gui.domain.emotion import band_of
from trainer_gui.domain.room import Answer
from trainer_gui.domain.state import State
from trainer_gui.ui.labels import reading_chips
from trainer_gui.ui.look import Look
from trainer_gui.ui.parts import Flow, button, clear, column, frame, plain, row, text

MOST = 6
"""Answers that are shown at once, the newest."""
ACROSS = 3
_ARROWS = {1: "▲", 0: "＝", -1: "▼"}


def answers_here(state: State) -> list[tuple[int, Answer]]:
    """The answers to what the customer said last, with their places among all."""
    here = len(state.transcript)
    return [(i, a) for i, a in enumerate(state.room.answers) if a.place == here]


class AnswerBoard(QWidget):
    """Cards in rows; nothing is redone that stayed the same."""

    taken = Signal(int)
    """Which of all answers the scene is to go on with."""

    def __init__(
        self,
        look: Look,
        messages: Messages,
        *,
        across: int = ACROSS,
        takes: bool = False,
        large: bool = False,
    ) -> None:
        """Show nothing yet.

        Args:
            look: How it looks.
            messages: What it says.
            across: Cards in a row.
            takes: Whether an answer can be taken as the reply.
            large: For a room: set larger where there is one row of them.
        """
        super().__init__()
        self._look = look
        self._messages = messages
        self._across = across
        self._takes = takes
        self._large = large
        self._shown: Sequence[tuple[int, Answer]] | None = None
        self.setProperty("role", "plain")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(look.space("medium"))

    def show_answers(self, answers: Sequence[tuple[int, Answer]]) -> None:
        """Show the newest of these, each with its place among all."""
        newest = list(answers)[-MOST:]
        if newest == self._shown:
            return
        self._shown = newest
        size = "caption" if self._large and len(newest) <= self._across else "lead"
        clear(self._grid)
        for i, (index, answer) in enumerate(newest):
            self._grid.addWidget(
                self._card(index, answer, size), i // self._across, i % self._across
            )
        columns = min(self._across, max(1, len(newest)))
        for i in range(self._across):
            self._grid.setColumnStretch(i, 1 if i < columns else 0)

    def _card(self, index: int, answer: Answer, size: str) -> QWidget:
        look, messages = self._look, self._messages
        card = frame("card")
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        inside = column(card, (look.space("large"), look.space("medium")), look.space("small"))
        inside.addWidget(text(answer.name or messages("room.somebody"), "strong", "accent"))
        inside.addWidget(text(answer.said.text, size, wrap=True))
        chips = plain()
        Flow(chips).fill(reading_chips(messages, answer.said.reading))
        chips.setVisible(bool(answer.said.reading.evidence))
        inside.addWidget(chips)
        inside.addStretch(1)
        inside.addWidget(self._reaction(answer))
        says = answer.says or messages("room.says_nothing")
        inside.addWidget(text(says, "lead" if size == "caption" else "body", "soft", wrap=True))
        if answer.outcome is not None:
            ends = messages("room.would_end", outcome=messages(f"outcome.{answer.outcome}"))
            inside.addWidget(text(ends, "strong", wrap=True))
        if self._takes:
            take = button(messages("room.take"), "small", look=look, icon="play")
            take.clicked.connect(lambda: self.taken.emit(index))
            inside.addWidget(take, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _reaction(self, answer: Answer) -> QWidget:
        """Anger before and after: numbers, a word, an arrow."""
        before, after = round(answer.before.anger), round(answer.after.anger)
        arrow = _ARROWS[(after > before) - (after < before)]
        band = band_of(answer.after.anger)
        line = plain()
        words = row(line, spacing=self._look.space("small"))
        words.addWidget(text(f"{before} → {after} {arrow}", "title", band.value))
        words.addWidget(text(self._messages(f"band.{band}"), "strong", band.value))
        words.addStretch(1)
        return line
