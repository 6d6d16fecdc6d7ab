# SPDX-License-Identifier: Apache-2.0
"""The one window: four pages in a row for practice, and one for lessons."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QTimer

from trainer_gui.application.library import LessonShelf, Shelf
from trainer_gui.application.messages import Messages
from trainer_gui.application.overview import Overview
from trainer_gui.application.report import Report
from trainer_gui.application.today import Today
from trainer_gui.domain.events import Device
from trainer_gui.domain.scenario import Scenario
from trainer_gui.domain.state import Mode, Phase, State, TurnPolicy
from trainer_gui.domain.teaching.study import Study
from trainer_gui.ui.home.chooser import ChooserPage
from trainer_gui.ui.home.page import HomePage, Place
from trainer_gui.ui.kit.look import Look
from trainer_gui.ui.page import Page
from trainer_gui.ui.pages import Pages

if TYPE_CHECKING:  # pages are imported when they are first made: the first paint comes first
    from trainer_gui.ui.debrief.page import DebriefPage
    from trainer_gui.ui.lessons.lesson_page import LessonPage
    from trainer_gui.ui.room.room_page import RoomPage
    from trainer_gui.ui.talk.briefing import BriefingPage
    from trainer_gui.ui.talk.conversation import ConversationPage

_FELL_BACK = (TurnPolicy.OPEN, TurnPolicy.HALF_DUPLEX)
"""The open microphone heard the loudspeaker."""


class MainWindow(Pages):
    """Shows what it is given; every wish of the user leaves as a signal.

    Connect to the window's signals, not to a page's: pages come and go.
    """

    def __init__(self, look: Look, messages: Messages, version: str = "") -> None:
        """Show the first page."""
        super().__init__(look, messages, version)
        self._shelf: Shelf | None = None
        self._lessons: LessonShelf | None = None
        self._place = Place.TODAY
        self._today: Today | None = None
        self._overview = Overview()
        self._study: Study | None = None
        self._briefed: tuple[Scenario, Mode, State | None] | None = None
        self._recorded, self._keep_days = True, 0
        self._ready: Mapping[Device, str] = {}
        self._troubles: Mapping[Device, str] = {}
        self._state: State | None = None
        self._report: Report | None = None
        self.add_page(Page.CHOOSE, self._new_first, self._fill_first)
        self.add_page(Page.LEARN, self._new_lesson, self._fill_lesson)
        self.add_page(Page.BRIEF, self._new_briefing, self._fill_briefing)
        self.add_page(Page.TALK, self._new_conversation, self._fill_conversation)
        self.add_page(Page.ROOM, self._new_room, self._fill_room)
        self.add_page(Page.DEBRIEF, self._new_debrief, self._fill_debrief)
        self.left.connect(self._on_left)
        self.go(Page.CHOOSE)

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
        page = self.lesson
        self._study = study
        if self.page == Page.LEARN:
            page.render(study)
        else:
            self._show_lesson(page, study)
            self.go(Page.LEARN)

    def show_today(self, today: Today) -> None:
        """Show what is offered on the first page; at the first call Enter takes it up."""
        opened, self._today = self._today is None, today
        self.first.show_today(today)
        if opened and self.page == Page.CHOOSE:
            self.first.focus_first()
        if self.is_made(Page.DEBRIEF):
            self.debrief.show_next(today)

    def show_overview(self, overview: Overview) -> None:
        """Show how it stands."""
        self._overview = overview
        self.first.show_overview(overview)

    def show_chooser(self) -> None:
        """Go to the first page."""
        self.go(Page.CHOOSE)
        self.first.focus_first()

    def show_briefing(self, scenario: Scenario, mode: Mode, going_on: State | None = None) -> None:
        """Go to the second page; `going_on`: the scene was begun on another day."""
        page = self.briefing
        self._briefed = (scenario, mode, going_on)
        page.show_scenario(scenario, mode, going_on)
        page.set_devices(self._ready, self._troubles)
        self.go(Page.BRIEF)
        page.start.setFocus()
        # While the trainee reads, the next pages are made: later nothing may stutter.
        QTimer.singleShot(0, self, lambda: self.conversation)
        QTimer.singleShot(0, self, lambda: self.debrief)

    def show_consent(self, *, recorded: bool, keep_days: int) -> None:
        """Say on the second page whether the sound is kept, and how long; see there."""
        self._recorded, self._keep_days = recorded, keep_days
        if self.is_made(Page.BRIEF):
            self.briefing.show_consent(recorded=recorded, keep_days=keep_days)

    def render(self, state: State) -> None:  # type: ignore[override]
        """Show the conversation as it is now; goes to its page at the first call of a scene."""
        name = Page.ROOM if state.mode is Mode.GROUP else Page.TALK
        waits = state.phase in (Phase.PAUSED, Phase.ENDED)  # behind the settings, or its debrief
        fresh = self.page != name and not waits
        before = self._state
        page = cast("ConversationPage | RoomPage", self.made(name))
        self._state = state
        page.render(state)
        if fresh:
            self.go(name)
            self.conversation.setFocus()
        known = before.troubles if before else {}
        self._tell_troubles({d: r for d, r in state.troubles.items() if known.get(d) != r})
        if before and not fresh and (before.policy, state.policy) == _FELL_BACK:
            self._bar.show_message(self._messages("talk.echo"))

    def show_report(self, report: Report) -> None:
        """Go to the last page."""
        page = self.debrief
        self._report = report
        page.show_report(report)
        self.go(Page.DEBRIEF)
        page.again_button.setFocus()

    def update_report(self, report: Report) -> None:
        """Show more, or something else, of the scene whose debrief is there already."""
        self._report = report
        self.debrief.show_report(report, afresh=False)

    def set_devices(self, ready: Mapping[Device, str], troubles: Mapping[Device, str]) -> None:
        """Which devices and engines there are (name or note), and what is wrong with others."""
        self._ready, self._troubles = dict(ready), dict(troubles)
        if self.is_made(Page.BRIEF):
            self.briefing.set_devices(ready, troubles)
        if self.is_made(Page.LEARN):
            self.lesson.set_troubles(troubles)

    def set_microphone_level(self, dbfs: float) -> None:
        """How loud the trainee is."""
        if self.page in (Page.TALK, Page.ROOM):
            self.conversation.set_microphone_level(dbfs)
        elif self.page == Page.LEARN:
            self.lesson.set_microphone_level(dbfs)

    def set_customer_level(self, dbfs: float) -> None:
        """How loud the customer is."""
        if self.page in (Page.TALK, Page.ROOM):
            self.conversation.set_customer_level(dbfs)
        elif self.page == Page.LEARN:
            self.lesson.set_customer_level(dbfs)

    @property
    def chooser(self) -> ChooserPage:
        """The lists on the first page."""
        return self.first.chooser

    @property
    def conversation(self) -> "ConversationPage":
        """The third page; before a room, the part of it that every conversation has."""
        grouped = self._briefed is not None and self._briefed[1] is Mode.GROUP
        return self.room.talk if grouped else self.talk

    def _fill_first(self, page: HomePage) -> None:
        if self._shelf is not None:
            page.chooser.show_shelf(self._shelf)
        if self._lessons is not None:
            page.chooser.show_lessons(self._lessons)
        if self._today is not None:
            page.show_today(self._today)
        page.show_overview(self._overview)
        page.show_place(self._place)
        page.placed.connect(self._on_placed)

    def _fill_lesson(self, page: "LessonPage") -> None:
        if self._study is not None and self.page == Page.LEARN:
            self._show_lesson(page, self._study)

    def _show_lesson(self, page: "LessonPage", study: Study) -> None:
        entries = self._shelf.entries if self._shelf else ()
        page.set_cases({e.id: e.title for e in entries})
        page.set_troubles(self._troubles)
        page.render(study)

    def _fill_briefing(self, page: "BriefingPage") -> None:
        if self._briefed is not None:
            page.show_scenario(*self._briefed)
        page.show_consent(recorded=self._recorded, keep_days=self._keep_days)
        page.set_devices(self._ready, self._troubles)

    def _fill_conversation(self, page: "ConversationPage") -> None:
        if self._state is not None:
            page.render(self._state)

    def _fill_room(self, page: "RoomPage") -> None:
        self.room_made.emit(page)
        if self._state is not None:
            page.render(self._state)

    def _fill_debrief(self, page: "DebriefPage") -> None:
        page.show_next(self._today or Today())
        if self._report is not None:
            page.show_report(self._report)

    def _on_left(self) -> None:
        """The release of a key that is down would never reach us."""
        if self.page in (Page.TALK, Page.ROOM):
            self.conversation.controls.release_talk()
        if self.is_made(Page.LEARN):
            self.lesson.drill.controls.release_talk()

    def _on_placed(self, place: str) -> None:
        self._place = Place(place)

    def _tell_troubles(self, troubles: Mapping[Device, str]) -> None:
        """In the words of the screens; what a driver or a library said is in the tool tip."""
        if troubles:
            self._bar.show_message("\n".join(self._messages(f"trouble.{d}") for d in troubles))
            self._bar.setToolTip("\n".join(troubles.values()))
