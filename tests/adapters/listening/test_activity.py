# SPDX-License-Identifier: Apache-2.0
"""The voice activity machine, by probabilities; and the detector behind it, by sound."""

import numpy as np
import pytest

from trainer_gui.adapters.listening.activity import Activity, Change, Timing, silero
from trainer_gui.adapters.listening.sound import CHUNK_BYTES, CHUNK_S, RATE

SPEECH, SILENCE = 0.9, 0.05


def changes(activity, *parts):
    """Feed (seconds, probability) parts; what was told, with the time of it."""
    told, now = [], 0.0
    for seconds, probability in parts:
        for _ in range(round(seconds / CHUNK_S)):
            now += CHUNK_S
            change = activity.feed(probability)
            if change is not None:
                told.append((change, round(now, 2)))
    return told


def test_a_turn_starts_after_130_ms_pauses_after_130_and_ends_after_800():
    told = changes(Activity(), (1.024, SILENCE), (2.048, SPEECH), (2.0, SILENCE))

    (started, at), (paused, pause_at), (ended, end_at) = told
    assert (started, paused, ended) == (Change.STARTED, Change.PAUSED, Change.ENDED)
    assert at - 1.024 == pytest.approx(0.13, abs=CHUNK_S)
    assert pause_at - 3.072 == pytest.approx(0.13, abs=CHUNK_S)
    assert end_at - 3.072 == pytest.approx(0.8, abs=CHUNK_S)


def test_speech_that_goes_on_after_a_pause_is_told():
    told = changes(Activity(), (1, SPEECH), (0.4, SILENCE), (1, SPEECH), (1, SILENCE))
    assert [c for c, _ in told] == [
        Change.STARTED,
        Change.PAUSED,
        Change.RESUMED,
        Change.PAUSED,
        Change.ENDED,
    ]


def test_a_gap_between_words_is_no_pause():
    told = changes(Activity(), (1, SPEECH), (0.096, SILENCE), (1, SPEECH))
    assert [c for c, _ in told] == [Change.STARTED]


@pytest.mark.parametrize("seconds", [0.032, 0.064, 0.096])
def test_a_click_starts_nothing(seconds):
    assert changes(Activity(), (seconds, SPEECH), (2, SILENCE)) == []


def test_clicks_with_pauses_between_them_never_add_up_to_a_start():
    activity = Activity()
    assert not [c for _ in range(50) for c in changes(activity, (0.064, SPEECH), (0.5, SILENCE))]


def test_one_weak_chunk_in_the_first_syllable_does_not_hold_up_the_start():
    told = changes(Activity(), (0.096, SPEECH), (0.032, SILENCE), (0.096, SPEECH))
    assert [c for c, _ in told] == [Change.STARTED]


def test_a_cough_vanishes():
    told = changes(Activity(), (0.13, SPEECH), (1, SILENCE))
    assert [c for c, _ in told] == [Change.STARTED, Change.PAUSED, Change.VANISHED]


def test_the_end_of_turn_silence_can_be_set():
    told = changes(Activity(Timing(end_s=1.5)), (1, SPEECH), (1.4, SILENCE))
    assert Change.ENDED not in [c for c, _ in told]


def test_a_held_key_keeps_the_turn_open_until_it_is_released():
    activity = Activity(Timing().held())
    told = changes(activity, (1, SPEECH), (20, SILENCE))
    assert [c for c, _ in told] == [Change.STARTED, Change.PAUSED]
    assert activity.finish() is Change.ENDED
    assert activity.finish() is None


def test_noise_that_sounds_like_speech_for_ever_ends_nevertheless():
    told = changes(Activity(Timing(longest_s=10)), (11, SPEECH))
    assert Change.ENDED in [c for c, _ in told]


@pytest.mark.parametrize(
    ("kind", "seconds"), [("silence", 120), ("white noise", 40), ("hum", 20), ("clicks", 20)]
)
def test_minutes_without_speech_start_nothing(kind, seconds):
    n = np.arange(seconds * RATE)
    random = np.random.default_rng(1)
    wave = {
        "silence": lambda: np.zeros(len(n)),
        "white noise": lambda: random.standard_normal(len(n)) * 0.05,
        "hum": lambda: 0.2 * np.sin(2 * np.pi * 100 * n / RATE),
        "clicks": lambda: np.where(n % (RATE // 2) < 40, 0.5, 0.0),
    }[kind]()
    data = (wave.clip(-1, 1) * 32767).astype("<i2").tobytes()
    activity, probability = Activity(), silero()
    told = [
        activity.feed(probability(data[i : i + CHUNK_BYTES]))
        for i in range(0, len(data) - CHUNK_BYTES + 1, CHUNK_BYTES)
    ]
    assert set(told) == {None}
