# SPDX-License-Identifier: Apache-2.0
"""Real capture, from PulseAudio's virtual microphones (`make test` brings the server)."""

import shutil
import subprocess
import sys
import time
import wave

import numpy as np
import pytest

from trainer_gui.domain.events import Device, DeviceFailed, DeviceReady

RATE = 16_000

# Qt looks for PipeWire first and says so.
pytestmark = pytest.mark.qt_log_ignore("pipewire")


def _pactl(*arguments):
    result = subprocess.run(
        ["pactl", *arguments], capture_output=True, text=True, timeout=10, check=False
    )
    return result.stdout.strip() if result.returncode == 0 else None


@pytest.fixture(scope="module")
def _sound_server():
    if shutil.which("pactl") is None or _pactl("info") is None:
        pytest.skip("no PulseAudio server; tools/headless.sh brings one")


class Plug:
    """A microphone that can be plugged in, spoken into and pulled out."""

    def __init__(self, name):
        self.name = name
        self._sink = self._source = None

    def plug_in(self):
        self._sink = _pactl(
            "load-module", "module-null-sink", f"sink_name={self.name}_feed", "rate=48000",
            "channels=1",
        )  # fmt: skip
        self._source = _pactl(
            "load-module", "module-remap-source", f"source_name={self.name}",
            f"master={self.name}_feed.monitor", f"source_properties=device.description={self.name}",
        )  # fmt: skip
        assert self._sink
        assert self._source

    def pull_out(self):
        for module in (self._source, self._sink):
            if module:
                _pactl("unload-module", module)
        self._sink = self._source = None

    def cut(self):
        """Not pulled out: then the server would move the recording to the next microphone."""
        _pactl("suspend-source", f"{self.name}_feed.monitor", "1")
        _pactl("suspend-source", self.name, "1")

    def mend(self):
        _pactl("suspend-source", f"{self.name}_feed.monitor", "0")
        _pactl("suspend-source", self.name, "0")

    def speak(self, path):
        return subprocess.Popen(["paplay", f"--device={self.name}_feed", str(path)])


@pytest.fixture
def plug(_sound_server, request):
    plug = Plug(f"mic{abs(hash(request.node.name)) % 10**6}")
    yield plug
    plug.pull_out()


@pytest.fixture
def microphone(qapp):
    from trainer_gui.adapters.listening.microphone import Microphone

    opened = []

    def make(name=""):
        events = []
        opened.append(Microphone(events.append, name))
        return opened[-1], events

    yield make
    for one in opened:
        one.close()


def _there(device):
    from PySide6.QtMultimedia import QMediaDevices

    return lambda: device in [d.description() for d in QMediaDevices.audioInputs()]


@pytest.mark.slow
def test_what_is_spoken_into_the_microphone_arrives_at_16_khz(plug, microphone, qtbot, tmp_path):
    plug.plug_in()
    qtbot.waitUntil(_there(plug.name), timeout=10_000)
    tone = tmp_path / "tone.wav"
    with wave.open(str(tone), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        wave_form = 8000 * np.sin(np.arange(RATE) * 2 * np.pi * 440 / RATE)
        file.writeframes(wave_form.astype("<i2").tobytes())
    mic, events = microphone(plug.name)
    captured = bytearray()
    mic.start(captured.extend)
    qtbot.waitUntil(lambda: bool(events), timeout=10_000)
    assert events == [DeviceReady(Device.MICROPHONE, plug.name)]

    speaker = plug.speak(tone)
    qtbot.waitUntil(lambda: speaker.poll() is not None, timeout=10_000)

    def tone_heard():
        loud = np.flatnonzero(np.abs(np.frombuffer(bytes(captured), "<i2")) > 3000)
        return len(loud) > RATE // 2

    qtbot.waitUntil(tone_heard, timeout=5000)
    sound = np.frombuffer(bytes(captured), "<i2").astype(float)
    begins = np.flatnonzero(np.abs(sound) > 3000)[0] + RATE // 10
    loud = sound[begins : begins + RATE // 4]
    pitch = np.abs(np.fft.rfft(loud)).argmax() * RATE / len(loud)
    assert abs(pitch - 440) < 10


@pytest.mark.slow
def test_a_word_spoken_into_the_microphone_becomes_a_turn(
    plug, microphone, qtbot, shared, tmp_path
):
    from trainer_gui.adapters.listening.choose import choose_recogniser
    from trainer_gui.adapters.listening.hear import read_sound
    from trainer_gui.adapters.listening.listener import VoiceListener
    from trainer_gui.domain.events import TraineeSaid

    plug.plug_in()
    qtbot.waitUntil(_there(plug.name), timeout=10_000)
    mic, events = microphone(plug.name)
    listener = VoiceListener(events.append, time.monotonic, mic, choose_recogniser)
    try:
        listener.prepare()
        qtbot.waitUntil(lambda: len(events) == 2, timeout=20_000)
        assert {e.device for e in events} == {Device.MICROPHONE, Device.RECOGNISER}
        listener.listen(5)
        with wave.open(str(tmp_path / "said.wav"), "wb") as file:
            file.setparams((1, 2, RATE, 0, "NONE", ""))
            file.writeframes(read_sound(shared / "speech" / "human" / "000048.flac").data)
        speaker = plug.speak(tmp_path / "said.wav")
        qtbot.waitUntil(lambda: isinstance(events[-1], TraineeSaid), timeout=20_000)
        assert speaker.wait(10) == 0
    finally:
        listener.close()
    assert events[-1].turn_id == 5
    assert "意外住院" in events[-1].text


@pytest.mark.slow
def test_a_microphone_that_goes_dead_is_told_and_comes_back_by_itself(plug, microphone, qtbot):
    plug.plug_in()
    qtbot.waitUntil(_there(plug.name), timeout=10_000)
    mic, events = microphone(plug.name)
    chunks = []
    mic.start(chunks.append)
    qtbot.waitUntil(lambda: len(chunks) > 2, timeout=10_000)

    plug.cut()
    qtbot.waitUntil(lambda: any(isinstance(e, DeviceFailed) for e in events), timeout=10_000)
    assert b"" in chunks
    failed = next(e for e in events if isinstance(e, DeviceFailed))
    assert failed.device is Device.MICROPHONE
    assert plug.name in failed.reason

    plug.mend()
    ready = DeviceReady(Device.MICROPHONE, plug.name)
    qtbot.waitUntil(lambda: events[-1] == ready and len(events) > 2, timeout=15_000)
    chunks.clear()
    qtbot.waitUntil(lambda: len(chunks) > 2, timeout=10_000)


@pytest.mark.slow
def test_another_microphone_can_be_chosen_while_one_is_open(plug, microphone, qtbot):
    plug.plug_in()
    qtbot.waitUntil(_there(plug.name), timeout=10_000)
    mic, events = microphone("VirtualMic")
    mic.start(lambda _: None)
    qtbot.waitUntil(lambda: len(events) == 1, timeout=10_000)
    mic.choose(plug.name)
    qtbot.waitUntil(lambda: len(events) == 2, timeout=10_000)
    assert [e.name for e in events] == ["VirtualMic", plug.name]


def test_without_any_microphone_there_is_one_clear_line(microphone, monkeypatch):
    from PySide6.QtMultimedia import QMediaDevices

    monkeypatch.setattr(QMediaDevices, "audioInputs", staticmethod(list))
    mic, events = microphone()
    mic.start(lambda _: None)
    mic.start(lambda _: None)
    (event,) = events
    assert event == DeviceFailed(
        Device.MICROPHONE, "no microphone found; plug one in, or type your replies"
    )


def test_without_qt_multimedia_there_is_one_clear_line(microphone, monkeypatch):
    """As on a Linux without libpulse0: the import fails."""
    monkeypatch.setitem(sys.modules, "PySide6.QtMultimedia", None)
    mic, events = microphone()
    mic.start(lambda _: None)
    mic.stop()
    (event,) = events
    assert event.device is Device.MICROPHONE
    assert event.reason.endswith("install it, or type your replies")
