# SPDX-License-Identifier: Apache-2.0
"""What is called for is inferred from her words where there is no scene."""

from tests.domain.scoring.scored import of, said
from tests.rules import BOOK
from tests.scenes import reply_turn
from trainer_gui.domain.scoring import Score, score
from trainer_gui.domain.taxonomy import Dimension
from trainer_gui.domain.transcript import Turn


def words(*turns: Turn) -> Score:
    """The score of a transcript without a scene."""
    return score(BOOK, turns)


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
