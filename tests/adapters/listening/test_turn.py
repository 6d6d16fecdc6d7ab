# SPDX-License-Identifier: Apache-2.0
"""What is measured of a turn while it is followed, chunk by chunk."""

import numpy as np
import pytest

from trainer_gui.adapters.listening.activity import Change, Timing
from trainer_gui.adapters.listening.sound import CHUNK_BYTES, CHUNK_S
from trainer_gui.adapters.listening.turn import Turn

SILENCE = bytes(CHUNK_BYTES)


def _tone(level: float) -> bytes:
    """A chunk with this root mean square, 0-1."""
    samples = np.arange(CHUNK_BYTES // 2)
    wave = np.sqrt(2) * level * np.sin(samples * 2 * np.pi / 32)
    return (wave * 32767).astype("<i2").tobytes()


def _followed(*stretches: tuple[float, bytes]) -> Turn:
    """A turn that heard these, each for so many seconds; whatever is not silence is speech."""
    turn = Turn(1, lambda chunk: float(any(chunk)), Timing())
    at = 0.0
    for seconds, chunk in stretches:
        for _ in range(round(seconds / CHUNK_S)):
            at += CHUNK_S
            if turn.hear(chunk, at) is Change.PAUSED:
                turn.draft()
    return turn


def test_pauses_are_silences_inside_the_turn():
    loud = _tone(0.1)
    turn = _followed(
        (1.0, SILENCE), (1.0, loud), (0.5, SILENCE), (1.0, loud), (0.2, SILENCE), (1.0, loud),
        (1.0, SILENCE),
    )  # fmt: skip
    assert turn.ended
    delivery = turn.delivery("一二三四五六七八九十")
    assert delivery.pauses == 1, "the short one parts two words, the last one ends the turn"
    assert delivery.speech_s == pytest.approx(3.0, abs=0.1)


def test_loudness_is_that_of_the_speech_and_its_rise_that_of_the_end():
    turn = _followed((0.5, SILENCE), (1.5, _tone(0.05)), (0.3, SILENCE), (1.5, _tone(0.1)))
    delivery = turn.delivery("一二三")
    assert delivery.rise_db == pytest.approx(6.0, abs=0.2)
    assert delivery.loudness_db == pytest.approx(-22.0, abs=0.5)


def test_a_turn_without_speech_has_neither():
    delivery = _followed((1.0, SILENCE)).delivery("")
    assert (delivery.speech_s, delivery.pauses, delivery.rise_db) == (0.0, 0, 0.0)
