# SPDX-License-Identifier: Apache-2.0
"""What replies are worth where the scene says what was called for."""

from dataclasses import replace

import pytest

from tests.domain.scoring.scored import HERS, answer, of, said
from tests.rules import BOOK, at_most, need, rule
from tests.scenes import SCENARIO, customer_turn, reply_turn
from trainer_gui.domain.scoring import EMPTY_RULEBOOK, Point, score
from trainer_gui.domain.taxonomy import RED_LINES, Dimension
from trainer_gui.domain.transcript import Turn


def test_a_worn_phrase_heard_badly_costs_nothing():
    turns = [t for _ in range(5) for t in (reply_turn("empathy", "act_now"), HERS)]
    turns[8] = replace(turns[8], confidence=0.1)
    assert [p for p in answer(*turns).points if p.turn == 9 and p.points < 0] == []


def test_no_rule_costs_words_that_were_not_heard_well():
    walls = rule("early", {Dimension.CONDUCT: -30.0}, any=frozenset({"explain"}))
    never = rule("never", {Dimension.CONDUCT: -30.0}, never=frozenset({"offer"}), left=at_most(0))
    book = replace(BOOK, rules=(walls, never))
    for confidence, costly in ((1.0, {"early", "never"}), (0.1, set())):
        result = answer(reply_turn("explain", confidence=confidence), book=book)
        assert {p.rule for p in result.points if p.cost} == costly


def test_cutting_in_costs_whatever_was_heard():
    cut = (customer_turn("interrupted"), reply_turn("empathy", confidence=0.1))
    assert "interrupted" in {p.rule for p in answer(*cut).points if p.cost}


def test_five_replies_that_nobody_heard_are_not_rated():
    mumbled = [t for _ in range(5) for t in (reply_turn(confidence=0.1), HERS)]
    assert answer(*mumbled).overall is None
    assert answer(*mumbled, reply_turn()).overall is not None


def test_all_right_ways_are_worth_the_same():
    one = answer(reply_turn("empathy", "act_now"))
    other = answer(reply_turn("apology", "open_question"))
    assert one.overall == other.overall == 100
    assert of(one, Dimension.LISTENING) is None, "the way taken did not call for it"
    assert of(other, Dimension.SOLUTION) is None


def test_half_a_way_is_half_done():
    result = answer(reply_turn("empathy"))
    assert of(result, Dimension.SOOTHING) == 100
    assert of(result, Dimension.SOLUTION) == 0
    assert [p.rule for p in result.points if p.points < 0] == ["way"]


def test_short_and_long_conversations_are_judged_alike():
    short = [reply_turn("empathy", "act_now"), HERS, reply_turn()]
    long = [*short, HERS] * 3
    assert of(answer(*short), Dimension.SOLUTION) == of(answer(*long), Dimension.SOLUTION) == 50


def test_said_a_fifth_time_a_technique_earns_nothing():
    turns = [t for _ in range(5) for t in (reply_turn("empathy", "act_now"), HERS)]
    points = [p.points for p in answer(*turns).points if p.dimension is Dimension.SOOTHING]
    assert points == [10, 10, -5, -10], "the third is worth half: it neither lifts nor lowers"
    acts = [p.points for p in answer(*turns).points if p.dimension is Dimension.SOLUTION]
    assert len(set(acts)) == 1, "to act does not wear off"


def test_freshest_move_of_a_reply_counts():
    turns = [reply_turn("empathy"), HERS, reply_turn("empathy"), HERS]
    result = answer(*turns, reply_turn("empathy", "apology"))
    assert [p.label for p in result.points if p.dimension is Dimension.SOOTHING] == [
        "empathy",
        "empathy",
        "apology",
    ]


def test_move_beyond_what_was_called_for_earns_a_part():
    turns = [reply_turn("act_now"), HERS, reply_turn("calm", beat="talk")]
    result = answer(*turns)
    assert of(result, Dimension.SOOTHING) == 50


def test_what_was_never_called_for_is_not_rated():
    turn = reply_turn("explain", beat="talk")
    result = answer(turn)
    assert of(result, Dimension.SOOTHING) is None
    assert of(result, Dimension.EXPLAINING) is None
    assert of(result, Dimension.LISTENING) == 0


def test_fault_where_nothing_was_called_for_costs_conduct():
    result = answer(reply_turn("open_question", "rule_wall", beat="talk"))
    assert of(result, Dimension.EXPLAINING) is None
    assert of(result, Dimension.CONDUCT) == 16, "80 % of what is left where no need was met"


def test_doing_more_pays_for_no_fault():
    wall = reply_turn("open_question", "explain", "rule_wall")
    plus = replace(BOOK, needs=(*BOOK.needs, need("why", Dimension.EXPLAINING)))
    few = answer(wall, book=plus)
    many = answer(wall, HERS, reply_turn("explain", beat="solved"), book=plus)
    assert of(few, Dimension.EXPLAINING) == of(many, Dimension.EXPLAINING) == 80


def test_one_slip_weighs_less_in_a_long_conversation():
    fine = [t for _ in range(15) for t in (reply_turn("empathy", "act_now"), HERS)]
    short, long = answer(*fine[:2], reply_turn("blame")), answer(*fine, reply_turn("blame"))
    taken = [next(p.points for p in r.points if p.rule == "blame") for r in (short, long)]
    assert taken[0] < taken[1] < 0


@pytest.mark.parametrize("label", sorted(RED_LINES))
def test_red_line_fails_whatever_else_was_done(label: str):
    good = [reply_turn("empathy", "act_now"), HERS] * 2
    result = answer(*good, reply_turn("apology", "open_question", label))
    assert result.red_lines == (label,)
    assert result.passed is False
    assert result.overall is not None
    assert result.overall <= BOOK.red_line_ceiling


def test_seventy_and_no_red_line_passes():
    assert answer(reply_turn("empathy", "act_now")).passed is True
    assert answer(reply_turn()).passed is False
    strict = replace(BOOK, pass_mark=101.0)
    assert answer(reply_turn("empathy", "act_now"), book=strict).passed is False


def test_uncertain_label_does_not_count():
    careful = replace(BOOK, certain={"abuse": 1.1})
    assert answer(reply_turn("abuse"), book=careful).red_lines == ()


@pytest.mark.parametrize(
    "turns",
    [
        (),
        (HERS, customer_turn("silence")),
        (reply_turn("empathy"),),
        (reply_turn("empathy"), HERS),
        (HERS, replace(reply_turn(), text="……")),
        (HERS, replace(reply_turn(), text="（沉默）")),
        (said("……"), reply_turn("empathy")),
    ],
    ids=["empty", "no reply", "one turn", "greeting", "silence", "bracketed", "silent customer"],
)
def test_where_nobody_was_answered_nothing_is_rated(turns: tuple[Turn, ...]):
    result = score(BOOK, turns)
    assert set(result.dimensions.values()) == {None}
    assert (result.overall, result.passed, result.points) == (None, None, ())
    assert (result.best_turn, result.worst_turn) == (None, None)


def test_without_rules_or_weights_nothing_is_rated():
    assert score(EMPTY_RULEBOOK, (HERS, reply_turn("empathy"))).overall is None
    weightless = BOOK.weighted(dict.fromkeys(Dimension, 0.0))
    assert score(weightless, (HERS, reply_turn("empathy")), SCENARIO).overall is None


def test_weights_decide_what_counts():
    turns = (HERS, reply_turn("empathy"))
    soothing = BOOK.weighted({d: float(d is Dimension.SOOTHING) for d in Dimension})
    solution = BOOK.weighted({d: float(d is Dimension.SOLUTION) for d in Dimension})
    assert score(soothing, turns, SCENARIO).overall == 100
    assert score(solution, turns, SCENARIO).overall == 0


def test_the_absence_of_harm_is_not_told():
    points = answer(reply_turn("empathy", "act_now"), HERS, reply_turn("empathy")).points
    assert {p.rule for p in points if not p.telling} >= {"courteous", "steady"}
    assert {p.rule for p in points if p.telling} == {"soothe", "way"}


def test_a_point_is_said_in_both_languages():
    point: Point = answer(reply_turn("empathy", "act_now")).points[0]
    assert (point.says.of("zh"), point.says.of("en")) == ("做到了", "done")


def test_a_need_that_a_fault_spoiled_counts_with_the_fault():
    points = answer(reply_turn("empathy", "act_now", "argue")).points
    assert {p.label for p in points if p.rule in {"courteous", "steady"}} == {"argue"}
