# SPDX-License-Identifier: Apache-2.0
"""The open microphone: a noise, or a word that only tells that somebody listens, is no reply."""

from dataclasses import replace

import pytest

from tests.scenes import SCENARIO, STORM, Play, small, spoken
from trainer_gui.domain.effects import Listen, StartTimer, StopListening, StopTimer
from trainer_gui.domain.emotion import Band
from trainer_gui.domain.events import (
    LineStarted,
    NothingHeard,
    PartialHeard,
    TraineeSaid,
    TraineeStarted,
)
from trainer_gui.domain.state import Phase, TurnPolicy

LINE = "我上个月就来过！你们说第二天一定给我办好。现在都几号了？"
BLAMED = "合着还怪我了？"
LONG = replace(STORM, lines={Band.ANGRY: (LINE,)}, again={})
CASE = small(beats={**SCENARIO.beats, "storm": LONG})


def cut_off(heard: str = "我上个月就来过！你们说第", **options: object) -> Play:
    """Somebody talks over her long line, and she has fallen silent."""
    play = Play(CASE, policy=TurnPolicy.OPEN, **options).start()
    return talked_over(play, heard)


def talked_over(play: Play, heard: str) -> Play:
    play.do(LineStarted(play.state.line.line_id, play.later(0.5)))
    return play.do(TraineeStarted(play.state.turn_id, play.later(2.0))).cut_off(heard)


def pausing(play: Play, text: str) -> Play:
    """What was heard so far, told in a pause."""
    return play.do(PartialHeard(play.state.turn_id, text, at=play.later(0.4), delivery=spoken(200)))


def blames(play: Play) -> list[str]:
    return [c.what for turn in play.state.transcript for c in turn.causes]


def blamed_nobody(play: Play) -> bool:
    """She has taken it for no interruption."""
    return play.state.emotion == SCENARIO.emotion and "interrupted" not in blames(play)


@pytest.mark.parametrize("text", ["嗯。", "嗯嗯", "哦，", "啊？", "对，对对。", "好的，好的"])
def test_who_only_listens_does_not_stop_her(text: str):
    play = pausing(cut_off(), text)
    assert play.said == "你们说第二天一定给我办好。现在都几号了？", (
        "from the sentence that was cut off"
    )
    assert play.wanted[:2] == (StopListening(1), StopTimer())
    assert play.told(Listen) == [Listen(2, over_her=True)]
    assert play.state.replies == ()
    assert blamed_nobody(play)
    play.heard_out().say()
    assert "interrupted" not in blames(play)


@pytest.mark.parametrize(
    ("text", "confidence", "stops"),
    [("您呢？", 0.4, False), ("您呢？", 0.7, True), ("闭嘴！", 0.8, True), ("您先别急", 0.4, True)],
)
def test_few_characters_that_were_hardly_understood_may_be_a_hum(text, confidence, stops):
    play = cut_off()
    play.do(TraineeSaid(1, text, 2.5, play.later(1.0), confidence=confidence))
    assert bool(play.state.replies) is stops
    assert blamed_nobody(play) is not stops


def test_a_turn_of_nothing_else_is_none():
    play = cut_off()
    play.do(TraineeSaid(1, "嗯嗯。", 2.5, play.later(1.0)))
    assert play.said.startswith("你们说第二天")
    assert blamed_nobody(play)


def test_a_noise_makes_her_take_up_her_sentence_and_hurts_nobody():
    play = cut_off().do(NothingHeard(1))
    assert play.said.startswith("你们说第二天")
    assert play.told(StopListening) == [StopListening(1)]
    assert blamed_nobody(play)


def test_she_can_be_stopped_by_one_again_and_again():
    play = talked_over(pausing(cut_off(), "嗯"), "你们说第二天一定给我办好。现")
    assert pausing(play, "嗯嗯").said == "现在都几号了？"
    talked_over(play, "现").say("empathy")
    assert len(play.state.replies) == 1
    assert not blamed_nobody(play)


def test_what_came_before_the_sentence_is_not_said_again():
    play = Play(CASE, policy=TurnPolicy.OPEN).start().heard_out().say("blame")
    assert play.said == BLAMED + LINE
    assert pausing(talked_over(play, BLAMED + "我上"), "嗯").said == LINE


def test_the_last_line_stays_whole():
    play = pausing(cut_off(), "嗯")
    assert play.state.last_line.text == LINE


@pytest.mark.parametrize("text", ["对不起", "嗯，我理解您", "是什么时候", "您好"])
def test_words_are_a_reply(text: str):
    play = pausing(cut_off(), text)
    assert play.phase is Phase.LISTENING
    assert play.state.live.text == text
    play.say("apology", text=text)
    assert [t.text for t in play.state.replies] == [text]
    assert not blamed_nobody(play)


def test_who_is_still_speaking_may_say_more():
    play = cut_off()
    play.do(PartialHeard(1, "嗯", at=play.later(0.3)))
    assert play.state.live.text == "嗯"
    assert play.phase is Phase.LISTENING


def test_the_same_word_answers_a_line_that_was_as_good_as_over():
    play = cut_off(LINE[:-2]).say("confirm", text="对。")
    assert [t.text for t in play.state.replies] == ["对。"]


def test_after_a_noise_at_the_very_end_of_her_line_she_waits_for_a_reply():
    play = cut_off(LINE).do(NothingHeard(1))
    assert (play.phase, play.said) == (Phase.LISTENING, "")
    assert play.told(StartTimer)
    assert "interrupted" not in blames(play.say())


def test_the_same_word_answers_a_line_that_is_over_and_typed_it_always_does():
    play = Play(CASE, policy=TurnPolicy.OPEN).start().heard_out()
    assert pausing(play, "嗯").phase is Phase.LISTENING
    assert cut_off().say(typed=True, text="嗯").state.replies
