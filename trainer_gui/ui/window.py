# SPDX-License-Identifier: Apache-2.0
"""The one window: four pages in a row, one for lessons, a menu, a bar for what went wrong."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar, cast

from PySide6.QtCore import QTimer, Signal, SignalInstance
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from trainer_gui.application.errors import UserError
from trainer_gui.application.library import LessonShelf, Shelf
from trainer_gui.application.messages import Messages
from trainer_gui.application.report import Report
from trainer_gui.domain.events import Device
from trainer_gui.domain.scenario import Scenario
from trainer_gui.domain.state import Mode, Phase, State
from trainer_gui.domain.study import Study
from trainer_gui.ui.chooser import ChooserPage, Offer
from trainer_gui.ui.face_art import FaceArt
from trainer_gui.ui.look import Look
from trainer_gui.ui.menus import Menus
from trainer_gui.ui.message_bar import MessageBar

if TYPE_CHECKING:  # pages are imported when they are first made: the first paint comes first
    from trainer_gui.ui.briefing import BriefingPage
    from trainer_gui.ui.conversation import ConversationPage
    from trainer_gui.ui.debrief import DebriefPage
    from trainer_gui.ui.lesson_page import LessonPage

P = TypeVar("P", bound=QWidget)


class Page(StrEnum):
    """The four pages in a row, and the one for lessons."""

    CHOOSE = "choose"
    LEARN = "learn"
    BRIEF = "brief"
    TALK = "talk"
    DEBRIEF = "debrief"


class MainWindow(QMainWindow):
    """Shows what it is given; every wish of the user leaves as a signal.

    Pages are made when they are first shown, and made anew when the language changes; connect to
    the window's signals, not to a page's.
    """

    chosen = Signal(str, str)
    """Scenario id, mode."""
    persona_chosen = Signal(str)
    """Id of who is to play the case."""
    lesson_chosen = Signal(str)
    studied = Signal(object)
    """A `StudyEvent` of the lesson that is shown."""
    started = Signal()
    talk_pressed = Signal()
    talk_released = Signal()
    repeat_pressed = Signal()
    hint_pressed = Signal()
    pause_pressed = Signal()
    stop_pressed = Signal()
    typed = Signal(str)
    typing = Signal()
    retry_from = Signal(int)
    """Index of a reply in the transcript."""
    play_turn = Signal(int)
    again = Signal()
    home = Signal()
    folder_opened = Signal()
    """The folder of the session that the debrief shows."""
    scenario_folder_opened = Signal()
    session_folder_opened = Signal()
    help_chosen = Signal(str)
    """`trainer`, `scenario` or `diagnostics`: which guide to open."""
    theme_chosen = Signal(str)
    language_chosen = Signal(str)
    """Answer with `set_messages`."""
    text_percent_chosen = Signal(int)
    reduced_motion_chosen = Signal(bool)

    def __init__(self, look: Look, messages: Messages, version: str = "") -> None:
        super().__init__()
        self._look = look
        self._messages, self._version = messages, version
        self._art = FaceArt(look.assets)
        self._pages: dict[Page, QWidget] = {}
        self._page = Page.CHOOSE
        self._shelf: Shelf | None = None
        self._lessons: LessonShelf | None = None
        self._offer = Offer.SCENARIOS
        self._study: Study | None = None
        self._briefed: tuple[Scenario, Mode, bool] | None = None
        self._ready: Mapping[Device, str] = {}
        self._troubles: Mapping[Device, str] = {}
        self._state: State | None = None
        self._report: Report | None = None
        self._stack = QStackedWidget(self)
        self._bar = MessageBar(self._stack, look, messages)
        self.setCentralWidget(self._stack)
        self.setMinimumSize(960, 640)
        self.resize(1280, 720)
        self._translate()
        qt = QGuiApplication.instance()
        if isinstance(qt, QGuiApplication):
            qt.focusWindowChanged.connect(self._on_focus_window)

    @property
    def page(self) -> Page:
        """Which page is shown."""
        return self._page

    def show_library(self, shelf: Shelf) -> None:
        """Show the scenes to choose from."""
        self._shelf = shelf
        self.chooser.show_shelf(shelf)

    def show_lessons(self, shelf: LessonShelf) -> None:
        """Show the lessons to choose from."""
        self._lessons = shelf
        self.chooser.show_lessons(shelf)

    def show_study(self, study: Study) -> None:
        """Show the lesson as it is now; goes to its page at the first call."""
        fresh = Page.LEARN not in self._pages or self._page is not Page.LEARN
        self._study = study
        if fresh:
            entries = self._shelf.entries if self._shelf else ()
            self.lesson.set_cases({e.id: e.title for e in entries})
            self.lesson.set_troubles(self._troubles)
        self.lesson.render(study)
        if fresh:
            self._go(Page.LEARN)

    def show_chooser(self) -> None:
        """Go to the first page."""
        self._go(Page.CHOOSE)
        self.chooser.list.setFocus()

    def show_briefing(self, scenario: Scenario, mode: Mode, *, recorded: bool = True) -> None:
        """Go to the second page."""
        self._briefed = (scenario, mode, recorded)
        self.briefing.show_scenario(scenario, mode, recorded=recorded)
        self.briefing.set_devices(self._ready, self._troubles)
        self._go(Page.BRIEF)
        self.briefing.start.setFocus()
        # While the trainee reads, the next pages are made: later nothing may stutter.
        QTimer.singleShot(0, self, lambda: self.conversation)
        QTimer.singleShot(0, self, lambda: self.debrief)

    def render(self, state: State) -> None:  # type: ignore[override]
        """Show the conversation as it is now; goes to its page at the first call of a scene."""
        fresh = self._page is not Page.TALK and state.phase is not Phase.ENDED
        before = self._state.troubles if self._state else {}
        self._state = state
        self.conversation.render(state)
        if fresh:
            self._go(Page.TALK)
            self.conversation.setFocus()
        self._tell_troubles({d: r for d, r in state.troubles.items() if before.get(d) != r})

    def show_report(self, report: Report) -> None:
        """Go to the last page."""
        self._report = report
        self.debrief.show_report(report)
        self._go(Page.DEBRIEF)
        self.debrief.again_button.setFocus()

    def set_devices(self, ready: Mapping[Device, str], troubles: Mapping[Device, str]) -> None:
        """Which devices and engines there are (name or note), and what is wrong with others."""
        self._ready, self._troubles = dict(ready), dict(troubles)
        if Page.BRIEF in self._pages:
            self.briefing.set_devices(ready, troubles)
        if Page.LEARN in self._pages:
            self.lesson.set_troubles(troubles)

    def set_microphone_level(self, dbfs: float) -> None:
        """How loud the trainee is."""
        if self._page is Page.TALK:
            self.conversation.set_microphone_level(dbfs)
        elif self._page is Page.LEARN:
            self.lesson.set_microphone_level(dbfs)

    def set_customer_level(self, dbfs: float) -> None:
        """How loud the customer is."""
        if self._page is Page.TALK:
            self.conversation.set_customer_level(dbfs)
        elif self._page is Page.LEARN:
            self.lesson.set_customer_level(dbfs)

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

    def set_messages(self, messages: Messages) -> None:
        """Change the language: every page is made anew and shows what it showed."""
        self._messages = messages
        self._translate()

    @property
    def chooser(self) -> ChooserPage:
        """The first page."""
        return self._made(Page.CHOOSE, ChooserPage)

    @property
    def lesson(self) -> "LessonPage":
        """The page of a lesson."""
        from trainer_gui.ui.lesson_page import LessonPage  # noqa: PLC0415

        return self._made(Page.LEARN, LessonPage)

    @property
    def briefing(self) -> "BriefingPage":
        """The second page."""
        from trainer_gui.ui.briefing import BriefingPage  # noqa: PLC0415

        return self._made(Page.BRIEF, BriefingPage)

    @property
    def conversation(self) -> "ConversationPage":
        """The third page."""
        from trainer_gui.ui.conversation import ConversationPage  # noqa: PLC0415

        return self._made(Page.TALK, ConversationPage)

    @property
    def debrief(self) -> "DebriefPage":
        """The last page."""
        from trainer_gui.ui.debrief import DebriefPage  # noqa: PLC0415

        return self._made(Page.DEBRIEF, DebriefPage)

    def _made(self, name: Page, kind: Callable[[Look, Messages, FaceArt], P]) -> P:
        """The page of this name; its wishes are the window's."""
        if name not in self._pages:
            page = self._pages[name] = kind(self._look, self._messages, self._art)
            self._stack.addWidget(page)
            for own, ours in _WISHES[name].items():
                wish: SignalInstance = getattr(page, own)
                wish.connect(getattr(self, ours))
        return cast("P", self._pages[name])

    def _on_focus_window(self, focused: QWindow | None) -> None:
        if focused is not self.window().windowHandle() and Page.TALK in self._pages:
            self.conversation.controls.release_talk()  # the key's release would never reach us
        if focused is not self.window().windowHandle() and Page.LEARN in self._pages:
            self.lesson.drill.controls.release_talk()

    def _go(self, page: Page) -> None:
        if page is not self._page:
            self._bar.hide()
        self._page = page
        self._stack.setCurrentWidget(self._pages[page])
        self._bar.raise_()

    def _translate(self) -> None:
        for page in self._pages.values():
            self._stack.removeWidget(page)
            page.deleteLater()
        self._pages = {}
        self.setWindowTitle(self._messages("app.title"))
        self._bar.deleteLater()
        self._bar = MessageBar(self._stack, self._look, self._messages)
        self._make_menus()
        chooser = self.chooser
        if self._shelf is not None:
            chooser.show_shelf(self._shelf)
        if self._lessons is not None:
            chooser.show_lessons(self._lessons)
        chooser.offer(self._offer)
        if self._study is not None and self._page is Page.LEARN:
            self.show_study(self._study)
        if self._briefed is not None:
            scenario, mode, recorded = self._briefed
            self.briefing.show_scenario(scenario, mode, recorded=recorded)
            self.briefing.set_devices(self._ready, self._troubles)
        if self._state is not None:
            self.conversation.render(self._state)
        if self._report is not None:
            self.debrief.show_report(self._report)
        self._go(self._page)

    def _make_menus(self) -> None:
        menus = Menus(self.menuBar(), self._look, self._messages)
        menus.home_chosen.connect(self.home)
        menus.scenario_folder_opened.connect(self.scenario_folder_opened)
        menus.session_folder_opened.connect(self.session_folder_opened)
        menus.quit_chosen.connect(lambda: self.window().close())  # also where a frame holds it
        menus.language_chosen.connect(self.language_chosen)
        menus.theme_chosen.connect(self._on_theme)
        menus.text_percent_chosen.connect(self._on_text)
        menus.reduced_motion_chosen.connect(self._on_motion)
        menus.help_chosen.connect(self._on_help)

    def _on_offered(self, offer: str) -> None:
        self._offer = Offer(offer)

    def _on_theme(self, name: str) -> None:
        self._look.choose(theme=name)
        self.theme_chosen.emit(name)

    def _on_text(self, percent: int) -> None:
        self._look.choose(text_scale=percent / 100)
        self._translate()
        self.text_percent_chosen.emit(percent)

    def _on_motion(self, reduced: bool) -> None:
        self._look.choose(reduced_motion=reduced)
        self.reduced_motion_chosen.emit(reduced)

    def _on_help(self, name: str) -> None:
        if name == "about":
            self._bar.show_message(self._messages("app.about", version=self._version))
        else:
            self.help_chosen.emit(name)

    def _tell_troubles(self, troubles: Mapping[Device, str]) -> None:
        """In the words of the screens; what a driver or a library said is in the tool tip."""
        if troubles:
            self._bar.show_message("\n".join(self._messages(f"trouble.{d}") for d in troubles))
            self._bar.setToolTip("\n".join(troubles.values()))


def _alike(*names: str) -> dict[str, str]:
    return dict(zip(names, names, strict=True))


_WISHES: dict[Page, dict[str, str]] = {
    Page.CHOOSE: {**_alike("chosen", "lesson_chosen"), "offered": "_on_offered"},
    Page.LEARN: _alike("studied", "chosen", "home"),
    Page.BRIEF: {**_alike("started", "persona_chosen"), "back": "home"},
    Page.TALK: _alike(
        *("talk_pressed", "talk_released", "repeat_pressed", "hint_pressed"),
        *("pause_pressed", "stop_pressed", "typed", "typing"),
    ),
    Page.DEBRIEF: _alike("retry_from", "play_turn", "again", "home", "folder_opened"),
}
"""Which signal of a page is which of the window."""
