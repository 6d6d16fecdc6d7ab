# SPDX-License-Identifier: Apache-2.0
"""How it stands: one trainee's way, or the class beside each other."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QWidget

from trainer_gui.application.messages import Messages
from trainer_gui.application.overview import Overview
from trainer_gui.ui.kit.look import Look
from trainer_gui.ui.kit.parts import button, centred, column, one_of_several, plain, row, text
from trainer_gui.ui.progress.class_table import ClassTable
from trainer_gui.ui.progress.own_progress import OwnProgress


class ProgressPanel(QWidget):
    """Two views of the same sessions."""

    exported = Signal()
    """The class is wanted as a file."""
    session_opened = Signal(str)

    def __init__(self, look: Look, messages: Messages) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self.own = OwnProgress(look, messages)
        self.everyone = ClassTable(look, messages)
        self.views = QButtonGroup(self)
        self._stack = QStackedWidget()
        bar = plain()
        bar.setMaximumWidth(look.size("page"))
        ring = look.space("hair")  # of the pages that scroll: headings stay where they are
        margins = (look.space("huge") + ring, look.space("small") + ring)
        line = row(bar, margins, look.space("tight"))
        line.addWidget(text(messages("progress.title"), "display"))
        line.addStretch(1)
        for i, (key, view) in enumerate((("own", self.own), ("class", self.everyone))):
            choice = button(messages(f"progress.{key}"), "small")
            one_of_several(choice, down=i == 0)
            self.views.addButton(choice, i)
            line.addWidget(choice)
            self._stack.addWidget(view)
        top = plain()
        centred(top, bar)
        whole = column(self)
        whole.addWidget(top)
        whole.addWidget(self._stack, 1)
        self.views.idClicked.connect(self._stack.setCurrentIndex)
        self.everyone.exported.connect(self.exported)
        self.own.session_opened.connect(self.session_opened)
        self.setFocusProxy(self.views.button(0))

    def show_overview(self, overview: Overview) -> None:
        """Show this."""
        self.own.show_overview(overview)
        self.everyone.show_rows(overview.everyone, overview.pass_mark)
