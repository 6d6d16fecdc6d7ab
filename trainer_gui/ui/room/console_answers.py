# SPDX-License-Identifier: Apache-2.0
"""The console's third tab: ask the room, collect answers by voice or typing, go on with one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from trainer_gui.application.messages import Messages
from trainer_gui.domain.dialogue.answering import may_ask
from trainer_gui.domain.dialogue.senses import is_deaf
from trainer_gui.domain.interventions import (
    AnswerBegun,
    AnswerDropped,
    AnswerEnded,
    AnswersClosed,
    AnswersOpened,
    AnswerTaken,
)
from trainer_gui.domain.state import State
from trainer_gui.ui.kit.look import Look
from trainer_gui.ui.kit.parts import button, column, row, scrolling, text
from trainer_gui.ui.room.answer_board import AnswerBoard, answers_here


class AnswersTab(QWidget):
    """One button asks, one records, one line is for typing; the answers stand below."""

    steered = Signal(object)
    typed = Signal(str)

    def __init__(self, look: Look, messages: Messages) -> None:
        super().__init__()
        self._look = look
        self._messages = messages
        self._asking = self._hearing = False
        self.setProperty("role", "plain")
        self.ask = button(messages("room.ask"), "primary", look=look, icon="ear", by_tab=True)
        self.record = button(messages("room.record"), look=look, icon="mic", by_tab=True)
        self.words = QLineEdit(maxLength=500)
        self.words.setPlaceholderText(messages("room.type_answer"))
        self.words.setAccessibleName(messages("room.type_answer"))
        self._live = text("", "body", "soft", wrap=True)
        self.board = AnswerBoard(look, messages)
        self._help = text(messages("room.answers_help"), "small", "soft", wrap=True)
        line = row(spacing=look.space("small"))
        line.addWidget(self.words, 1)
        line.addWidget(self.record)
        whole = column(self, spacing=look.space("small"))
        whole.addWidget(self._help)
        whole.addWidget(self.ask)
        whole.addLayout(line)
        whole.addWidget(self._live)
        whole.addWidget(scrolling(self.board), 1)
        self.ask.clicked.connect(self._on_ask)
        self.record.clicked.connect(self._on_record)
        self.words.returnPressed.connect(self._on_typed)
        self.board.dropped.connect(lambda i: self.steered.emit(AnswerDropped(i)))
        self.board.taken.connect(lambda i: self.steered.emit(AnswerTaken(i, 0.0)))

    def render(self, state: State) -> None:  # type: ignore[override]
        """Show how far the question is."""
        room = state.room
        self._asking, self._hearing = room.asking, room.hearing
        self._help.setVisible(not room.asking)  # the answers want its place
        self._name(self.ask, "room.ask_end" if room.asking else "room.ask")
        self.ask.setEnabled(room.asking or may_ask(state))
        self._name(self.record, "room.record_end" if room.hearing else "room.record")
        self.record.setEnabled(room.asking and not is_deaf(state))
        self.words.setEnabled(room.asking)
        heard = state.live.text or self._messages("room.speak_now") if room.hearing else ""
        if heard != self._live.text():
            self._live.setText(heard)
        self._live.setVisible(bool(heard))
        self.board.show_answers(answers_here(state))

    def _name(self, pressable: QWidget, key: str) -> None:
        words = self._messages(key)
        if words != pressable.property("text"):
            pressable.setProperty("text", words)

    def _on_ask(self) -> None:
        self.steered.emit(AnswersClosed() if self._asking else AnswersOpened())
        self.words.setFocus()

    def _on_record(self) -> None:
        self.steered.emit(AnswerEnded() if self._hearing else AnswerBegun())

    def _on_typed(self) -> None:
        words = self.words.text().strip()
        if words:
            self.words.clear()
            self.typed.emit(words)
