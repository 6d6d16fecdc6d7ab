# SPDX-License-Identifier: Apache-2.0
"""A lesson with fakes all around it: two voices, ears, a timer, a reader."""

import pytest

from tests.fakes import FakeClock, FakeListener, FakeTimer, FakeVoice, Spoken, TableReader
from tests.lessons import LESSON
from tests.scenes import reading
from trainer_gui.application.dispatching import Talkers
from trainer_gui.application.tutor import Tutor
from trainer_gui.domain.effects import SaveTranscript
from trainer_gui.domain.events import PartialHeard, TalkReleased, TraineeSaid
from trainer_gui.domain.teaching.study import (
    AgainPressed,
    Ask,
    NextPressed,
    PlayPressed,
    Step,
    StepChosen,
    Study,
)

GOOD = "换了谁都累，这就给您查"


class Room:
    """A tutor and its fakes."""

    def __init__(self, *timeline: Spoken, instant: bool = True) -> None:
        self.clock = FakeClock()
        self.voice = FakeVoice(self.post, self.clock, instant=instant)
        self.listener = FakeListener(self.post, self.clock, timeline)
        self.timer = FakeTimer(self.post, self.clock)
        self.reader = TableReader({GOOD: reading("empathy", "act_now")})
        self.seen: list[Study] = []
        talkers = Talkers(self.voice, self.listener, self.timer)
        self.tutor = Tutor(Study(LESSON), self.reader, talkers, self.seen.append)

    @property
    def study(self) -> Study:
        return self.tutor.study

    def post(self, event) -> None:
        self.tutor.dispatch(event)


def test_the_demonstration_is_prepared_while_the_trainee_reads():
    room = Room()
    assert [u.text for u in room.voice.prepared][:2] == ["排到我你说下班？", "这个不归我管。"]


def test_both_parts_are_heard_to_the_end():
    room = Room()
    room.post(StepChosen(Step.HEAR))
    room.post(PlayPressed())
    while room.timer.running:
        room.timer.fire()
    assert len(room.voice.said) == 5
    assert (room.study.playing, room.study.line) == (False, None)
    assert room.seen[-1] is room.study


def test_a_pause_silences_voice_and_timer():
    room = Room(instant=False)
    room.post(StepChosen(Step.HEAR))
    room.post(PlayPressed())
    room.post(PlayPressed())
    assert room.voice.stopped == [1]
    assert room.timer.running is None


def test_an_answer_is_read_against_the_prompt_also_while_it_is_spoken():
    room = Room(Spoken(GOOD, partials=("换了谁",)))
    room.post(StepChosen(Step.PRACTISE))
    assert room.study.ask is Ask.ANSWERED
    assert room.study.answers[0].hit
    context = (("customer", "我都跑了三趟了！"),)
    assert room.reader.asked == [
        (context, "换了谁", False),
        (context, "换了谁", True),
        (context, GOOD, False),
    ]


def test_the_ears_close_with_the_key_and_with_the_lesson():
    room = Room()
    room.post(StepChosen(Step.PRACTISE))
    room.post(TalkReleased())
    assert room.listener.finished == [1]
    room.post(StepChosen(Step.READ))
    assert room.listener.open_turn is None


def test_the_result_and_once_more():
    room = Room(Spoken(GOOD), Spoken("嗯"))
    room.post(StepChosen(Step.PRACTISE))
    room.post(NextPressed())
    room.post(NextPressed())
    assert (room.study.ask, room.study.hits) == (Ask.DONE, 1)
    room.post(PartialHeard(9, "晚了"))
    room.post(TraineeSaid(9, "晚了", 0.0, 0.0))
    assert len(room.reader.asked) == 2
    room.post(AgainPressed())
    assert [u.text for u in room.voice.prepared] == [p.text for p in LESSON.drill]


def test_a_lesson_is_not_kept():
    with pytest.raises(AssertionError):
        Room().tutor._carry_out(SaveTranscript())
