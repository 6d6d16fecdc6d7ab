# SPDX-License-Identifier: Apache-2.0
"""The first page: today, scenes, lessons, progress; and who is practising."""

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QLineEdit, QStackedWidget, QWidget

from trainer_gui.application.messages import Messages
from trainer_gui.application.overview import Overview
from trainer_gui.application.today import Today
from trainer_gui.ui.home.chooser import ChooserPage, Offer
from trainer_gui.ui.home.today import TodayPanel
from trainer_gui.ui.kit.face_art import FaceArt
from trainer_gui.ui.kit.look import LARGE_TEXT, Look
from trainer_gui.ui.kit.parts import button, centred, column, one_of_several, plain, row, text
from trainer_gui.ui.kit.picker import Picker

if TYPE_CHECKING:
    from trainer_gui.ui.progress.progress_panel import ProgressPanel

NAME_LENGTH = 24


class Place(StrEnum):
    """What the page shows."""

    TODAY = "today"
    SCENARIOS = "scenarios"
    LESSONS = "lessons"
    PROGRESS = "progress"


class HomePage(QWidget):
    """A row of tabs above what they show."""

    chosen = Signal(str, str)
    """Scenario id, mode."""
    continued = Signal(str, str, str)
    """Scenario id, mode, and the folder's name of the session that is to go on."""
    lesson_chosen = Signal(str)
    check_wished = Signal()
    """Of the microphone."""
    trainee_chosen = Signal(str)
    """Who practises now; empty: nobody says."""
    placed = Signal(str)
    """Another `Place` is shown."""
    exported = Signal()
    """The class is wanted as a file."""
    settings_wanted = Signal()
    session_opened = Signal(str)
    """The session of this folder is wanted."""

    def __init__(self, look: Look, messages: Messages, art: FaceArt) -> None:
        super().__init__()
        self._look, self._messages = look, messages
        self.setProperty("role", "page")
        self.tabs = QButtonGroup(self)
        self.today = TodayPanel(look, messages, art)
        self.chooser = ChooserPage(look, messages, art)
        self._progress: ProgressPanel | None = None
        self._overview = Overview()
        self.who = Picker(look, messages("home.who"))
        self._name = QLineEdit()
        self._trainee = ""
        self._stack = QStackedWidget()
        self._stack.addWidget(self.today)
        self._stack.addWidget(self.chooser)
        self.settings = button(messages("settings.title"), "quiet", look=look, icon="settings")
        self._assemble()
        self.settings.clicked.connect(self.settings_wanted)
        self.tabs.idClicked.connect(lambda i: self.show_place(tuple(Place)[i]))
        self.who.activated.connect(self._on_who)
        self._name.editingFinished.connect(self._on_who)
        self._name.returnPressed.connect(self.focus_first)
        for part in (self.today, self.chooser):
            part.chosen.connect(self.chosen)
            part.lesson_chosen.connect(self.lesson_chosen)
        self.today.scenarios_wished.connect(lambda: self.show_place(Place.SCENARIOS))
        self.today.check_wished.connect(self.check_wished)
        self.today.continued.connect(self.continued)
        self.today.progress_wished.connect(lambda: self.show_place(Place.PROGRESS))
        self.show_place(Place.TODAY)

    @property
    def progress(self) -> "ProgressPanel":
        """The panel of progress; made when it is first wanted."""
        if self._progress is None:
            from trainer_gui.ui.progress.progress_panel import ProgressPanel  # noqa: PLC0415

            self._progress = ProgressPanel(self._look, self._messages)
            self._progress.exported.connect(self.exported)
            self._progress.session_opened.connect(self.session_opened)
            self._progress.show_overview(self._overview)
            self._stack.addWidget(self._progress)
        return self._progress

    def show_place(self, place: Place) -> None:
        """Switch to a tab."""
        self.tabs.button(tuple(Place).index(place)).setChecked(True)
        if place is Place.TODAY:
            self._stack.setCurrentWidget(self.today)
        elif place is Place.PROGRESS:
            self._stack.setCurrentWidget(self.progress)
        else:
            self._stack.setCurrentWidget(self.chooser)
            self.chooser.offer(Offer(place.value))
        self.placed.emit(place.value)

    def show_today(self, today: Today) -> None:
        """Show what is offered, and to whom."""
        self.today.show_today(today)
        self.chooser.show_drilled(today.drilled)
        self._show_who(today)

    def _show_who(self, today: Today) -> None:
        """Offer the names, unless one is being typed: setting the text would end that."""
        typed = self._name.isModified() and self._name.text().strip() != self._trainee
        self._trainee = today.trainee
        names = list(dict.fromkeys(("", *today.trainees, today.trainee)))
        shown = [self.who.itemText(i) for i in range(self.who.count())]
        if typed or (shown == names and self.who.currentText() == today.trainee):
            return
        self.who.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.who.clear()
        self.who.addItems(names)
        self.who.setCurrentText(today.trainee)
        self.who.blockSignals(False)  # noqa: FBT003

    def show_overview(self, overview: Overview) -> None:
        """Show how it stands."""
        self._overview = overview
        if self._progress is not None:
            self._progress.show_overview(overview)

    def focus_first(self) -> None:
        """Put the focus where Enter goes on."""
        if self._stack.currentWidget() is self.chooser:
            self.chooser.list.setFocus()
        elif self._stack.currentWidget() is self.today:
            self.today.start.setFocus()
        else:
            self.progress.setFocus()

    def _assemble(self) -> None:
        look, words = self._look, self._messages
        bar = plain()
        bar.setMaximumWidth(look.size("page"))
        line = row(bar, (look.space("huge"), 0), look.space("tight"))
        for i, place in enumerate(Place):
            tab = button(words(f"home.tab_{place}"), "tab")
            one_of_several(tab)
            self.tabs.addButton(tab, i)
            line.addWidget(tab)
        line.addStretch(1)
        line.addWidget(self.settings)
        line.addSpacing(look.space("medium"))
        label = text(words("home.who"), "small", "soft")
        label.setBuddy(self.who)
        line.addWidget(label)
        line.addSpacing(look.space("tight"))
        line.addWidget(self.who)
        self.who.setLineEdit(self._name)
        self.who.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.who.setToolTip(words("home.who_help"))
        ems = 10 if look.text_scale < LARGE_TEXT else 7
        self.who.setMinimumWidth(look.type_px("body") * ems)
        self._name.setPlaceholderText(words("home.nobody"))
        self._name.setMaxLength(NAME_LENGTH)
        top = plain()
        centred(top, bar)
        whole = column(self, (0, look.space("medium")), look.space("small"))
        whole.addWidget(top)
        whole.addWidget(self._stack, 1)

    def _on_who(self) -> None:
        name = self.who.currentText().strip()
        if name != self._trainee:
            self._trainee = name
            self.trainee_chosen.emit(name)
