# SPDX-License-Identifier: Apache-2.0
"""Whether the microphone hears the customer: what it hears, compared with what was just played.

Two questions, for one is not enough: is there one delay at which both move together (a sharp peak
of the cross-correlation with the spectrum flattened), and how much of the sound does that explain
(coherence at that delay). Measured after 0.3 s of voice, on six voices in simulated rooms with
0.2 to 0.6 s of reverberation, 3 to 25 dB below the line and up to 350 ms late, against forty people
who talk over her in headphones: peaks of an echo 24 to 75, without one at most 8; shares 0.40 to
0.93 and at most 0.25. After 0.13 s: peaks of an echo from 11 on, without one up to 8.
"""

from collections import deque
from dataclasses import dataclass, field
from threading import Lock

import numpy as np

from trainer_gui.adapters.listening.sound import RATE, samples
from trainer_gui.application.ports import Pcm

Sound = np.ndarray[tuple[int], np.dtype[np.float32]]

WINDOW_S = 0.8
"""How much of the microphone's sound is compared."""
LATEST_S = 0.6
"""How late an echo comes at most: wireless loudspeakers take a quarter of a second."""
_EARLY_S = 0.1
"""By how much the two clocks may differ."""
_KEPT_S = 4.0
_JITTER_S = 0.1
"""Pieces that follow one another within so much of their times are one stream."""
_PEAK = 10.0
_SHARE = 0.33
_FLATTENED = 0.8
_FRAME, _HOP = 512, 128
_BAND = slice(150 * _FRAME // RATE + 1, 6000 * _FRAME // RATE)


@dataclass(slots=True)
class _Stream:
    """Sound that was played without a gap."""

    rate: int
    start: float
    data: bytearray = field(default_factory=bytearray)

    @property
    def end(self) -> float:
        return self.start + len(self.data) / 2 / self.rate


class Played:
    """What was played last. Any thread may call."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._streams: deque[_Stream] = deque()

    def hear(self, sound: Pcm, at: float) -> None:
        """`sound` is heard from `at` on, in seconds of the clock that `is_echo` is given."""
        with self._lock:
            while self._streams and self._streams[-1].start > at + _JITTER_S:
                self._streams.pop()  # another scene began: the clock was set back
            last = self._streams[-1] if self._streams else None
            if last is None or last.rate != sound.rate or abs(at - last.end) > _JITTER_S:
                last = _Stream(sound.rate, at)
                self._streams.append(last)
            last.data += sound.data
            surplus = len(last.data) - int(_KEPT_S * last.rate) * 2
            if surplus > 0:
                del last.data[:surplus]
                last.start += surplus / 2 / last.rate
            while self._streams[0].end < last.end - _KEPT_S:
                self._streams.popleft()

    def is_silent(self, at: float) -> bool:
        """Whether nothing is heard any more of what was played, echoes included."""
        with self._lock:
            return not self._streams or self._streams[-1].end + LATEST_S < at

    def is_echo(self, heard: bytes, until: float) -> bool:
        """Whether `heard`, the microphone's sound until that time, is mainly what was played.

        Only the last `WINDOW_S` of it count. Takes some milliseconds.
        """
        mine = samples(heard)[-int(WINDOW_S * RATE) :]
        if len(mine) < _FRAME:
            return False
        start = until - len(mine) / RATE - LATEST_S
        hers = self._between(start, until + _EARLY_S)
        if not hers.any() or not mine.any():
            return False
        at, peak = _delay(mine, hers)
        return peak >= _PEAK and _explained(mine, hers[at : at + len(mine)]) >= _SHARE

    def _between(self, start: float, end: float) -> Sound:
        """What was played from `start` to `end`, at `RATE`; silence where there was nothing."""
        times = start + np.arange(round((end - start) * RATE)) / RATE
        whole = np.zeros(len(times), np.float32)
        with self._lock:
            for stream in self._streams:
                if stream.end > start and stream.start < end:
                    played = samples(bytes(stream.data))
                    places = (times - stream.start) * stream.rate
                    whole += np.interp(places, np.arange(len(played)), played, 0, 0)
        return whole


def _delay(mine: Sound, hers: Sound) -> tuple[int, float]:
    """Where in `hers` `mine` fits best, in samples, and how far that place stands out."""
    length = 1 << (len(mine) + len(hers) - 1).bit_length()
    cross = np.fft.rfft(hers, length) * np.conj(np.fft.rfft(mine, length))
    cross /= np.abs(cross) ** _FLATTENED + 1e-12
    fits = np.fft.irfft(cross, length)[: len(hers) - len(mine) + 1]
    at = int(np.argmax(np.abs(fits)))
    spread = float(np.sqrt(np.mean(np.square(fits))))
    return at, float(np.abs(fits[at])) / spread if spread else 0.0


def _explained(mine: Sound, hers: Sound) -> float:
    """The share of the power of `mine` that goes with `hers`, 0-1."""
    a, b = _spectra(mine), _spectra(hers)
    both = np.abs(np.sum(a * np.conj(b), axis=0)) ** 2
    own, other = np.sum(np.abs(a) ** 2, axis=0), np.sum(np.abs(b) ** 2, axis=0)
    shared = both / (other + 1e-9 * other.max() + 1e-20)
    return float(np.sum(shared[_BAND]) / (np.sum(own[_BAND]) + 1e-20))


def _spectra(sound: Sound) -> "np.ndarray[tuple[int, int], np.dtype[np.complex128]]":
    frames = np.lib.stride_tricks.sliding_window_view(sound, _FRAME)[::_HOP]
    spectra: np.ndarray[tuple[int, int], np.dtype[np.complex128]] = np.fft.rfft(
        frames * np.hanning(_FRAME), axis=1
    )
    return spectra
