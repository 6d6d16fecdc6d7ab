# SPDX-License-Identifier: Apache-2.0
"""Noise, torn peaks, and our own sound found again in a room."""

import numpy as np
import pytest

from trainer_gui.adapters.listening.measuring import (
    check_sound,
    clipped,
    echo_db,
    noise_db,
    speech_db,
)
from trainer_gui.adapters.listening.sound import RATE, decibels, power, samples

RANDOM = np.random.default_rng(7)


def _noise(level_db: float, seconds: float) -> np.ndarray:
    return RANDOM.normal(0, 10 ** (level_db / 20), int(seconds * RATE))


def _bytes(sound: np.ndarray) -> bytes:
    return (sound * 32768).clip(-32768, 32767).astype("<i2").tobytes()


@pytest.mark.parametrize("level", [-70.0, -50.0, -30.0])
def test_noise_is_measured_beside_a_cough(level):
    room = _noise(level, 3.0)
    room[RATE : RATE + RATE // 2] += _noise(-10.0, 0.5)
    assert noise_db(_bytes(room)) == pytest.approx(level, abs=1.0)


def test_silence_has_no_level():
    assert noise_db(bytes(RATE)) == noise_db(b"") == speech_db(b"") == -100.0


def test_speech_is_what_is_loudest():
    sound = _noise(-60.0, 3.0)
    sound[:RATE] += _noise(-20.0, 1.0)
    assert speech_db(_bytes(sound)) == pytest.approx(-20.0, abs=1.5)


def test_torn_peaks_are_counted():
    calm = 0.5 * np.sin(np.arange(RATE) / 10)
    assert clipped(_bytes(calm)) == 0.0
    assert 0.3 < clipped(_bytes(calm * 4)) < 0.9
    assert clipped(b"") == 0.0


def _room(late_s: float, gain: float, noise: float, *, hall: bool = False) -> bytes:
    """Three seconds in which our sound comes back after a while."""
    sound = _noise(noise, 3.0)
    played = samples(check_sound().data).astype(float)
    if hall:  # the walls answer too
        tail = RANDOM.normal(0, 1, RATE // 5) * np.exp(-np.arange(RATE // 5) / (RATE / 30)) * 0.1
        tail[0] = 1.0
        played = np.convolve(played, tail)[: len(played)]
    at = int(late_s * RATE)
    sound[at : at + len(played)] += gain * played
    return _bytes(sound)


@pytest.mark.parametrize("late", [0.0, 0.1, 0.9])
def test_our_own_sound_is_found_whenever_it_comes_back(late):
    level = decibels(power(check_sound().data))
    found = echo_db(_room(late, 0.1, -60.0), check_sound())
    assert found == pytest.approx(level - 20, abs=0.5)


def test_it_is_found_in_a_hall_and_below_the_noise():
    assert echo_db(_room(0.2, 0.1, -50.0, hall=True), check_sound()) is not None
    level = decibels(power(check_sound().data))
    assert echo_db(_room(0.2, 0.1, level - 15), check_sound()) is not None


@pytest.mark.parametrize("seed", range(10))
def test_noise_speech_and_silence_are_not_taken_for_it(seed):
    random = np.random.default_rng(seed)
    for level in (-60, -30, -12):
        noise = random.normal(0, 10 ** (level / 20), 3 * RATE)
        assert echo_db(_bytes(noise), check_sound()) is None
    tone = 0.3 * np.sin(2 * np.pi * (200 + 100 * seed) * np.arange(3 * RATE) / RATE)
    assert echo_db(_bytes(tone), check_sound()) is None
    assert echo_db(bytes(6 * RATE), check_sound()) is None


def test_too_little_sound_tells_nothing():
    assert echo_db(bytes(100), check_sound()) is None
