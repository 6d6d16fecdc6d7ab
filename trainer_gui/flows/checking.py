# SPDX-License-Identifier: Apache-2.0
"""The microphone check: made in the booth, shown, remembered for each device and trainee."""

from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from trainer_gui.adapters.booth import Booth
from trainer_gui.adapters.check_file import add_check, load_checks
from trainer_gui.adapters.devices import Devices
from trainer_gui.adapters.listening.sound import decibels
from trainer_gui.application.checking import (
    Check,
    CheckStep,
    Remembered,
    last_of,
    usual_of,
    with_result,
)
from trainer_gui.application.messages import Messages
from trainer_gui.application.settings import Section
from trainer_gui.domain.delivery import Usual
from trainer_gui.flows.configuring import Configuring
from trainer_gui.flows.desk import Desk
from trainer_gui.flows.leaving import Detour
from trainer_gui.ui.kit.look import Look
from trainer_gui.ui.menus import Entry
from trainer_gui.ui.settings.check_page import CheckPage

PAGE = "check"
SENTENCES = 3


class Checking(QObject):
    """Shows the check where it is wanted; knows how the trainee speaks at ease."""

    _read = Signal(object)

    def __init__(self, desk: Desk, configuring: Configuring) -> None:
        """Read nothing and open nothing yet."""
        super().__init__(desk.stage)
        self._window, self._stage, self._files = desk.window, desk.stage, desk.files
        self._preferences, self._configuring = desk.preferences, configuring
        self._path = desk.places.data / "microphones.json"
        self._devices = Devices(self)
        self._booth = Booth(desk.stage, self)
        self._kept: tuple[Remembered, ...] = ()
        self._count = 0
        self._detour = Detour(desk.window, desk.stage, PAGE)
        desk.window.add_page(PAGE, self._make, self._fill)
        desk.window.add_entry(Entry("file", "menu.check", self.open))
        desk.window.check_wanted.connect(self.open)
        desk.window.home.connect(self._booth.stop)
        configuring.check_wanted.connect(self.open)
        configuring.opened.connect(self._tell_settings)
        self._read.connect(self._on_read)
        self._booth.changed.connect(self._on_changed)
        desk.stage.bridge.microphone_level.connect(self._on_level)

    def read(self) -> None:
        """Read what was found before."""
        self._files.submit(self._load)

    def open(self) -> None:
        """Show the page."""
        if not self._detour.begin():
            return
        self._booth.stop()
        page = self._page
        page.show_check(Check())
        page.start.setFocus()

    def usual(self) -> Usual | None:
        """How whoever practises speaks at ease into the microphone of the settings."""
        if not self._kept:  # looking for devices takes a moment
            return None
        return usual_of(self._microphone(), self._preferences.now.trainee, self._kept)

    @property
    def _page(self) -> CheckPage:
        page = self._window.made(PAGE)
        assert isinstance(page, CheckPage)  # noqa: S101 - made here alone
        return page

    def _microphone(self) -> str:
        """Name of the one that will be opened."""
        there = self._devices.microphones()
        wanted = self._preferences.now.microphone
        return wanted if wanted in there else next(iter(there), "")

    def _load(self) -> None:
        """On the files' thread. Raises UserError."""
        self._read.emit(load_checks(self._path))

    def _on_read(self, kept: tuple[Remembered, ...]) -> None:
        self._kept = kept

    def _make(self, look: Look, messages: Messages) -> QWidget:
        return CheckPage(look, messages)

    def _fill(self, page: CheckPage) -> None:
        page.show_check(self._booth.check)
        page.started.connect(self._on_started)
        page.settings_wanted.connect(self._on_settings)
        page.back.connect(self._on_back)

    def _on_started(self) -> None:
        self._count += 1
        words = self._window.messages(f"check.sentence_{1 + self._count % SENTENCES}")
        self._booth.start(words)

    def _on_changed(self, check: Check) -> None:
        if self._window.is_made(PAGE):
            self._page.show_check(check)
        result = check.result
        if check.step is CheckStep.DONE and result is not None and result.device:
            trainee, today = self._preferences.now.trainee, date.today()
            self._kept = with_result(self._kept, result, trainee, today)
            self._files.submit(partial(add_check, self._path, result, trainee, today))

    def _on_level(self, loudness: float) -> None:
        if self._window.page == PAGE:
            self._page.set_level(decibels(loudness**2))

    def _on_settings(self) -> None:
        self._booth.stop()
        self._detour.end()
        self._configuring.open(Section.DEVICES)

    def _on_back(self) -> None:
        self._booth.stop()
        self._detour.end()

    def _tell_settings(self) -> None:
        """What is known of the microphone, for the settings page."""
        last = last_of(self._microphone(), self._kept)
        if last is None:
            self._configuring.show_check("")
            return
        said = self._window.messages
        key = last.findings[0].value if last.findings else "fine"
        words = said("settings.checked", device=last.device, date=last.on.isoformat())
        self._configuring.show_check(f"{words} · {said(f'check.{key}_verdict')}")
