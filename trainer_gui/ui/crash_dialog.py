# SPDX-License-Identifier: Apache-2.0
"""What is said when the program itself was at fault: that nothing is lost, and how to go on."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from trainer_gui.application.messages import Messages
from trainer_gui.ui.kit.look import Look
from trainer_gui.ui.kit.parts import IconLabel, button, column, row, text

WIDTH = 36
"""Of the words, in characters."""


class CrashDialog(QDialog):
    """Stays until it is answered; the window behind it still works."""

    folder_wished = Signal()
    quit_wished = Signal()

    def __init__(
        self, look: Look, messages: Messages, report: Path | None, *, kept: bool, parent: QWidget
    ) -> None:
        """Say it.

        Args:
            look: How it looks.
            messages: The texts.
            report: The file that says what went wrong; None: it could not be written.
            kept: A scene was under way and has been saved.
            parent: The window.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(messages("crash.title"))
        self.go_on = button(messages("crash.go_on"), "primary")
        self.folder = button(messages("crash.folder"))
        self.leave = button(messages("crash.quit"))
        whole = column(self, look.space("wide"), look.space("medium"))
        head = row(spacing=look.space("medium"))
        head.addWidget(IconLabel(look, "warning", "annoyed_text", 28))
        head.addWidget(text(messages("crash.title"), "title", wrap=True), 1)
        whole.addLayout(head)
        lines = [messages("crash.kept" if kept else "crash.nothing_lost")]
        if report is not None:
            lines.append(messages("crash.report", file=report))
        for line in lines:
            words = text(line, wrap=True)
            words.setMinimumWidth(look.type_px("body") * WIDTH)
            whole.addWidget(words)
        whole.addSpacing(look.space("small"))
        choice = row(spacing=look.space("small"))
        choice.addWidget(self.leave)
        choice.addStretch(1)
        choice.addWidget(self.folder)
        choice.addWidget(self.go_on)
        whole.addLayout(choice)
        self.folder.setVisible(report is not None)
        self.go_on.setDefault(True)
        self.go_on.setFocus()
        self.go_on.clicked.connect(self.accept)
        self.folder.clicked.connect(self.folder_wished)
        self.leave.clicked.connect(self.quit_wished)
