# SPDX-License-Identifier: Apache-2.0
"""The composition root: puts adapters and widgets together. Never runs the event loop."""

import importlib.metadata
import math
import secrets
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from trainer_gui.adapters.catalogue import load_messages
from trainer_gui.adapters.equipment import Equipment
from trainer_gui.adapters.paths import Places, shipped
from trainer_gui.adapters.scenarios.library import FolderLibrary
from trainer_gui.adapters.scenarios.watch import FolderWatch
from trainer_gui.adapters.settings_file import load_settings, save_settings
from trainer_gui.adapters.stage import Stage
from trainer_gui.adapters.worker import Worker, tell_bug
from trainer_gui.application.errors import UserError
from trainer_gui.application.ports import Reader
from trainer_gui.application.report import Report
from trainer_gui.application.settings import Settings
from trainer_gui.choosing import Choosing
from trainer_gui.domain.events import (
    Device,
    DeviceFailed,
    DeviceReady,
    Event,
    HintPressed,
    PausePressed,
    RepeatPressed,
    Source,
    StopPressed,
    TalkPressed,
    TalkReleased,
    TraineeSaid,
    TypingNoticed,
)
from trainer_gui.domain.state import Mode, State
from trainer_gui.lessons import Lessons
from trainer_gui.ui.guide import GuideWindow
from trainer_gui.ui.look import Look
from trainer_gui.ui.window import MainWindow

HEAVY = ("pyqtgraph", "jinja2")
"""Modules that the debrief needs: imported in the background, long before."""
EXAM_SEED = 1
"""Everyone is examined on the same wording."""


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
    """The running trainer: a window, a stage, and what happens between them."""

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
        self._choices = choices
        self._assets = shipped("assets")
        self._settings_error: UserError | None = None
        self.settings = equipment.settings if equipment else self._loaded_settings()
        self._folder = choices.scenarios or shipped("scenarios")
        library = FolderLibrary(self._folder, choices.places.cache / "shelf.json")
        self._watch = FolderWatch(self._folder, self)
        self.look = Look(
            qt,
            self._assets,
            theme=choices.theme or self.settings.theme,
            text_scale=self.settings.text_percent / 100,
            reduced_motion=self.settings.reduced_motion,
        )
        language = choices.language or self.settings.language
        self._messages = load_messages(self._assets, language)
        self.window = MainWindow(
            self.look, self._messages, importlib.metadata.version("trainer-gui")
        )
        self.stage = Stage(equipment or self._equipment(), self)
        self._guide: GuideWindow | None = None
        self._ready: dict[Device, DeviceReady] = {}
        self._report: Report | None = None
        self._begun = False
        self._files = Worker("files", self._on_files_error)
        parts = (self.window, self.stage, library, self._files)
        self.lessons = Lessons(*parts)
        self.choosing = Choosing(*parts, lambda: self.settings)
        self._connect()

    def show(self) -> None:
        """Show the window; what is heavy is loaded after it was painted."""
        self.window.show()
        QTimer.singleShot(0, self._after_first_paint)

    def close(self) -> None:
        """Keep what is under way, end all threads and devices."""
        self._watch.close()
        self._files.close(finish=True)  # settings are kept
        self.stage.close()

    def _after_first_paint(self) -> None:
        self.choosing.read_shelf()
        self.lessons.read_shelf()
        self._watch.start()
        if self._settings_error is not None:
            self.window.show_error(self._settings_error)
        QTimer.singleShot(0, partial(self.stage.warm_up, HEAVY))

    # Settings

    def _loaded_settings(self) -> Settings:
        try:
            return load_settings(self._choices.places.settings)
        except UserError as error:
            self._settings_error = error  # shown when there is a window; the file is left alone
            return Settings()

    def _set(self, **changes: object) -> None:
        self.settings = replace(self.settings, **changes)  # type: ignore[arg-type]
        if self._settings_error is None:
            self._files.submit(partial(save_settings, self._choices.places.settings, self.settings))

    def _equipment(self) -> Equipment:
        return Equipment(
            places=self._choices.places,
            settings=self.settings,
            reader=new_reader,
            write_report=self.write_report,
        )

    def write_report(self, report: Report) -> str:
        """The written report in the language and colours of the moment; on any thread."""
        from trainer_gui.adapters.sessions.html_report import HtmlReport  # noqa: PLC0415 - heavy

        template = self._assets / "report" / "report.html.j2"
        messages, colours = self._messages, self.look.theme.colours
        return HtmlReport(template, messages, messages.language, colours)(report)

    # A scene

    def _on_files_error(self, error: Exception) -> None:
        """On the files' thread."""
        if isinstance(error, UserError):
            self.refused.emit(error)
        else:
            tell_bug(error)

    def _brief(self) -> None:
        """Show the briefing; meanwhile the customer's first lines are rendered."""
        if (scene := self.choosing.scene) is not None:
            self._begun = False
            self.stage.open(replace(scene, seed=self._new_seed(scene.mode)))
            self.window.show_briefing(scene.scenario, scene.mode, recorded=self.settings.record)

    def _new_seed(self, mode: Mode) -> int:
        new = EXAM_SEED if mode is Mode.EXAM else secrets.randbelow(1_000_000)
        return new if self._choices.seed is None else self._choices.seed

    def _begin(self) -> None:
        if (session := self.stage.session) is not None:
            self._begun = True
            self.window.render(session.state)  # an empty page with the time at nought
            self.stage.begin()

    def _on_retry_from(self, turn: int) -> None:
        session = self.stage.session
        if session is None or turn not in session.branches:
            return
        earlier = {i: s for i, s in session.branches.items() if i < turn}
        branched = self.stage.open(session.branches[turn])
        branched.branches.update(earlier)
        self._begin()

    def _on_home(self) -> None:
        self.stage.leave()
        self.window.show_chooser()

    def _on_scene_changed(self, state: State, _event: Event) -> None:
        if self._begun:
            self.window.render(state)

    def _on_finished(self, report: Report) -> None:
        self._report = report
        self.window.show_report(report)

    def _on_play_turn(self, turn: int) -> None:
        if self._report is not None:
            try:
                self.stage.listen_back(self._report, turn)
            except UserError as error:
                self.window.show_error(error)

    def _on_device_changed(self, event: DeviceFailed | DeviceReady) -> None:
        if isinstance(event, DeviceReady):
            self._ready[event.device] = event
        else:
            self._ready.pop(event.device, None)
        self._show_devices()

    def _show_devices(self) -> None:
        notes = {d: self._messages(f"note.{e.note}") for d, e in self._ready.items() if e.note}
        names = {d: e.name for d, e in self._ready.items()}
        self.window.set_devices(names | notes, self.stage.troubles)

    # Menus

    def _on_language(self, language: str) -> None:
        self._messages = load_messages(self._assets, language)
        self.window.set_messages(self._messages)
        self._show_devices()
        self._set(language=language)

    def _on_help(self, name: str) -> None:
        if self._guide is not None:
            self._guide.deleteLater()
        words = (self._assets / "guides" / f"{name}.md").read_text(encoding="utf-8")
        self._guide = GuideWindow(self.look, self._messages, words, self.window)
        self._guide.show()

    def _open(self, folder: Path | None) -> None:
        if folder is not None and folder.is_dir():
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
        elif folder is not None:
            line = f"{folder}: there is no such folder yet"
            self.window.show_error(UserError(line, "no_folder", folder=folder))

    def _connect(self) -> None:
        window, stage = self.window, self.stage
        clock, dispatch = stage.clock, stage.dispatch
        self._watch.changed.connect(self.choosing.read_anew)
        self._watch.changed.connect(lambda _: self.lessons.read_shelf())
        self.choosing.read.connect(self._brief)
        self.choosing.started.connect(self._begin)
        self.refused.connect(window.show_error)
        window.talk_pressed.connect(lambda: dispatch(TalkPressed(clock())))
        window.talk_released.connect(lambda: dispatch(TalkReleased()))
        window.repeat_pressed.connect(lambda: dispatch(RepeatPressed(clock())))
        window.hint_pressed.connect(lambda: dispatch(HintPressed()))
        window.pause_pressed.connect(lambda: dispatch(PausePressed(clock())))
        window.stop_pressed.connect(lambda: dispatch(StopPressed(clock())))
        window.typing.connect(lambda: dispatch(TypingNoticed()))
        window.typed.connect(
            lambda words: dispatch(TraineeSaid(0, words, clock(), clock(), source=Source.TYPED))
        )
        window.again.connect(self._brief)
        window.home.connect(self._on_home)
        window.retry_from.connect(self._on_retry_from)
        window.play_turn.connect(self._on_play_turn)
        window.folder_opened.connect(
            lambda: self._open(self._report.folder if self._report else None)
        )
        window.scenario_folder_opened.connect(lambda: self._open(self._folder))
        window.session_folder_opened.connect(lambda: self._open(self._choices.places.sessions))
        window.help_chosen.connect(self._on_help)
        window.language_chosen.connect(self._on_language)
        window.theme_chosen.connect(lambda name: self._set(theme=name))
        window.text_percent_chosen.connect(lambda percent: self._set(text_percent=percent))
        window.reduced_motion_chosen.connect(lambda on: self._set(reduced_motion=on))
        stage.changed.connect(self._on_scene_changed)
        stage.finished.connect(self._on_finished)
        stage.device_changed.connect(self._on_device_changed)
        stage.not_kept.connect(lambda: window.show_error(self._messages(f"trouble.{Device.STORE}")))
        stage.playback.failed.connect(window.show_error)
        stage.bridge.microphone_level.connect(lambda v: window.set_microphone_level(_dbfs(v)))
        stage.bridge.customer_level.connect(lambda v: window.set_customer_level(_dbfs(v)))


def _dbfs(loudness: float) -> float:
    return 20 * math.log10(max(loudness, 1e-5))


def new_reader() -> Reader:
    """The understanding of replies."""
    from trainer_gui.understanding import reader  # noqa: PLC0415 - after first paint

    return reader.Reader()
