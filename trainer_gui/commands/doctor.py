# SPDX-License-Identifier: Apache-2.0
"""`trainer-gui doctor`: devices, engines, fonts, disk, and the delay of an answer on this PC."""

import argparse
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QFontDatabase, QGuiApplication

from trainer_gui.adapters.catalogue import load_messages
from trainer_gui.adapters.equipment import Equipment
from trainer_gui.adapters.listening.choose import choose_recogniser
from trainer_gui.adapters.listening.models import Models, installed
from trainer_gui.adapters.listening.sound import FedInput
from trainer_gui.adapters.paths import Places, places, shipped
from trainer_gui.adapters.scenarios.library import FolderLibrary
from trainer_gui.adapters.settings_file import load_settings
from trainer_gui.adapters.stage import Stage
from trainer_gui.adapters.understudy import (
    FedMouth,
    Understudy,
    model_replies,
    understudy_cache,
)
from trainer_gui.adapters.voice.choose import choose_synthesiser
from trainer_gui.adapters.voice.shared import SharedVoice
from trainer_gui.app import new_reader
from trainer_gui.application.errors import UserError
from trainer_gui.application.report import Report
from trainer_gui.application.settings import Settings
from trainer_gui.commands.display import has_display
from trainer_gui.commands.figures import quantile
from trainer_gui.commands.output import emit, tell
from trainer_gui.commands.window import Interrupts
from trainer_gui.domain.events import Event, StopPressed
from trainer_gui.domain.state import State, new_state

REPLIES = 5
"""How many answers are timed."""
MORE_MODELS = "trainer-gui models"
PATIENCE_S = 240.0
"""A scene that has not ended by then is left: what was not answered can't be timed."""
LEAST_FREE_MB = 500


def run(options: argparse.Namespace) -> int:
    """Look at each part; exit 1 where one is missing or short."""
    if not has_display():  # it only asks for fonts and sound
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    qt = QGuiApplication(["trainer-gui", "doctor"])
    here = places(options.data_dir)
    settings = load_settings(here.settings)
    status, missing = 0, False
    for finding in _findings(settings, here):
        emit(finding)
        status |= not finding["ok"]
        missing |= finding["part"] in {"voice", "recogniser"} and not finding["ok"]
    if missing:
        emit({"part": "delay", "ok": False, "problem": "no voice or no recogniser to time"})
        return 1
    tell(f"doctor: timing {REPLIES} answers, about a minute")
    QTimer.singleShot(round(PATIENCE_S * 1000), qt.quit)
    with Interrupts(qt):  # from before there are threads to end
        timing = Timing(settings, here, options.scenarios or shipped("scenarios"), qt.quit)
        interrupted = qt.exec()
        timing.close()
    if interrupted:
        return interrupted
    emit(timing.finding())
    return int(status or not timing.finding()["ok"])


def _findings(settings: Settings, here: Places) -> Iterator[dict[str, Any]]:
    yield from _devices()
    yield _engine("voice", partial(choose_synthesiser, settings.voice))
    models = installed(here)
    recogniser = partial(
        choose_recogniser, settings.recogniser, model=settings.recogniser_model, models=models
    )
    yield _engine("recogniser", recogniser)
    yield _models(models)
    chinese = QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
    yield {"part": "chinese_fonts", "ok": True, "system": chinese[:5], "own": not chinese}
    for name, folder in (("sessions", here.sessions), ("cache", here.cache)):
        nearest = next(p for p in (folder, *folder.parents) if p.exists())
        free = shutil.disk_usage(nearest).free // 1_000_000
        yield {"part": name, "ok": free >= LEAST_FREE_MB, "folder": str(folder), "free_mb": free}
    yield {"part": "settings", "ok": True, "file": str(here.settings)}


def _devices() -> Iterator[dict[str, Any]]:
    try:
        from PySide6.QtMultimedia import QMediaDevices
    except ImportError as error:  # Linux without libpulse0
        for name in ("microphone", "loudspeaker"):
            yield {"part": name, "ok": False, "problem": f"{error}; install what is missing"}
        return
    for name, devices, default in (
        ("microphone", QMediaDevices.audioInputs(), QMediaDevices.defaultAudioInput()),
        ("loudspeaker", QMediaDevices.audioOutputs(), QMediaDevices.defaultAudioOutput()),
    ):
        names = [d.description() for d in devices]
        yield {"part": name, "ok": bool(names), "default": default.description(), "all": names}


def _models(models: Models) -> dict[str, Any]:
    """What `auto` chooses from, beside Whisper, and where more can be had."""
    here = models.here()
    told = {"here": [m.name for m in here], "folder": str(models.folder), "more": MORE_MODELS}
    by_hand = next((m.folder for m in here if not m.proven), None)
    if by_hand is None:
        return {"part": "models", "ok": True, **told}
    problem = f"copied in by hand, so not used yet; run: {MORE_MODELS} install {by_hand}"
    return {"part": "models", "ok": False, "problem": problem, **told}


def _engine(part: str, load: Callable[[], Any]) -> dict[str, Any]:
    began = time.monotonic()
    try:
        engine = load()
    except UserError as error:
        return {"part": part, "ok": False, "problem": str(error)}
    seconds = round(time.monotonic() - began, 1)
    found = {"part": part, "ok": True, "name": engine.name, "load_s": seconds}
    if note := getattr(engine, "note", ""):
        found["note"] = load_messages(shipped("assets"), "en")(f"note.{note}")
    return found


class Timing(QObject):
    """A short scene with a synthetic trainee, for the delay of the answers."""

    def __init__(
        self, settings: Settings, here: Places, scenarios: Path, over: Callable[[], None]
    ) -> None:
        """Begin, with the lines that are already rendered; `over` is called at the end."""
        super().__init__()
        library = FolderLibrary(scenarios)
        shelf = library.shelf()
        if not shelf.entries:
            raise UserError(f"{scenarios}: no scenario to time with; try trainer-gui lint")
        scene = new_state(library.scenario(shelf.entries[0].id), library.coach(), seed=1)
        self._folder = tempfile.TemporaryDirectory()
        self._delays: list[float] = []
        port = FedInput()
        voice = SharedVoice(partial(choose_synthesiser, settings.voice))
        equipment = Equipment(
            places=replace(here, data=Path(self._folder.name)),
            settings=settings,
            reader=new_reader,
            write_report=lambda _: "",
            load_voice=voice.original,
            audio_input=lambda _: port,
        )
        self._stage = Stage(equipment, self)
        self._understudy = Understudy(
            self._stage,
            FedMouth(port),
            voice.twin,
            understudy_cache(here),
            replies=model_replies(),
            parent=self,
        )
        self._stage.changed.connect(self._on_changed)
        self._stage.finished.connect(self._on_finished)
        self._over = over
        self._stage.open(scene)
        self._stage.begin()

    def finding(self) -> dict[str, Any]:
        """What was measured, in milliseconds from the end of speech to the first sound."""
        p50, p95 = (quantile(self._delays, share) for share in (0.5, 0.95))
        if p50 is None or p95 is None:
            return {"part": "delay", "ok": False, "problem": "no answer could be timed"}
        figures = {"p50_ms": round(p50), "p95_ms": round(p95), "answers": len(self._delays)}
        return {"part": "delay", "ok": True, **figures}

    def close(self) -> None:
        """End all threads."""
        self._understudy.close()
        self._stage.close()
        self._folder.cleanup()

    def _on_changed(self, state: State, event: Event) -> None:
        del event
        answered = [t for t in state.transcript if t.response_ms is not None]
        if len(answered) >= REPLIES and state.ending is None:
            self._stage.dispatch(StopPressed(self._stage.clock()))

    def _on_finished(self, report: Report) -> None:
        self._delays = [t.response_ms for t in report.turns if t.response_ms is not None]
        self._over()
