# SPDX-License-Identifier: Apache-2.0
"""Emotion, its bands, and what a reply does to it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.scenes import PERSONA, reading
from trainer_gui.domain.emotion import Band, Emotion, Shift, band_of
from trainer_gui.domain.reaction import react, total
from trainer_gui.domain.reading import NOTHING_READ

POINTS = st.floats(-300, 300)
ANGRY = Emotion(anger=70)
COOL = Emotion(anger=20)


@pytest.mark.parametrize(
    ("anger", "band"),
    [
        (0, "calm"),
        (29.9, "calm"),
        (30, "annoyed"),
        (54.9, "annoyed"),
        (55, "angry"),
        (79.9, "angry"),
        (80, "furious"),
        (100, "furious"),
    ],
)
def test_band_follows_anger(anger: float, band: str):
    assert band_of(anger) == Emotion(anger=anger).band == Band(band)


@given(POINTS, POINTS, POINTS)
def test_emotion_stays_within_0_and_100(anger: float, trust: float, patience: float):
    moved = Emotion().moved(Shift(anger, trust, patience))
    assert all(0 <= x <= 100 for x in (moved.anger, moved.trust, moved.patience))


def test_each_label_moves_the_customer_by_the_personas_table():
    causes = react(PERSONA, reading("empathy", "blame"), ANGRY, {})
    assert {c.what: c.shift.anger for c in causes} == {"empathy": -12, "blame": 15}
    assert total(causes) == Shift(anger=3, trust=-2)


@pytest.mark.parametrize("labels", [(), ("praise",)], ids=["nothing read", "nothing she minds"])
def test_reply_that_does_nothing_for_her_tries_her_patience(labels: tuple[str, ...]):
    (cause,) = react(PERSONA, reading(*labels), ANGRY, {})
    assert (cause.what, cause.shift) == ("unmoved", PERSONA.unmoved)


def test_technique_wears_off_with_use_but_a_fault_hurts_each_time():
    uses = {"empathy": 2, "blame": 2}
    causes = react(PERSONA, reading("empathy", "blame"), ANGRY, uses)
    assert {c.what: c.shift.anger for c in causes} == {"empathy": -3, "blame": 15}


def test_explanation_counts_little_while_she_is_hot():
    hot = total(react(PERSONA, reading("explain"), ANGRY, {}))
    cool = total(react(PERSONA, reading("explain"), COOL, {}))
    soothed = total(react(PERSONA, reading("empathy", "explain"), ANGRY, {}))
    assert hot.anger == pytest.approx(-3)
    assert hot.trust == pytest.approx(3)
    assert cool.anger == -10
    assert soothed.anger == -22


def test_harm_that_a_move_does_never_wears_off():
    again = total(react(PERSONA, reading("thanks"), ANGRY, {"thanks": 3}))
    assert again == PERSONA.reactions["thanks"]


def test_nothing_moves_without_causes():
    assert total(()) == Shift()
    assert NOTHING_READ.labels == frozenset()
