# SPDX-License-Identifier: Apache-2.0
"""The first page: which scenario, in which mode."""

from pathlib import PurePath

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QIcon, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLineEdit, QListView, QWidget

from trainer_gui.application.library import Shelf
from trainer_gui.application.messages import Messages
from trainer_gui.domain.state import Mode
from trainer_gui.ui.face_art import FaceArt
from trainer_gui.ui.look import Look
from trainer_gui.ui.parts import centred, column, plain, row, text
from trainer_gui.ui.scenario_card import ScenarioCard
from trainer_gui.ui.scenario_list import Row, ScenarioDelegate, ScenarioModel, problem_row, row_of


class ChooserPage(QWidget):
    """A list to pick from on the left, what is picked on the right."""

    chosen = Signal(str, str)
    """Scenario id, mode."""

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
        self.list.setAccessibleName(messages("choose.list"))
        self.search = QLineEdit()
        self.search.setProperty("role", "search")
        self.search.setPlaceholderText(messages("choose.search"))
        self.search.setAccessibleName(messages("choose.search"))
        self.search.setClearButtonEnabled(True)
        self._glass = self.search.addAction(QIcon(), QLineEdit.ActionPosition.LeadingPosition)
        self.card = ScenarioCard(look, messages, art)
        self._nothing = text("", "body", "faint", wrap=True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.hide()
        self.setProperty("role", "page")
        self._assemble()
        self._tint()
        look.changed.connect(self._tint)
        self.search.textChanged.connect(self._on_filter)
        self.search.returnPressed.connect(self._start)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.list.activated.connect(self._start)
        self.card.started.connect(self._start)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self.search.setFocus)

    @property
    def mode(self) -> Mode:
        """The chosen mode."""
        return self.card.mode

    def show_shelf(self, shelf: Shelf) -> None:
        """Show what there is, the files with a mistake last; what was picked stays picked."""
        picked = self._model.row(self.list.currentIndex())
        rows = [row_of(entry, self._messages) for entry in shelf.entries]
        rows += [problem_row(problem, self._messages) for problem in shelf.problems]
        self._model.show_rows(rows, self.search.text())
        self._select_first()
        if picked is not None:
            self._select_same(picked)

    def select(self, scenario_id: str) -> None:
        """Pick a scenario by its id, where it is shown."""
        for i in range(self._model.rowCount()):
            index = self._model.index(i)
            shown = self._model.row(index)
            if shown and shown.entry and shown.entry.id == scenario_id:
                self.list.setCurrentIndex(index)
                return

    def _select_same(self, picked: Row) -> None:
        """Pick the row of the same file, where there is one."""
        stem = picked.entry.id if picked.entry else PurePath(picked.title).stem
        for i in range(self._model.rowCount()):
            row = self._model.row(self._model.index(i))
            if row and stem == (row.entry.id if row.entry else PurePath(row.title).stem):
                self.list.setCurrentIndex(self._model.index(i))
                return

    def _assemble(self) -> None:
        look = self._look
        left = column(spacing=look.space("medium"))
        left.addWidget(text(self._messages("choose.title"), "display"))
        left.addWidget(text(self._messages("choose.subtitle"), "body", "soft", wrap=True))
        left.addSpacing(look.space("small"))
        left.addWidget(self.search)
        left.addWidget(self.list, 1)
        left.addWidget(self._nothing, 1)
        self.card.setMaximumHeight(look.type_px("body") * 52)
        side = column()
        side.addWidget(self.card, 1)
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
        key = "choose.no_match" if wanted else "choose.empty"
        self._nothing.setText(self._messages(key, wanted=wanted) if wanted else self._messages(key))
        if count:
            self.list.setCurrentIndex(self._model.index(0))
        else:
            self.card.show_row(None)

    def _on_current(self, current: QModelIndex) -> None:
        self.card.show_row(self._model.row(current))

    def _start(self) -> None:
        shown = self._model.row(self.list.currentIndex())
        if shown is not None and shown.entry is not None:
            self.chosen.emit(shown.entry.id, self.mode.value)
