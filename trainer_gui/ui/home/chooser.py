# SPDX-License-Identifier: Apache-2.0
"""Which scenario, in which mode; or which lesson."""

from collections.abc import Mapping
from enum import StrEnum

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QIcon, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLineEdit,
    QListView,
    QStackedWidget,
    QWidget,
)

from trainer_gui.application.library import LessonShelf, Shelf
from trainer_gui.application.messages import Messages
from trainer_gui.domain.state import Mode
from trainer_gui.domain.teaching.drills import Drill
from trainer_gui.ui.home.filters import Filters
from trainer_gui.ui.home.lesson_card import LessonCard
from trainer_gui.ui.home.scenario_card import ScenarioCard
from trainer_gui.ui.home.scenario_list import (
    Row,
    ScenarioDelegate,
    ScenarioModel,
    lesson_row,
    problem_row,
    row_of,
)
from trainer_gui.ui.kit.face_art import FaceArt
from trainer_gui.ui.kit.look import Look
from trainer_gui.ui.kit.parts import centred, column, plain, row, text


class Offer(StrEnum):
    """What the list holds."""

    SCENARIOS = "scenarios"
    LESSONS = "lessons"


class ChooserPage(QWidget):
    """A list to pick from on the left, what is picked on the right."""

    chosen = Signal(str, str)
    """Scenario id, mode."""
    lesson_chosen = Signal(str)

    def __init__(self, look: Look, messages: Messages, art: FaceArt) -> None:
        super().__init__()
        self._look = look
        self._messages = messages
        self._model = ScenarioModel()
        self._delegate = ScenarioDelegate(look, messages, art)
        self.list = QListView()
        self.list.setModel(self._model)
        self.list.setItemDelegate(self._delegate)
        self.list.setMouseTracking(True)
        self.list.setUniformItemSizes(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.search = QLineEdit()
        self.search.setProperty("role", "search")
        self.search.setClearButtonEnabled(True)
        self._glass = self.search.addAction(QIcon(), QLineEdit.ActionPosition.LeadingPosition)
        self.card = ScenarioCard(look, messages, art)
        self.lesson_card = LessonCard(look, messages)
        self._cards = QStackedWidget()
        self._rows: dict[Offer, list[Row]] = {offer: [] for offer in Offer}
        self._offer = Offer.SCENARIOS
        self._offers: tuple[Shelf, LessonShelf] = (Shelf(()), LessonShelf())
        self._drilled: Mapping[str, Drill] = {}
        self.filters = Filters(look, messages)
        self._title = text("", "display")
        self._nothing = text("", "body", "faint", wrap=True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.hide()
        self.setProperty("role", "plain")
        self._assemble()
        self.offer(Offer.SCENARIOS)
        self._tint()
        look.changed.connect(self._tint)
        self.search.textChanged.connect(self._on_filter)
        self.filters.changed.connect(self._on_filter)
        self.search.returnPressed.connect(self._start)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.list.activated.connect(self._start)
        self.card.started.connect(self._start)
        self.lesson_card.started.connect(self._start)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self.search.setFocus)

    @property
    def mode(self) -> Mode:
        """The chosen mode."""
        return self.card.mode

    def show_shelf(self, shelf: Shelf) -> None:
        """Show which scenes there are, the files with a mistake last."""
        said, personas = shelf.sounds, shelf.personas
        rows = [
            row_of(e, self._messages, said.get(e.id, ""), personas.get(e.persona, ""))
            for e in shelf.entries
        ]
        rows += [problem_row(problem, self._messages) for problem in shelf.problems]
        self._offers = (shelf, self._offers[1])
        self._show(Offer.SCENARIOS, rows)

    def show_lessons(self, shelf: LessonShelf) -> None:
        """Show which lessons there are, the files with a mistake last."""
        words, sounds, drilled = self._messages, shelf.sounds, self._drilled
        rows = [
            lesson_row(e, words, sounds.get(e.id, ""), drill=drilled.get(e.id))
            for e in shelf.entries
        ]
        rows += [problem_row(problem, self._messages) for problem in shelf.problems]
        self._offers = (self._offers[0], shelf)
        self._show(Offer.LESSONS, rows)

    def show_drilled(self, drilled: Mapping[str, Drill]) -> None:
        """Mark the lessons that were gone through, by their ids."""
        if drilled != self._drilled:
            self._drilled = drilled
            self.show_lessons(self._offers[1])

    def offer(self, offer: Offer) -> None:
        """Switch the list to scenes or to lessons."""
        messages = self._messages
        self._offer = offer
        self._title.setText(messages(f"choose.{offer}_title"))
        self.list.setAccessibleName(messages(f"choose.{offer}_list"))
        self.search.setPlaceholderText(messages(f"choose.{offer}_search"))
        self.search.setAccessibleName(messages(f"choose.{offer}_search"))
        self._cards.setCurrentIndex(tuple(Offer).index(offer))
        self.filters.clear()
        self.search.clear()
        self._show(offer, self._rows[offer])

    def select(self, scenario_id: str) -> None:
        """Pick a scenario by its id, where it is shown."""
        for i in range(self._model.rowCount()):
            index = self._model.index(i)
            shown = self._model.row(index)
            if shown and shown.entry and shown.entry.id == scenario_id:
                self.list.setCurrentIndex(index)
                return

    def _show(self, offer: Offer, rows: list[Row]) -> None:
        """Show the rows if it is their turn; what was picked stays picked."""
        self._rows[offer] = rows
        if offer is not self._offer:
            return
        scenes, lessons = self._offers
        if offer is Offer.SCENARIOS:
            self.filters.offer(scenes)
        else:
            self.filters.offer_lessons(lessons)
        picked = self._model.row(self.list.currentIndex())
        self._model.show_rows(rows, self.search.text(), self.filters.wanted)
        self._select_first()
        if picked is not None:
            self._select_same(picked)

    def _select_same(self, picked: Row) -> None:
        """Pick the row of the same file, where there is one."""
        for i in range(self._model.rowCount()):
            row = self._model.row(self._model.index(i))
            if row and row.stem == picked.stem:
                self.list.setCurrentIndex(self._model.index(i))
                return

    def _assemble(self) -> None:
        look = self._look
        left = column(spacing=look.space("medium"))
        left.addWidget(self._title)
        left.addWidget(self.search)
        left.addWidget(self.filters)
        left.addWidget(self.list, 1)
        left.addWidget(self._nothing, 1)
        for card in (self.card, self.lesson_card):
            self._cards.addWidget(card)
        self._cards.setMaximumHeight(look.type_px("body") * 44)
        side = column()
        side.addWidget(self._cards, 1)
        side.addStretch()
        page = plain()
        page.setMaximumWidth(look.size("page"))
        ring = look.space("hair")  # of the pages that scroll: headings stay where they are
        margins = (look.space("huge") + ring, look.space("small") + ring)
        both = row(page, margins, look.space("huge"))
        both.addLayout(left, 11)
        both.addLayout(side, 9)
        centred(self, page)

    def _tint(self) -> None:
        self._glass.setIcon(self._look.icon("search", "text_faint"))

    def _on_filter(self) -> None:
        self._model.filter(self.search.text(), self.filters.wanted)
        self._select_first()

    def _select_first(self) -> None:
        count = self._model.rowCount()
        self.list.setVisible(count > 0)
        self._nothing.setVisible(count == 0)
        if self.search.text():
            words = self._messages("choose.no_match", wanted=self.search.text())
        elif self._rows[self._offer]:
            words = self._messages("choose.none_fits")
        else:
            words = self._messages(f"choose.{self._offer}_empty")
        self._nothing.setText(words)
        if count:
            self.list.setCurrentIndex(self._model.index(0))
        else:
            self._show_row(None)

    def _on_current(self, current: QModelIndex) -> None:
        self._show_row(self._model.row(current))

    def _show_row(self, shown: Row | None) -> None:
        card = self.card if self._offer is Offer.SCENARIOS else self.lesson_card
        card.show_row(shown)

    def _start(self) -> None:
        shown = self._model.row(self.list.currentIndex())
        if shown is not None and shown.entry is not None:
            self.chosen.emit(shown.entry.id, self.mode.value)
        elif shown is not None and shown.lesson is not None:
            self.lesson_chosen.emit(shown.lesson.id)
