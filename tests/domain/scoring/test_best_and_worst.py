# SPDX-License-Identifier: Apache-2.0
"""Which reply was the best, and which is the one to do better."""

from dataclasses import replace

from tests.domain.scoring.scored import HERS, answer, said
from tests.rules import BOOK, at_most
from tests.scenes import reply_turn
from trainer_gui.domain.scoring import score
from trainer_gui.domain.scoring.rulebook import Circumstance
from trainer_gui.domain.taxonomy import Dimension


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
