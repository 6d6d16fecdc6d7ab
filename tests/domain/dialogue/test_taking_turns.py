# SPDX-License-Identifier: Apache-2.0
"""Who has the word: silence, cutting in, the talk key."""

import pytest

from tests.scenes import PERSONA, SCENARIO, Play, listening, small
from trainer_gui.domain.dialogue.pausing import waits_for_room
from trainer_gui.domain.dialogue.scene import SILENCE_LIMIT
from trainer_gui.domain.dialogue.senses import SILENCE_S
from trainer_gui.domain.effects import (
    FinishListening,
    Listen,
    SaveTranscript,
    StartTimer,
    StopLine,
    StopListening,
    StopTimer,
)
from trainer_gui.domain.emotion import Band
from trainer_gui.domain.events import (
    Device,
    DeviceFailed,
    LineStarted,
    NothingHeard,
    PausePressed,
    StopPressed,
    TalkPressed,
    TalkReleased,
    TraineeStarted,
    TypingNoticed,
)
from trainer_gui.domain.scenario import Outcome
from trainer_gui.domain.state import Mode, Phase, TurnPolicy

PRESS = {"policy": TurnPolicy.PRESS_TO_TALK}


# Silence


def test_silence_makes_her_speak_up_and_costs_patience():
    play = listening()
    line = play.state.last_line
    play.silence()
    assert play.said in SCENARIO.nudges[Band.ANGRY]
    assert play.told(StopListening), "or the ears would hear her"
    assert play.state.emotion == SCENARIO.emotion.moved(PERSONA.silence)
    assert play.state.last_line == line
    play.heard_out()
    assert [c.what for c in play.state.transcript[-1].causes] == ["silence"]


def test_without_words_for_silence_she_says_her_line_again():
    play = listening(small(nudges={}))
    play.silence()
    assert play.said == play.state.last_line.pieces[-1]


def test_silence_in_the_end_makes_her_give_up():
    play = listening()
    for _ in range(SILENCE_LIMIT):
        play.silence()
        if play.state.ending is None:
            play.heard_out()
    assert play.said == "算了！"
    assert play.state.ending.outcome is Outcome.RESIGNED
    assert [c.what for c in play.heard_out().state.transcript[-1].causes] == ["silence"]


def test_a_room_that_talks_it_over_keeps_its_scene():
    play = listening(mode=Mode.GROUP)
    for _ in range(SILENCE_LIMIT - 1):
        play.silence().heard_out()
    before = play.state
    assert before.silences == SILENCE_LIMIT - 1
    assert waits_for_room(before)
    assert play.silence().state == before
    assert not waits_for_room(play.do(TraineeStarted(before.turn_id, 90.0)).state)
    play.say("empathy").heard_out()
    assert play.state.silences == 0
    assert not waits_for_room(play.state)


def test_silence_in_the_end_stops_a_scene_without_an_ending_for_it():
    play = listening(small(silent_ending=""))
    for _ in range(SILENCE_LIMIT - 1):
        play.silence().heard_out()
    play.silence()
    assert (play.phase, play.state.ending.outcome) == (Phase.ENDED, Outcome.STOPPED)
    assert play.told(SaveTranscript)


def test_reply_ends_the_row_of_silences_but_a_cough_does_not():
    play = listening().silence().heard_out()
    turn = play.state.turn_id
    play.do(TraineeStarted(turn, play.now), NothingHeard(turn))
    assert play.state.silences == 1
    assert play.say("praise").state.silences == 0


def test_typing_is_no_silence():
    play = listening().do(TypingNoticed())
    assert play.wanted == (StartTimer(1, SILENCE_S),)


def test_speaking_is_no_silence():
    play = listening().do(TraineeStarted(1, 3.0))
    before = play.state
    assert play.silence().state == before


# Cutting in


def test_cutting_in_stops_the_line_and_hurts():
    play = Play().start()
    play.do(TalkPressed(1.0))
    assert play.wanted == (StopLine(1),)
    play.cut_off("谁动")
    turn = play.state.transcript[0]
    assert (turn.text, turn.interrupted) == ("谁动", True)
    assert [c.what for c in turn.causes] == ["interrupted"]
    assert turn.emotion == play.state.emotion == SCENARIO.emotion.moved(PERSONA.interrupted)
    assert play.phase is Phase.LISTENING


def test_cutting_in_before_a_sound_hurts_nobody():
    play = Play().start().do(TalkPressed(0.1)).cut_off("")
    assert play.state.emotion == SCENARIO.emotion


def test_line_that_was_over_already_was_not_cut_off():
    play = Play().start().do(TalkPressed(0.1)).cut_off("谁动了我的套餐？", interrupted=False)
    assert play.state.emotion == SCENARIO.emotion


def test_nudge_may_be_answered_at_once():
    play = listening().silence()
    hurt = play.state.emotion
    play.do(TalkPressed(play.now)).cut_off("喂，")
    assert play.state.emotion == hurt


def test_typing_over_her_cuts_her_off_and_then_answers():
    play = Play().start()
    play.do(LineStarted(1, 0.5)).say("empathy", typed=True)
    assert play.wanted == (StopLine(1),)
    play.cut_off()
    assert [t.who.value for t in play.state.transcript] == ["customer", "trainee"]
    assert play.state.beat_id == "talk"
    assert play.state.pending is None
    hers, reply = play.state.transcript
    assert reply.start_s >= hers.end_s


@pytest.mark.parametrize("device", [Device.VOICE, Device.LOUDSPEAKER])
def test_typing_to_a_line_without_sound_takes_it_as_read(device: Device):
    play = Play().start().do(DeviceFailed(device, "none"), LineStarted(1, 0.5))
    line = play.state.line.utterance.text
    play.say(typed=True)
    assert play.wanted == (StopLine(1),)
    play.cut_off()
    hers, reply = play.state.transcript
    assert (hers.text, hers.interrupted, hers.causes) == (line, False, ())
    assert reply.start_s >= hers.end_s
    assert "interrupted" not in [c.what for t in play.state.transcript for c in t.causes]


def test_the_talk_key_cuts_a_line_without_sound_off_all_the_same():
    play = Play().start().do(DeviceFailed(Device.VOICE, "none"), LineStarted(1, 0.5))
    play.do(TalkPressed(1.0)).say(typed=True).cut_off("谁动")
    hers = play.state.transcript[0]
    assert (hers.text, hers.interrupted) == ("谁动", True)


def test_stopping_keeps_what_was_read_of_a_line_by_then():
    play = Play().start().do(DeviceFailed(Device.VOICE, "none"), LineStarted(1, 0.5))
    play.say(typed=True).do(StopPressed(1.0)).cut_off("谁动")
    hers = play.state.transcript[0]
    assert (hers.text, hers.interrupted) == ("谁动", True)


def test_ending_can_be_stopped_but_not_cut_in_on():
    play = listening().say("empathy").heard_out().say("commit")
    before = play.state
    assert play.do(TalkPressed(play.now)).state == before
    assert play.say("praise", typed=True).state == before
    assert play.do(PausePressed(play.now)).state == before


# The talk key


def test_press_to_talk_opens_the_ears_with_the_key():
    play = listening(**PRESS)
    assert not play.told(Listen)
    play.do(TalkPressed(3.0))
    assert play.wanted == (Listen(1), StopTimer())
    play.do(TalkReleased())
    assert play.wanted == (FinishListening(1),)


@pytest.mark.parametrize("interrupted", [True, False])
def test_key_that_is_still_down_after_her_line_opens_the_ears(interrupted: bool):
    play = Play(**PRESS).start().do(TalkPressed(1.0)).cut_off(interrupted=interrupted)
    assert play.told(Listen)
    assert not play.told(StartTimer)


def test_key_that_was_let_go_before_her_line_ended_opens_nothing():
    play = Play(**PRESS).start().do(TalkPressed(1.0), TalkReleased()).cut_off()
    assert not play.told(Listen)
    assert play.told(StartTimer)


def test_hands_free_the_key_only_ends_the_turn():
    play = listening()
    before = play.state
    assert play.do(TalkPressed(3.0)).state == before
    assert play.do(TalkReleased()).wanted == (FinishListening(1),)
