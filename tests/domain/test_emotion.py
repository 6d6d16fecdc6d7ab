# SPDX-License-Identifier: Apache-2.0
"""Emotion, its bands, and what a reply does to it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.scenes import PERSONA, reading
from trainer_gui.domain.dialogue.reaction import react, total
from trainer_gui.domain.emotion import Band, Emotion, Shift, band_of
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


def test_of_several_faults_the_worst_counts_and_the_others_add_little():
    felt = {"argue": Shift(anger=10), "blame": Shift(anger=12, trust=-8), "cold": Shift(anger=5)}
    minds = replace(PERSONA, reactions=felt, further_fault=0.2)
    causes = react(minds, reading("argue", "blame", "cold"), ANGRY, {})
    assert {c.what: c.shift.anger for c in causes} == {"argue": 2, "blame": 12, "cold": 1}
    assert total(causes) == Shift(anger=15, trust=-8)


def test_fault_that_she_does_not_mind_takes_no_place_of_another():
    calm = replace(PERSONA, reactions={"blame": Shift(trust=-9), "cold": Shift(anger=4)})
    assert total(react(calm, reading("argue", "blame", "cold"), ANGRY, {})).trust == -9
    assert total(react(calm, reading("argue", "cold"), ANGRY, {})).anger == 4


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
