# SPDX-License-Identifier: Apache-2.0
"""What is remembered of microphone checks, for each device and each trainee."""

from dataclasses import replace
from datetime import date

from trainer_gui.application.checking import last_of, usual_of, with_result
from trainer_gui.domain.delivery import Delivery, Usual
from trainer_gui.domain.speech.sound_check import Checked, Finding

SENTENCE = "您好，请坐。您慢慢说，我一边听一边记。"
FINE = Checked("耳机", -60.0, SENTENCE, SENTENCE, Delivery(4.0, 15, -25.0))
MISHEARD = replace(FINE, heard="您好")
FIRST, LATER = date(2026, 5, 1), date(2026, 5, 2)


def test_each_trainee_has_a_way_of_speaking_into_each_device():
    kept = with_result((), FINE, "小李", FIRST)
    assert usual_of("耳机", "小李", kept) == Usual(225.0, -25.0)
    assert usual_of("耳机", "小王", kept) is None
    assert usual_of("内置", "小李", kept) is None


def test_a_later_check_takes_the_place_of_the_earlier_one():
    quicker = replace(FINE, delivery=Delivery(3.0, 15, -25.0))
    kept = with_result(with_result((), FINE, "小李", FIRST), quicker, "小李", LATER)
    assert len(kept) == 1
    assert usual_of("耳机", "小李", kept) == Usual(300.0, -25.0)


def test_a_check_that_understood_too_little_leaves_the_way_of_speaking():
    kept = with_result(with_result((), FINE, "", FIRST), MISHEARD, "", LATER)
    last = last_of("耳机", kept)
    assert last is not None
    assert (last.on, last.findings) == (LATER, (Finding.MISHEARD,))
    assert usual_of("耳机", "", kept) == Usual(225.0, -25.0)


def test_the_latest_check_of_a_device_counts_whoever_made_it():
    kept = with_result((), FINE, "小李", FIRST)
    kept = with_result(kept, MISHEARD, "小王", LATER)
    last = last_of("耳机", kept)
    assert last is not None
    assert last.trainee == "小王"
    assert last_of("内置", kept) is None
