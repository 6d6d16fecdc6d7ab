# SPDX-License-Identifier: Apache-2.0
"""A synthesiser that hums, and a loudspeaker that takes sound at the pace of the clock."""

import threading
import time

import numpy as np

from trainer_gui.adapters.voice.loudspeakers import Loudspeaker, Loudspeakers
from trainer_gui.adapters.voice.prosody import RATE, to_pcm
from trainer_gui.application.errors import EngineError

SECONDS_PER_CHARACTER = 0.05
FEED_S = 0.01
"""How often the player looks after its sink."""


class Hum:
    """0.05 s of a 400 Hz tone for each character; can be held up, and can be cancelled."""

    name = "hum"
    note = "hums"

    def __init__(self, at_first=None):
        """`at_first`: so many clauses are rendered before `go`; None: all."""
        self.rendered = []
        self.cancelled = 0
        self.fails = False
        self.begun = threading.Event()
        self._free = at_first
        self._cancels = False
        self._wake = threading.Event()

    def go(self):
        """Hold nothing up any more."""
        self._free = None
        self._wake.set()

    def render(self, text, voice, band):
        self._cancels = False
        self._wake.clear()
        self.begun.set()
        if self.fails:
            raise EngineError("the hum is hoarse")
        if self._free is not None and len(self.rendered) >= self._free:
            self._wake.wait()
        if self._cancels:
            self.cancelled += 1
            raise EngineError("cancelled")
        self.rendered.append(text)
        count = int(RATE * SECONDS_PER_CHARACTER * len(text))
        tone = 0.3 * np.sin(2 * np.pi * 400 * np.arange(count) / RATE)
        return to_pcm(tone.astype(np.float32), RATE)

    def cancel(self):
        self._cancels = True
        self._wake.set()


class OwnTime:
    """A clock that the sound moves on: how long a test takes is nothing to it."""

    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


class FakeSink:
    """Buffers 60 ms and drains as time goes by."""

    bytes_per_second = RATE * 2

    def __init__(self, clock):
        self.written = bytearray()
        self.closed = False
        self.lost = False
        self.stops_at_s = None
        """Where in the sound time stands still; None: it goes on."""
        self._clock = clock
        self._ends_at = clock()

    @property
    def buffered_s(self):
        return max(0.0, self._ends_at - self._clock())

    @property
    def written_s(self):
        return len(self.written) / self.bytes_per_second

    def convert(self, pcm):
        return memoryview(pcm.data)

    def write(self, data):
        stands = self.stops_at_s is not None and self.written_s >= self.stops_at_s
        if isinstance(self._clock, OwnTime) and not stands:
            self._clock.now += FEED_S
        room = int((0.06 - self.buffered_s) * self.bytes_per_second) // 2 * 2
        part = bytes(data[: max(0, room)])
        if part:
            start = max(self._ends_at, self._clock())
            self._ends_at = start + len(part) / self.bytes_per_second
            self.written += part
        return len(part)

    def is_lost(self):
        return self.lost

    def close(self):
        self.closed = True


class FakeLoudspeakers(Loudspeakers):
    """One fake loudspeaker, that can be taken away and given back."""

    def __init__(self, clock=time.monotonic, stops_at_s=None):
        super().__init__()
        self._clock, self._stops_at_s = clock, stops_at_s
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
        sink = FakeSink(self._clock)
        sink.stops_at_s = self._stops_at_s
        self.sinks.append(sink)
        return sink
