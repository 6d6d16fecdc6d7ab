# SPDX-License-Identifier: Apache-2.0
"""The practice of a lesson: when it listens, and what counts as to the point."""

import pytest

from tests.lessons import CLERKS, HERS, LESSON, Learner
from tests.scenes import reading
from trainer_gui.domain.effects import (
    FinishListening,
    Listen,
    SayLine,
    StopLine,
    StopListening,
    StopTimer,
)
from trainer_gui.domain.emotion import Band
from trainer_gui.domain.events import (
    LineFinished,
    LineStarted,
    NothingHeard,
    PartialHeard,
    RepeatPressed,
    Source,
    TalkPressed,
    TalkReleased,
    TraineeEnded,
    TraineeSaid,
    TraineeStarted,
)
from trainer_gui.domain.state import TurnPolicy
from trainer_gui.domain.teaching.study import (
    AgainPressed,
    Ask,
    ModelPressed,
    NextPressed,
    PlayPressed,
    Step,
    judged,
)


def test_the_customer_speaks_then_it_is_the_trainees_turn():
    me = Learner().go(Step.PRACTISE)
    (line,) = (e for e in me.effects if isinstance(e, SayLine))
    assert (line.utterance.text, line.utterance.band) == ("我都跑了三趟了！", Band.ANGRY)
    assert me.study.ask is Ask.SAYING
    me.heard_out()
    assert me.effects == (Listen(1),)
    assert me.study.ask is Ask.LISTENING


def test_what_is_heard_is_shown_until_the_answer_is_understood():
    me = Learner().asked()
    me.do(TraineeStarted(1, 1.0))
    assert me.study.live.speaking
    me.do(PartialHeard(1, "换了谁", reading("empathy")))
    assert me.study.live.text == "换了谁"
    me.do(TraineeEnded(1, 2.0))
    assert me.study.ask is Ask.THINKING
    me.do(TraineeSaid(1, "换了谁都累", 1.0, 2.0, reading=reading("empathy", "act_now")))
    assert me.study.ask is Ask.ANSWERED
    assert me.effects == (StopListening(1), StopTimer())
    (answer,) = me.study.answers
    assert (answer.text, answer.hit, answer.missing) == ("换了谁都累", True, ())
    assert me.study.prompt is LESSON.drill[0]


def test_a_cough_is_no_answer():
    me = Learner().asked().do(TraineeStarted(1, 1.0), TraineeEnded(1, 2.0), NothingHeard(1))
    assert (me.study.ask, me.study.live.speaking) == (Ask.LISTENING, False)


@pytest.mark.parametrize(
    "event",
    [
        PartialHeard(9, "别的"),
        TraineeSaid(9, "别的", 1.0, 2.0),
        LineStarted(1, 1.0),
        LineFinished(9, 1.0, ""),
        NextPressed(),
        AgainPressed(),
        ModelPressed(),
        PlayPressed(),
    ],
    ids=lambda e: type(e).__name__,
)
def test_what_is_stale_or_means_nothing_here_is_dropped(event):
    me = Learner().asked()
    before = me.study
    assert me.do(event).study == before
    assert me.effects == ()


def test_late_words_after_the_answer_are_dropped():
    me = Learner().asked().reply("empathy", "act_now")
    before = me.study
    me.do(PartialHeard(1, "再说"), TraineeSaid(1, "再说", 1.0, 2.0))
    assert me.reply("thanks").study == before


def test_typing_may_cut_the_prompt_off():
    me = Learner().go(Step.PRACTISE)
    line = me.study.speaking
    me.reply("empathy", "act_now")
    assert me.effects == (StopLine(line), StopTimer())
    assert me.study.ask is Ask.ANSWERED
    me.do(LineFinished(line, 1.0, "", interrupted=True))
    assert me.study.ask is Ask.ANSWERED


def test_a_spoken_answer_does_not_come_before_the_prompt_is_over():
    me = Learner().go(Step.PRACTISE).do(TraineeSaid(0, "早了", 0.0, 0.0, source=Source.VOICE))
    assert me.study.ask is Ask.SAYING


@pytest.mark.parametrize(
    ("labels", "hit", "missing"),
    [
        (("empathy", "act_now"), True, ()),
        (("empathy", "act_now", "restate"), True, ()),
        (("empathy", "act_now", "blame"), False, ()),
        (("empathy",), False, ("act_now",)),
        (("apology", "thanks"), False, ("empathy",)),
        ((), False, ("empathy", "act_now")),
    ],
)
def test_an_answer_is_to_the_point_by_any_right_way_without_harm(labels, hit, missing):
    answer = judged(LESSON.drill[0], "嗯", reading(*labels))
    assert (answer.hit, answer.missing) == (hit, missing)


def test_who_says_the_model_answer_is_right_however_it_is_read():
    prompt = LESSON.drill[0]
    assert judged(prompt, "换了谁都累！我现在就查", reading("jargon")).hit
    assert judged(prompt, "换了谁都类，我先在就查", reading()).hit, "misheard in places"
    assert not judged(prompt, "换了谁都累，我现在就查，烦死了", reading("cold")).hit
    assert not judged(prompt, "换了谁都累", reading()).hit


def test_next_leads_to_the_next_prompt_and_at_last_to_the_result():
    me = Learner().asked().reply("empathy", "act_now").do(NextPressed())
    assert me.said == [(HERS, "这点事要几天？")]
    me.heard_out().reply("cold").do(NextPressed())
    assert (me.study.ask, me.study.prompt, me.study.hits) == (Ask.DONE, None, 1)
    assert me.go(Step.PRACTISE).study.ask is Ask.DONE
    assert me.reply("empathy").study.ask is Ask.DONE


def test_again_asks_the_same_and_after_the_result_everything():
    me = Learner().asked().reply("cold").do(AgainPressed())
    assert (me.said, me.study.answers) == ([(HERS, "我都跑了三趟了！")], ())
    me.heard_out().reply("cold").do(NextPressed()).heard_out().reply("act_now").do(NextPressed())
    assert me.do(AgainPressed()).said == [(HERS, "我都跑了三趟了！")]
    assert me.study.answers == ()


def test_the_model_answer_is_heard_in_the_clerks_voice_and_leads_nowhere():
    me = Learner().asked().reply("cold").do(ModelPressed())
    assert me.said == [(CLERKS, "换了谁都累，我现在就查。")]
    line = me.study.speaking
    me.heard_out()
    assert (me.study.ask, me.effects) == (Ask.ANSWERED, ())
    me.do(ModelPressed())
    line = me.study.speaking
    assert StopLine(line) in me.do(NextPressed()).effects


def test_once_more_please():
    me = Learner().asked().do(RepeatPressed(1.0))
    assert me.effects[0] == StopListening(1)
    assert me.said == [(HERS, "我都跑了三趟了！")]
    me.heard_out().do(TraineeStarted(me.study.turn_id, 1.0), RepeatPressed(2.0))
    assert me.effects == ()


def test_leaving_the_drill_closes_the_ears_and_coming_back_asks_again():
    me = Learner().asked().go(Step.HEAR)
    assert StopListening(1) in me.effects
    assert me.study.ask is Ask.WAITING
    assert me.go(Step.PRACTISE).said == [(HERS, "我都跑了三趟了！")]
    line = me.study.speaking
    assert StopLine(line) in me.go(Step.READ).effects
    me.go(Step.PRACTISE).heard_out().reply("cold").go(Step.READ)
    assert me.go(Step.PRACTISE).said == []
    assert me.study.ask is Ask.ANSWERED


def test_the_key_cuts_the_prompt_off_and_letting_go_ends_the_turn():
    me = Learner().go(Step.PRACTISE)
    line = me.study.speaking
    assert me.do(TalkPressed(1.0)).effects == (StopLine(line),)
    assert me.heard_out().effects == (Listen(1),)
    assert me.do(TalkReleased()).effects == (FinishListening(1),)


def test_with_press_to_talk_the_ears_open_with_the_key_alone():
    me = Learner(policy=TurnPolicy.PRESS_TO_TALK).asked()
    assert me.effects == ()
    assert me.do(TalkPressed(1.0)).effects == (Listen(1),)
    assert me.do(TalkReleased()).effects == (FinishListening(1),)
    me.reply("empathy")
    assert me.do(TalkPressed(1.0), TalkReleased()).effects == ()


def test_a_key_held_from_the_prompt_on_opens_the_ears():
    me = Learner(policy=TurnPolicy.PRESS_TO_TALK).go(Step.PRACTISE).do(TalkPressed(1.0))
    assert me.heard_out().effects == (Listen(1),)


def test_hands_free_the_key_means_nothing_while_it_listens():
    assert Learner().asked().do(TalkPressed(1.0)).effects == ()
