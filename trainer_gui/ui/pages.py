# SPDX-License-Identifier: Apache-2.0
"""The window's own pages: each is made when it is first wanted, and its wishes leave the window."""

from typing import TYPE_CHECKING, cast

from trainer_gui.application.messages import Messages
from trainer_gui.ui.home.page import HomePage
from trainer_gui.ui.kit.face_art import FaceArt
from trainer_gui.ui.kit.look import Look
from trainer_gui.ui.page import Page
from trainer_gui.ui.wishes import Wishes

if TYPE_CHECKING:  # pages are imported when they are first made: the first paint comes first
    from PySide6.QtCore import SignalInstance
    from PySide6.QtWidgets import QWidget

    from trainer_gui.ui.debrief.page import DebriefPage
    from trainer_gui.ui.lessons.lesson_page import LessonPage
    from trainer_gui.ui.room.room_page import RoomPage
    from trainer_gui.ui.talk.briefing import BriefingPage
    from trainer_gui.ui.talk.conversation import ConversationPage


class Pages(Wishes):
    """Makes the pages; what they show is another's business."""

    def __init__(self, look: Look, messages: Messages, version: str = "") -> None:
        """Make nothing yet."""
        super().__init__(look, messages, version)
        self._art = FaceArt(look.assets)

    @property
    def first(self) -> HomePage:
        """The first page."""
        return cast("HomePage", self.made(Page.CHOOSE))

    @property
    def lesson(self) -> "LessonPage":
        """The page of a lesson."""
        return cast("LessonPage", self.made(Page.LEARN))

    @property
    def briefing(self) -> "BriefingPage":
        """The second page."""
        return cast("BriefingPage", self.made(Page.BRIEF))

    @property
    def talk(self) -> "ConversationPage":
        """The third page, for one trainee."""
        return cast("ConversationPage", self.made(Page.TALK))

    @property
    def room(self) -> "RoomPage":
        """The third page before a room."""
        return cast("RoomPage", self.made(Page.ROOM))

    @property
    def debrief(self) -> "DebriefPage":
        """The last page."""
        return cast("DebriefPage", self.made(Page.DEBRIEF))

    def _new_first(self, look: Look, messages: Messages) -> HomePage:
        page = HomePage(look, messages, self._art)
        self._forward(page, "chosen", "lesson_chosen", "trainee_chosen", "session_opened")
        self._forward(page, "settings_wanted", "continued")
        page.exported.connect(self.class_exported)
        page.check_wished.connect(self.check_wanted)
        return page

    def _new_lesson(self, look: Look, messages: Messages) -> "LessonPage":
        from trainer_gui.ui.lessons.lesson_page import LessonPage  # noqa: PLC0415

        page = LessonPage(look, messages, self._art)
        self._forward(page, "studied", "chosen", "home")
        return page

    def _new_briefing(self, look: Look, messages: Messages) -> "BriefingPage":
        from trainer_gui.ui.talk.briefing import BriefingPage  # noqa: PLC0415

        page = BriefingPage(look, messages, self._art)
        self._forward(page, "played_changed", "reversed_chosen")
        self._forward(page, "started", "persona_chosen", "check_wanted", "begun_anew")
        page.back.connect(self.home)
        return page

    def _new_conversation(self, look: Look, messages: Messages) -> "ConversationPage":
        from trainer_gui.ui.talk.conversation import ConversationPage  # noqa: PLC0415

        page = ConversationPage(look, messages, self._art)
        self._forward_talk(page)
        return page

    def _new_room(self, look: Look, messages: Messages) -> "RoomPage":
        from trainer_gui.ui.room.room_page import RoomPage  # noqa: PLC0415

        page = RoomPage(look, messages, self._art)
        self._forward_talk(page.talk)
        return page

    def _new_debrief(self, look: Look, messages: Messages) -> "DebriefPage":
        from trainer_gui.ui.debrief.page import DebriefPage  # noqa: PLC0415

        page = DebriefPage(look, messages, self._art)
        self._forward(page, "retry_from", "play_turn", "again", "home", "folder_opened")
        self._forward(page, "what_if_asked", "corrected", "save_asked", "print_asked")
        self._forward(page, "chosen")
        return page

    def _forward_talk(self, page: "ConversationPage") -> None:
        self._forward(page, "talk_pressed", "talk_released", "repeat_pressed", "hint_pressed")
        self._forward(page, "wordings_pressed")
        self._forward(page, "pause_pressed", "stop_pressed", "typed", "typing")

    def _forward(self, page: "QWidget", *wishes: str) -> None:
        """What is wished on a page leaves the window under the same name."""
        for name in wishes:
            wish: SignalInstance = getattr(page, name)
            wish.connect(getattr(self, name))
