# SPDX-License-Identifier: Apache-2.0
"""What the room would say, side by side: each answer with what the customer would make of it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer_gui.application.messages import Messages
from trainer_gui.domain.emotion import band_of
from trainer_gui.domain.room import Answer
from trainer_gui.domain.state import State
from trainer_gui.ui.kit.flow import Flow
from trainer_gui.ui.kit.labels import reading_chips
from trainer_gui.ui.kit.look import Look
from trainer_gui.ui.kit.parts import button, clear, column, frame, plain, row, text
from trainer_gui.ui.kit.shortened import Shortened

MOST = 4
"""Answers that a room is shown at once."""
_TWO = (("caption_large", "lead", 28), ("caption", "lead", 60), ("lead", "body", 0))
_SIZES = {
    1: _TWO,
    2: _TWO,
    3: (("caption", "lead", 32), ("lead", "body", 0)),
    4: (("lead", "body", 24), ("body", "body", 0)),
}
"""By how many stand side by side: type sizes of what was said and of her answer, and up to how many
characters of the longest they serve; the last serve any."""
CHIPS = {1: 3, 2: 3, 3: 3, 4: 2}
"""Of an answer that a room is shown at once, by how many stand side by side."""
HERS = {1: 2, 2: 2, 3: 3, 4: 3}
"""Lines of her answer that it is shown, so that what is above stands level in all."""
_ARROWS = {1: "▲", 0: "＝", -1: "▼"}


def answers_here(state: State) -> list[tuple[int, Answer]]:
    """The answers to what the customer said last, with their places among all."""
    here = len(state.transcript)
    return [(i, a) for i, a in enumerate(state.room.answers) if a.place == here]


class AnswerBoard(QWidget):
    """Cards; nothing is redone that stayed the same."""

    taken = Signal(int)
    """Which of all answers the scene is to go on with."""
    dropped = Signal(int)
    """Which of all answers is to be forgotten."""

    def __init__(self, look: Look, messages: Messages, *, for_room: bool = False) -> None:
        """Show nothing yet.

        Args:
            look: How it looks.
            messages: What it says.
            for_room: Side by side, as large as there is room for; else one below the other, the
                newest first, and each can be taken as the reply.
        """
        super().__init__()
        self._look = look
        self._messages = messages
        self._for_room = for_room
        self._shown: Sequence[tuple[int, Answer]] | None = None
        self.setProperty("role", "plain")
        self._cards = row(self) if for_room else column(self)
        self._cards.setSpacing(look.space("medium"))

    @property
    def _crowded(self) -> bool:
        return self._for_room and len(self._shown or ()) == MOST

    def show_answers(self, answers: Sequence[tuple[int, Answer]]) -> None:
        """Show these, each with its place among all; before a room the newest of them."""
        shown = list(answers)[-MOST:] if self._for_room else list(reversed(answers))
        if shown == self._shown:
            return
        self._shown = shown
        clear(self._cards)
        longest = max((len(a.said.text) for _, a in shown), default=0)
        ways = _SIZES[max(1, len(shown))]
        size, below, _ = next((w for w in ways if longest <= w[2]), ways[-1])
        if not self._for_room:
            size, below = "lead", "body"
        for index, answer in shown:
            self._cards.addWidget(self._card(index, answer, size, below), 1)

    def _card(self, index: int, answer: Answer, size: str, below: str) -> QWidget:
        look, messages = self._look, self._messages
        card = frame("card")
        wide = QSizePolicy.Policy.Ignored if self._for_room else QSizePolicy.Policy.Preferred
        card.setSizePolicy(wide, QSizePolicy.Policy.Preferred)
        edge = look.space("small" if self._crowded else "medium")
        inside = column(card, (edge, look.space("medium")), look.space("small"))
        inside.addWidget(text(answer.name or messages("room.somebody"), "strong", "accent"))
        said = Shortened(size)
        says = Shortened(below, "soft", lines=HERS[len(self._shown or ())] if self._for_room else 0)
        said.setText(answer.said.text)
        says.setText(answer.says or messages("room.says_nothing"))
        chips = plain()
        labels = list(reading_chips(messages, answer.said.reading))
        if self._for_room:
            labels = labels[-CHIPS[len(self._shown or ())] :]
        Flow(chips).fill(labels)
        chips.setVisible(bool(labels))
        inside.addWidget(said)
        inside.addWidget(chips)
        inside.addStretch(1)
        inside.addWidget(self._reaction(answer))
        inside.addWidget(says)
        if answer.outcome is not None:
            ends = messages("room.would_end", outcome=messages(f"outcome.{answer.outcome}"))
            inside.addWidget(text(ends, "strong", wrap=True))
        if not self._for_room:
            take = button(messages("room.take"), "small", look=look, icon="play", by_tab=True)
            take.clicked.connect(lambda: self.taken.emit(index))
            drop = button(messages("room.drop"), "small", look=look, icon="close", by_tab=True)
            drop.clicked.connect(lambda: self.dropped.emit(index))
            presses = row(spacing=look.space("small"))
            presses.addWidget(take)
            presses.addStretch(1)
            presses.addWidget(drop)
            inside.addLayout(presses)
        return card

    def _reaction(self, answer: Answer) -> QWidget:
        """Anger before and after: numbers, a word, an arrow."""
        before, after = round(answer.before.anger), round(answer.after.anger)
        arrow = _ARROWS[(after > before) - (after < before)]
        band = band_of(answer.after.anger)
        line = plain()
        size = "strong" if self._crowded else "title"
        numbers = text(f"{before} → {after} {arrow}", size, band.value)
        numbers.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        word = text(self._messages(f"band.{band}"), "strong", band.value)
        Flow(line, self._look.space("small")).fill((numbers, word))
        return line
