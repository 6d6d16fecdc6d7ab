# SPDX-License-Identifier: Apache-2.0
"""A turn that a trainer takes back."""

import pytest

from tests.domain.steered import frozen
from tests.scenes import listening
from trainer_gui.application.report import report
from trainer_gui.domain.effects import (
    SayLine,
    StopLine,
)
from trainer_gui.domain.events import (
    LineFinished,
    PausePressed,
    StopPressed,
    TraineeEnded,
    TraineeSaid,
    TraineeStarted,
)
from trainer_gui.domain.interventions import (
    TurnTakenBack,
)
from trainer_gui.domain.state import Phase


def test_a_turn_is_taken_back_and_the_scene_stands_before_it():
    play = listening().say("blame").heard_out()
    gone = play.state.transcript
    ids = play.state.line_id, play.state.turn_id
    play.do(TurnTakenBack())
    assert play.phase is Phase.PAUSED
    assert play.state.emotion.anger == 64
    assert play.state.transcript == ()
    assert play.state.room.taken_back == (gone,)
    play.do(PausePressed(9.0))
    assert play.said == gone[0].text, "she says again what is to be answered"
    assert play.state.line_id > ids[0]
    assert play.heard_out().state.turn_id > ids[1]
    assert play.state.beat_id == "storm"
    assert report(play.state).steered


def test_turns_are_taken_back_one_after_the_other():
    play = listening().say("blame").heard_out().say("empathy").heard_out().say().heard_out()
    play.do(TurnTakenBack(), TurnTakenBack())
    assert len(play.state.replies) == 1
    assert len(play.state.room.taken_back) == 2
    play.do(TurnTakenBack(), TurnTakenBack())
    assert play.state.replies == ()
    assert len(play.state.room.taken_back) == 3


def test_a_turn_taken_back_while_she_answers_silences_her():
    play = listening().say("blame")
    line = play.state.line
    assert line is not None
    play.do(TurnTakenBack())
    assert play.told(StopLine) == [StopLine(line.line_id)]
    late = LineFinished(line.line_id, 9.0, "合着", interrupted=True)
    assert play.do(late).state.transcript == ()
    assert play.do(PausePressed(10.0)).told(SayLine)


def test_a_turn_taken_back_while_the_reply_is_decoded_drops_it():
    play = listening().say("empathy").heard_out()
    turn = play.state.turn_id
    play.do(TraineeStarted(turn, 9.0), TraineeEnded(turn, 9.5), TurnTakenBack())
    play.do(TraineeSaid(turn, "迟到", 9.0, 9.5))
    assert play.state.replies == ()
    play.do(PausePressed(10.0))
    assert play.heard_out().phase is Phase.LISTENING


def test_before_the_first_reply_there_is_nothing_to_take_back():
    play = listening().do(TurnTakenBack())
    assert play.phase is Phase.LISTENING


def test_a_line_said_anew_counts_no_time_to_answer():
    play = listening().say("blame").heard_out().say("blame")
    frozen(play).cut_off("合着").do(PausePressed(99.0)).heard_out()
    assert play.state.transcript[-1].response_ms is None
    assert play.state.transcript[2].response_ms == pytest.approx(500)


def test_ending_right_after_taking_back_keeps_what_was_before():
    play = listening().say("blame").heard_out().say("blame").heard_out()
    play.do(TurnTakenBack(), StopPressed(20.0))
    assert play.phase is Phase.ENDED
    assert len(play.state.replies) == 1
