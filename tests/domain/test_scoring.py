# SPDX-License-Identifier: Apache-2.0
"""What a transcript is worth, and what it can never be worth."""

import os
import subprocess
import sys
import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.scenes import SCENARIO, customer_turn, reading, reply_turn, spoken
from trainer_gui.domain.delivery import FAST_CPM
from trainer_gui.domain.emotion import Shift
from trainer_gui.domain.scoring import COSTS, LOW_CONFIDENCE, MOVES_OF, RUSHED_AT_MOST, score
from trainer_gui.domain.taxonomy import FAULTS, MOVES, RED_LINES, Dimension
from trainer_gui.domain.transcript import Cause, Turn

BEATS = (*SCENARIO.beats, "solved", "unknown")
LABELS = st.lists(st.sampled_from((*MOVES, *FAULTS)), max_size=6, unique=True)
DELIVERIES = st.none() | st.floats(60, 500).map(spoken)
REPLIES = st.builds(
    lambda labels, beat, confidence, delivery: reply_turn(
        *labels, beat=beat, confidence=confidence, delivery=delivery
    ),
    LABELS,
    st.sampled_from(BEATS),
    st.sampled_from((0.1, LOW_CONFIDENCE, 1.0)),
    DELIVERIES,
)
HERS = st.sampled_from((customer_turn(), customer_turn("silence"), customer_turn("interrupted")))
TRANSCRIPTS = st.lists(REPLIES | HERS, max_size=12).map(tuple)


def _overall(*turns: Turn) -> float:
    overall = score(SCENARIO, turns).overall
    assert overall is not None
    return overall


def _of(dimension: str, *turns: Turn) -> float | None:
    return score(SCENARIO, turns).dimensions[Dimension(dimension)]


def test_every_fault_has_its_cost_and_every_move_its_dimension():
    assert set(FAULTS) <= COSTS.keys()
    assert set(MOVES) == frozenset().union(*MOVES_OF.values())
    assert sum(map(len, MOVES_OF.values())) == len(MOVES)


@given(TRANSCRIPTS)
def test_score_is_the_same_for_the_same_transcript_and_within_bounds(turns: tuple[Turn, ...]):
    result = score(SCENARIO, turns)
    assert result == score(SCENARIO, turns)
    numbers = [result.overall, *result.dimensions.values()]
    assert all(n is None or 0 <= n <= 100 for n in numbers)
    assert (result.overall is None) == (not any(t.who.value == "trainee" for t in turns))


@given(TRANSCRIPTS, st.data())
def test_a_fault_never_raises_the_overall(turns: tuple[Turn, ...], data: st.DataObject):
    replies = [i for i, t in enumerate(turns) if t.who.value == "trainee"]
    if not replies:
        return
    at = data.draw(st.sampled_from(replies))
    fault = data.draw(st.sampled_from(FAULTS))
    evidence = (*turns[at].reading.evidence, *reading(fault).evidence)
    worse = replace(turns[at], reading=replace(turns[at].reading, evidence=evidence))
    assert _overall(*turns[:at], worse, *turns[at + 1 :]) <= _overall(*turns)


@given(TRANSCRIPTS, st.lists(st.sampled_from(FAULTS), max_size=4), DELIVERIES)
def test_words_heard_uncertainly_never_cost(turns: tuple[Turn, ...], faults: list, delivery):
    turns = (reply_turn("empathy"), *turns)
    unsure = reply_turn(*faults, confidence=LOW_CONFIDENCE - 0.01, delivery=delivery)
    assert _overall(*turns, unsure) == _overall(*turns)
    assert score(SCENARIO, (unsure,)).red_lines == ()
    assert not [p for p in score(SCENARIO, (*turns, unsure)).points if p.turn == len(turns)]


@given(TRANSCRIPTS)
def test_every_point_names_a_turn_and_its_words(turns: tuple[Turn, ...]):
    for point in score(SCENARIO, turns).points:
        said = turns[point.turn]
        assert point.quote in {said.text, *(e.quote for e in said.reading.evidence)}
        assert point.quote


def test_all_right_ways_are_worth_the_same():
    one = reply_turn("empathy", "act_now")
    other = reply_turn("apology", "open_question")
    assert _overall(one) == _overall(other) == 100
    assert _of("listening", one) is None, "the way taken did not call for it"
    assert _of("solution", other) is None


def test_half_a_way_is_half_done():
    turn = reply_turn("empathy")
    assert _of("soothing", turn) == 100
    assert _of("solution", turn) == 0


def test_nothing_done_is_nothing_earned_but_conduct():
    result = score(SCENARIO, (reply_turn(),))
    assert result.overall is not None
    assert result.overall < 50
    assert result.dimensions[Dimension.CONDUCT] == 100
    assert result.passed is False


def test_three_thirds_are_whole():
    turns = [reply_turn(m, "act_now") for m in ("empathy", "own_fault", "calm")]
    assert _of("soothing", *turns) == 100


def test_said_a_fifth_time_a_technique_earns_nothing():
    turns = [reply_turn("empathy") for _ in range(5)]
    points = [p.points for p in score(SCENARIO, tuple(turns)).points if p.rule == "empathy"]
    assert points == [20, 20, 10, 5, 0]


def test_freshest_move_of_a_reply_counts():
    turns = [reply_turn("empathy")] * 2 + [reply_turn("empathy", "apology")]
    assert [p.rule for p in score(SCENARIO, tuple(turns)).points] == ["empathy"] * 2 + ["apology"]


def test_move_beyond_what_was_called_for_earns_half_a_share():
    turns = [reply_turn("act_now"), reply_turn("calm", beat="solved")]
    assert _of("soothing", *turns) == 50


def test_what_was_never_called_for_is_not_rated():
    turn = reply_turn("thanks", "explain", beat="talk")
    assert _of("soothing", turn) is None
    assert _of("explaining", turn) is None
    assert _of("listening", turn) == 0


def test_fault_where_nothing_was_called_for_costs_conduct():
    turn = reply_turn("open_question", "rule_wall", beat="talk")
    assert _of("explaining", turn) is None
    assert _of("conduct", turn) == 80


def test_extra_moves_do_not_pay_for_faults():
    turns = [reply_turn("empathy", "act_now", "blame"), reply_turn("calm", beat="solved")]
    assert _of("soothing", *turns) == 80


@pytest.mark.parametrize("label", sorted(RED_LINES))
def test_red_line_fails_whatever_else_was_done(label: str):
    good = [reply_turn("empathy", "act_now")] * 2
    result = score(SCENARIO, (*good, reply_turn("apology", "open_question", label)))
    assert result.red_lines == (label,)
    assert result.passed is False


def test_seventy_and_no_red_line_passes():
    assert score(SCENARIO, (reply_turn("empathy", "act_now"),)).passed is True


@pytest.mark.parametrize("turns", [(), (customer_turn(), customer_turn("silence"))])
def test_scene_without_a_reply_is_not_rated(turns: tuple[Turn, ...]):
    result = score(SCENARIO, turns)
    assert set(result.dimensions.values()) == {None}
    assert (result.overall, result.passed, result.points) == (None, None, ())
    assert (result.best_turn, result.worst_turn) == (None, None)


def test_cutting_in_and_rushing_cost_self_control():
    calm = reply_turn("empathy", "act_now", delivery=spoken(200))
    hasty = reply_turn("empathy", "act_now", delivery=spoken(FAST_CPM + 10))
    assert _of("self_control", customer_turn(), calm) == 100
    assert _of("self_control", customer_turn("interrupted"), calm) == 85
    assert _of("self_control", customer_turn(interrupted=True), calm) == 100, "a stopped line"
    assert _of("self_control", customer_turn(), calm, hasty) == 95


def test_fast_talker_is_told_but_not_ruined():
    hasty = reply_turn("empathy", "act_now", delivery=spoken(FAST_CPM + 10))
    few, many = [hasty] * RUSHED_AT_MOST, [hasty] * (RUSHED_AT_MOST + 6)
    assert _of("self_control", *few) == _of("self_control", *many) < 100


def test_best_and_worst_turn_are_by_points_and_by_what_she_felt():
    felt = replace(reply_turn("empathy"), causes=(Cause("rule", Shift(anger=60)),))
    turns = (reply_turn("empathy", "act_now"), customer_turn(), felt)
    result = score(SCENARIO, turns)
    assert (result.best_turn, result.worst_turn) == (0, 2)


def test_a_single_reply_is_the_one_to_do_better():
    result = score(SCENARIO, (customer_turn(), reply_turn("blame")))
    assert (result.best_turn, result.worst_turn) == (None, 1)


def test_equal_turns_are_not_best_and_worst_at_once():
    result = score(SCENARIO, (reply_turn(), reply_turn()))
    assert result.best_turn != result.worst_turn


SCRIPT = """
from tests.scenes import SCENARIO, reply_turn
from trainer_gui.domain.scoring import score
turns = (reply_turn("empathy", "act_now", "restate", "blame", "argue"),) * 3
print([(p.turn, p.rule, p.points) for p in score(SCENARIO, turns).points])
"""


def test_score_does_not_hang_on_the_order_of_sets():
    """Hashes of texts differ from process to process."""

    def told(seed: str) -> str:
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", SCRIPT]
        return subprocess.run(
            command, env=environment, capture_output=True, text=True, check=True
        ).stdout

    assert told("1") == told("2") != ""


def test_two_thousand_turns_are_scored_quickly():
    turns = tuple(
        t
        for _ in range(1000)
        for t in (customer_turn(), reply_turn("empathy", "act_now", delivery=spoken(290)))
    )
    start = time.process_time()
    score(SCENARIO, turns)
    assert time.process_time() - start < 5.0  # well under 1 s without a tracer
