# SPDX-License-Identifier: Apache-2.0
"""What a coach would say of a scene that is over."""

from dataclasses import replace

import pytest

from tests.rules import BOOK, SAYS, Sentence, at_most, need, rule
from tests.scenes import STORM, TALK, customer_turn, listening, reading, reply_turn, small
from trainer_gui.application.coaching import (
    better_answer,
    pledges,
    to_change,
    turning_point,
    well_done,
)
from trainer_gui.application.report import report
from trainer_gui.domain.emotion import Emotion
from trainer_gui.domain.reading import Promise, Reading
from trainer_gui.domain.scenario import Authority, ModelAnswer, Outcome
from trainer_gui.domain.scoring import Point, score
from trainer_gui.domain.taxonomy import Dimension

FULL, OTHER = STORM.models
RED = Point(0, "abuse", Dimension.CONDUCT, "话", -50, SAYS, "abuse", red_line="abuse")


def point(turn, points, label="", rule="", says=SAYS, **more):
    return Point(turn, rule or label, Dimension.SOOTHING, "话", points, says, label, **more)


def turns(count):
    return [turn for _ in range(count) for turn in (customer_turn(), reply_turn())]


def labels(remarks):
    return [(r.turn, r.label) for r in remarks]


def test_three_things_well_done_at_different_replies():
    points = [
        point(1, 8, "empathy"),
        point(1, 9, "apology"),
        point(3, 4, "act_now"),
        point(5, 5, "commit"),
        point(7, 3, "empathy"),
    ]
    assert labels(well_done(points, turns(4), BOOK)) == [
        (1, "apology"),
        (5, "commit"),
        (3, "act_now"),
    ]


def test_one_reply_may_be_praised_twice_where_there_is_no_other():
    points = [point(1, 9, "apology"), point(1, 8, "empathy"), point(3, 0.1, "commit")]
    assert labels(well_done(points, turns(2), BOOK)) == [(1, "apology"), (1, "empathy")]


def test_nothing_is_praised_in_a_reply_that_crossed_a_red_line():
    points = [point(1, 9, "empathy"), point(1, -50, "abuse", red_line="abuse")]
    assert well_done(points, turns(1), BOOK) == []


def test_doing_no_harm_is_no_thing_well_done():
    assert well_done([point(1, 9, "", "courteous")], turns(1), BOOK) == []


def test_what_cost_in_two_dimensions_counts_as_one():
    both = [point(1, -6, "blame"), replace(point(1, -40, "blame"), dimension=Dimension.SOLUTION)]
    (remark,) = to_change(both, turns(1), BOOK, small())
    assert remark.worth == pytest.approx(-46 * 0.25)
    assert remark.quote == "话"


def test_where_no_dimension_counts_nothing_is_worth_a_word():
    dimensions = {d: replace(w, weight=0.0) for d, w in BOOK.dimensions.items()}
    book = replace(BOOK, dimensions=dimensions)
    assert to_change([point(1, -40, "blame")], turns(1), book, small()) == []


def test_each_thing_to_change_comes_with_another_better_wording():
    points = [
        point(1, -9, "blame"),
        point(3, -8, "cold"),
        point(5, -7, "argue"),
        point(5, -6, "doubt"),
    ]
    changes = to_change(points, turns(3), BOOK, small())
    assert labels(changes) == [(1, "blame"), (3, "cold"), (5, "argue")]
    assert [r.better for r in changes] == [FULL, OTHER, None]


def test_a_better_wording_does_what_was_missed():
    book = replace(BOOK, needs=(need("ask", Dimension.SOOTHING, any=frozenset({"apology"})),))
    (remark,) = to_change([point(1, -9, rule="ask")], turns(1), book, small())
    assert remark.better == OTHER


def test_what_was_never_done_stands_where_it_could_have_been():
    restate = ModelAnswer("您是说……对吗？", frozenset({"restate"}))
    scenario = small(beats={"storm": STORM, "talk": replace(TALK, models=(restate,))})
    never = rule("no_listening", {}, never=frozenset({"restate"}), left=at_most(0))
    book = replace(BOOK, rules=(never,))
    said = [*turns(1), customer_turn(), reply_turn(beat="talk"), *turns(1)]
    missed = [point(5, -9, rule="no_listening", whole=True)]
    (remark,) = to_change(missed, said, book, scenario)
    assert (remark.turn, remark.better) == (3, restate)
    (remark,) = to_change(missed, turns(3), book, scenario)
    assert remark.turn == 5, "it could not have been done in any of these places"


def test_no_better_wording_where_the_scene_has_none():
    assert better_answer(small(), reply_turn(beat="talk")) is None
    assert better_answer(small(), reply_turn(beat="solved")) is None


def test_the_better_answer_is_the_one_that_adds_most():
    assert better_answer(small(), reply_turn("blame")) == FULL
    assert better_answer(small(), reply_turn("empathy", "act_now", "blame")) == OTHER


def felt(*angers):
    """Turns with her anger after each; every second one is a reply."""
    made = turns((len(angers) + 1) // 2)
    return [replace(t, emotion=Emotion(a)) for t, a in zip(made, angers, strict=False)]


@pytest.mark.parametrize(
    ("outcome", "turn", "why"),
    [
        (Outcome.SATISFIED, 1, "won"),
        (Outcome.DELIGHTED, 1, "won"),
        (Outcome.WALKED_OUT, 3, "lost"),
        (Outcome.STOPPED, 3, "lost"),
    ],
)
def test_what_decided_it_moved_her_most_towards_the_end(outcome, turn, why):
    said = felt(60, 40, 40, 55, 55, 50)
    turning = turning_point(said, outcome, score(BOOK, said))
    assert (turning.turn, turning.why) == (turn, why)
    assert turning.moved == said[turn].emotion.anger - said[turn - 1].emotion.anger


def test_a_red_line_decided_it():
    said = felt(60, 90, 90, 92)
    said[3] = replace(said[3], reading=reading("abuse"))
    turning = turning_point(said, Outcome.SATISFIED, score(BOOK, said))
    assert (turning.turn, turning.why) == (3, "red")


def test_a_red_line_that_no_point_tells_of_leaves_what_moved_her():
    """A session kept by an earlier version."""
    said = felt(60, 90)
    older = replace(score(BOOK, said), red_lines=("abuse",), points=())
    assert turning_point(said, Outcome.WALKED_OUT, older).why == "lost"


def test_who_speaks_first_has_moved_nobody_yet():
    said = [replace(reply_turn("abuse"), emotion=Emotion(90)), *felt(95, 95)]
    result = replace(score(BOOK, said), red_lines=("abuse",), points=(RED,))
    assert turning_point(said, Outcome.STOPPED, result).moved == 0


def test_nothing_decided_where_nothing_moved():
    said = felt(60, 60, 60, 50)
    assert turning_point(said, Outcome.ESCALATED, score(BOOK, said)) is None
    assert turning_point((), Outcome.STOPPED, score(BOOK, ())) is None


def test_promises_are_held_against_what_may_be_granted():
    words = ("赔您二十块", "赔您五百块", "今天给您回话")
    promises = tuple(Promise(w, "我", "", "", w) for w in words)
    said = [customer_turn(), reply_turn(reading=Reading(promises=promises))]
    scenario = small(authority=Authority(may=("补偿三十元以内",)))
    made = pledges(said, scenario)
    assert [(p.turn, p.within) for p in made] == [(1, True), (1, False), (1, None)]
    assert made[0].promise == promises[0]


def test_a_report_holds_it_all():
    play = listening().say("blame").heard_out().say("empathy", "act_now").heard_out()
    made = report(play.say("commit").heard_out().state)
    assert "blame" in [r.label for r in made.change]
    assert {r.better for r in made.change} <= {*STORM.models, None}
    assert made.well
    assert made.turning.why == "won"
    assert made.pledges == ()
    assert made.well[0].says == Sentence("做到了", "done")
