# SPDX-License-Identifier: Apache-2.0
"""The customer takes the word from a trainee who hesitates."""

from dataclasses import replace

import pytest

from tests.scenes import PERSONA, SCENARIO, Play, listening, reading, small, spoken
from trainer_gui.domain.condition import Bound, Operator
from trainer_gui.domain.effects import StartTimer, StopListening, StopTimer
from trainer_gui.domain.emotion import Band
from trainer_gui.domain.events import (
    NothingHeard,
    PartialHeard,
    SilenceElapsed,
    TraineeStarted,
    TraineeWentOn,
)
from trainer_gui.domain.persona import CutIn
from trainer_gui.domain.state import Phase

SHARP = CutIn(
    {Band.ANGRY: ("停停停！",)},
    after=80,
    anger=Bound(Operator.AT_LEAST, 60),
    hesitating={Band.ANGRY: ("支支吾吾的！",)},
    pause=0.4,
)
STUCK = "您先消消气，这个是因为"


def in_a_pause(cut: CutIn = SHARP, text: str = STUCK) -> Play:
    """The trainee has said `text` and pauses."""
    play = listening(small(cuts_in=cut))
    turn = play.state.turn_id
    heard = PartialHeard(
        turn,
        text,
        outlook=reading("empathy"),
        at=4.0,
        confidence=0.6,
        delivery=spoken(200),
    )
    return play.do(TraineeStarted(turn, 3.0), heard)


def test_words_that_are_missing_are_waited_for_and_then_she_takes_the_word():
    play = in_a_pause()
    assert play.told(StartTimer) == [StartTimer(1, 0.4)]
    play.do(SilenceElapsed(1, 4.4))
    assert play.said.startswith("支支吾吾的！")
    assert play.told(StopListening) == [StopListening(1)]
    reply = play.state.replies[-1]
    assert (reply.text, reply.interrupted, reply.confidence) == (STUCK, True, 0.6)
    assert (reply.start_s, reply.end_s) == (3.0, 4.4)
    assert reply.reading.labels == {"empathy"}


def test_words_that_come_in_time_are_heard():
    play = in_a_pause().do(TraineeWentOn(1))
    assert play.wanted == (StopTimer(),)
    before = play.state
    assert play.do(SilenceElapsed(1, 4.4)).state == before
    assert play.do(TraineeWentOn(1)).wanted == ()


def test_going_on_is_nothing_where_nobody_was_stuck():
    play = listening().do(TraineeStarted(1, 3.0))
    before = play.state
    assert play.do(TraineeWentOn(1)).state == before


@pytest.mark.parametrize(
    ("cut", "text"),
    [
        (SHARP, "您先消消气，我现在就给您查。"),
        (replace(SHARP, hesitating={}), STUCK),
        (replace(SHARP, anger=Bound(Operator.AT_LEAST, 99)), STUCK),
    ],
)
def test_in_another_mood_or_after_a_whole_sentence_nothing_hurries_her(cut: CutIn, text: str):
    assert not in_a_pause(cut, text).told(StartTimer)


def test_what_is_no_pause_is_no_hesitation():
    play = listening(small(cuts_in=SHARP))
    play.do(TraineeStarted(1, 3.0), PartialHeard(1, STUCK))
    assert not play.told(StartTimer)


def test_a_noise_ends_the_waiting():
    play = in_a_pause().do(NothingHeard(1))
    assert play.told(StartTimer), "the silence is waited for as ever"
    play.do(SilenceElapsed(1, 20.0))
    assert not play.state.replies


STAMMER = "嗯，那个，呃，我们，嗯，"


def test_a_reply_of_fillers_is_cut_short():
    play = listening(small(cuts_in=SHARP))
    play.do(TraineeStarted(1, 3.0), PartialHeard(1, "嗯，那个，", at=4.0))
    assert play.phase is Phase.LISTENING
    play.do(PartialHeard(1, STAMMER, at=5.0))
    assert play.said.startswith("支支吾吾的！")
    assert play.state.replies[-1].interrupted


def test_who_has_no_words_for_it_lets_a_stammer_pass():
    play = listening(small(cuts_in=replace(SHARP, hesitating={})))
    play.do(TraineeStarted(1, 3.0), PartialHeard(1, STAMMER, at=5.0))
    assert play.phase is Phase.LISTENING


def test_a_type_cuts_in_where_the_case_leaves_it_open():
    sharp, own = replace(PERSONA, cuts_in=SHARP), replace(SHARP, after=20)
    assert SCENARIO.of(sharp).cuts_in == SHARP
    assert small(cuts_in=own).of(sharp).cuts_in == own
    assert small(cuts_in=own).played_by(sharp, 3).cuts_in == SHARP
    assert small(cuts_in=own).played_by(PERSONA, 3).cuts_in == own
