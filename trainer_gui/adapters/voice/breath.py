# SPDX-License-Identifier: Apache-2.0
"""The sound of slow breathing: noise that swells and falls, brighter on the way in."""

import numpy as np
import numpy.typing as npt

from trainer_gui.adapters.voice.prosody import to_pcm
from trainer_gui.application.ports import Pcm

_RATE = 16_000
_LOUDNESS = 0.06
_SEED = 4
_SMOOTH_IN, _SMOOTH_OUT = 6, 14
"""Samples over which the noise is averaged: more is darker."""

Samples = npt.NDArray[np.float32]


def breaths(count: int, in_s: float, out_s: float) -> Pcm:
    """So many breaths, each of them in and out for so many seconds."""
    random = np.random.default_rng(_SEED)
    ways = [_way(random, in_s, _SMOOTH_IN), _way(random, out_s, _SMOOTH_OUT)]
    return Pcm(to_pcm(np.concatenate(ways), _RATE).data * count, _RATE)


def _way(random: np.random.Generator, seconds: float, smooth: int) -> Samples:
    length = int(seconds * _RATE)
    noise = np.convolve(random.normal(0, 1, length + smooth - 1), np.ones(smooth) / smooth, "valid")
    swell = np.sin(np.pi * np.arange(length) / length) ** 2
    sound: Samples = (noise / noise.std() * swell * _LOUDNESS).astype(np.float32)
    return sound
