# SPDX-License-Identifier: Apache-2.0
"""The whole app with quick parts: a voice that hums, ears that are fed, a recogniser that knows."""

import json
import threading
from collections import deque
from functools import cache

import numpy as np
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel

from tests.adapters.voice.fake_voice import FakeLoudspeakers
from trainer_gui.adapters.equipment import Equipment
from trainer_gui.adapters.listening.sound import RATE, FedInput
from trainer_gui.adapters.paths import Places
from trainer_gui.adapters.sessions.recording import resampled
from trainer_gui.adapters.sessions.store import LOCK
from trainer_gui.adapters.voice.espeak import Espeak
from trainer_gui.app import App, Choices, new_reader
from trainer_gui.application.errors import EngineError
from trainer_gui.application.ports import Heard, Pcm
from trainer_gui.application.settings import Settings
from trainer_gui.domain.emotion import Band
from trainer_gui.domain.events import Device, DeviceFailed, LineStarted, SilenceElapsed
from trainer_gui.domain.persona import VoiceStyle
from trainer_gui.domain.state import Mode, Phase
from trainer_gui.ui.page import Page

SETTINGS = Settings(theme="light", reduced_motion=True)
WAIT_MS = 60_000
SORRY = "对不起，让您跑这一趟，我现在就帮您查。"
RUDE = "你有病吧，神经病，滚出去！"


class QuickVoice:
    """10 ms of a tone for each character."""

    name = "quick"
    note = ""

    def __init__(self, seconds_per_character=0.01):
        self._each = seconds_per_character

    def render(self, text, voice, band):
        times = np.arange(round(24_000 * self._each * len(text))) / 24_000
        return Pcm((8000 * np.sin(2500 * times)).astype("<i2").tobytes(), 24_000)


class KnowingRecogniser:
    """Hears what it was told it would hear, once per turn; can be held up."""

    name = "knowing"

    def __init__(self, *texts):
        self.texts = deque(texts)
        self.go = threading.Event()
        self.go.set()
        self.asked = threading.Event()

    def hear(self, speech, *, final=True):
        if not final:
            return Heard(self.texts[0] if self.texts else "")
        self.asked.set()
        assert self.go.wait(10)
        return Heard(self.texts.popleft() if self.texts else "")


class NoMicrophone(FedInput):
    """What the real one does where there is none."""

    def __init__(self, post):
        super().__init__()
        self._post = post

    def start(self, on_chunk):
        self._post(DeviceFailed(Device.MICROPHONE, "no microphone found; plug one in, or type"))


class WatchedInput(FedInput):
    """Tells whether the device is open."""

    open = False

    def start(self, on_chunk):
        super().start(on_chunk)
        self.open = True

    def stop(self):
        super().stop()
        self.open = False


@cache
def speech() -> bytes:
    """A second of a voice without a pause, at the listener's rate."""
    pcm = Espeak().render("您好我来帮您查一查", VoiceStyle("young_man"), Band.CALM)
    return resampled(pcm).tobytes()


def unloadable():
    raise EngineError("it is broken; install the program again")


class Rig:
    """Presses the keys of a real app, and waits for what follows."""

    def __init__(self, qapp, qtbot, places: Places, settings=None, scenarios=None, **parts):
        self.qtbot = qtbot
        self.places = places
        self.port = FedInput()
        self.recogniser = KnowingRecogniser()
        self.loudspeakers = FakeLoudspeakers()
        brought = {
            "reader": new_reader,
            "write_report": self._write_report,
            "load_voice": QuickVoice,
            "load_recogniser": lambda: self.recogniser,
            "audio_input": lambda post: self.port,
            "loudspeakers": self.loudspeakers,
            **parts,
        }
        equipment = Equipment(
            places=places,
            settings=settings or SETTINGS,
            **brought,
        )
        self.app = App(qapp, Choices(places, scenarios=scenarios, seed=1), equipment)
        self.app.show()
        self.until(lambda: self.window.chooser.list.model().rowCount() > 0)
        self.until(lambda: self.app.stage._background is not None)

    def _write_report(self, report):
        return self.app.write_report(report)  # the app is made after its equipment

    @property
    def window(self):
        return self.app.window

    @property
    def state(self):
        return self.app.stage.session.state

    def until(self, done):
        self.qtbot.waitUntil(done, timeout=WAIT_MS)

    def begin(self, scenario="C02", mode=Mode.PRACTICE):
        """Choose, read the briefing, start."""
        self.choose(scenario, mode)
        self.window.briefing.start.click()
        assert self.window.page is (Page.ROOM if mode is Mode.GROUP else Page.TALK)
        return self

    def choose(self, scenario="C02", mode=Mode.PRACTICE):
        """Choose; returns when the briefing is shown."""
        self.window.chosen.emit(scenario, mode.value)
        self.until(lambda: self.window.page is Page.BRIEF)

    def my_turn(self):
        self.until(lambda: self.state.phase is Phase.LISTENING)
        return self

    def type(self, text):
        """Type a reply at one's turn; returns when she answers."""
        self.my_turn()
        replies = len(self.state.replies)
        self.window.conversation.controls.input.setText(text)
        self.window.conversation.controls.send.click()
        assert len(self.state.replies) == replies + 1
        return self

    def walk_out(self):
        """Be so rude that she leaves; returns the session's folder."""
        for _ in range(5):
            self.until(lambda: bool(self.state.ending) or self.state.phase is Phase.LISTENING)
            if self.state.ending:
                break
            self.type(RUDE)
        return self.debrief()

    def speak(self, text):
        """Say something at one's turn; the recogniser will understand `text`."""
        self.my_turn()
        self.recogniser.texts.append(text)
        self.feed(speech())
        self.feed(bytes(RATE * 2))
        return self

    def feed(self, sound):
        for start in range(0, len(sound), 640):
            self.port.feed(sound[start : start + 640])

    def stay_silent(self):
        """The silence timer runs out now."""
        self.my_turn()
        silences = self.state.silences
        self.app.stage.bridge.post(SilenceElapsed(self.state.turn_id, self.app.stage.clock()))
        self.until(lambda: self.state.silences > silences)
        return self

    def debrief(self):
        """The last page; returns the session's folder."""
        self.until(lambda: self.window.page is Page.DEBRIEF)
        return self.app.practice.report.folder

    def close(self):
        self.recogniser.go.set()
        self.window.close()
        self.app.close()
        self.window.deleteLater()
        self.app.deleteLater()


def seen(signal):
    """A list that fills with what `signal` emits."""
    caught = []
    signal.connect(lambda *values: caught.append(values))
    return caught


def has_begun(line_events):
    return any(isinstance(event, LineStarted) for _, event in line_events)


def transcript(folder):
    return json.loads((folder / "transcript.json").read_text(encoding="utf-8"))


def folders(places):
    return sorted(places.sessions.iterdir()) if places.sessions.exists() else []


def kept(folder):
    """Names of the files in `folder`, but for those that are there while it is written anew."""
    names = (p.name for p in folder.iterdir())
    return sorted(n for n in names if n != LOCK and not n.startswith("."))


def trigger(rig, text):
    next(a for a in rig.window.findChildren(QAction) if a.text() == text).trigger()


def briefed(rig):
    return " ".join(label.text() for label in rig.window.briefing.findChildren(QLabel))
