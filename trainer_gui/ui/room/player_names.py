# SPDX-License-Identifier: Apache-2.0
"""Who has the microphone: the names of the room, one of them now."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from trainer_gui.application.messages import Messages
from trainer_gui.application.room import names_in
from trainer_gui.ui.kit.look import Look
from trainer_gui.ui.kit.parts import Button, Flow, button, column, plain, row, text


class PlayerNames(QWidget):
    """A name is pressed to hand over the microphone; the list is typed once and kept."""

    handed = Signal(str)
    """To whom."""
    names_changed = Signal(str)
    """The list, as it was typed."""

    def __init__(self, look: Look, messages: Messages) -> None:
        super().__init__()
        self._look = look
        self._messages = messages
        self._names: tuple[str, ...] = ()
        self._player = ""
        self._buttons: dict[str, Button] = {}
        self.setProperty("role", "plain")
        self._holder = plain()
        self._flow = Flow(self._holder)
        self.list = QLineEdit(maxLength=400)
        self.list.setPlaceholderText(messages("room.names"))
        self.list.setAccessibleName(messages("room.names"))
        self.list.hide()
        self.edit = button(messages("room.names_edit"), "small", look=look, icon="list")
        self.edit.setCheckable(True)
        head = row(spacing=look.space("small"))
        head.addWidget(text(messages("room.microphone"), "strong", "soft"))
        head.addStretch(1)
        head.addWidget(self.edit)
        whole = column(self, spacing=look.space("tight"))
        whole.addLayout(head)
        whole.addWidget(self.list)
        whole.addWidget(self._holder)
        self.edit.toggled.connect(self._on_edit)
        self.list.editingFinished.connect(self._on_edited)

    def show_names(self, names: str) -> None:
        """The list, as it was typed."""
        if names != self.list.text():
            self.list.setText(names)
        self._show(names_in(names))

    def show_player(self, name: str) -> None:
        """Who has the microphone now."""
        self._player = name
        for own, pressable in self._buttons.items():
            pressable.setChecked(own == name)

    def _show(self, names: tuple[str, ...]) -> None:
        if names == self._names and self._buttons:
            return
        self._names = names
        self._buttons = {}
        for name in names:
            pressable = self._buttons[name] = button(name, "small")
            pressable.setAccessibleName(self._messages("room.hand_to", name=name))
            pressable.setCheckable(True)
            pressable.clicked.connect(partial(self._hand, name))
        self._flow.fill(self._buttons.values())
        self._holder.setVisible(bool(names))
        self.show_player(self._player)
        self._holder.updateGeometry()

    def _hand(self, name: str) -> None:
        self._buttons[name].setChecked(True)  # pressed once more it stays where it is
        self.handed.emit(name)

    def _on_edit(self, on: bool) -> None:
        self.list.setVisible(on)
        if on:
            self.list.setFocus()
        else:
            self._on_edited()

    def _on_edited(self) -> None:
        self._show(names_in(self.list.text()))
        self.names_changed.emit(self.list.text())
