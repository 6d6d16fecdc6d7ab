# SPDX-License-Identifier: Apache-2.0
"""How anger sounds: speed, pitch, level, edge, pauses and breath, the same for every engine.

No engine here takes emotion, so anger is played on what all of them have. A shout is higher, its
formants too, and has more of its energy above 800 Hz: the pitch is raised by resampling, which
moves both, and an edge is put on. Calm to furious is 23 % in speed, 15 % in pitch and 8 dB; a
recogniser reads it back as well as calm speech (`tests/bench/prosody.py`). At a speed of 1.35 it
loses three points of accuracy.
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
VERSION = "3"
"""Part of the cache's key: raise it when the figures or the shaping below change."""
_SOUND = 0.01
"""Share of the loudest moment above which a clause sounds: at 0.03 soft first consonants are lost,
and half a syllable in a hundred more is misheard."""
_BEND = 0.8
_EDGE_HZ = 800.0
_SENTENCE_S = 0.25
"""A pause of this length ends a sentence: there is time to breathe."""
_BREATH_S = 0.24
_BREATH_DB = -20.0
"""Below the speech that it follows."""
_SPEED, _PITCH = (0.7, 1.12), (0.7, 1.25)
"""Bounds of a person's own speed and pitch, so that anger is heard on top of any."""
_HEAT = (0.85, 1.15)


@dataclass(frozen=True, slots=True)
class Prosody:
    """The sound of one clause."""

    speed: float = 1.0
    """1 is the engine's ordinary speed."""
    pitch: float = 1.0
    """1 is the voice's own pitch."""
    level_db: float = -25.0
    """Root mean square of the speech, in dB relative to full scale."""
    edge_db: float = 0.0
    """How much is added to what lies an octave and a half above 800 Hz."""
    pause: float = 1.0
    """Factor on the silence after it."""
    breath: float = 0.0
    """Loudness of the breath after a sentence; 0: none is heard."""

    @property
    def engine_speed(self) -> float:
        """The speed to ask of an engine: raising the pitch by resampling quickens by as much."""
        return self.speed / self.pitch


_ANGER = {
    Band.CALM: Prosody(),
    Band.ANNOYED: Prosody(1.06, 1.05, -23.0, 1.0, 0.9, 0.0),
    Band.ANGRY: Prosody(1.15, 1.1, -20.0, 2.5, 0.8, 0.7),
    Band.FURIOUS: Prosody(1.23, 1.15, -17.0, 4.0, 0.65, 1.0),
}


def prosody_of(
    voice: VoiceStyle, band: Band, own_rate: float = 1.0, own_pitch: float = 1.0
) -> Prosody:
    """Person and anger together; `own_…` is what the engine's voice for the timbre adds."""
    calm, anger = _ANGER[Band.CALM], _ANGER[band]
    heat = _within(_HEAT, voice.heat)
    return Prosody(
        speed=_within(_SPEED, voice.rate * own_rate) * (1 + heat * (anger.speed - 1)),
        pitch=_within(_PITCH, voice.pitch * own_pitch) * (1 + heat * (anger.pitch - 1)),
        level_db=calm.level_db + heat * (anger.level_db - calm.level_db),
        edge_db=heat * anger.edge_db,
        pause=voice.pause * anger.pause,
        breath=min(2.0, voice.breath * anger.breath),
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
    edged = _edged(pitched, prosody.edge_db)
    levelled = _limited(edged * _gain(edged, prosody.level_db))
    pause = np.zeros(int(RATE * pause_s * prosody.pause / prosody.speed), np.float32)
    if prosody.breath and pause_s >= _SENTENCE_S:
        pause = _breath(prosody.level_db, prosody.breath)
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
    loud = np.flatnonzero(levels > _SOUND * levels.max())
    return samples[max(0, int(loud[0]) - 2) * size : (int(loud[-1]) + 5) * size]


def _gain(samples: Samples, level_db: float) -> float:
    """The factor that brings the speech, not its pauses, to `level_db`."""
    levels = _frames(samples, RATE // 50)
    if not levels.size or levels.max() <= 0:
        return 1.0
    spoken = levels[levels > 0.1 * levels.max()]
    return float(10 ** (level_db / 20) / np.sqrt((spoken**2).mean()))


def _within(bounds: tuple[float, float], value: float) -> float:
    return min(bounds[1], max(bounds[0], value))


def _edged(samples: Samples, edge_db: float) -> Samples:
    """Brighter from `_EDGE_HZ` upwards, as a voice that is raised."""
    if not edge_db or not samples.size:
        return samples
    octaves = np.log2(np.maximum(np.fft.rfftfreq(samples.size, 1 / RATE), 1) / _EDGE_HZ)
    gain = 10 ** (edge_db / 20 * np.clip(octaves / 1.5, 0, 1))
    return np.fft.irfft(np.fft.rfft(samples) * gain, samples.size).astype(np.float32)


def _breath(level_db: float, loudness: float) -> Samples:
    """A quick breath in, with a little silence on both sides: noise as a throat colours it."""
    count = int(RATE * _BREATH_S)
    hertz = np.fft.rfftfreq(count, 1 / RATE)
    throat = sum(np.exp(-(((hertz - peak) / 500) ** 2)) for peak in (900, 1800, 2900))
    noise = np.random.default_rng(7).standard_normal(count)  # the same each time: it is cached
    air = np.fft.irfft(np.fft.rfft(noise) * throat, count)
    air *= np.sin(np.pi * np.linspace(0, 1, count) ** 0.7) ** 2
    air *= loudness * 10 ** ((level_db + _BREATH_DB) / 20) / np.sqrt(np.mean(air**2))
    still = np.zeros(RATE // 25, np.float32)
    return np.concatenate([still, air.astype(np.float32), still])


def _limited(samples: Samples) -> Samples:
    """Peaks above `_BEND` bent below 1 instead of cut."""
    room = 1.0 - _BEND
    size = np.abs(samples)
    bent = np.sign(samples) * (_BEND + room * np.tanh((size - _BEND) / room))
    return np.where(size > _BEND, bent, samples).astype(np.float32)
