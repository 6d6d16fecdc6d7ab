# SPDX-License-Identifier: Apache-2.0
"""Measures of captured sound: the noise of a room, torn peaks, our own sound coming back."""

import numpy as np
import numpy.typing as npt

from trainer_gui.adapters.listening.sound import RATE, decibels, samples
from trainer_gui.application.ports import Pcm

_FRAME = RATE // 20
_QUIET_PART = 10
"""Percent of the frames that are quieter than what counts as the noise: a cough is none."""
_TOP = 32_700
_KNOWN_AGAIN = 0.12
"""Correlation from which on our sound is surely the one in the microphone: noise reaches 0.05."""
_SWEEPS = 3
_SWEEP_S = 0.45
_LOW_HZ, _HIGH_HZ = 350.0, 3200.0
_AMPLITUDE = 0.35

Samples = npt.NDArray[np.float64]


def check_sound() -> Pcm:
    """Three rising tones, each of them unlike itself at any other moment: easily found again."""
    time = np.arange(int(_SWEEP_S * RATE)) / RATE
    rise = np.log(_HIGH_HZ / _LOW_HZ) / _SWEEP_S
    sweep = np.sin(2 * np.pi * _LOW_HZ * (np.exp(rise * time) - 1) / rise)
    fade = np.minimum(1, np.minimum(time, _SWEEP_S - time) / 0.05)
    gap = np.zeros(int(0.08 * RATE))
    whole = np.concatenate([sweep * fade * _AMPLITUDE, gap] * _SWEEPS)
    return Pcm((whole * 32767).astype("<i2").tobytes(), RATE)


def noise_db(data: bytes) -> float:
    """The level of a room where nobody speaks, in dB relative to full scale."""
    sound = samples(data).astype(np.float64)
    frames = sound[: len(sound) // _FRAME * _FRAME].reshape(-1, _FRAME)
    if not len(frames):
        return decibels(0.0)
    return decibels(float(np.percentile(np.square(frames).mean(axis=1), _QUIET_PART)))


def clipped(data: bytes) -> float:
    """The share of samples that reach the end of the scale, 0-1."""
    sound = np.frombuffer(data[: len(data) & ~1], "<i2").astype(np.int32)
    return float((np.abs(sound) >= _TOP).mean()) if len(sound) else 0.0


def echo_db(data: bytes, played: Pcm) -> float | None:
    """The level at which `played` is in `data`, in dB relative to full scale; None: it is not."""
    sound, known = samples(data).astype(np.float64), samples(played.data).astype(np.float64)
    if len(sound) < len(known):
        return None
    size = 1 << (len(sound) + len(known)).bit_length()
    spectrum = np.fft.rfft(sound, size) * np.conj(np.fft.rfft(known, size))
    shifts: Samples = np.fft.irfft(spectrum, size)[: len(sound) - len(known) + 1]
    at = int(np.abs(shifts).argmax())
    ours, all_of_it = float(np.square(known).sum()), sound[at : at + len(known)]
    strength = abs(float(shifts[at])) / np.sqrt(
        ours * max(1e-12, float(np.square(all_of_it).sum()))
    )
    if strength < _KNOWN_AGAIN:
        return None
    return decibels((float(shifts[at]) / ours) ** 2 * ours / len(known))


def speech_db(data: bytes) -> float:
    """The level of whatever is loudest, in dB relative to full scale."""
    sound = samples(data).astype(np.float64)
    frames = sound[: len(sound) // _FRAME * _FRAME].reshape(-1, _FRAME)
    loudest = np.sort(np.square(frames).mean(axis=1))[-len(frames) // 10 :]
    return decibels(float(loudest.mean()) if len(loudest) else 0.0)
