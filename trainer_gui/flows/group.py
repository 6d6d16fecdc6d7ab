# SPDX-License-Identifier: Apache-2.0
"""Before a room: a trainer steers a scene from the console, the room follows on its own screen."""

from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QApplication

from trainer_gui.adapters.listening.sound import decibels
from trainer_gui.adapters.room import load_room
from trainer_gui.application.errors import UserError
from trainer_gui.domain.events import Event, SceneStarted, Source, TraineeSaid
from trainer_gui.domain.interventions import AnswerTaken, CustomerCalled, Intervention
from trainer_gui.domain.state import Mode, State
from trainer_gui.flows.desk import Desk
from trainer_gui.ui.page import Page
from trainer_gui.ui.room.audience import AudienceWindow
from trainer_gui.ui.room.room_page import RoomPage
from trainer_gui.ui.room.screens import Projection


class Group(QObject):
    """Connects the console with the scene, and the scene with the window that the room sees."""

    def __init__(self, desk: Desk, qt: QApplication) -> None:
        """Show nothing yet."""
        super().__init__(desk.stage)
        self._desk = desk
        self._qt = qt
        self._window, self._stage = desk.window, desk.stage
        self.audience: AudienceWindow | None = None
        self.projection: Projection | None = None
        self._window.room_made.connect(self._on_room_made)
        self._window.home.connect(self._hide)
        self._window.reduced_motion_chosen.connect(self._on_motion)
        self._stage.changed.connect(self._on_changed)
        self._stage.bridge.customer_level.connect(self._on_level)

    def close(self) -> None:
        """The app ends."""
        if self.audience is not None:
            self.audience.close()
            self.audience.deleteLater()
            self.audience = self.projection = None

    def _on_level(self, loudness: float) -> None:
        if self.audience is not None and self.audience.isVisible():
            self.audience.set_level(decibels(loudness**2))

    def _on_changed(self, state: State, event: Event) -> None:
        if state.mode is not Mode.GROUP:
            self._hide()
            return
        if self.audience is not None:
            self.audience.render(state)
        if isinstance(event, SceneStarted) and (self.audience is None or not self._shown):
            self._open(state)

    @property
    def _shown(self) -> bool:
        return self.audience is not None and self.audience.isVisible()

    def _open(self, state: State) -> None:
        """On a screen of its own where there is one; a small window only where it is asked for."""
        projection = self._projected()
        if projection.screens:
            self._show(state)
        elif self.audience is not None:  # a projector may be plugged in late
            self.audience.render(state)
            projection.expected = True
        self._tell_screens()

    def _show(self, state: State | None) -> None:
        projection = self._projected()
        if self.audience is not None and state is not None:
            self.audience.render(state)
        projection.show(self._desk.preferences.now.room_screen)

    def _hide(self) -> None:
        if self.projection is not None:
            self.projection.hide()

    def _projected(self) -> Projection:
        """The room's window, made when it is first wanted."""
        if self.audience is None or self.projection is None:
            settings = self._desk.preferences.now
            self.audience = AudienceWindow(
                self._qt,
                self._desk.assets,
                self._window.messages,
                theme=settings.room_theme,
                reduced_motion=settings.reduced_motion,
            )
            self.projection = Projection(self._qt, self.audience, self._window)
            self.projection.changed.connect(self._tell_screens)
            self.projection.lost.connect(self._on_lost)
            self.projection.found.connect(self._on_found)
            self.audience.closed.connect(self._on_closed)
        return self.projection

    def _on_room_made(self, page: RoomPage) -> None:
        console, settings = page.console, self._desk.preferences.now
        try:
            console.show_offers(load_room(self._desk.assets / "room.toml"))
        except UserError as error:  # what the scene has itself can happen all the same
            self._window.show_error(error)
        console.show_names(settings.room_names)
        console.screen_tab.show_theme(settings.room_theme)
        console.steered.connect(self._on_steered)
        console.typed.connect(self._on_typed)
        console.names_changed.connect(self._on_names)
        console.screen_tab.theme_chosen.connect(self._on_theme)
        console.screen_tab.screen_chosen.connect(self._on_screen)
        console.screen_tab.opened.connect(self._on_opened)
        if self.audience is not None:  # the language may have changed
            self.audience.set_messages(self._window.messages)
        self._tell_screens(page)

    def _on_steered(self, event: Intervention) -> None:
        if isinstance(event, CustomerCalled | AnswerTaken):
            event = replace(event, at=self._stage.clock())
        self._stage.dispatch(event)

    def _on_typed(self, words: str) -> None:
        at = self._stage.clock()
        self._stage.dispatch(TraineeSaid(0, words, at, at, source=Source.TYPED))

    def _on_names(self, names: str) -> None:
        self._desk.preferences.change(room_names=names)

    def _on_theme(self, theme: str) -> None:
        self._desk.preferences.change(room_theme=theme)
        if self.audience is not None:
            self.audience.look.choose(theme=theme)

    def _on_motion(self, reduced: bool) -> None:
        if self.audience is not None:
            self.audience.look.choose(reduced_motion=reduced)

    def _on_screen(self, screen: QScreen) -> None:
        self._projected().choose(screen)

    def _on_opened(self, wanted: bool) -> None:
        session = self._stage.session
        if wanted:
            self._show(session.state if session else None)
        else:
            self._hide()
        self._tell_screens()

    def _on_found(self) -> None:
        """The screen is remembered, and no longer missing."""
        self._window.take_back(self._window.messages("room.unplugged"))
        wanted = self._projected().wanted
        if wanted != self._desk.preferences.now.room_screen:
            self._desk.preferences.change(room_screen=wanted)
        self._tell_screens()

    def _on_closed(self) -> None:
        """Whoever closed the window does not want it to come by itself."""
        self._hide()
        self._tell_screens()

    def _on_lost(self) -> None:
        self._window.show_error(self._window.messages("room.unplugged"))

    def _tell_screens(self, page: RoomPage | None = None) -> None:
        if page is None and self._window.is_made(Page.ROOM):
            page = self._window.room
        if page is not None:
            projection = self._projected()
            page.console.screen_tab.show_screens(
                projection.screens, shown=self._shown, projected=projection.projected
            )
