# SPDX-License-Identifier: Apache-2.0
"""The menu bar: File, View, Help."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, SignalInstance
from PySide6.QtGui import QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from trainer_gui.application.messages import Messages
from trainer_gui.ui.kit.look import Look
from trainer_gui.ui.kit.theme import NAMES

_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly
THEMES = ("auto", *NAMES)
LANGUAGES = {"zh": "简体中文", "en": "English"}
TEXT_PERCENTS = (90, 100, 125, 150, 200)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a menu that somebody else answers for."""

    menu: str
    """`file`, `view` or `help`."""
    key: str
    """Of its words in the catalogue."""
    act: Callable[[], None]
    shortcut: str = ""


class Menus(QObject):
    """Fills a menu bar; each choice is a signal."""

    home_chosen = Signal()
    scenario_folder_opened = Signal()
    session_folder_opened = Signal()
    quit_chosen = Signal()
    theme_chosen = Signal(str)
    language_chosen = Signal(str)
    text_percent_chosen = Signal(int)
    reduced_motion_chosen = Signal(bool)
    help_chosen = Signal(str)
    """`trainer`, `scenario`, `diagnostics` or `about`."""

    def __init__(
        self, bar: QMenuBar, look: Look, messages: Messages, entries: Sequence[Entry] = ()
    ) -> None:
        super().__init__(bar)
        self._messages = messages
        bar.clear()
        for old in bar.findChildren(QMenu, options=_DIRECT):
            old.deleteLater()  # of another language: its shortcuts would clash with ours
        file = bar.addMenu(messages("menu.file"))
        self._add(file, "menu.home", self.home_chosen.emit, "Ctrl+N")
        self._add_entries(file, "file", entries)
        self._add(file, "menu.scenario_folder", self.scenario_folder_opened.emit)
        self._add(file, "menu.session_folder", self.session_folder_opened.emit)
        file.addSeparator()
        self._add(file, "menu.quit", self.quit_chosen.emit, QKeySequence.StandardKey.Quit)

        view = bar.addMenu(messages("menu.view"))
        themes = [(name, messages(f"menu.theme_{name}")) for name in THEMES]
        self._choice(view.addMenu(messages("menu.theme")), themes, look.choice, self.theme_chosen)
        sizes = [(percent, f"{percent} %") for percent in TEXT_PERCENTS]
        now = round(look.text_scale * 100)
        self._choice(view.addMenu(messages("menu.text")), sizes, now, self.text_percent_chosen)
        languages = list(LANGUAGES.items())
        self._choice(
            view.addMenu(messages("menu.language")),
            languages,
            messages.language,
            self.language_chosen,
        )
        view.addSeparator()
        still = view.addAction(messages("menu.reduced_motion"))
        still.setCheckable(True)
        still.setChecked(look.reduced_motion)
        still.toggled.connect(self.reduced_motion_chosen)
        self._add_entries(view, "view", entries)

        help_ = bar.addMenu(messages("menu.help"))
        for name in ("trainer", "scenario", "diagnostics"):
            keys = "F1" if name == "trainer" else ""
            self._add(help_, f"menu.help_{name}", partial(self.help_chosen.emit, name), keys)
        self._add_entries(help_, "help", entries)
        help_.addSeparator()
        self._add(help_, "menu.about", partial(self.help_chosen.emit, "about"))

    def _add_entries(self, menu: QMenu, name: str, entries: Sequence[Entry]) -> None:
        for entry in entries:
            if entry.menu == name:
                self._add(menu, entry.key, entry.act, entry.shortcut)

    def _add(
        self,
        menu: QMenu,
        key: str,
        act: Callable[[], None],
        keys: QKeySequence.StandardKey | str = "",
    ) -> None:
        action = menu.addAction(self._messages(key))
        if keys:
            action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda: act())  # noqa: PLW0108 - drops `checked`

    def _choice(
        self, menu: QMenu, options: Sequence[tuple[Any, str]], now: object, chosen: SignalInstance
    ) -> None:
        group = QActionGroup(menu)
        for value, words in options:
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(value == now)
            action.setData(value)
            group.addAction(action)
        group.triggered.connect(lambda action: chosen.emit(action.data()))
