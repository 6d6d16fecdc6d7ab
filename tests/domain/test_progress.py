# SPDX-License-Identifier: Apache-2.0
"""What many sessions together say."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer_gui.domain.progress import (
    Offer,
    Practice,
    crossings,
    last_open,
    levels,
    of_trainee,
    overall_level,
    proposal,
    recent_mean,
    smoothed,
    standing,
    usage,
    weeks_in_a_row,
)
from trainer_gui.domain.scenario import Outcome
from trainer_gui.domain.state import Mode
from trainer_gui.domain.taxonomy import Dimension

NOW = 1_795_165_200.0
DAY = 86_400.0
TODAY = date(2026, 11, 20).toordinal()
SOOTHING, LISTENING = Dimension.SOOTHING, Dimension.LISTENING
SERVING = {SOOTHING: ("empathy", "apology"), LISTENING: ("open_question", "restate")}
EASY = Offer("C01", 1, ("empathy",))
ASKING = Offer("C02", 1, ("open_question", "restate"))
HARD = Offer("C03", 5, ("empathy", "apology"))
POINTS = st.lists(st.floats(0, 100), min_size=1, max_size=30)


def played(days_ago: float = 0, scenario: str = "C09", **changes) -> Practice:
    at = NOW - days_ago * DAY
    values = {
        "outcome": Outcome.SATISFIED,
        "passed": True,
        "overall": 60.0,
        "dimensions": {SOOTHING: 60.0},
        "replies": 5,
        "uses": {"empathy": 2},
    }
    return Practice(f"{at}", at, scenario, **{**values, **changes})


def rising(*values: float) -> list[Practice]:
    return [played(len(values) - i, dimensions={SOOTHING: v}) for i, v in enumerate(values)]


def test_no_level_before_three_sessions_and_one_from_then_on():
    assert levels(rising(50, 60))[SOOTHING] is None
    assert levels(rising(50, 60, 70))[SOOTHING] is not None
    assert levels(rising(50, 60, 70))[LISTENING] is None


def test_what_is_chosen_by_needs_no_three_sessions():
    assert standing(rising(50)) == {SOOTHING: 50.0}


def test_recent_sessions_weigh_more():
    assert levels(rising(20, 20, 90))[SOOTHING] > levels(rising(90, 20, 20))[SOOTHING]


def test_a_session_three_later_weighs_twice_as_much():
    assert recent_mean([0, 0, 0, 90]) == pytest.approx(
        90 * 1 / (1 + 2 ** (-1 / 3) + 4 ** (-1 / 3) + 0.5)
    )
    assert recent_mean([]) is None


@given(POINTS)
def test_a_level_lies_among_what_it_is_of(values: list[float]):
    mean = recent_mean(values)
    assert min(values) - 1e-6 <= mean <= max(values) + 1e-6


@given(POINTS)
def test_smoothing_ends_at_the_level(values: list[float]):
    assert smoothed(values) == pytest.approx(
        [recent_mean(values[: i + 1]) for i in range(len(values))]
    )


def test_sessions_that_were_not_rated_or_were_steered_make_no_level():
    unrated = [played(i, overall=None) for i in range(3)]
    steered = [played(i, mode=Mode.GROUP) for i in range(3)]
    assert overall_level([*unrated, *steered]) is None
    assert overall_level([*unrated, *rising(1, 2, 3)]) == pytest.approx(60.0)


def test_only_ones_own_sessions_count():
    mine, other = played(trainee="小李"), played(trainee="小王")
    assert of_trainee([mine, other], "小李") == [mine]


def test_a_technique_that_scenes_trained_and_that_never_came_is_avoided():
    trains = {"C09": ("empathy", "apology")}
    found = {u.move: u for u in usage([played(i) for i in range(3)], trains)}
    assert (found["empathy"].used, found["empathy"].avoided) == (3, False)
    assert (found["apology"].wanted, found["apology"].missed, found["apology"].avoided) == (
        3,
        3,
        True,
    )
    assert "praise" not in found


def test_once_is_not_avoided_and_long_ago_is_forgotten():
    assert not any(u.avoided for u in usage([played()], {"C09": ("apology",)}))
    old = [played(50, uses={"praise": 1})]
    assert "praise" not in {u.move for u in usage([*old, *[played(i) for i in range(10)]], {})}
    assert usage([played(replies=0)], {}) == []


def test_red_lines_with_the_sessions_that_crossed_them():
    crossed = played(red_lines=("breach",))
    assert crossings([played(), crossed]) == {"breach": [crossed]}


@pytest.mark.parametrize(
    ("days", "weeks"),
    [
        ([], 0),
        ([date(2026, 11, 16)], 1),
        ([date(2026, 11, 15)], 1),  # the week before: this one has just begun
        ([date(2026, 11, 20), date(2026, 11, 12), date(2026, 11, 3)], 3),
        ([date(2026, 11, 20), date(2026, 11, 3)], 1),
        ([date(2026, 11, 3)], 0),
    ],
)
def test_weeks_in_a_row(days: list[date], weeks: int):
    assert weeks_in_a_row((day.toordinal() for day in days), TODAY) == weeks


def test_a_scene_that_was_stopped_can_be_gone_on_with_until_another_is_played():
    stopped = played(2, outcome=Outcome.STOPPED)
    assert last_open([stopped]) is stopped
    assert last_open([stopped, played()]) is None
    assert last_open([]) is None


def test_a_new_trainee_begins_with_what_is_easy():
    found = proposal([], [HARD, EASY], SERVING, NOW)
    assert (found.scenario, found.dimension, found.played) == ("C01", None, None)
    assert proposal([], [], SERVING, NOW) is None


def test_what_trains_the_weakest_dimension_is_next():
    history = [
        played(i, dimensions={SOOTHING: 80.0, LISTENING: 30.0}, overall=45.0) for i in range(3)
    ]
    found = proposal(history, [EASY, ASKING, HARD], SERVING, NOW)
    assert (found.scenario, found.dimension) == ("C02", LISTENING)
    assert found.moves == ("open_question", "restate")


def test_what_was_played_lately_waits():
    weak = played(1, "C02", dimensions={LISTENING: 30.0})
    assert proposal([weak], [EASY, ASKING], SERVING, NOW).scenario == "C01"
    long_ago = replace(weak, at=NOW - 20 * DAY)
    found = proposal([long_ago], [EASY, ASKING], SERVING, NOW)
    assert (found.scenario, found.played) == ("C02", long_ago.at)


def test_of_what_was_all_played_lately_the_longest_ago_is_next():
    other = Offer("C04", 1, ("empathy",))
    history = [played(3, "C04"), played(2, "C01")]
    assert proposal(history, [EASY, other], SERVING, NOW).scenario == "C04"


@pytest.mark.parametrize(("overall", "scenario"), [(30.0, "C01"), (95.0, "C03")])
def test_who_is_good_gets_harder_scenes(overall: float, scenario: str):
    history = [played(i, overall=overall) for i in range(3)]
    assert proposal(history, [EASY, HARD], SERVING, NOW).scenario == scenario


def test_a_dimension_that_no_technique_serves_is_not_chosen():
    history = [played(1, dimensions={Dimension.SELF_CONTROL: 10.0})]
    assert proposal(history, [EASY], SERVING, NOW).dimension is None
