# SPDX-License-Identifier: Apache-2.0
"""`python -m tests.bench.long_day FOLDER`: the day that `endurance` measures, as one JSON line."""

import itertools
import json
import os
import resource
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication

from tests.adapters.voice import fake_voice
from tests.rig import speech
from trainer_gui.adapters import clock
from trainer_gui.adapters.equipment import Equipment
from trainer_gui.adapters.listening.sound import FedInput
from trainer_gui.adapters.paths import places, shipped
from trainer_gui.adapters.scenarios.library import FolderLibrary
from trainer_gui.adapters.stage import Stage
from trainer_gui.adapters.voice.espeak import Espeak
from trainer_gui.app import new_reader
from trainer_gui.application.report import Report
from trainer_gui.application.settings import Settings
from trainer_gui.domain.events import Event, NothingHeard, StopPressed, TraineeSaid
from trainer_gui.domain.state import Phase, State, new_state

TURNS = int(os.environ.get("BENCH_TURNS", "500"))
SPEED = 6
WARM = 0.1
"""Share of the turns after which memory is counted: caches are full by then."""
_CHUNK = 640


class FastTime:
    """Stands for the module `time` where the scene's clock and the loudspeaker look at it."""

    @staticmethod
    def monotonic() -> float:
        return time.monotonic() * SPEED


def play(folder: Path, turns: int) -> dict:
    """Play so many turns in this process."""
    qt = QGuiApplication(["bench"])
    clock.time = fake_voice.time = FastTime
    day = _Day(folder, turns, qt.quit)
    day.begin()
    qt.exec()
    return day.close()


class _Day(QObject):
    """Scene after scene on one stage."""

    def __init__(self, folder: Path, turns: int, over: Callable[[], None]) -> None:
        super().__init__()
        port = FedInput()
        self._mouth = _Mouth(port, speech())
        self._loudspeakers = fake_voice.FakeLoudspeakers()
        self._stage = Stage(
            Equipment(
                places(folder),
                replace(Settings(), recogniser="whisper"),
                new_reader,
                lambda _: "",
                load_voice=Espeak,
                audio_input=lambda _: port,
                loudspeakers=self._loudspeakers,
            ),
            self,
        )
        self._library = FolderLibrary(shipped("scenarios"))
        self._scenes = itertools.cycle(e.id for e in self._library.shelf().entries)
        self._wanted, self._over = turns, over
        self._turns = self._played = self._asked = 0
        self._seconds = self._warm_mb = 0.0
        self._stage.changed.connect(self._on_changed)
        self._stage.finished.connect(self._on_finished)
        self._stage.warm_up()

    def begin(self) -> None:
        """Play the next scene."""
        for sink in self._loudspeakers.sinks:
            sink.written.clear()  # it keeps what it was given
        self._played += 1
        library, stage = self._library, self._stage
        stage.open(new_state(library.scenario(next(self._scenes)), library.coach(), seed=1))
        QTimer.singleShot(500, stage.begin)

    def close(self) -> dict:
        """End it all; what was measured."""
        told = {"turns": self._turns, "scenes": self._played, "hours": self._seconds / 3600}
        told |= {"warm_mb": self._warm_mb, "end_mb": resident_mb()}
        self._mouth.close()
        self._stage.close()
        left = [t.name for t in threading.enumerate() if t is not threading.main_thread()]
        return told | {"threads": left}

    def _on_changed(self, state: State, event: Event) -> None:
        if isinstance(event, TraineeSaid):
            self._turns += 1
            if self._turns == max(1, round(WARM * self._wanted)):
                self._warm_mb = resident_mb()
            if self._turns >= self._wanted and state.ending is None:
                self._stage.dispatch(StopPressed(self._stage.clock()))
        due = state.phase is Phase.LISTENING and state.turn_id != self._asked
        if due or isinstance(event, NothingHeard):
            self._asked = state.turn_id
            self._mouth.speak()

    def _on_finished(self, report: Report) -> None:
        self._seconds += report.turns[-1].end_s if report.turns else 0.0
        QTimer.singleShot(0, self._over if self._turns >= self._wanted else self.begin)


class _Mouth:
    """Feeds silence at the scene's pace, and in it what is to be said."""

    def __init__(self, port, speech: bytes) -> None:
        self._port, self._speech = port, speech
        self._waiting = b""
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="mouth")
        self._thread.start()

    def speak(self) -> None:
        self._waiting = bytes(_CHUNK * 20) + self._speech

    def close(self) -> None:
        self._closing.set()
        self._thread.join()

    def _run(self) -> None:
        due = time.monotonic()
        while not self._closing.wait(max(0.0, due - time.monotonic())):
            due += _CHUNK / 2 / 16_000 / SPEED
            chunk, self._waiting = self._waiting[:_CHUNK], self._waiting[_CHUNK:]
            self._port.feed(chunk.ljust(_CHUNK, b"\0"))


def resident_mb() -> float:
    """Memory of this process now."""
    status = Path("/proc/self/statm")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return int(status.read_text().split()[1]) * resource.getpagesize() / 1e6


if __name__ == "__main__":
    print(json.dumps(play(Path(sys.argv[1]), TURNS)))
