# SPDX-License-Identifier: Apache-2.0
"""The trainer's console: everything that steers a scene, beside the conversation."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from trainer_gui.application.messages import Messages
from trainer_gui.application.room import Offered
from trainer_gui.domain.interventions import (
    AngerMoved,
    HintsShown,
    MicrophoneHanded,
    NoteWritten,
    TurnTakenBack,
)
from trainer_gui.domain.state import Phase, State
from trainer_gui.ui.kit.keys import shortcut
from trainer_gui.ui.kit.look import Look
from trainer_gui.ui.kit.parts import Button, button, column, frame, one_of_several, row, text
from trainer_gui.ui.room.console_answers import AnswersTab
from trainer_gui.ui.room.console_events import EventsTab
from trainer_gui.ui.room.console_lines import LinesTab
from trainer_gui.ui.room.console_screen import ScreenTab
from trainer_gui.ui.room.note_field import NoteField
from trainer_gui.ui.room.player_names import PlayerNames

NUDGE, SHOVE = 10, 25
"""Points of anger."""
MINUS, HYPHEN = "−", "-"
TABS = ("lines", "events", "answers", "screen")


class Console(QWidget):
    """The same things always in the same places: freeze, anger, four tabs, who plays, a note."""

    steered = Signal(object)
    """An `Intervention`."""
    pause_pressed = Signal()
    typed = Signal(str)
    """An answer of the room."""
    names_changed = Signal(str)
    left = Signal()
    """The keys are for the conversation again."""

    def __init__(self, look: Look, messages: Messages) -> None:
        super().__init__()
        self._look = look
        self._messages = messages
        self.setProperty("role", "plain")
        self.setAccessibleName(messages("room.console"))
        self.freeze = button(
            messages("room.freeze"), "primary", look=look, icon="pause", by_tab=True
        )
        self.freeze.setToolTip(messages("room.freeze_tip"))
        self.back = button(messages("room.back"), look=look, icon="back", by_tab=True)
        self.back.setToolTip(messages("room.back_tip"))
        self.anger = [self._anger(points) for points in (-SHOVE, -NUDGE, NUDGE, SHOVE)]
        self.lines = LinesTab(look, messages)
        self.events = EventsTab(look, messages)
        self.answers = AnswersTab(look, messages)
        self.screen_tab = ScreenTab(look, messages)
        self._tabs = QStackedWidget()
        self.tab_buttons = [
            button(messages(f"room.tab_{name}"), "tab", by_tab=True) for name in TABS
        ]
        self.players = PlayerNames(look, messages)
        self.note = NoteField(messages)
        self._assemble()
        self._connect()
        self._show_tab(0)

    def render(self, state: State) -> None:  # type: ignore[override]
        """Switch everything to what makes sense in `state`."""
        paused = state.phase is Phase.PAUSED
        words = self._messages("room.go_on" if paused else "room.freeze")
        if words != self.freeze.text():
            self.freeze.setText(words)
            self.freeze.show_icon(self._look, "play" if paused else "pause", "on_accent")
        live = state.phase not in (Phase.READY, Phase.ENDED) and state.ending is None
        self.freeze.setEnabled(live)
        self.back.setEnabled(live and state.before is not None)
        for pressable in self.anger:
            pressable.setEnabled(live)
        self.note.show_turns(state.transcript)
        self.note.setEnabled(live and bool(state.transcript))
        self.lines.render(state)
        self.events.render(state)
        self.answers.render(state)
        self.screen_tab.render(state)
        self.players.show_player(state.room.player)

    def show_offers(self, shared: tuple[Offered, ...]) -> None:
        """What can be made to happen in any scene."""
        self.events.show_offers(shared)

    def show_names(self, names: str) -> None:
        """Who may be handed the microphone."""
        self.players.show_names(names)

    def _show_tab(self, index: int) -> None:
        self._tabs.setCurrentIndex(index)
        for i, tab in enumerate(self.tab_buttons):
            tab.setChecked(i == index)

    def _anger(self, points: int) -> Button:
        words = f"{points:+d}".replace(HYPHEN, MINUS)
        return button(words, name=self._messages("room.anger_by", points=words), by_tab=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _connect(self) -> None:
        self.freeze.clicked.connect(self.pause_pressed)
        self.back.clicked.connect(self._take_back)
        for pressable, points in zip(self.anger, (-SHOVE, -NUDGE, NUDGE, SHOVE), strict=True):
            pressable.clicked.connect(partial(self._move, points))
        for i, tab in enumerate(self.tab_buttons):
            tab.setToolTip(f"Ctrl+{i + 1}")
            one_of_several(tab)
            tab.clicked.connect(partial(self._show_tab, i))
        for steering in (self.lines, self.events, self.answers):
            steering.steered.connect(self.steered)
        self.answers.typed.connect(self.typed)
        self.screen_tab.hints_switched.connect(lambda on: self.steered.emit(HintsShown(shown=on)))
        self.players.handed.connect(lambda name: self.steered.emit(MicrophoneHanded(name)))
        self.players.names_changed.connect(self.names_changed)
        self.note.wrote.connect(lambda turn, words: self.steered.emit(NoteWritten(turn, words)))
        self.note.done.connect(self.left)
        self.players.done.connect(self.left)
        shortcut(self, "P", self.freeze.click)  # beside the console the conversation knows it
        self._everywhere("Ctrl+B", self.back.click)
        self._everywhere("Ctrl+M", self.note.setFocus)
        self._everywhere("Ctrl+T", self.players.next.click)
        self._everywhere("Ctrl+H", self.screen_tab.hints.click)
        for i, tab in enumerate(self.tab_buttons, 1):
            self._everywhere(f"Ctrl+{i}", tab.click)

    def _everywhere(self, keys: str, slot: Callable[[], object]) -> None:
        """Also while the conversation beside the console has the focus."""
        made = QShortcut(QKeySequence(keys), self)
        made.setContext(Qt.ShortcutContext.WindowShortcut)
        made.activated.connect(slot)

    def _take_back(self) -> None:
        self.note.keep()  # while its turn is there
        self.steered.emit(TurnTakenBack())

    def _move(self, points: int) -> None:
        self.steered.emit(AngerMoved(points))

    def _assemble(self) -> None:
        look = self._look
        side = frame("side")
        inside = column(side, (look.space("large"), look.space("medium")), look.space("small"))
        top = row(spacing=look.space("small"))
        top.addWidget(self.freeze, 1)
        top.addWidget(self.back)
        inside.addLayout(top)
        anger = row(spacing=look.space("tight"))
        anger.addWidget(text(self._messages("room.anger"), "strong", "soft"))
        for pressable in self.anger:
            anger.addWidget(pressable, 1)
        inside.addLayout(anger)
        tabs = row(spacing=look.space("tight"))
        for tab in self.tab_buttons:
            tabs.addWidget(tab)
        tabs.addStretch(1)
        inside.addLayout(tabs)
        for page in (self.lines, self.events, self.answers, self.screen_tab):
            self._tabs.addWidget(page)
        inside.addWidget(self._tabs, 1)
        inside.addWidget(frame("rule"))
        inside.addWidget(self.players)
        inside.addWidget(self.note)
        column(self).addWidget(side)
