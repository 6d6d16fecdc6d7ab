# SPDX-License-Identifier: Apache-2.0
"""The first page: which scenario, in which mode; or which lesson."""

from enum import StrEnum

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QIcon, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QFrame,
    QLineEdit,
    QListView,
    QStackedWidget,
    QWidget,
)

from trainer_gui.application.library import LessonShelf, Shelf
from trainer_gui.application.messages import Messages
from trainer_gui.domain.state import Mode
from trainer_gui.ui.face_art import FaceArt
from trainer_gui.ui.lesson_card import LessonCard
from trainer_gui.ui.look import Look
from trainer_gui.ui.parts import button, centred, column, plain, row, text
from trainer_gui.ui.scenario_card import ScenarioCard
from trainer_gui.ui.scenario_list import (
    Row,
    ScenarioDelegate,
    ScenarioModel,
    lesson_row,
    problem_row,
    row_of,
)


class Offer(StrEnum):
    """What the list holds."""

    SCENARIOS = "scenarios"
    LESSONS = "lessons"


class ChooserPage(QWidget):
    """A list to pick from on the left, what is picked on the right."""

    chosen = Signal(str, str)
    """Scenario id, mode."""
    lesson_chosen = Signal(str)
    offered = Signal(str)
    """The list was switched to this `Offer`."""

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
        self.tabs = QButtonGroup(self)
        self._title = text("", "display")
        self._subtitle = text("", "body", "soft", wrap=True)
        self._nothing = text("", "body", "faint", wrap=True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.hide()
        self.setProperty("role", "page")
        self._assemble()
        self.offer(Offer.SCENARIOS)
        self._tint()
        look.changed.connect(self._tint)
        self.search.textChanged.connect(self._on_filter)
        self.search.returnPressed.connect(self._start)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.list.activated.connect(self._start)
        self.card.started.connect(self._start)
        self.lesson_card.started.connect(self._start)
        self.tabs.idClicked.connect(lambda i: self.offer(tuple(Offer)[i]))
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self.search.setFocus)

    @property
    def mode(self) -> Mode:
        """The chosen mode."""
        return self.card.mode

    def show_shelf(self, shelf: Shelf) -> None:
        """Show which scenes there are, the files with a mistake last."""
        rows = [row_of(entry, self._messages) for entry in shelf.entries]
        rows += [problem_row(problem, self._messages) for problem in shelf.problems]
        self._show(Offer.SCENARIOS, rows)

    def show_lessons(self, shelf: LessonShelf) -> None:
        """Show which lessons there are, the files with a mistake last."""
        rows = [lesson_row(entry, self._messages) for entry in shelf.entries]
        rows += [problem_row(problem, self._messages) for problem in shelf.problems]
        self._show(Offer.LESSONS, rows)

    def offer(self, offer: Offer) -> None:
        """Switch the list to scenes or to lessons."""
        messages = self._messages
        self._offer = offer
        self.tabs.button(tuple(Offer).index(offer)).setChecked(True)
        self._title.setText(messages(f"choose.{offer}_title"))
        self._subtitle.setText(messages(f"choose.{offer}_subtitle"))
        self.list.setAccessibleName(messages(f"choose.{offer}_list"))
        self.search.setPlaceholderText(messages(f"choose.{offer}_search"))
        self.search.setAccessibleName(messages(f"choose.{offer}_search"))
        self._cards.setCurrentIndex(tuple(Offer).index(offer))
        self.search.clear()
        self._show(offer, self._rows[offer])
        self.offered.emit(offer.value)

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
        picked = self._model.row(self.list.currentIndex())
        self._model.show_rows(rows, self.search.text())
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
        tabs = row(spacing=look.space("tight"))
        for i, offer in enumerate(Offer):
            tab = button(self._messages(f"choose.{offer}"), "tab")
            tab.setCheckable(True)
            self.tabs.addButton(tab, i)
            tabs.addWidget(tab)
        tabs.addStretch(1)
        left.addLayout(tabs)
        left.addWidget(self._title)
        left.addWidget(self._subtitle)
        left.addSpacing(look.space("small"))
        left.addWidget(self.search)
        left.addWidget(self.list, 1)
        left.addWidget(self._nothing, 1)
        for card in (self.card, self.lesson_card):
            self._cards.addWidget(card)
        self._cards.setMaximumHeight(look.type_px("body") * 52)
        side = column()
        side.addWidget(self._cards, 1)
        side.addStretch()
        page = plain()
        page.setMaximumWidth(1500)
        both = row(page, (look.space("huge"), look.space("wide")), look.space("huge"))
        both.addLayout(left, 11)
        both.addLayout(side, 9)
        centred(self, page)

    def _tint(self) -> None:
        self._glass.setIcon(self._look.icon("search", "text_faint"))

    def _on_filter(self, wanted: str) -> None:
        self._model.filter(wanted)
        self._select_first()

    def _select_first(self) -> None:
        count = self._model.rowCount()
        self.list.setVisible(count > 0)
        self._nothing.setVisible(count == 0)
        wanted = self.search.text()
        key = "choose.no_match" if wanted else f"choose.{self._offer}_empty"
        self._nothing.setText(self._messages(key, wanted=wanted) if wanted else self._messages(key))
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
