# SPDX-License-Identifier: Apache-2.0
"""The list of scenes: a model with a filter, rows painted one by one so that 1,000 stay quick."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from trainer_gui.application.library import Entry, LessonEntry, Problem
from trainer_gui.application.messages import Messages
from trainer_gui.domain.emotion import band_of
from trainer_gui.domain.teaching.drills import Drill
from trainer_gui.ui.home.filters import Wanted
from trainer_gui.ui.kit.face import paint_portrait
from trainer_gui.ui.kit.face_art import FaceArt
from trainer_gui.ui.kit.look import Look

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole


ANYTHING = Wanted()


@dataclass(frozen=True, slots=True)
class Row:
    """One file: a scene, a lesson, or what is wrong with it."""

    title: str
    detail: str
    search: str
    entry: Entry | None = None
    error: str = ""
    lesson: LessonEntry | None = None
    mark: str = ""
    """What the trainee has made of it, in a word."""

    def fits(self, wanted: Wanted) -> bool:
        """Whether it is among what is wanted; a broken file is only where anything is."""
        if self.entry is not None:
            return wanted.takes(self.entry)
        if self.lesson is not None:
            return wanted.teaches(self.lesson)
        return wanted == ANYTHING

    @property
    def stem(self) -> str:
        """The file's name without its ending."""
        known = self.entry or self.lesson
        return known.id if known else PurePath(self.title).stem


def row_of(entry: Entry, messages: Messages, *also: str) -> Row:
    """The row of a scene; every word of `search`, and of `also`, can be filtered by."""
    moves = [messages(f"label.{move}") for move in entry.briefing.trains]
    detail = " · ".join((entry.id, entry.briefing.place, entry.customer.name))
    parts = (entry.title, detail, entry.persona, *moves, *entry.briefing.trains, *also)
    return Row(entry.title, detail, " ".join(parts).casefold(), entry)


def lesson_row(
    entry: LessonEntry, messages: Messages, *also: str, drill: Drill | None = None
) -> Row:
    """The row of a lesson; as `row_of`. `drill`: the best that was made of it."""
    moves = [messages(f"label.{move}") for move in entry.trains]
    detail = " · ".join(moves)
    parts = (entry.id, entry.title, detail, entry.what, *entry.trains, *also)
    mark = messages("lesson.done", hits=drill.hits, of=drill.of) if drill else ""
    return Row(entry.title, detail, " ".join(parts).casefold(), lesson=entry, mark=mark)


def problem_row(problem: Problem, messages: Messages) -> Row:
    """The row of a file that is no scene; what is wrong with it is shown when it is picked."""
    lines = "\n".join(problem.lines)
    count = len(problem.lines)
    detail = messages("choose.broken" if problem.readable else "choose.unreadable", count=count)
    return Row(problem.name, detail, f"{problem.name}\n{lines}".casefold(), error=lines)


class ScenarioModel(QAbstractListModel):
    """The rows that the filter lets through."""

    def __init__(self) -> None:
        super().__init__()
        self._all: Sequence[Row] = ()
        self._rows: list[Row] = []

    def show_rows(self, rows: Sequence[Row], words: str = "", wanted: Wanted = ANYTHING) -> None:
        """Show those of `rows` that hold every word of `words` and are `wanted`."""
        self._all = rows
        self.filter(words, wanted)

    def filter(self, words: str, wanted: Wanted = ANYTHING) -> None:
        """Show the rows that hold every word of `words` and are `wanted`."""
        parts = words.casefold().split()
        self.beginResetModel()
        self._rows = [r for r in self._all if r.fits(wanted) and all(w in r.search for w in parts)]
        self.endResetModel()

    def row(self, index: Index) -> Row | None:
        """The row at `index`."""
        return self._rows[index.row()] if index.isValid() else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row(index)
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(filter(None, (row.title, row.detail, row.mark)))
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.error or row.title
        return None


class ScenarioDelegate(QStyledItemDelegate):
    """Paints a row: portrait, title, where and who, difficulty."""

    def __init__(self, look: Look, messages: Messages, art: FaceArt) -> None:
        super().__init__()
        self._look = look
        self._messages = messages
        self._art = art
        self._portraits: dict[tuple[str, str, int], QPixmap] = {}
        look.changed.connect(self._portraits.clear)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        words = sum(self._look.type_px(name) for name in ("lead", "small"))
        return QSize(200, round(words * 1.45) + 2 * self._look.space("large"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW_ROLE)
        look = self._look
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(1, 4, -6, -4)
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        focused = chosen and bool(state & QStyle.StateFlag.State_HasFocus)
        edge = "accent" if chosen else "line_strong" if hovered else "line"
        edge = "text" if focused else edge
        painter.setPen(look.colour(edge))
        if chosen:
            pen = painter.pen()
            pen.setWidthF(2)
            painter.setPen(pen)
        painter.setBrush(look.colour("accent_soft" if chosen else "surface"))
        radius = look.radius("large")
        painter.drawRoundedRect(box, radius, radius)
        side = round(box.height() - 2 * look.space("medium"))
        gap = look.space("large")
        face = QRect(round(box.left()) + gap, round(box.top()) + look.space("medium"), side, side)
        self._face(painter, face, row)
        words = box.toRect().adjusted(side + 2 * gap, 0, -gap, 0)
        taken = self._mark(painter, words, row) if row.mark else self._stars(painter, words, row)
        self._words(painter, words.adjusted(0, 0, -taken - gap, 0), row)
        painter.restore()

    def _face(self, painter: QPainter, area: QRect, row: Row) -> None:
        if row.lesson is not None:
            self._number(painter, area, row.lesson.id)
            return
        if row.entry is None:
            icon = self._look.pixmap("warning", "annoyed_text", 30)
            size = icon.deviceIndependentSize().toSize()
            place = QRect(area.center() - QRect(0, 0, size.width(), size.height()).center(), size)
            painter.drawPixmap(place, icon)
            return
        kind, anger = row.entry.customer.look, row.entry.emotion.anger
        key = (kind, band_of(anger).value, area.width())
        if key not in self._portraits:
            ratio = painter.device().devicePixelRatioF()
            picture = QPixmap(round(area.width() * ratio), round(area.width() * ratio))
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            inner = QPainter(picture)
            square = QRectF(0, 0, area.width(), area.width())
            paint_portrait(inner, square, self._look, self._art, kind, anger)
            inner.end()
            self._portraits[key] = picture
        painter.drawPixmap(area.topLeft(), self._portraits[key])

    def _number(self, painter: QPainter, area: QRect, name: str) -> None:
        """The lesson's number in place of a portrait."""
        look = self._look
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("sunken"))
        painter.drawEllipse(area)
        painter.setPen(look.colour("accent_text"))
        painter.setFont(look.font("lead", strong=True))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, name.lstrip("L0") or name)

    def _mark(self, painter: QPainter, area: QRect, row: Row) -> int:
        """What was made of a lesson; returns the width taken."""
        font = self._look.font("small", strong=True)
        painter.setFont(font)
        painter.setPen(self._look.colour("calm_text"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(area, right, row.mark)
        return QFontMetrics(font).horizontalAdvance(row.mark)

    def _stars(self, painter: QPainter, area: QRect, row: Row) -> int:
        """The difficulty in words, and as dots out of five; returns the width taken."""
        if row.entry is None:
            return 0
        font = self._look.font("small")
        words = self._messages("filter.level_of", level=row.entry.difficulty)
        size = round(QFontMetrics(font).height() * 0.38)
        step = round(size * 1.7)
        taken = max(QFontMetrics(font).horizontalAdvance(words), 5 * step)
        half = self._look.space("hair") + size // 2
        painter.setFont(font)
        painter.setPen(self._look.colour("text_soft"))
        above = QRect(area.right() - taken, area.top(), taken, area.height() // 2 + half)
        painter.drawText(above, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, words)
        left, top = area.right() - 5 * step + step - size, area.center().y() + 2 * half
        for i in range(5):
            filled = i < row.entry.difficulty
            painter.setPen(self._look.colour("text_soft" if filled else "line_strong"))
            painter.setBrush(self._look.colour("text_soft") if filled else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QRectF(left + i * step, top, size, size))
        return taken

    def _words(self, painter: QPainter, area: QRect, row: Row) -> None:
        look = self._look
        title, small = look.font("lead", strong=True), look.font("small")
        top, low = QFontMetrics(title), QFontMetrics(small)
        height = top.height() + low.height() + look.space("hair")
        y = area.center().y() - height // 2
        elide = Qt.TextElideMode.ElideRight
        painter.setFont(title)
        painter.setPen(look.colour("text"))
        first = QRect(area.left(), y, area.width(), top.height())
        painter.drawText(first, 0, top.elidedText(row.title, elide, area.width()))
        painter.setFont(small)
        broken = row.entry is None and row.lesson is None
        painter.setPen(look.colour("annoyed_text" if broken else "text_soft"))
        second = QRect(
            area.left(), y + top.height() + look.space("hair"), area.width(), low.height()
        )
        painter.drawText(second, 0, low.elidedText(row.detail, elide, area.width()))
