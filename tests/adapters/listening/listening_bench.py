# SPDX-License-Identifier: Apache-2.0
"""A listener on a hand-written recogniser, with speech that is fed faster than real time."""

import queue
import threading

from trainer_gui.adapters.listening.activity import Timing
from trainer_gui.adapters.listening.listener import VoiceListener
from trainer_gui.adapters.listening.sound import CHUNK_BYTES, CHUNK_S, FedInput
from trainer_gui.application.ports import Heard
from trainer_gui.domain.events import (
    Device,
    DeviceReady,
    PartialHeard,
)

VOICE = (b"\x00\x40\x00\xc0" * CHUNK_BYTES)[:CHUNK_BYTES]
SILENCE = bytes(CHUNK_BYTES)
WAIT_S = 10


def _probability(chunk):
    return 0.9 if any(chunk) else 0.0


class FakeRecogniser:
    """Says what it is told to, and how long the sound was; can be held up and made to fail."""

    name = "fake"

    def __init__(self, text="我来查", *later):
        self.text = text
        self.later = list(later)
        self.calls = queue.Queue()
        self.go = threading.Event()
        self.go.set()
        self.error = None

    def hear(self, speech, *, final=True):
        self.calls.put((final, speech.seconds))
        assert self.go.wait(WAIT_S)
        if self.error is not None:
            raise self.error
        text = self.text
        if final and self.later:
            self.text = self.later.pop(0)
        return Heard(text, 0.9) if text else Heard("", 0.0)


class Bench:
    """A listener with everything around it; speech is fed faster than real time."""

    def __init__(self, recogniser, **options):
        self.recogniser = recogniser
        self.now = 100.0
        self.fed = FedInput()
        self.posted = queue.Queue()
        self.captured = []
        self.levels = []
        options.setdefault("timing", Timing(first_partial_s=0.6))
        make = recogniser if callable(recogniser) else lambda: recogniser
        self.listener = VoiceListener(
            self.posted.put,
            lambda: self.now,
            self.fed,
            make,
            detector=lambda: _probability,
            on_level=self.levels.append,
            on_captured=lambda data, at: self.captured.append((data, at)),
            **options,
        )

    def ready(self):
        """Load the recogniser, so that no event of it comes in between later."""
        self.listener.prepare()
        assert self.until(DeviceReady) == [DeviceReady(Device.RECOGNISER, "fake")]
        return self

    def speak(self, seconds, chunk=VOICE):
        for _ in range(round(seconds / CHUNK_S)):
            self.now += CHUNK_S
            self.fed.feed(chunk)

    def silence(self, seconds):
        self.speak(seconds, SILENCE)

    def until(self, kind):
        """The events up to the first of `kind`, without partial ones before it."""
        seen = []
        while True:
            event = self.posted.get(timeout=WAIT_S)
            if kind is PartialHeard or not isinstance(event, PartialHeard):
                seen.append(event)
            if isinstance(event, kind):
                return seen

    def settled(self):
        """Wait until all that was fed is handled; the events since."""
        done = threading.Event()
        self.listener._worker.submit(done.set)
        assert done.wait(WAIT_S)
        return self.waiting()

    def decoded(self):
        """Wait until what is being decoded is done and handled."""
        done = threading.Event()
        self.listener._decoder._worker.submit(done.set, 9)
        assert done.wait(WAIT_S)
        self.settled()

    def waiting(self):
        events = []
        while not self.posted.empty():
            events.append(self.posted.get())
        return events
