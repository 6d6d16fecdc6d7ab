# SPDX-License-Identifier: Apache-2.0
"""How anger sounds: speed, pitch and level, the same for every engine.

No engine here takes emotion, so anger is played on what all of them have. Beyond these figures the
words get hard to make out: at a speed of 1.35 a recogniser loses three points of accuracy.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from trainer_gui.application.ports import Pcm
from trainer_gui.domain.emotion import Band

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from trainer_gui.domain.persona import VoiceStyle

    Samples = NDArray[np.float32]

RATE = 24_000
"""Samples a second of all that is rendered: one rate for cache, player and recorder."""
_BEND = 0.8
VERSION = "1"
"""Part of the cache's key: raise it when the figures or the shaping below change."""


@dataclass(frozen=True, slots=True)
class Prosody:
    """The sound of one clause."""

    speed: float
    """1 is the engine's ordinary speed."""
    pitch: float
    """1 is the voice's own pitch."""
    level_db: float
    """Root mean square of the speech, in dB relative to full scale."""

    @property
    def engine_speed(self) -> float:
        """The speed to ask of an engine: raising the pitch by resampling quickens by as much."""
        return self.speed / self.pitch


_ANGER = {
    Band.CALM: Prosody(speed=1.0, pitch=1.0, level_db=-25.0),
    Band.ANNOYED: Prosody(speed=1.06, pitch=1.015, level_db=-23.0),
    Band.ANGRY: Prosody(speed=1.13, pitch=1.035, level_db=-20.0),
    Band.FURIOUS: Prosody(speed=1.2, pitch=1.06, level_db=-17.0),
}


def prosody_of(
    voice: VoiceStyle, band: Band, own_rate: float = 1.0, own_pitch: float = 1.0
) -> Prosody:
    """Person and anger together; `own_…` is what the engine's voice for the timbre adds."""
    anger = _ANGER[band]
    return Prosody(
        speed=min(1.5, max(0.6, voice.rate * anger.speed * own_rate)),
        pitch=min(1.4, max(0.7, voice.pitch * anger.pitch * own_pitch)),
        level_db=anger.level_db,
    )


def shape(samples: Samples, rate: int, prosody: Prosody, pause_s: float) -> Pcm:
    """The finished clause: trimmed, raised or lowered, levelled, with its pause, at `RATE`.

    Args:
        samples: What the engine rendered at `prosody.engine_speed`; (samples,), -1 to 1.
        rate: Its samples a second.
        prosody: The sound that is wanted.
        pause_s: Silence after it in calm speech, in seconds.
    """
    pitched = resample(_trimmed(samples, rate), RATE / (rate * prosody.pitch))
    levelled = _limited(pitched * _gain(pitched, prosody.level_db))
    pause = np.zeros(int(RATE * pause_s / prosody.speed), np.float32)
    return to_pcm(np.concatenate([levelled, pause]), RATE)


def silence(seconds: float) -> Pcm:
    """Nothing to hear, for text without a word in it."""
    return Pcm(bytes(2 * int(RATE * seconds)), RATE)


def to_pcm(samples: Samples, rate: int) -> Pcm:
    """(samples,) from -1 to 1 as `Pcm`."""
    return Pcm((np.clip(samples, -1.0, 1.0) * 32767).astype("<i2").tobytes(), rate)


def from_pcm(pcm: Pcm) -> Samples:
    """`Pcm` as (samples,) from -1 to 1."""
    return (np.frombuffer(pcm.data, "<i2") / 32768).astype(np.float32)


def resample(samples: Samples, factor: float) -> Samples:
    """(samples,) with `factor` times as many samples, band-limited."""
    if samples.size == 0 or round(samples.size * factor) == samples.size:
        return samples
    count = max(1, round(samples.size * factor))
    # A clause begins and ends in silence, so that the transform's wrap-around is not heard.
    return (np.fft.irfft(np.fft.rfft(samples), count) * (count / samples.size)).astype(np.float32)


def _frames(samples: Samples, size: int) -> Samples:
    """Root mean square of each whole frame; (frames,)."""
    whole = samples[: samples.size // size * size].reshape(-1, size)
    squares: Samples = np.mean(whole.astype(np.float32) ** 2, axis=1)
    return np.sqrt(squares)


def _trimmed(samples: Samples, rate: int) -> Samples:
    """Without the silence at both ends, up to 20 ms before and 40 ms after the sound."""
    size = rate // 100
    levels = _frames(samples, size)
    if not levels.size or levels.max() <= 0:
        return samples[:0]
    loud = np.flatnonzero(levels > 0.03 * levels.max())
    return samples[max(0, int(loud[0]) - 2) * size : (int(loud[-1]) + 5) * size]


def _gain(samples: Samples, level_db: float) -> float:
    """The factor that brings the speech, not its pauses, to `level_db`."""
    levels = _frames(samples, RATE // 50)
    if not levels.size or levels.max() <= 0:
        return 1.0
    spoken = levels[levels > 0.1 * levels.max()]
    return float(10 ** (level_db / 20) / np.sqrt((spoken**2).mean()))


def _limited(samples: Samples) -> Samples:
    """Peaks above `_BEND` bent below 1 instead of cut."""
    room = 1.0 - _BEND
    size = np.abs(samples)
    bent = np.sign(samples) * (_BEND + room * np.tanh((size - _BEND) / room))
    return np.where(size > _BEND, bent, samples).astype(np.float32)
