# SPDX-License-Identifier: Apache-2.0
"""The sound that listening works on, and where it comes from: 16 kHz mono signed 16-bit."""

from collections.abc import Callable
from threading import Lock
from typing import Protocol

import numpy as np

RATE = 16_000
"""Samples a second."""
CHUNK_BYTES = 1024
"""What voice activity looks at, at once: 512 samples."""
CHUNK_S = CHUNK_BYTES / 2 / RATE
"""32 ms."""
SILENCE_DB = -100.0
"""Loudness of digital silence."""

OnChunk = Callable[[bytes], None]
"""Takes captured sound of any length at once; empty: the device is gone, more may come later."""


class AudioInput(Protocol):
    """Where the trainee's voice comes from. All methods are called on the GUI thread."""

    def start(self, on_chunk: OnChunk) -> None:
        """Hand captured sound to `on_chunk` as it comes; nothing happens if it runs already."""

    def stop(self) -> None:
        """Let go of the device until the next start."""

    def close(self) -> None:
        """Let go of everything."""


class FedInput:
    """Sound that some other thread speaks: the synthetic trainee's, or a test's."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._on_chunk: OnChunk | None = None

    def start(self, on_chunk: OnChunk) -> None:
        """From now on, what is fed is heard."""
        with self._lock:
            self._on_chunk = on_chunk

    def feed(self, data: bytes) -> None:
        """Speak; on any thread. What is fed while nobody listens is lost, as in a room."""
        with self._lock:
            if self._on_chunk is not None:
                self._on_chunk(data)

    def unplug(self) -> None:
        """Behave as a microphone that is pulled out in the middle of a word."""
        self.feed(b"")

    def stop(self) -> None:
        """Nobody hears what is fed from now on."""
        with self._lock:
            self._on_chunk = None

    def close(self) -> None:
        """As `stop`."""
        self.stop()


def samples(data: bytes) -> "np.ndarray[tuple[int], np.dtype[np.float32]]":
    """`data` as numbers from -1 to 1, shape (samples,)."""
    return np.frombuffer(data[: len(data) & ~1], "<i2").astype(np.float32) / 32768.0


def power(data: bytes) -> float:
    """Mean square, 0-1."""
    return float(np.mean(np.square(samples(data)))) if len(data) > 1 else 0.0


def decibels(mean_square: float) -> float:
    """Loudness in dB relative to full scale, not below `SILENCE_DB`."""
    return max(SILENCE_DB, float(10.0 * np.log10(mean_square))) if mean_square > 0 else SILENCE_DB
