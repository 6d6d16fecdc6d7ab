# SPDX-License-Identifier: Apache-2.0
"""A row of widgets that goes on in the next line, as words do."""

from collections.abc import Iterable

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from trainer_gui.ui.kit.parts import clear


class Flow(QLayout):
    """Puts widgets in rows, as words on a page."""

    def __init__(
        self, parent: QWidget | None = None, spacing: int = 6, *, from_right: bool = False
    ) -> None:
        super().__init__(parent)
        self._from_right = from_right
        self._gap = spacing
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def fill(self, widgets: Iterable[QWidget]) -> None:
        """Show exactly these widgets."""
        clear(self)
        for widget in widgets:
            self.addWidget(widget)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._placed(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802
        super().setGeometry(rect)
        self._placed(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:  # noqa: N802
        size = QSize(0, 0)
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _placed(self, rect: QRect, *, move: bool) -> int:
        lines: list[list[QLayoutItem]] = [[]]
        taken = 0
        for item in self._items:
            width = item.sizeHint().width()
            if lines[-1] and taken + width > rect.width():
                lines.append([])
                taken = 0
            lines[-1].append(item)
            taken += width + self._gap
        y = rect.y()
        for line in lines:
            sizes = [item.sizeHint() for item in line]
            whole = sum(s.width() + self._gap for s in sizes) - self._gap
            x = rect.x() + (rect.width() - whole if self._from_right else 0)
            high = max((s.height() for s in sizes), default=0)
            for item, size in zip(line, sizes, strict=True):
                if move:
                    item.setGeometry(QRect(QPoint(x, y + (high - size.height()) // 2), size))
                x += size.width() + self._gap
            y += high + self._gap
        return y - self._gap - rect.y()
