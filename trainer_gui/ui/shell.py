# SPDX-License-Identifier: Apache-2.0
"""The window without its pages: one is shown at a time, below a menu and a bar for what went wrong.

Whoever owns a page registers how it is made and how it is filled. Pages are made when they are
first wanted, and made anew when the language or the size of the text changes: whoever makes or
fills a page connects its signals too, so nobody keeps a page for later.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from trainer_gui.application.errors import UserError
from trainer_gui.application.messages import Messages
from trainer_gui.ui.kit.look import Look
from trainer_gui.ui.menus import Entry, Menus
from trainer_gui.ui.message_bar import MessageBar


@dataclass(frozen=True, slots=True)
class PageMaker:
    """How a page comes to be."""

    make: Callable[[Look, Messages], QWidget]
    fill: Callable[[Any], None]
    """Lets the new page show what is to be shown now; connects it, unless `make` did."""


class Shell(QMainWindow):
    """Shows a page, a menu and messages; every wish of the user leaves as a signal."""

    home = Signal()
    scenario_folder_opened = Signal()
    session_folder_opened = Signal()
    help_chosen = Signal(str)
    """`trainer`, `scenario` or `diagnostics`: which guide to open."""
    theme_chosen = Signal(str)
    language_chosen = Signal(str)
    """Answer with `set_messages`."""
    text_percent_chosen = Signal(int)
    reduced_motion_chosen = Signal(bool)
    left = Signal()
    """Another window has the focus: keys that are down are let go elsewhere."""

    def __init__(self, look: Look, messages: Messages, version: str = "") -> None:
        """Show nothing yet: `go` to a page."""
        super().__init__()
        self._look = look
        look.dress(self)
        self._messages, self._version = messages, version
        self._makers: dict[str, PageMaker] = {}
        self._pages: dict[str, QWidget] = {}
        self._page = ""
        self._entries: list[Entry] = []
        self._stack = QStackedWidget(self)
        self._bar = MessageBar(self._stack, look, messages)
        self.setCentralWidget(self._stack)
        self.setMinimumSize(960, 640)
        self.resize(1280, 720)
        self.setWindowTitle(messages("app.title"))
        self._make_menus()
        qt = QGuiApplication.instance()
        if isinstance(qt, QGuiApplication):
            qt.focusWindowChanged.connect(self._on_focus_window)

    @property
    def page(self) -> str:
        """Name of the page that is shown."""
        return self._page

    @property
    def look(self) -> Look:
        """How everything looks."""
        return self._look

    @property
    def messages(self) -> Messages:
        """The texts in the language of the moment."""
        return self._messages

    def add_page(
        self, name: str, make: Callable[[Look, Messages], QWidget], fill: Callable[[Any], None]
    ) -> None:
        """Let there be a page; nothing is made before it is wanted.

        Args:
            name: For `made` and `go`.
            make: The widget in this look and language; imports what it needs itself.
            fill: Lets a widget that was just made show what is to be shown; see `PageMaker`.
        """
        self._makers[name] = PageMaker(make, fill)

    def add_entry(self, entry: Entry) -> None:
        """Put one more line into a menu, for good."""
        self._entries.append(entry)
        self._make_menus()

    def made(self, name: str) -> QWidget:
        """The page of this name, made now if nobody wanted it before."""
        if name not in self._pages:
            maker = self._makers[name]
            page = self._pages[name] = maker.make(self._look, self._messages)
            self._stack.addWidget(page)
            maker.fill(page)
            if not page.accessibleName():  # else it tells more than which page it is
                page.setAccessibleName(self._messages(f"page.{name}"))
        return self._pages[name]

    def is_made(self, name: str) -> bool:
        """Whether there is anything to tell the page of this name."""
        return name in self._pages

    def go(self, name: str) -> None:
        """Show a page; a message about another one goes away."""
        page = self.made(name)
        if name != self._page:
            self._bar.hide()
        self._page = name
        self._stack.setCurrentWidget(page)
        if self._bar.isVisible():
            self._bar.place()

    def show_error(
        self, error: UserError | str, action: str = "", act: Callable[[], None] | None = None
    ) -> None:
        """Show one clear line, with a button for the next step where there is one."""
        if isinstance(error, UserError) and error.key:  # for who mends it, the tool tip has all
            self._bar.show_message(
                self._messages(f"error.{error.key}", **error.values), action, act
            )
            self._bar.setToolTip(str(error))
        else:
            self._bar.show_message(str(error), action, act)

    def take_back(self, words: str) -> None:
        """What `words` told is no longer so: the line goes away, if it still stands there."""
        if self._bar.words == words:
            self._bar.hide()

    def set_messages(self, messages: Messages) -> None:
        """Change the language: every page is made anew and shows what it showed."""
        self._messages = messages
        self._translate()

    def _translate(self) -> None:
        made, self._pages = self._pages, {}
        for page in made.values():
            self._stack.removeWidget(page)
            page.deleteLater()
        self.setWindowTitle(self._messages("app.title"))
        self._bar.deleteLater()
        self._bar = MessageBar(self._stack, self._look, self._messages)
        self._make_menus()
        for name in made:
            self.made(name)
        if self._page:
            self.go(self._page)

    def _make_menus(self) -> None:
        menus = Menus(self.menuBar(), self._look, self._messages, self._entries)
        menus.home_chosen.connect(self.home)
        menus.scenario_folder_opened.connect(self.scenario_folder_opened)
        menus.session_folder_opened.connect(self.session_folder_opened)
        menus.quit_chosen.connect(lambda: self.window().close())  # also where a frame holds it
        menus.language_chosen.connect(self.language_chosen)
        menus.theme_chosen.connect(self.choose_theme)
        menus.text_percent_chosen.connect(self.choose_text)
        menus.reduced_motion_chosen.connect(self.choose_motion)
        menus.help_chosen.connect(self._on_help)

    def _on_focus_window(self, focused: QWindow | None) -> None:
        if focused is not self.window().windowHandle():
            self.left.emit()

    def choose_theme(self, name: str) -> None:
        """Show other colours."""
        self._look.choose(theme=name)
        self._make_menus()
        self.theme_chosen.emit(name)

    def choose_text(self, percent: int) -> None:
        """Show text of another size, in percent of the desktop's."""
        self._look.choose(text_scale=percent / 100)
        self._translate()
        self.text_percent_chosen.emit(percent)

    def choose_motion(self, reduced: bool) -> None:
        """Let pictures move, or not."""
        self._look.choose(reduced_motion=reduced)
        self._make_menus()
        self.reduced_motion_chosen.emit(reduced)

    def _on_help(self, name: str) -> None:
        if name == "about":
            self._bar.show_message(self._messages("app.about", version=self._version))
        else:
            self.help_chosen.emit(name)
