# SPDX-License-Identifier: Apache-2.0
"""The console's first tab: which line the customer says next."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QStringListModel, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from trainer_gui.application.messages import Messages
from trainer_gui.domain.dialogue.nexts import Next, nexts
from trainer_gui.domain.dialogue.steering import may_call
from trainer_gui.domain.interventions import CustomerCalled, NextChosen
from trainer_gui.domain.state import State
from trainer_gui.ui.kit.look import Look
from trainer_gui.ui.kit.parts import button, column, row, text

PICKED = "✓"
"""Before the line that was picked: its colour alone would tell not everybody."""


class LinesTab(QWidget):
    """Every place to go to in the words that she would say there, the nearest first."""

    steered = Signal(object)

    def __init__(self, look: Look, messages: Messages) -> None:
        super().__init__()
        self._messages = messages
        self._offers: tuple[Next, ...] = ()
        self.setProperty("role", "plain")
        self._model = QStringListModel(self)
        self.list = QListView()
        self.list.setProperty("role", "lines")
        self.list.setModel(self._model)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setWordWrap(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(messages("room.lines"))
        self.list.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.say = button(messages("room.say_again"), look=look, icon="sound", by_tab=True)
        self.forget = button(messages("room.let_scene"), "quiet", by_tab=True)
        buttons = row(spacing=look.space("small"))
        buttons.addWidget(self.say)
        buttons.addWidget(self.forget)
        buttons.addStretch(1)
        whole = column(self, spacing=look.space("small"))
        whole.addWidget(text(messages("room.lines_help"), "small", "soft", wrap=True))
        whole.addWidget(self.list, 1)
        whole.addLayout(buttons)
        self.list.clicked.connect(self._on_chosen)
        self.list.activated.connect(self._on_chosen)
        self.say.clicked.connect(lambda: self.steered.emit(CustomerCalled(0.0)))
        self.forget.clicked.connect(lambda: self.steered.emit(NextChosen("")))

    def render(self, state: State) -> None:  # type: ignore[override]
        """Show where the scene can go."""
        chosen = state.room.chosen
        self.say.setEnabled(may_call(state))
        self.forget.setEnabled(bool(chosen))
        words = self._messages("room.say_now" if chosen else "room.say_again")
        if words != self.say.text():
            self.say.setText(words)
        if state.live.speaking:
            return  # nothing moves while somebody speaks
        offers = tuple(n for n in nexts(state) if n.says or n.ending)
        lines = [self._words(o, state.beat_id, chosen) for o in offers]
        if [o.target for o in offers] != [o.target for o in self._offers]:
            self._model.setStringList(lines)
        for i, line in enumerate(lines):  # a new list would jump to its top
            if self._model.data(self._model.index(i)) != line:
                self._model.setData(self._model.index(i), line)
        self._offers = offers
        marked = [i for i, offer in enumerate(offers) if offer.target == chosen]
        if marked:
            index = self._model.index(marked[0])
            select = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.list.selectionModel().setCurrentIndex(index, select)
        else:
            self.list.clearSelection()

    def _words(self, offer: Next, here: str, chosen: str) -> str:
        words = offer.says or self._messages("room.says_nothing")
        if offer.ending:
            words = self._messages("room.ending", title=offer.ending, says=words)
        elif offer.target == here:
            words = self._messages("room.stays", says=words)
        return f"{PICKED} {words}" if offer.target == chosen else words

    def _on_chosen(self, index: QModelIndex) -> None:
        self.steered.emit(NextChosen(self._offers[index.row()].target))
