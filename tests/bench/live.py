# SPDX-License-Identifier: Apache-2.0
"""The running app through real sound devices: cutting in, echo, partial results, hints, processor.

python -m tests.bench.live FOLDER CLIPS: prints what was measured as JSON. Needs the virtual devices
of tools/headless.sh. People's recordings are played into the microphone while the customer speaks.
"""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from itertools import cycle
from pathlib import Path

import numpy as np
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel

from trainer_gui.adapters.equipment import Equipment
from trainer_gui.adapters.listening.hear import read_sound
from trainer_gui.adapters.paths import places
from trainer_gui.adapters.understudy import VirtualMicrophone, virtual_microphone
from trainer_gui.app import App, Choices, new_reader
from trainer_gui.application.settings import Settings
from trainer_gui.domain.events import (
    EchoHeard,
    Event,
    LineFinished,
    LineStarted,
    PartialHeard,
    RepeatPressed,
    TraineeSaid,
    TraineeStarted,
)
from trainer_gui.domain.state import Phase, State, TurnPolicy
from trainer_gui.ui.page import Page

TIMES = 20
LOUD = 0.02
SCENES = cycle(("C02", "C04", "C01", "C05"))


class Recorder:
    """What a device plays, with the time at which each part came."""

    def __init__(self, device: str) -> None:
        self.parts: list[tuple[float, float]] = []
        command = ["parec", "-d", device, "--rate=16000", "--channels=1", "--format=s16le"]
        self._process = subprocess.Popen([*command, "--latency-msec=10"], stdout=subprocess.PIPE)
        self._thread = threading.Thread(target=self._read)
        self._thread.start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        while data := os.read(self._process.stdout.fileno(), 320):
            peak = np.abs(np.frombuffer(data[: len(data) // 2 * 2], "<i2")).max(initial=0)
            self.parts.append((time.monotonic(), float(peak) / 32768))

    def loud(self, start: float, end: float) -> list[float]:
        """When something sounded."""
        return [at for at, peak in self.parts if start <= at < end and peak > LOUD]

    def close(self) -> None:
        self._process.terminate()
        self._thread.join(5)


class Live(QObject):
    """Plays scenes and notes when what happened."""

    def __init__(self, qt: QApplication, folder: Path) -> None:
        super().__init__()
        self.qt = qt
        settings = Settings(turn_policy=TurnPolicy.OPEN.value, voice="espeak", record=False)
        here = places(folder / "data")
        equipment = Equipment(here, settings, new_reader, lambda _: "")
        self.app = App(qt, Choices(here, seed=1), equipment)
        self.events: list[tuple[float, Event]] = []
        self.painted = 0.0
        self._wanted: Callable[[], object] = lambda: True
        self._look = QTimer(self, interval=5)
        self._look.timeout.connect(self._on_look)
        self.app.stage.changed.connect(self._on_changed)
        self.app.show()
        device = virtual_microphone()
        if device is None:
            raise SystemExit("there is no virtual microphone; run this under tools/headless.sh")
        self.mouth = VirtualMicrophone(device)

    def _on_changed(self, _: State, event: Event) -> None:
        self.events.append((time.monotonic(), event))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and isinstance(watched, QLabel):
            self.painted = time.monotonic()
        return super().eventFilter(watched, event)

    @property
    def state(self) -> State:
        assert self.app.stage.session is not None
        return self.app.stage.session.state

    def until(self, done: Callable[[], object], seconds: float) -> bool:
        """Let the app run until something is so."""
        over = time.monotonic() + seconds
        self._wanted = lambda: done() or time.monotonic() > over
        self._look.start()
        self.qt.exec()
        return bool(done())

    def _on_look(self) -> None:
        if self._wanted():
            self._look.stop()
            self.qt.exit()

    def run(self, seconds: float) -> None:
        """Let the app run."""
        QTimer.singleShot(round(1000 * seconds), self.qt, self.qt.exit)
        self.qt.exec()

    def since(self, start: float, kind: type) -> list[tuple[float, Event]]:
        return [(at, e) for at, e in self.events if at >= start and isinstance(e, kind)]

    def begin(self) -> None:
        """Start the next scene."""
        window = self.app.window
        self.until(lambda: window.chooser.list.model().rowCount() > 0, 30)
        window.chosen.emit(next(SCENES), "practice")
        self.until(lambda: window.page is Page.BRIEF, 10)
        self.until(lambda: self.app.stage.troubles == {}, 3)
        self.run(2)
        window.briefing.start.click()

    def leave(self) -> None:
        self.run(1.5)
        self.app.window.home.emit()
        self.until(lambda: self.app.window.page is Page.CHOOSE, 5)


def cutting_in(live: Live, clips: list[Path]) -> dict[str, list]:
    """Talk over her lines: speech to silence, speech to the first partial result; milliseconds."""
    hers, mine = Recorder("speaker.monitor"), Recorder("micsink.monitor")
    found: dict[str, list] = {"silent_ms": [], "partial_ms": [], "missed": []}
    random = np.random.default_rng(4)
    for clip in clips:
        if live.app.stage.session is None or live.state.phase is Phase.ENDED or live.state.ending:
            live.leave()
            live.begin()
        began = time.monotonic()
        fresh = live.until(lambda b=began: live.since(b, LineStarted) and live.state.early, 40)
        live.run(random.uniform(0.5, 1.2))
        if not fresh or live.state.phase is not Phase.SPEAKING or not live.state.early:
            continue
        spoke = time.monotonic()
        live.mouth.speak(read_sound(clip))
        live.until(lambda s=spoke: live.since(s, LineFinished), 12)
        live.until(lambda s=spoke: live.since(s, TraineeSaid), 15)
        onset = next(iter(mine.loud(spoke, spoke + 3)), spoke)
        cut = [e for _, e in live.since(spoke, LineFinished) if e.interrupted]  # type: ignore[attr-defined]
        silent = hers.loud(onset, onset + 1.5)
        if not cut or not silent:
            found["missed"].append(f"{clip.stem}: she {'was silent' if cut else 'spoke on'}")
            continue
        found["silent_ms"].append(1000 * (silent[-1] - onset))
        partial = next((at for at, _ in live.since(spoke, PartialHeard)), None)
        if partial is not None:
            found["partial_ms"].append(1000 * (partial - onset))
    hers.close()
    mine.close()
    return found


def hints(live: Live) -> list[float]:
    """From a partial result to the words and the hint on the screen, in milliseconds."""
    _my_turn(live)
    turn, bridge = live.state.turn_id, live.app.stage.bridge
    live.qt.installEventFilter(live)
    bridge.post(TraineeStarted(turn, live.app.stage.clock()))
    took = []
    for text in ("对不起", "您先消消气，我理解", "我马上帮您查一下", "这个是规定", "请问您") * 8:
        posted = time.monotonic()
        bridge.post(PartialHeard(turn, text))
        live.until(lambda t=text: live.state.live.text == t, 1)
        if live.until(lambda p=live.events[-1][0]: live.painted >= p, 1):
            took.append(1000 * (live.painted - posted))
        live.run(0.1)
    live.qt.removeEventFilter(live)
    return took


def _my_turn(live: Live) -> None:
    live.leave()
    live.begin()
    live.until(lambda: live.state.phase is Phase.LISTENING, 40)


def processor(live: Live) -> float:
    """Percent of one core while the whole app listens to silence."""
    _my_turn(live)
    live.run(2)
    began, used = time.monotonic(), time.process_time()
    live.run(10)
    return 100 * (time.process_time() - used) / (time.monotonic() - began)


def echo(live: Live) -> dict[str, int]:
    """The loudspeaker sounds in the microphone: what is taken for the trainee's voice."""
    module = subprocess.run(
        ["pactl", "load-module", "module-loopback", "source=speaker.monitor", "sink=micsink",
         "latency_msec=60", "adjust_time=0"], capture_output=True, text=True, check=True,
    ).stdout.strip()  # fmt: skip
    start = time.monotonic()
    live.leave()
    live.begin()
    live.until(lambda: live.state.phase is Phase.LISTENING, 40)
    policy = live.state.policy
    for _ in range(6):
        live.run(3)
        live.app.stage.dispatch(RepeatPressed(live.app.stage.clock()))
        live.until(lambda: live.state.phase is Phase.LISTENING, 40)
    subprocess.run(["pactl", "unload-module", module], check=True)
    return {
        "echoes": len(live.since(start, EchoHeard)),
        "fell_back": int(policy is TurnPolicy.HALF_DUPLEX),
        "false_starts": len(live.since(start, TraineeStarted)),
        "false_turns": len(live.since(start, TraineeSaid)),
        "lines": len(live.since(start, LineFinished)),
    }


def main(folder: Path, clips: Path) -> None:
    """Measure everything and print it."""
    live = Live(QApplication(["bench"]), folder)
    people = sorted(clips.glob("*.flac"))[5 : 5 + TIMES]
    figures = {
        **cutting_in(live, people),
        "hint_ms": hints(live),
        "listening_percent": processor(live),
        "echo": echo(live),
    }
    live.leave()
    live.app.close()
    live.mouth.close()
    print(json.dumps(figures))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
