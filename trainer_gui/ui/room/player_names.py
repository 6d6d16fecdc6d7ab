# SPDX-License-Identifier: Apache-2.0
"""Who has the microphone: one name of the room's list, the next at a press."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from trainer_gui.application.messages import Messages
from trainer_gui.application.room import names_in
from trainer_gui.ui.kit.look import Look
from trainer_gui.ui.kit.parts import button, column, row
from trainer_gui.ui.kit.picker import Picker


class PlayerNames(QWidget):
    """One line, however many names there are; the list is typed once and kept."""

    handed = Signal(str)
    """To whom."""
    names_changed = Signal(str)
    """The list, as it was typed."""
    done = Signal()
    """The list stands."""

    def __init__(self, look: Look, messages: Messages) -> None:
        super().__init__()
        self._messages = messages
        self._names: tuple[str, ...] = ()
        self.setProperty("role", "plain")
        self.box = Picker(look, messages("room.microphone"))
        self.box.setPlaceholderText(messages("room.microphone"))
        self.box.setProperty("role", "")  # as high as the button beside it
        self.box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.next = button(messages("room.next_player"), look=look, icon="mic", by_tab=True)
        self.next.setToolTip(messages("room.next_player_tip"))
        self.list = QLineEdit(maxLength=400)
        self.list.setPlaceholderText(messages("room.names"))
        self.list.setAccessibleName(messages("room.names"))
        self.list.hide()
        self.edit = button(
            "", "small", name=messages("room.names_edit"), look=look, icon="list", by_tab=True
        )
        self.edit.setCheckable(True)
        line = row(spacing=look.space("small"))
        line.addWidget(self.box, 1)
        line.addWidget(self.next)
        line.addWidget(self.edit)
        whole = column(self, spacing=look.space("tight"))
        whole.addLayout(line)
        whole.addWidget(self.list)
        self.box.activated.connect(lambda i: self.handed.emit(self._names[i]))
        self.next.clicked.connect(self._on_next)
        self.edit.toggled.connect(self._on_edit)
        self.list.returnPressed.connect(lambda: self.edit.setChecked(False))
        self.list.editingFinished.connect(self._on_edited)
        self._show(())

    def show_names(self, names: str) -> None:
        """The list, as it was typed."""
        if names != self.list.text():
            self.list.setText(names)
        self._show(names_in(names))

    def show_player(self, name: str) -> None:
        """Who has the microphone now."""
        self.box.setCurrentIndex(self._names.index(name) if name in self._names else -1)

    def _show(self, names: tuple[str, ...]) -> None:
        if names != self._names:
            now, self._names = self.box.currentText(), names
            self.box.clear()
            self.box.addItems(names)
            self.show_player(now)
        self.box.setEnabled(bool(names))
        self.next.setEnabled(bool(names))
        self.next.setVisible(bool(names))  # until then there is more room to say what comes first
        self.edit.setText("" if names else self._messages("room.names_edit"))

    def _on_next(self) -> None:
        self.handed.emit(self._names[(self.box.currentIndex() + 1) % len(self._names)])

    def _on_edit(self, on: bool) -> None:
        self.list.setVisible(on)
        if on:
            self.list.setFocus()
        else:
            self._on_edited()
            self.done.emit()

    def _on_edited(self) -> None:
        self._show(names_in(self.list.text()))
        self.names_changed.emit(self.list.text())
