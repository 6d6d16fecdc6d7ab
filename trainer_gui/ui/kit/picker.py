# SPDX-License-Identifier: Apache-2.0
"""A box to pick one of several from, with an arrow in the colours of the theme."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox

from trainer_gui.ui.kit.look import Look


class Picker(QComboBox):
    """The style sheet draws no arrow that would follow the theme: this does."""

    def __init__(self, look: Look, name: str = "") -> None:
        super().__init__()
        self._look = look
        self.setProperty("role", "compact")
        if name:
            self.setAccessibleName(name)
        look.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        arrow = self._look.pixmap("chevron", "text_soft", 14)
        size = arrow.deviceIndependentSize().toSize()
        painter = QPainter(self)
        x = self.width() - size.width() - self._look.space("small")
        painter.drawPixmap(x, (self.height() - size.height()) // 2, arrow)
        painter.end()
