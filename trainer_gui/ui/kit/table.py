# SPDX-License-Identifier: Apache-2.0
"""A table to read: its cells are made as they are seen, so that ten thousand rows cost nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from trainer_gui.ui.kit.look import Look

Index = QModelIndex | QPersistentModelIndex
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Column:
    """What one column says of a row."""

    title: str
    words: Callable[[Any], str]
    number: bool = False


class TableModel(QAbstractTableModel):
    """Rows of anything, in columns that know what to say of it."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self._columns = columns
        self.rows: Sequence[Any] = ()

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        column = self._columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.words(self.rows[index.row()])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.number else _LEFT
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if self._columns[section].number else _LEFT
        return None


class Table(QTableView):
    """Whole rows are picked; the column that is `wide` takes the room that is left."""

    def __init__(self, look: Look, columns: Sequence[Column], wide: int = 0) -> None:
        super().__init__()
        self._gap = look.space("medium")
        self.cells = TableModel(columns)
        self.setModel(self.cells)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(round(look.type_px("body") * 2.1))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(round(look.type_px("body") * 2.2))

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show these rows; columns become as wide as the first of them need."""
        self.cells.show_rows(rows)
        self.horizontalHeader().setResizeContentsPrecision(30)
        self.resizeColumnsToContents()
        for i in range(self.cells.columnCount()):
            self.setColumnWidth(i, self.columnWidth(i) + self._gap)

    def fit(self, most: int) -> None:
        """Be as high as the rows, or as `most` of them."""
        rows = min(most, len(self.cells.rows)) * self.verticalHeader().defaultSectionSize()
        edge = 2 * self.frameWidth() + 4  # the focus ring of the style sheet
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + rows + edge)
