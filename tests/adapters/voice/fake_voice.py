# SPDX-License-Identifier: Apache-2.0
"""A synthesiser that hums, and a loudspeaker that takes sound at the pace of the clock."""

import threading
import time

import numpy as np

from trainer_gui.adapters.voice.loudspeakers import Loudspeaker, Loudspeakers
from trainer_gui.adapters.voice.prosody import RATE, to_pcm
from trainer_gui.application.errors import EngineError

SECONDS_PER_CHARACTER = 0.05


class Hum:
    """0.05 s of a 400 Hz tone for each character; can be made slow, and can be cancelled."""

    name = "hum"
    note = "hums"

    def __init__(self, seconds_to_render=0.0):
        self.rendered = []
        self.cancelled = 0
        self.fails = False
        self.begun = threading.Event()
        self._seconds = seconds_to_render
        self._cancel = threading.Event()

    def render(self, text, voice, band):
        self._cancel.clear()
        self.begun.set()
        if self.fails:
            raise EngineError("the hum is hoarse")
        if self._cancel.wait(self._seconds):
            self.cancelled += 1
            raise EngineError("cancelled")
        self.rendered.append(text)
        count = int(RATE * SECONDS_PER_CHARACTER * len(text))
        tone = 0.3 * np.sin(2 * np.pi * 400 * np.arange(count) / RATE)
        return to_pcm(tone.astype(np.float32), RATE)

    def cancel(self):
        self._cancel.set()


class FakeSink:
    """Buffers 60 ms and drains as time goes by."""

    bytes_per_second = RATE * 2

    def __init__(self):
        self.written = bytearray()
        self.closed = False
        self.lost = False
        self._ends_at = time.monotonic()

    @property
    def buffered_s(self):
        return max(0.0, self._ends_at - time.monotonic())

    def convert(self, pcm):
        return memoryview(pcm.data)

    def write(self, data):
        room = int((0.06 - self.buffered_s) * self.bytes_per_second) // 2 * 2
        part = bytes(data[: max(0, room)])
        if part:
            start = max(self._ends_at, time.monotonic())
            self._ends_at = start + len(part) / self.bytes_per_second
            self.written += part
        return len(part)

    def is_lost(self):
        return self.lost

    def close(self):
        self.closed = True


class FakeLoudspeakers(Loudspeakers):
    """One fake loudspeaker, that can be taken away and given back."""

    def __init__(self):
        super().__init__()
        self.sinks = []
        self.there = True
        self.opens = True

    def load(self):
        pass

    def find(self):
        return Loudspeaker("fake", self._open) if self.there else None

    def set_there(self, there):
        self.there = there
        self.changed.emit()

    def _open(self):
        if not self.opens:
            raise OSError("the loudspeaker does not open")
        self.sinks.append(FakeSink())
        return self.sinks[-1]
