# SPDX-License-Identifier: Apache-2.0
"""A line for a note to a turn: the last one, or with the arrow keys one before it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from trainer_gui.application.messages import Messages
from trainer_gui.domain.transcript import Turn


class NoteField(QLineEdit):
    """Says which turn the note is for; what is typed stays with it while the scene goes on."""

    wrote = Signal(int, str)
    """Index of a turn, its note; empty: it has none any more."""
    done = Signal()
    """The keys are free for the conversation again."""

    def __init__(self, messages: Messages) -> None:
        super().__init__()
        self._messages = messages
        self._turns: Sequence[Turn] = ()
        self._turn: int | None = None
        self.setMaxLength(200)
        self.setToolTip(messages("room.note_tip"))
        self.textEdited.connect(lambda: self._choose(self._place))
        self.returnPressed.connect(self._on_return)
        self._tell()

    def show_turns(self, turns: Sequence[Turn]) -> None:
        """What there is to write a note to."""
        if self._turn is not None and self._turn >= len(turns):  # of another scene
            self._turn = None
            self.clear()
        self._turns = turns
        self._tell()

    @property
    def _place(self) -> int:
        return len(self._turns) - 1 if self._turn is None else self._turn

    def _choose(self, turn: int | None) -> None:
        self._turn = turn
        self._tell()

    def _tell(self) -> None:
        words = self._turns[self._place].text if self._turns else ""
        told = self._messages("room.note", words=words) if words else self._messages("room.no_turn")
        if told != self.placeholderText():
            self.setPlaceholderText(told)
            self.setAccessibleName(told)

    def _step(self, by: int) -> None:
        place = self._place + by
        if 0 <= place < len(self._turns):
            self._choose(place)
            self.setText(self._turns[place].note)

    def keep(self) -> None:
        """What is typed by now is the note of its turn."""
        words, place = self.text().strip(), self._place
        meant = bool(words) or self._turn is not None  # else nothing was typed, and none chosen
        new = self._turns and meant and words != self._turns[place].note
        self._drop()
        if new:
            self.wrote.emit(place, words)

    def _drop(self) -> None:
        self.clear()
        self._choose(None)

    def _leave(self) -> None:
        self._drop()
        self.done.emit()

    def _on_return(self) -> None:
        self.keep()
        self.done.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Up:
                self._step(-1)
            case Qt.Key.Key_Down:
                self._step(1)
            case Qt.Key.Key_Escape:
                self._leave()
            case _:
                super().keyPressEvent(event)
