# SPDX-License-Identifier: Apache-2.0
"""What the settings offer besides values: hear the voice, check the microphone, delete sound."""

from PySide6.QtCore import QLocale, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from trainer_gui.application.messages import Messages
from trainer_gui.ui.kit.look import Look
from trainer_gui.ui.kit.parts import button, column, row, text

SURE_MS = 6_000
"""How long a second press counts as yes."""


class ActionRow(QWidget):
    """What it is about on the left, a button on the right."""

    pressed = Signal()

    def __init__(self, look: Look, title: str, words: str, action: str, icon: str) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._words = text(words, "small", "soft", wrap=True)
        self.button = button(action, look=look, icon=icon)
        left = column(spacing=look.space("hair"))
        left.addWidget(text(title, "strong"))
        left.addWidget(self._words)
        line = row(self, spacing=look.space("wide"))
        line.addLayout(left, 1)
        line.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.button.clicked.connect(self._on_clicked)

    def _on_clicked(self) -> None:
        self.pressed.emit()


class ListenRow(ActionRow):
    """One line in the voice that is chosen."""

    def __init__(self, look: Look, messages: Messages) -> None:
        self._messages = messages
        line = f"“{messages('settings.listen_line')}”"
        super().__init__(
            look, messages("settings.listen"), line, messages("settings.listen"), "sound"
        )

    def set_waiting(self, waiting: bool) -> None:
        """Whether the line is still being made."""
        self.button.setText(self._messages("settings.listening" if waiting else "settings.listen"))
        self.button.setEnabled(not waiting)


class CheckRow(ActionRow):
    """The way to the microphone check, and what it found last."""

    def __init__(self, look: Look, messages: Messages) -> None:
        self._messages = messages
        words = messages("settings.check_help")
        super().__init__(look, messages("settings.check"), words, messages("settings.check"), "mic")

    def show_last(self, words: str) -> None:
        """Show what is known of the microphone."""
        words = words or self._messages("settings.unchecked")
        self._words.setText(f"{self._messages('settings.check_help')}\n{words}")


class RecordingsRow(ActionRow):
    """How much sound is kept; deleting it takes two presses."""

    def __init__(self, look: Look, messages: Messages) -> None:
        self._messages = messages
        self._count = 0
        title, action = messages("settings.recordings"), messages("settings.delete")
        super().__init__(look, title, "", action, "close")
        self._sure = QTimer(self, singleShot=True, interval=SURE_MS)
        self._sure.timeout.connect(self._calm)
        self.show_kept(0, 0)

    def show_kept(self, count: int, size: int) -> None:
        """How many recordings there are, and their size in bytes."""
        self._count = count
        locale = QLocale("zh_CN" if self._messages.language == "zh" else "en_GB")
        amount = locale.formattedDataSize(size, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat)
        some = self._messages("settings.recordings_some", count=count, size=amount)
        self._words.setText(some if count else self._messages("settings.recordings_none"))
        self.button.setEnabled(count > 0)
        self._calm()

    def _on_clicked(self) -> None:
        if self._sure.isActive():
            self._calm()
            self.pressed.emit()
        else:
            self._sure.start()
            self.button.setText(self._messages("settings.delete_sure", count=self._count))

    def _calm(self) -> None:
        self._sure.stop()
        self.button.setText(self._messages("settings.delete"))
