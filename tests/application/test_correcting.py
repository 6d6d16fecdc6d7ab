# SPDX-License-Identifier: Apache-2.0
"""「这句识别错了」: the right words are read and scored, what was heard is kept."""

from tests.fakes import TableReader
from tests.scenes import listening, reading
from trainer_gui.application.correcting import corrected
from trainer_gui.application.dispatching import CONTEXT_TURNS
from trainer_gui.application.report import report
from trainer_gui.domain.transcript import Speaker

RIGHT = "您先消消气，我现在就查。"


def played():
    play = listening().say("blame", text="您先小小气", confidence=0.3).heard_out()
    return play.say("act_now", text="我查").heard_out().state


def reader():
    return TableReader({RIGHT: reading("empathy", "act_now")})


def test_the_right_words_are_read_and_scored_again():
    before = played()
    after = corrected(before, {1: f" {RIGHT} "}, reader())
    turn = after.transcript[1]
    assert (turn.text, turn.heard, turn.confidence) == (RIGHT, "您先小小气", 1.0)
    assert turn.reading.moves == ("empathy", "act_now")
    assert turn.emotion == before.transcript[1].emotion, "she answered what was heard"
    assert report(after).score.overall > report(before).score.overall


def test_leaving_a_correction_out_undoes_it():
    before = played()
    both = corrected(before, {1: RIGHT, 3: "我现在就查"}, reader())
    assert [t.heard for t in both.replies] == ["您先小小气", "我查"]
    one = corrected(before, {3: "我现在就查"}, reader())
    assert one.transcript[1] == before.transcript[1]
    assert corrected(before, {}, reader()) == before


def test_what_changes_nothing():
    before = played()
    given = {0: "她没这么说", 1: "  ", 3: "我查", 99: RIGHT, -1: RIGHT}
    assert corrected(before, given, reader()) == before


def test_a_reply_is_read_with_what_was_said_before_it_as_it_was_put_right():
    understands = reader()
    before = played()
    corrected(before, {1: RIGHT, 3: "我现在就查"}, understands)
    context, said, _ = understands.asked[1]
    assert said == "我现在就查"
    assert context[1] == (Speaker.TRAINEE.value, RIGHT)
    assert len(context) <= CONTEXT_TURNS
