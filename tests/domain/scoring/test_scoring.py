# SPDX-License-Identifier: Apache-2.0
"""What a transcript is worth, and what it can never be worth."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.rules import BOOK, MISSED, SAYS, at_most, need, rule
from tests.scenes import SCENARIO, customer_turn, reading, reply_turn, spoken
from trainer_gui.adapters.scenarios.scoring import load_rulebook
from trainer_gui.domain.scoring import EMPTY_RULEBOOK, Point, Score, score
from trainer_gui.domain.scoring.rulebook import Circumstance
from trainer_gui.domain.scoring.situation import LOW_CONFIDENCE
from trainer_gui.domain.taxonomy import FAULTS, MOVES, RED_LINES, Dimension
from trainer_gui.domain.transcript import Speaker, Turn

HERS = customer_turn()
ASIDE = Turn(Speaker.OTHER, "前面的快点行不行？", "storm", 0.0, 1.0, HERS.emotion, name="排队的人")
BEATS = (*SCENARIO.beats, "solved", "unknown")
LABELS = st.lists(st.sampled_from((*MOVES, *FAULTS)), max_size=6, unique=True)
REPLIES = st.builds(
    lambda labels, beat, confidence, delivery: reply_turn(
        *labels, beat=beat, confidence=confidence, delivery=delivery
    ),
    LABELS,
    st.sampled_from(BEATS),
    st.sampled_from((0.1, LOW_CONFIDENCE, 1.0)),
    st.none() | st.floats(60, 500).map(spoken),
)
LINES = st.sampled_from((HERS, customer_turn("silence"), customer_turn("interrupted")))
TRANSCRIPTS = st.lists(REPLIES | LINES, max_size=12).map(lambda turns: (HERS, *turns))
SCENES = st.sampled_from((SCENARIO, None))
SHIPPED = load_rulebook(Path(__file__).parents[3] / "scenarios" / "scoring.yaml")
ROUNDED = 0.2
"""What sums of rounded points may differ by."""


def said(words: str) -> Turn:
    """The customer says something."""
    return replace(HERS, text=words)


def answer(*turns: Turn, book=BOOK, scenario=SCENARIO) -> Score:
    """The score of replies to the customer's line."""
    return score(book, (HERS, *turns), scenario)


def words(*turns: Turn) -> Score:
    """The score of a transcript without a scene."""
    return score(BOOK, turns)


def of(result: Score, dimension: Dimension) -> float | None:
    return result.dimensions[dimension]


@given(TRANSCRIPTS, SCENES)
def test_score_is_the_same_for_the_same_transcript_and_within_bounds(turns, scenario):
    result = score(BOOK, turns, scenario)
    assert result == score(BOOK, turns, scenario)
    numbers = [result.overall, *result.dimensions.values()]
    assert all(n is None or 0 <= n <= 100 for n in numbers)
    replies = [t for t in turns if t.who is Speaker.TRAINEE]
    assert replies or result.overall is None
    heard = all(t.confidence == 1 for t in replies) or any(t.reading.moves for t in replies)
    assert (result.overall is not None) or not (replies and heard)


@given(TRANSCRIPTS, SCENES, st.data())
def test_a_fault_never_raises_the_overall(turns, scenario, data: st.DataObject):
    replies = [i for i, t in enumerate(turns) if t.who is Speaker.TRAINEE]
    if not replies:
        return
    at = data.draw(st.sampled_from(replies))
    fault = data.draw(st.sampled_from(FAULTS))
    evidence = (*turns[at].reading.evidence, *reading(fault).evidence)
    worse = replace(turns[at], reading=replace(turns[at].reading, evidence=evidence))
    before = score(BOOK, turns, scenario).overall
    after = score(BOOK, (*turns[:at], worse, *turns[at + 1 :]), scenario).overall
    if before is None:  # nothing was heard well: the fault does not count either
        assert after is None
        return
    assert after is not None
    assert after <= before


@given(TRANSCRIPTS, SCENES, st.data())
def test_what_others_say_changes_no_point(turns, scenario, data: st.DataObject):
    alone = score(BOOK, turns, scenario)
    company: list[Turn] = []
    moved: dict[int | None, int | None] = {None: None}
    for place, turn in enumerate(turns):
        company += [ASIDE] * data.draw(st.integers(0, 2))
        moved[place] = len(company)
        company.append(turn)
    company += [ASIDE] * data.draw(st.integers(0, 1))
    result = score(BOOK, company, scenario)
    assert result == replace(
        alone,
        points=tuple(replace(p, turn=moved[p.turn]) for p in alone.points),
        best_turn=moved[alone.best_turn],
        worst_turn=moved[alone.worst_turn],
    )


@given(st.lists(st.sampled_from(FAULTS), max_size=4))
def test_words_heard_uncertainly_never_cost(faults: list[str]):
    fine = (reply_turn("empathy", "act_now"), HERS)
    unsure = reply_turn(*faults, confidence=LOW_CONFIDENCE - 0.01)
    result = answer(*fine, unsure)
    assert not [p for p in result.points if p.turn == 3 and p.points < 0]
    assert answer(unsure).red_lines == ()


@given(TRANSCRIPTS, SCENES, st.sampled_from((BOOK, SHIPPED)), st.data())
def test_a_reply_heard_worse_is_worth_no_less(turns, scenario, book, data: st.DataObject):
    # The rate of a reply that was heard badly is no measure for others: it is left out here.
    turns = tuple(replace(t, delivery=None) for t in turns)
    replies = [i for i, t in enumerate(turns) if t.who is Speaker.TRAINEE]
    assume(replies)
    at = data.draw(st.sampled_from(replies))
    worse = replace(turns[at], confidence=data.draw(st.floats(0, turns[at].confidence)))
    before = score(book, turns, scenario)
    after = score(book, (*turns[:at], worse, *turns[at + 1 :]), scenario)
    assert after.overall is None or after.overall >= before.overall - ROUNDED
    if after.overall is not None:
        for dimension, value in before.dimensions.items():
            now = after.dimensions[dimension]
            assert now is value is None or now >= value - ROUNDED
    assert set(after.red_lines) <= set(before.red_lines)


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


@given(TRANSCRIPTS, SCENES)
def test_every_point_names_a_turn_and_its_words(turns, scenario):
    for point in score(BOOK, turns, scenario).points:
        heard = turns[point.turn]
        assert heard.who is Speaker.TRAINEE
        assert point.quote in {heard.text, *(e.quote for e in heard.reading.evidence)}
        assert point.quote
        assert point.says in {SAYS, MISSED}


@given(TRANSCRIPTS, SCENES)
def test_the_points_add_up_to_the_dimension(turns, scenario):
    result = score(BOOK, turns, scenario)
    for dimension, value in result.dimensions.items():
        weighing = BOOK.dimensions[dimension]
        start = (weighing.floor + weighing.ceiling) / 2
        moved = sum(p.points for p in result.points if p.dimension is dimension)
        assert value is None or value == pytest.approx(start + moved, abs=0.5)


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


# Without a scene: what is called for is inferred from her words


def test_heat_calls_for_soothing():
    cold = words(said("气死我了！"), reply_turn("act_now"))
    warm = words(said("气死我了！"), reply_turn("empathy", "act_now"))
    assert of(cold, Dimension.SOOTHING) == 0
    assert of(warm, Dimension.SOOTHING) == 100
    assert of(words(said("我来问一下"), reply_turn()), Dimension.SOOTHING) is None


def test_a_question_for_a_time_calls_for_a_promise():
    vague = words(said("什么时候办好？"), reply_turn("act_now"))
    firm = words(said("什么时候办好？"), reply_turn("commit"))
    assert (of(vague, Dimension.SOLUTION), of(firm, Dimension.SOLUTION)) == (0, 100)


def test_a_greeting_is_not_judged_as_a_reply():
    turns = (said("气死我了"), reply_turn("empathy"))
    assert words(reply_turn(), *turns).dimensions == words(*turns).dimensions


def test_turns_in_a_row_are_one_reply():
    whole = words(said("气死我了"), reply_turn("empathy", "restate"))
    parts = words(said("气死我了"), reply_turn("restate"), reply_turn("empathy"))
    assert parts.dimensions == whole.dimensions
    assert [p.turn for p in parts.points if p.rule == "soothe"] == [2]


def test_anger_that_cools_calls_for_less():
    turns = [said("气死我了"), reply_turn("empathy")]
    cooled = [*turns, said("行吧"), reply_turn(), said("行吧"), reply_turn()]
    assert of(words(*cooled), Dimension.SOOTHING) == 100


# Best and worst


def test_best_and_worst_turn():
    turns = (reply_turn("empathy", "act_now"), HERS, reply_turn("blame"))
    result = answer(*turns)
    assert (result.best_turn, result.worst_turn) == (1, 3)


def test_what_she_felt_next_decides_between_equal_turns():
    even = replace(BOOK, needs=tuple(n for n in BOOK.needs if not n.any))
    fine, slip = reply_turn(), reply_turn("slang")
    calm = [t for reply in (fine, slip, fine, slip, fine, fine) for t in (said("好"), reply)]
    heated = (*calm[:4], said("气死我了"), *calm[5:])
    assert score(even, calm).worst_turn == 7
    assert score(even, heated).worst_turn == 3


def test_what_goes_wrong_for_longer_is_worse_than_what_is_put_right():
    kind, plain = reply_turn("empathy", "act_now"), reply_turn("slang")
    turns = [t for reply in (kind, plain, kind, plain, plain, plain) for t in (HERS, reply)]
    assert answer(*turns[1:]).worst_turn == 9


def test_where_nothing_did_good_no_turn_is_the_best():
    result = answer(reply_turn("blame"), HERS, reply_turn("cold", "blame"))
    assert (result.best_turn, result.worst_turn) == (None, 3)


def test_a_single_reply_is_the_one_to_do_better():
    result = answer(reply_turn("blame"))
    assert (result.best_turn, result.worst_turn) == (None, 1)


def test_a_single_reply_that_did_no_harm_is_not_the_worst():
    result = answer(reply_turn("empathy", "act_now"))
    assert (result.best_turn, result.worst_turn) == (None, None)


def test_equal_turns_are_not_best_and_worst_at_once():
    result = answer(reply_turn(), HERS, reply_turn())
    assert result.best_turn != result.worst_turn


def test_what_is_said_of_the_whole_makes_no_turn_the_worst():
    never = Circumstance(never=frozenset({"explain"}), left=at_most(0))
    whole = replace(BOOK.rules[0], id="no_reason", points={Dimension.CONDUCT: -90.0}, when=never)
    book = replace(BOOK, rules=(*BOOK.rules, whole))
    turns = (reply_turn("blame"), HERS, reply_turn("empathy", "act_now"))
    result = answer(*turns, book=book)
    assert result.worst_turn == 1
    assert [p.turn for p in result.points if p.rule == "no_reason"] == [3]


SCRIPT = """
from tests.rules import BOOK
from tests.scenes import SCENARIO, customer_turn, reply_turn
from trainer_gui.domain.scoring import score
turns = (customer_turn(), reply_turn("empathy", "act_now", "restate", "blame", "argue")) * 3
print([(p.turn, p.rule, p.label, p.points) for p in score(BOOK, turns, SCENARIO).points])
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


@pytest.mark.timeout(30)  # 1 s without a tracer; what grows with the square of turns takes minutes
def test_two_thousand_turns_are_scored():
    turns = tuple(
        t
        for _ in range(1000)
        for t in (HERS, reply_turn("empathy", "act_now", delivery=spoken(290)))
    )
    assert score(BOOK, turns, SCENARIO).overall is not None


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
