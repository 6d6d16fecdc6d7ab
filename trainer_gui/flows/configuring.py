# SPDX-License-Identifier: Apache-2.0
"""The settings page: values changed and kept, devices as they come, the voice heard, sound deleted.

A conversation that is under way is paused meanwhile.
"""

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from trainer_gui.adapters.devices import Devices
from trainer_gui.adapters.listening.choose import NAMES
from trainer_gui.adapters.sessions.retention import delete, expired, recordings
from trainer_gui.adapters.voice.choose import Engine, is_available
from trainer_gui.application.errors import UserError
from trainer_gui.application.messages import Messages
from trainer_gui.application.ports import Pcm
from trainer_gui.application.settings import Found, Section
from trainer_gui.domain.effects import Utterance
from trainer_gui.domain.emotion import Band
from trainer_gui.domain.persona import VoiceStyle
from trainer_gui.flows.desk import Desk
from trainer_gui.flows.leaving import Detour
from trainer_gui.ui.kit.look import Look
from trainer_gui.ui.menus import Entry
from trainer_gui.ui.settings.settings_page import SettingsPage

if TYPE_CHECKING:
    from collections.abc import Callable

PAGE = "settings"


class Configuring(QObject):
    """Shows the settings and goes back to where they were asked for."""

    check_wanted = Signal()
    """The microphone is to be checked."""
    opened = Signal()
    """The page is shown, also anew in another language: answer with `show_check`."""

    _kept = Signal(int, object)
    """How many recordings there are, and their bytes."""
    _deleted = Signal(int)
    _missing = Signal(object)
    """Voice engines that this PC has not."""

    def __init__(self, desk: Desk) -> None:
        """Look for nothing yet."""
        super().__init__(desk.stage)
        self._window, self._stage, self._files = desk.window, desk.stage, desk.files
        self._preferences, self._sessions = desk.preferences, desk.places.sessions
        self._devices = Devices(self)
        self._section = Section.GENERAL
        self._changed = ""
        """The setting that was changed last."""
        self._detour = Detour(desk.window, desk.stage, PAGE)
        self._last_check = ""
        window, preferences = desk.window, desk.preferences
        window.add_page(PAGE, self._make, self._fill)
        window.add_entry(Entry("file", "menu.settings", self.open, "Ctrl+,"))
        window.settings_wanted.connect(self.open)
        self._ways: dict[str, Callable[..., None]] = {
            "language": window.language_chosen.emit,
            "theme": window.choose_theme,
            "text_percent": window.choose_text,
            "reduced_motion": window.choose_motion,
        }
        preferences.changed.connect(desk.stage.instruments.use)
        preferences.changed.connect(lambda _: self._refresh())
        self._devices.changed.connect(self._refresh)
        self._kept.connect(self._on_kept)
        self._deleted.connect(self._on_deleted)
        self._missing.connect(self._on_missing)

    @property
    def _page(self) -> SettingsPage:
        page = self._window.made(PAGE)
        assert isinstance(page, SettingsPage)  # noqa: S101 - made here alone
        return page

    def purge(self) -> None:
        """Delete the sound that was kept long enough."""
        days = self._preferences.now.keep_days
        self._files.submit(partial(_purge, self._sessions, days))

    def open(self, section: Section | None = None) -> None:
        """Show the page."""
        if not self._detour.begin():
            return
        self._section = section or self._section
        page = self._page
        page.show_section(self._section)
        self._refresh()
        self._look_for_files()
        page.setFocus()
        self.opened.emit()

    def show_check(self, words: str) -> None:
        """What is known of the microphone, in a line."""
        self._last_check = words
        if self._window.is_made(PAGE):
            self._page.check.show_last(words)

    def _make(self, look: Look, messages: Messages) -> QWidget:
        return SettingsPage(look, messages)

    def _fill(self, page: SettingsPage) -> None:
        page.show_settings(self._preferences.now)
        page.show_section(self._section)
        page.check.show_last(self._last_check)
        page.chosen.connect(self._on_chosen)
        page.section_chosen.connect(self._on_section)
        page.listened.connect(self._on_listened)
        page.check_wanted.connect(self.check_wanted)
        page.delete_wanted.connect(self._on_delete)
        page.back.connect(self._detour.end)
        if self._window.page == PAGE:  # made anew: the language or the size of text was changed
            page.show_found(self._found())
            self._look_for_files()
            page.focus_on(self._changed)
            self.opened.emit()

    def _found(self) -> dict[Found, tuple[str, ...]]:
        return {
            Found.MICROPHONES: ("", *self._devices.microphones()),
            Found.LOUDSPEAKERS: ("", *self._devices.loudspeakers()),
            Found.RECOGNISERS: NAMES,
        }

    def _look_for_files(self) -> None:
        self._files.submit(self._count)
        self._files.submit(lambda: self._missing.emit([e for e in Engine if not is_available(e)]))

    def _count(self) -> None:
        """On the files' thread."""
        kept = recordings(self._sessions)
        self._kept.emit(len(kept), sum(r.size for r in kept))

    def _refresh(self) -> None:
        if self._window.is_made(PAGE) and self._window.page == PAGE:
            self._page.show_found(self._found())
            self._page.show_settings(self._preferences.now)

    def _on_section(self, name: str) -> None:
        self._section = Section(name)

    def _on_chosen(self, name: str, value: object) -> None:
        self._changed = name
        way = self._ways.get(name)
        if way is None:
            self._preferences.change(**{name: value})
        else:
            way(value)

    def _on_listened(self) -> None:
        words = self._window.messages("settings.listen_line")
        self._page.listen.set_waiting(True)
        self._stage.voice().sample(Utterance((words,), VoiceStyle(), Band.ANGRY), self._on_sample)

    def _on_sample(self, sound: Pcm | None) -> None:
        if self._window.is_made(PAGE):
            self._page.listen.set_waiting(False)
        try:
            if sound is not None:
                self._stage.playback.play(sound)
        except UserError as error:
            self._window.show_error(error)

    def _on_kept(self, count: int, size: int) -> None:
        self._page.recordings.show_kept(count, size)

    def _on_missing(self, engines: list[Engine]) -> None:
        self._page.rows["voice"].bar(engines)

    def _on_delete(self) -> None:
        self._files.submit(lambda: self._deleted.emit(delete(recordings(self._sessions))))

    def _on_deleted(self, count: int) -> None:
        self._window.show_error(self._window.messages("settings.deleted", count=count))
        self._files.submit(self._count)


def _purge(sessions: Path, days: int) -> None:
    delete(expired(recordings(sessions), days, datetime.now()))
