# SPDX-License-Identifier: Apache-2.0
"""The composition root: makes adapters, window and flows. Never runs the event loop."""

import importlib.metadata
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from trainer_gui.adapters.catalogue import load_messages
from trainer_gui.adapters.equipment import Equipment
from trainer_gui.adapters.garbage import Collector
from trainer_gui.adapters.listening.sound import decibels
from trainer_gui.adapters.paths import Places, shipped
from trainer_gui.adapters.scenarios.library import FolderLibrary
from trainer_gui.adapters.scenarios.watch import FolderWatch
from trainer_gui.adapters.stage import Stage
from trainer_gui.adapters.worker import Worker, tell_bug
from trainer_gui.application.errors import UserError
from trainer_gui.application.ports import Reader
from trainer_gui.application.report import Report
from trainer_gui.domain.events import Device, DeviceFailed, DeviceReady
from trainer_gui.flows.calibrating import Calibrating
from trainer_gui.flows.checking import Checking
from trainer_gui.flows.choosing import Choosing
from trainer_gui.flows.configuring import Configuring
from trainer_gui.flows.crashes import Crashes
from trainer_gui.flows.debriefing import Debriefing
from trainer_gui.flows.desk import Desk
from trainer_gui.flows.group import Group
from trainer_gui.flows.handing_out import HandingOut
from trainer_gui.flows.home import Home
from trainer_gui.flows.lessons import Lessons
from trainer_gui.flows.opening import open_path
from trainer_gui.flows.practice import Practice
from trainer_gui.flows.preferences import Preferences
from trainer_gui.flows.reversing import ReversedRoles
from trainer_gui.flows.welcome import Welcome
from trainer_gui.ui.guide import GuideWindow
from trainer_gui.ui.kit.look import Look
from trainer_gui.ui.window import MainWindow

ENGINES = (Device.RECOGNISER, Device.VOICE)
HEAVY = (
    "trainer_gui.ui.talk.briefing",
    "trainer_gui.ui.talk.conversation",
    "pyqtgraph",
    "trainer_gui.ui.debrief.page",
    "trainer_gui.ui.lessons.lesson_page",
    "trainer_gui.ui.progress.progress_panel",
    "trainer_gui.ui.room.room_page",
    "jinja2",
    "msgspec",
)
"""Modules that pages, scene and debrief need: imported in the background, long before."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What the command line or a test decides; the settings file decides the rest."""

    places: Places
    scenarios: Path | None = None
    language: str | None = None
    theme: str | None = None
    seed: int | None = None
    """Of every scene; None: a new one each time."""


class App(QObject):
    """The running trainer: a window, a stage, and the flows between them."""

    refused = Signal(object)
    """The error with which files were refused; the message bar shows it too."""

    def __init__(
        self, qt: QApplication, choices: Choices, equipment: Equipment | None = None
    ) -> None:
        """Make everything; show nothing and load nothing heavy yet.

        Args:
            qt: The application, already made.
            choices: Decided outside.
            equipment: For tests and the demonstration; None: the real one.
        """
        super().__init__()
        self._collector = Collector(self)
        self._choices = choices
        self._assets = shipped("assets")
        self._files = Worker("files", self._on_files_error)
        given = equipment.settings if equipment else None
        self.preferences = Preferences(choices.places.settings, self._files, given)
        settings = self.preferences.now
        self._folder = choices.scenarios or shipped("scenarios")
        self._watch = FolderWatch(self._folder, self)
        self.look = Look(
            qt,
            self._assets,
            theme=choices.theme or settings.theme,
            text_scale=settings.text_percent / 100,
            reduced_motion=settings.reduced_motion,
            waits=True,
        )
        messages = load_messages(self._assets, choices.language or settings.language)
        self.window = MainWindow(self.look, messages, importlib.metadata.version("trainer-gui"))
        self.stage = Stage(equipment or self._equipment(), self)
        self._guide: GuideWindow | None = None
        self._ready: dict[Device, DeviceReady] = {}
        desk = Desk(
            window=self.window,
            stage=self.stage,
            library=FolderLibrary(self._folder, choices.places.cache / "shelf.json"),
            files=self._files,
            preferences=self.preferences,
            places=choices.places,
            assets=self._assets,
        )
        self.choosing = Choosing(desk)
        self.lessons = Lessons(desk)
        self.configuring = Configuring(desk)
        self.home = Home(desk, self.choosing, self.lessons)
        self.checking = Checking(desk, self.configuring)
        self.practice = Practice(desk, self.choosing, self.checking.usual, choices.seed)
        self.crashes = Crashes(desk)
        self.welcome = Welcome(desk, self.home)
        self.debriefing = Debriefing(desk, self.practice)
        self.handing_out = HandingOut(desk, self.practice)
        self.calibrating = Calibrating(desk)
        self.group = Group(desk, qt)
        self.reversed = ReversedRoles(desk, self.choosing, choices.seed)
        self._connect()

    def show(self) -> None:
        """Show the window; what is heavy is loaded after it was painted."""
        self.window.show()
        QTimer.singleShot(0, self._after_first_paint)

    def close(self) -> None:
        """Keep what is under way, end all threads and devices."""
        self._watch.close()
        self.group.close()
        self._files.close(finish=True)  # settings are kept
        self.stage.close()
        self._collector.close()

    def write_report(self, report: Report) -> str:
        """The written report in the language and colours of the moment; on any thread."""
        from trainer_gui.adapters.sessions.html_report import HtmlReport  # noqa: PLC0415 - heavy

        messages, colours = self.window.messages, self.look.theme.colours
        return HtmlReport(self._assets / "report", messages, messages.language, colours)(report)

    def _after_first_paint(self) -> None:
        self.choosing.read_shelf()
        self.lessons.read_shelf()
        self._watch.start()
        self.configuring.purge()
        self.checking.read()
        if self.preferences.error is not None:
            self.window.show_error(self.preferences.error)
        QTimer.singleShot(0, partial(self.stage.warm_up, HEAVY))

    def _equipment(self) -> Equipment:
        return Equipment(
            places=self._choices.places,
            settings=self.preferences.now,
            reader=new_reader,
            write_report=self.write_report,
        )

    def _on_files_error(self, error: Exception) -> None:
        """On the files' thread."""
        if isinstance(error, UserError):
            self.refused.emit(error)
        else:
            tell_bug(error)

    def _on_device_changed(self, event: DeviceFailed | DeviceReady) -> None:
        if isinstance(event, DeviceReady):
            self._ready[event.device] = event
            if event.device in ENGINES:  # loaded once; microphones come with every scene
                self._collector.set_aside()
        else:
            self._ready.pop(event.device, None)
        self._show_devices()

    def _show_devices(self) -> None:
        said = self.window.messages
        notes = {d: said(f"note.{e.note}") for d, e in self._ready.items() if e.note}
        names = {d: e.name for d, e in self._ready.items()}
        self.window.set_devices(names | notes, self.stage.troubles)

    def _on_language(self, language: str) -> None:
        self.window.set_messages(load_messages(self._assets, language))
        self._show_devices()
        self.preferences.change(language=language)

    def _on_help(self, name: str) -> None:
        if self._guide is not None:
            self._guide.deleteLater()
        words = (self._assets / "guides" / f"{name}.md").read_text(encoding="utf-8")
        self._guide = GuideWindow(self.look, self.window.messages, words, self.window)
        self._guide.show()

    def _open_session(self) -> None:
        if self.practice.report is not None and self.practice.report.folder is not None:
            self._open(self.practice.report.folder)

    def _open(self, folder: Path) -> None:
        if folder.is_dir():
            open_path(folder)
        else:
            line = f"{folder}: there is no such folder yet"
            self.window.show_error(UserError(line, "no_folder", folder=folder))

    def _connect(self) -> None:
        window, stage, change = self.window, self.stage, self.preferences.change
        self._watch.changed.connect(self.choosing.read_anew)
        self._watch.changed.connect(lambda _: self.lessons.read_shelf())
        self.refused.connect(window.show_error)
        window.folder_opened.connect(self._open_session)
        window.scenario_folder_opened.connect(lambda: self._open(self._folder))
        window.session_folder_opened.connect(lambda: self._open(self._choices.places.sessions))
        window.help_chosen.connect(self._on_help)
        window.language_chosen.connect(self._on_language)
        window.theme_chosen.connect(lambda name: change(theme=name))
        window.text_percent_chosen.connect(lambda percent: change(text_percent=percent))
        window.reduced_motion_chosen.connect(lambda on: change(reduced_motion=on))
        stage.device_changed.connect(self._on_device_changed)
        stage.bridge.microphone_level.connect(lambda v: window.set_microphone_level(decibels(v**2)))
        stage.bridge.customer_level.connect(lambda v: window.set_customer_level(decibels(v**2)))


def new_reader() -> Reader:
    """The understanding of replies."""
    from trainer_gui.understanding import reader  # noqa: PLC0415 - after first paint

    return reader.Reader()
