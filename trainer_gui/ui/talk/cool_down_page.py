# SPDX-License-Identifier: Apache-2.0
"""After a hard scene: a few breaths, then the debrief. It can be left at any moment."""

from PySide6.QtCore import QElapsedTimer, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from trainer_gui.application.messages import Messages
from trainer_gui.ui.kit.breathing import IN_S, OUT_S, Breathing
from trainer_gui.ui.kit.cards import footer
from trainer_gui.ui.kit.keys import shortcut
from trainer_gui.ui.kit.look import Look
from trainer_gui.ui.kit.parts import button, column, text

BREATHS = 3
_LOOK_MS = 250
_SIZE = 260


class CoolDownPage(QWidget):
    """A large circle that breathes, and which way the breath goes now."""

    over = Signal()
    """On with the debrief."""

    def __init__(self, look: Look, messages: Messages) -> None:
        super().__init__()
        self._messages = messages
        self._breathing = Breathing(look)
        self._breathing.setFixedSize(_SIZE, _SIZE)
        self._way = text("", "title")
        self._way.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.go_on = button(messages("cool.go_on"), "primary", look=look, icon="chart")
        self._clock = QElapsedTimer()
        self._looks = QTimer(self, interval=_LOOK_MS)
        self._looks.timeout.connect(self._show_way)
        self.setProperty("role", "page")
        page = column(spacing=look.space("large"))
        page.setContentsMargins(*(look.space("huge"),) * 4)
        page.addStretch(1)
        for words, kind, tone in (("cool.title", "display", ""), ("cool.line", "lead", "soft")):
            line = text(messages(words), kind, tone, wrap=True)
            line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            page.addWidget(line)
        page.addWidget(self._breathing, 0, Qt.AlignmentFlag.AlignHCenter)
        page.addWidget(self._way)
        page.addStretch(1)
        buttons, bottom = footer(look, "page_form", "wide")
        bottom.addWidget(text(messages("cool.settings"), "small", "faint", wrap=True), 1)
        bottom.addWidget(self.go_on)
        whole = column(self)
        whole.addLayout(page, 1)
        whole.addWidget(buttons)
        self.go_on.clicked.connect(self.over)
        for keys in ("Return", "Esc"):
            shortcut(self, keys, self.over.emit, repeats=True)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._breathing.set_on(True)
        self._clock.start()
        self._looks.start()
        self._show_way()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._breathing.set_on(False)
        self._looks.stop()

    def _show_way(self) -> None:
        words = way(self._clock.elapsed() / 1000)
        if self._messages(words) != self._way.text():
            self._way.setText(self._messages(words))


def way(seconds: float) -> str:
    """What to do so long after the first breath began: in, out, or enough."""
    if seconds >= BREATHS * (IN_S + OUT_S):
        return "cool.enough"
    return "cool.in" if seconds % (IN_S + OUT_S) < IN_S else "cool.out"
