# SPDX-License-Identifier: Apache-2.0
"""How the trainee spoke in a whole scene: counted, and held against the own way."""

from dataclasses import replace

import pytest

from tests.scenes import spoken
from trainer_gui.domain.delivery import Delivery, Usual
from trainer_gui.domain.emotion import Emotion
from trainer_gui.domain.speech.speaking import (
    Measure,
    Measured,
    Speaking,
    Verdict,
    fillers,
    speaking,
)
from trainer_gui.domain.transcript import Speaker, Turn

USUAL = Usual(characters_per_minute=240, loudness_db=-30)


def _hers(start: float, end: float, *, interrupted: bool = False) -> Turn:
    return Turn(Speaker.CUSTOMER, "什么？", "b", start, end, Emotion(), interrupted=interrupted)


def _mine(start: float, end: float, text: str = "好。", delivery: Delivery | None = None) -> Turn:
    return Turn(Speaker.TRAINEE, text, "b", start, end, Emotion(), delivery=delivery)


def _of(result: Speaking | None, what: Measured) -> Measure:
    assert result is not None
    return next(m for m in result.measures if m.what is what)


def test_nothing_is_said_of_who_typed_or_was_silent():
    assert speaking([]) is None
    assert speaking([_hers(0, 2), _mine(3, 4)]) is None
    assert speaking([_hers(0, 2), _mine(3, 4, delivery=Delivery(0.0, 0, -60.0))]) is None


def test_rate_is_all_characters_over_all_speech():
    turns = [
        _mine(0, 9, delivery=Delivery(6.0, 20, -30.0)),
        _mine(10, 12, delivery=Delivery(2.0, 20, -30.0)),
    ]
    rate = _of(speaking(turns), Measured.RATE)
    assert rate.value == pytest.approx(300)
    assert (rate.own, rate.verdict) == (None, Verdict.FINE)


@pytest.mark.parametrize(
    ("rate", "usual", "verdict"),
    [
        (370, None, Verdict.HIGH),
        (140, None, Verdict.LOW),
        (310, USUAL, Verdict.HIGH),
        (290, USUAL, Verdict.FINE),
        (140, USUAL, Verdict.LOW),
        (370, replace(USUAL, characters_per_minute=330), Verdict.FINE),
    ],
)
def test_rate_is_held_against_the_own_way(rate: float, usual: Usual | None, verdict: Verdict):
    result = speaking([_mine(0, 9, delivery=replace(spoken(rate), usual=usual))])
    assert _of(result, Measured.RATE).verdict is verdict
    assert result.knows_own is (usual is not None)


def test_loudness_is_how_far_the_loudest_turn_stands_above_the_own_way():
    calm = replace(spoken(240), loudness_db=-30.0)
    loud = replace(spoken(240), loudness_db=-20.0)
    alone = _of(
        speaking([_mine(0, 1, delivery=calm), _mine(2, 3, delivery=loud)]), Measured.LOUDNESS
    )
    assert (alone.value, alone.verdict) == (pytest.approx(5), Verdict.FINE)
    known = [_mine(0, 1, delivery=replace(d, usual=USUAL)) for d in (calm, loud)]
    held = _of(speaking(known), Measured.LOUDNESS)
    assert (held.value, held.verdict) == (pytest.approx(10), Verdict.HIGH)


def test_a_voice_that_climbs_within_a_turn_is_seen():
    climbing = replace(spoken(240), rise_db=9.0)
    rise = _of(
        speaking([_mine(0, 1, delivery=spoken(240)), _mine(2, 3, delivery=climbing)]), Measured.RISE
    )
    assert (rise.value, rise.verdict) == (9.0, Verdict.HIGH)


def test_pauses_are_counted_in_a_minute_of_speech():
    broken = Delivery(10.0, 40, -30.0, pauses=5)
    pauses = _of(speaking([_mine(0, 20, delivery=broken)]), Measured.PAUSES)
    assert (pauses.value, pauses.verdict) == (30.0, Verdict.HIGH)


def test_cutting_in_and_waiting_are_measured():
    turns = [
        _hers(0.0, 4.0),
        _mine(5.0, 9.0, delivery=spoken(240)),
        _hers(10.0, 11.0, interrupted=True),
        _mine(11.0, 13.0, delivery=spoken(240)),
        _hers(14.0, 16.0),
        _mine(22.0, 25.0, delivery=spoken(240)),
        _mine(26.0, 27.0, delivery=spoken(240)),  # nobody was waited for
        _hers(28.0, 29.0, interrupted=True),  # the scene was ended, nobody cut in
    ]
    result = speaking(turns)
    over = _of(result, Measured.TALK_OVER)
    assert (over.value, over.verdict) == (1.0, Verdict.HIGH)
    wait = _of(result, Measured.LATENCY)
    assert (wait.value, wait.verdict) == (1.0, Verdict.FINE)


def test_a_first_word_without_a_line_before_it_waited_for_nobody():
    assert _of(speaking([_mine(5, 6, delivery=spoken(240))]), Measured.LATENCY).value == 0.0


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("嗯，那个，我帮您查一下。", ("嗯", "那个")),
        ("呃呃这个…我看看", ("呃", "这个")),
        ("嗯，好的，我马上办。", ()),  # that is a yes
        ("嗯嗯是的", ()),
        ("那个套餐是三月改的", ()),  # it points at something
        ("就是，就是说您没收到短信", ("就是",)),
        ("然后，然后我再帮您问", ("然后",)),
        ("", ()),
    ],
)
def test_words_that_only_fill_time_are_told_from_words_that_say_something(
    text: str, found: tuple[str, ...]
):
    assert fillers(text) == found


def test_fillers_are_counted_in_a_hundred_characters_and_named():
    delivery = Delivery(10.0, 50, -30.0)
    result = speaking([_mine(0, 12, "嗯，那个，嗯，我先看看。", delivery)])
    count = _of(result, Measured.FILLERS)
    assert (count.value, count.verdict) == (6.0, Verdict.HIGH)
    assert result.fillers == (("嗯", 2), ("那个", 1))
