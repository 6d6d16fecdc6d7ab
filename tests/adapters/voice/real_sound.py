# SPDX-License-Identifier: Apache-2.0
"""A speaker on a real loudspeaker, in a process of its own; prints what happened as JSON.

python -m tests.adapters.voice.real_sound hum|auto CACHE [--busy] [--blocked] [--short]: what
`test_real_sound` runs on a PulseAudio of its own, and `make bench` for its figures.
`--busy` keeps the GUI thread busy for 50 ms of every 70; `--blocked` blocks it while a line sounds.
"""

import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
from PySide6.QtCore import QCoreApplication, QTimer

from tests.adapters.voice.fake_voice import Hum
from trainer_gui.adapters.bridge import Bridge
from trainer_gui.adapters.voice.cache import Cache
from trainer_gui.adapters.voice.choose import choose_synthesiser
from trainer_gui.adapters.voice.loudspeakers import Loudspeakers
from trainer_gui.adapters.voice.speaker import Speaker
from trainer_gui.domain.effects import Utterance
from trainer_gui.domain.emotion import Band
from trainer_gui.domain.events import DeviceFailed, DeviceReady, LineFinished, LineStarted
from trainer_gui.domain.persona import VoiceStyle

OPENING = "你们到底怎么回事？我这个月话费怎么多扣了58元！我打10086，等了40分钟也没人接！"
SHORT = OPENING[:24]
"""Enough to be lost in the middle; captions take as long as reading does."""
OTHER = "我不要听这些，叫你们经理来，今天不说清楚我就不走了！"
LOUD = 0.02
RATE = 24_000
QUIET_S = 0.3


class Recorder:
    """What the loudspeaker plays, with the time at which each part came."""

    def __init__(self):
        self.parts = []
        command = ["parec", "-d", "speaker.monitor", f"--rate={RATE}", "--channels=1",
                   "--format=s16le", "--latency-msec=10"]  # fmt: skip
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE)
        self._thread = threading.Thread(target=self._read)
        self._thread.start()

    def _read(self):
        while data := os.read(self._process.stdout.fileno(), 4800):
            self.parts.append((time.monotonic(), np.frombuffer(data[: len(data) // 2 * 2], "<i2")))

    def close(self):
        self._process.terminate()
        self._thread.join(5)
        self._process.stdout.close()
        self._process.wait(5)

    def loud_times(self, start, end):
        """First and last time between `start` and `end` at which something sounded."""
        times = [
            at
            for at, x in self.parts
            if start <= at < end and np.abs(x / 32768).max(initial=0) > LOUD
        ]
        return (times[0], times[-1]) if times else (None, None)

    def sounded_s(self, start):
        """For how long something has sounded since `start`."""
        loud = [np.abs(x / 32768) > LOUD for at, x in self.parts if at >= start]
        per_block = [part[: part.size // 48 * 48].reshape(-1, 48).any(axis=1) for part in loud]
        return float(sum(part.sum() for part in per_block)) * 48 / RATE

    def is_silent(self, start):
        """Whether nothing has sounded for a while, later than `start`, or never will again."""
        if not self._thread.is_alive():  # the sound server has gone
            return True
        after = np.concatenate([np.zeros(0), *(x for at, x in self.parts if at >= start)])
        late = after[-int(QUIET_S * RATE) :]
        return late.size == int(QUIET_S * RATE) and np.abs(late / 32768).max() <= LOUD

    def gaps_ms(self, start, end):
        """Silences of 4 ms and more inside the sound between `start` and `end`."""
        sound = np.concatenate([x for at, x in self.parts if start <= at < end])
        loud = np.abs(sound[: sound.size // 48 * 48].reshape(-1, 48) / 32768).max(axis=1) > LOUD
        inside = loud[loud.argmax() : loud.size - loud[::-1].argmax()]
        edges = np.flatnonzero(np.diff(np.concatenate([[1], inside.astype(int), [1]])))
        return [int(n) * 2 for n in edges[1::2] - edges[::2] if n >= 2]


class Run:
    def __init__(self, engine, cache, *, busy):
        self.app = QCoreApplication([])
        self.events = []
        self.bridge = Bridge()
        self.bridge.event_posted.connect(self.events.append)
        self.recorder = Recorder() if os.environ.get("PULSE_IS_THERE") else None
        self.voice = Hum() if engine == "hum" else None
        self.speaker = Speaker(
            lambda: self.voice or choose_synthesiser(engine),
            Cache(Path(cache)),
            self.bridge.post,
            time.monotonic,
            Loudspeakers(),
        )
        self.line_id = 0
        if busy:
            self.blocker = QTimer(interval=70)
            self.blocker.timeout.connect(self.block)
            self.blocker.start()

    @staticmethod
    def block():
        end = time.monotonic() + 0.05
        while time.monotonic() < end:
            pass

    def until(self, done, timeout=60.0):
        end = time.monotonic() + timeout
        while not done():
            self.app.processEvents()
            threading.Event().wait(0.002)
            if time.monotonic() > end:
                raise TimeoutError(f"nothing came; {self.events}")

    def wait(self, seconds):
        end = time.monotonic() + seconds
        self.until(lambda: time.monotonic() >= end)

    def of(self, kind, line_id):
        return next((e for e in self.events if isinstance(e, kind) and e.line_id == line_id), None)

    def say(self, text, band=Band.ANGRY):
        self.line_id += 1
        asked = time.monotonic()
        self.speaker.say(self.line_id, Utterance((text,), VoiceStyle(), band))
        called = time.monotonic()
        self.until(lambda: self.of(LineStarted, self.line_id))
        return {
            "say_call_ms": 1000 * (called - asked),
            "asked": asked,
            "started_ms": 1000 * (self.of(LineStarted, self.line_id).at - asked),
        }

    def finish(self, report):
        self.until(lambda: self.of(LineFinished, self.line_id))
        finished = self.of(LineFinished, self.line_id)
        report |= {"heard": finished.heard_text, "interrupted": finished.interrupted}
        report["lasted_s"] = finished.at - self.of(LineStarted, self.line_id).at
        if self.recorder:
            self.until(lambda: self.recorder.is_silent(finished.at))
            report["sounded_s"] = self.recorder.sounded_s(report["asked"])
            first, last = self.recorder.loud_times(report["asked"], time.monotonic())
            if first is not None:
                report["first_sound_ms"] = 1000 * (first - report["asked"])
                report["last_sound_after_finished_ms"] = 1000 * (last - finished.at)
                report["gaps_ms"] = self.recorder.gaps_ms(report["asked"], time.monotonic())
        return report

    def hear_blocked(self, report, seconds):
        """Let no event be handled while so much of a line sounds."""
        for _ in range(2000):
            if self.recorder.sounded_s(report["asked"]) >= seconds:
                report["blocked"] = True
                return
            threading.Event().wait(0.01)

    def stop_after(self, seconds, text):
        report = self.say(text)
        self.wait(seconds)
        stopped = time.monotonic()
        self.speaker.stop(self.line_id)
        report["stop_call_ms"] = 1000 * (time.monotonic() - stopped)
        self.finish(report)
        if self.recorder:
            _, last = self.recorder.loud_times(report["asked"], time.monotonic())
            report["silent_after_ms"] = 1000 * (last - stopped)
        return report

    def idle_cpu(self, seconds):
        before = time.process_time()
        threading.Event().wait(seconds)  # no events are processed: the threads alone
        return (time.process_time() - before) / seconds


def main(engine, cache, *options):
    began = time.monotonic()
    run = Run(engine, cache, busy="--busy" in options)
    if run.recorder:
        run.until(lambda: run.recorder.parts)
    text = SHORT if "--short" in options else OPENING
    report = {}
    run.until(lambda: any(isinstance(e, DeviceReady) for e in run.events))
    report["load_s"] = time.monotonic() - began
    report["uncached"] = run.finish(run.say(text))
    report["cached"] = run.finish(run.say(text))
    if "--blocked" in options:
        blocked = run.say(text)
        run.hear_blocked(blocked, 1.5)
        report["blocked"] = run.finish(blocked)
    report["stopped"] = run.stop_after(0.5, text if "--short" in options else 3 * text)
    if "--lose" in options:
        run.say(text)
        subprocess.run(["pactl", "exit"], check=True)
        report["lost"] = run.finish({"asked": time.monotonic()})
        report["after"] = run.finish(run.say(OTHER[:8]))
    report["idle_cpu"] = run.idle_cpu(1.0)
    report["failed"] = [(e.device, e.reason) for e in run.events if isinstance(e, DeviceFailed)]
    run.speaker.close()
    if run.recorder:
        if "--keep" in options:
            sound = np.concatenate([x for _, x in run.recorder.parts])
            Path(cache, "heard.raw").write_bytes(sound.tobytes())
        run.recorder.close()
    report["threads"] = [t.name for t in threading.enumerate()]
    print(json.dumps(report, ensure_ascii=False))


if __name__ == "__main__":
    main(*sys.argv[1:])
