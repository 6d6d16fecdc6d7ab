# SPDX-License-Identifier: Apache-2.0
"""The demonstration of a lesson: what is said by whom, when it waits, what is rendered ahead."""

from dataclasses import replace

from tests.lessons import CLERKS, HERS, LESSON, Learner
from trainer_gui.domain.effects import (
    Prepare,
    StartTimer,
    StopLine,
    StopTimer,
)
from trainer_gui.domain.emotion import Band
from trainer_gui.domain.events import (
    LineFinished,
    SilenceElapsed,
    TalkPressed,
)
from trainer_gui.domain.persona import VoiceStyle
from trainer_gui.domain.scenario import Customer
from trainer_gui.domain.teaching.learning import BETWEEN_S, BREATH_S
from trainer_gui.domain.teaching.study import (
    LineChosen,
    NextPressed,
    PlayPressed,
    Step,
    StepChosen,
    Study,
    ahead,
)


def test_reading_makes_no_sound():
    me = Learner().do(PlayPressed(), NextPressed(), TalkPressed(0.0), LineFinished(0, 1.0, ""))
    assert (me.study, me.effects) == (Study(LESSON), ())


def test_the_demonstration_is_played_by_two_voices_with_time_to_read_between():
    me = Learner().go(Step.HEAR)
    assert (me.said, me.study.playing) == ([], False)
    me.do(PlayPressed())
    heard = []
    waits = []
    while me.study.playing:
        heard += me.said
        if me.study.speaking is not None:
            me.heard_out()
        (timer,) = (e for e in me.effects if isinstance(e, StartTimer))
        waits.append(round(timer.seconds, 1))
        me.waited()
    assert heard == [
        (HERS, "排到我你说下班？"),
        (CLERKS, "这个不归我管。"),
        (HERS, "排到我你说下班？"),
        (CLERKS, "换我也急，我现在就办。"),
        (HERS, "行，那快点。"),
    ]
    comment = waits[2]
    assert waits == [BREATH_S, BREATH_S, comment, BREATH_S, BREATH_S, BREATH_S]
    assert comment > 2
    assert me.study.line is None
    assert me.study.at == len(me.study.track)


def test_between_the_two_parts_there_is_a_longer_pause():
    poor = LESSON.demonstration.poor[:2]
    lesson = replace(LESSON, demonstration=replace(LESSON.demonstration, poor=poor))
    me = Learner(lesson).go(Step.HEAR).do(LineChosen(1), PlayPressed()).heard_out()
    assert me.effects == (StartTimer(me.study.line_id, BETWEEN_S),)


def test_playing_again_begins_anew():
    me = Learner(step=Step.HEAR, at=6).do(PlayPressed())
    assert me.study.at == 0
    assert me.said == [(HERS, "排到我你说下班？")]


def test_a_pause_stops_the_line_and_playing_says_it_again():
    me = Learner().go(Step.HEAR).do(LineChosen(1), PlayPressed())
    line = me.study.speaking
    me.do(PlayPressed())
    assert StopLine(line) in me.effects
    assert not me.study.playing
    me.do(LineFinished(line, 1.0, "这个", interrupted=True), SilenceElapsed(line, 2.0))
    assert (me.study.at, me.effects) == (1, ())
    assert me.do(PlayPressed()).said == [(CLERKS, "这个不归我管。")]


def test_another_line_can_be_chosen_while_it_plays_and_while_it_rests():
    me = Learner().go(Step.HEAR).do(LineChosen(4))
    assert (me.study.at, me.said) == (4, [])
    me.do(PlayPressed())
    line = me.study.speaking
    me.do(LineChosen(3))
    assert me.effects == (StopLine(line), StopTimer(), *me.effects[2:])
    assert me.said == [(HERS, "排到我你说下班？")]
    assert me.do(LineChosen(99)).study.at == 5
    assert me.do(LineChosen(-1)).study.at == 0


def test_a_late_timer_moves_nothing():
    me = Learner().go(Step.HEAR).do(PlayPressed()).heard_out()
    me.do(SilenceElapsed(me.study.line_id - 1, 1.0))
    assert me.study.at == 0


def test_the_voices_are_never_alike_and_follow_the_anger():
    man = replace(LESSON, customer=Customer("李先生", voice=VoiceStyle("old_man")))
    first, second, *_ = ahead(Study(man))
    assert (first.voice.timbre, first.band) == ("old_man", Band.ANGRY)
    assert (second.voice.timbre, second.band) == ("young_woman", Band.CALM)


def test_what_comes_is_rendered_ahead_once_each():
    texts = [u.text for u in ahead(Study(LESSON))]
    assert texts == ["排到我你说下班？", "这个不归我管。", "换我也急，我现在就办。", "行，那快点。"]
    assert [u.text for u in ahead(Study(LESSON, step=Step.HEAR, at=5))] == ["行，那快点。"]
    practising = Learner().asked().reply("act_now").study
    assert [u.text for u in ahead(practising)] == ["我都跑了三趟了！", "这点事要几天？"]
    assert Prepare() in Learner().go(Step.HEAR).effects


def test_going_to_the_same_part_again_is_harmless():
    me = Learner().go(Step.HEAR).do(PlayPressed(), StepChosen(Step.HEAR))
    assert not me.study.playing
