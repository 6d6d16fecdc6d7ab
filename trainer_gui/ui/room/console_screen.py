# SPDX-License-Identifier: Apache-2.0
"""The console's fourth tab: what the room sees, and on which screen."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QWidget

from trainer_gui.application.messages import Messages
from trainer_gui.domain.state import State
from trainer_gui.ui.kit.look import Look
from trainer_gui.ui.kit.parts import (
    button,
    clear,
    column,
    one_of_several,
    plain,
    row,
    scrolling,
    text,
)

THEMES = ("projector_dark", "projector")


class ScreenTab(QWidget):
    """Hints on or off, a light or a dark theme, one of the screens."""

    hints_switched = Signal(bool)
    theme_chosen = Signal(str)
    screen_chosen = Signal(object)
    """A `QScreen`; None: none of its own."""
    opened = Signal(bool)
    """Whether the room's window is to be shown."""

    def __init__(self, look: Look, messages: Messages) -> None:
        super().__init__()
        self._look = look
        self._messages = messages
        self.setProperty("role", "plain")
        self.hints = button(messages("room.hints"), "choice", look=look, icon="hint", by_tab=True)
        self.hints.setCheckable(True)
        self.hints.setToolTip("Ctrl+H")
        self.themes = {t: button(messages(f"choice.theme.{t}"), "tab", by_tab=True) for t in THEMES}
        self.open = button("", by_tab=True)
        self.state_line = text("", "body", "soft", wrap=True)
        self._holder = plain()
        self._list = column(self._holder, spacing=look.space("tight"))
        self._is_open = False
        themes = row(spacing=look.space("tight"))
        for theme, pressable in self.themes.items():
            one_of_several(pressable)
            pressable.clicked.connect(partial(self._choose_theme, theme))
            themes.addWidget(pressable)
        themes.addStretch(1)
        page = plain()
        whole = column(page, spacing=look.space("small"))
        whole.addWidget(text(messages("room.screen_help"), "small", "soft", wrap=True))
        whole.addWidget(self.hints)
        whole.addLayout(themes)
        whole.addWidget(self.state_line)
        whole.addWidget(self._holder)
        whole.addWidget(self.open)
        whole.addStretch(1)
        column(self).addWidget(scrolling(page))
        self.hints.clicked.connect(self.hints_switched)
        self.open.clicked.connect(lambda: self.opened.emit(not self._is_open))

    def render(self, state: State) -> None:  # type: ignore[override]
        """Show whether the room sees hints."""
        self.hints.setChecked(state.room.hints)

    def show_theme(self, theme: str) -> None:
        """Which theme the room sees."""
        for name, pressable in self.themes.items():
            pressable.setChecked(name == theme)

    def show_screens(self, screens: Sequence[QScreen], *, shown: bool, projected: bool) -> None:
        """Which screens there are besides this one, and where the room's window is."""
        self._is_open = shown
        self.open.setText(self._messages("room.close_window" if shown else "room.open_window"))
        self.open.show_icon(self._look, "close" if shown else "play")
        key = "room.projected" if projected else "room.one_screen"
        if screens and not projected:
            key = "room.not_projected"
        self.state_line.setText(self._messages(key))
        clear(self._list)
        for screen in screens:
            size = screen.size()
            words = self._messages(
                "room.screen", name=screen.name(), width=size.width(), height=size.height()
            )
            pressable = button(words, "choice", by_tab=True)
            pressable.clicked.connect(partial(self._choose_screen, screen))
            self._list.addWidget(pressable)

    def _choose_theme(self, theme: str) -> None:
        self.show_theme(theme)
        self.theme_chosen.emit(theme)

    def _choose_screen(self, screen: QScreen) -> None:
        self.screen_chosen.emit(screen)
