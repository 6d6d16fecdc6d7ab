# SPDX-License-Identifier: Apache-2.0
"""Score and trainer compared."""

import pytest

from trainer_gui.domain.scoring.calibration import LOT, Rating, agreement, drift, kappa, red_lines
from trainer_gui.domain.taxonomy import Dimension

SOOTHING, LISTENING = Dimension.SOOTHING, Dimension.LISTENING


def rating(given, scored, at=0.0, **more):
    return Rating("s", at, "王", {SOOTHING: given}, {SOOTHING: scored}, **more)


def test_alike_by_chance_and_the_opposite():
    assert kappa([(10, 10), (50, 50), (90, 95)]) == 1.0
    assert kappa([(10, 90), (90, 10)]) < 0
    assert kappa([(10, 10), (10, 90), (90, 10), (90, 90)]) == pytest.approx(0.0)
    assert kappa([(70, 70), (70, 70)]) == 1.0, "no spread, no disagreement"
    assert kappa([(100, 100), (0, 0)]) == 1.0


def test_a_far_miss_costs_more_than_a_near_one():
    near = [(10, 30), (50, 50), (90, 90)]
    far = [(10, 90), (50, 50), (90, 90)]
    assert kappa(far) < kappa(near) < 1.0


def test_each_dimension_is_compared_where_both_rated_it():
    found = agreement([rating(60, 70), rating(80, 90), rating(20, 30), rating(None, 50)])
    assert found[SOOTHING].pairs == 3
    assert found[SOOTHING].difference == pytest.approx(10)
    assert found[SOOTHING].kappa is not None
    assert (found[LISTENING].pairs, found[LISTENING].difference) == (0, None)


def test_of_two_sessions_no_agreement_is_told():
    found = agreement([rating(60, 70), rating(80, 90)])
    assert found[SOOTHING].kappa is None
    assert found[SOOTHING].difference == pytest.approx(10)


def test_drift_follows_the_lots_in_the_order_of_time():
    late = [rating(50, 70, at=100.0 + n) for n in range(3)]
    early = [rating(50, 60, at=float(n)) for n in range(LOT)]
    assert drift([*late, *early]) == [pytest.approx(10), pytest.approx(20)]
    assert drift([]) == []
    assert drift([rating(None, 50)]) == []


def test_red_lines_seen_by_both_missed_and_by_the_score_alone():
    both = frozenset({"abuse"})
    ratings = [
        rating(1, 1, red_lines=both, scored_red_lines=both),
        rating(1, 1, red_lines=both),
        rating(1, 1, scored_red_lines=frozenset({"breach", "threaten"})),
    ]
    assert red_lines(ratings) == (1, 1, 2)
