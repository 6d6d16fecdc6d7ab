# SPDX-License-Identifier: Apache-2.0
"""Scenes that are held, stopped, or go on without a device."""

import pytest

from tests.scenes import PERSONA, SCENARIO, Play, listening, small, texts
from trainer_gui.domain.dialogue.scene import branch, repeat
from trainer_gui.domain.dialogue.senses import TYPING_SILENCE_S
from trainer_gui.domain.effects import (
    Listen,
    SaveTranscript,
    StartTimer,
    StopLine,
    StopListening,
    StopTimer,
)
from trainer_gui.domain.events import (
    Device,
    DeviceFailed,
    DeviceReady,
    LineStarted,
    NothingHeard,
    PausePressed,
    RepeatPressed,
    StopPressed,
    TalkPressed,
    TraineeEnded,
    TraineeSaid,
    TraineeStarted,
)
from trainer_gui.domain.scenario import Outcome
from trainer_gui.domain.state import Phase


def test_repeat_says_the_line_again_with_a_few_words_before():
    play = listening().say("blame").heard_out()
    play.do(RepeatPressed(play.now))
    assert play.state.line.utterance.pieces == ("我再说一遍，", play.state.last_line.pieces[-1])
    assert play.told(StopListening)
    anger = play.state.emotion
    assert play.heard_out().state.emotion == anger
    assert play.phase is Phase.LISTENING


def test_repeat_without_words_for_it_says_the_line_alone():
    play = listening(small(repeats={}))
    play.do(RepeatPressed(3.0))
    assert play.said == play.state.transcript[0].text


def test_nothing_is_repeated_before_the_first_line():
    play = Play()
    assert repeat(play.state) == (play.state, ())


def test_pause_cuts_the_line_off_and_says_it_again():
    play = Play().start()
    text = play.said
    play.do(PausePressed(1.0))
    assert play.wanted == (StopLine(1),)
    play.cut_off()
    assert (play.phase, texts(play)) == (Phase.PAUSED, [])
    play.do(PausePressed(60.0))
    assert play.said == text
    assert texts(play.heard_out()) == [text]


def test_pause_of_a_nudge_keeps_her_line_and_why_she_spoke():
    play = listening().silence()
    line = play.state.last_line
    play.do(PausePressed(play.now)).cut_off().do(PausePressed(play.now))
    assert play.state.last_line == line
    play.heard_out()
    assert [c.what for c in play.state.transcript[-1].causes] == ["silence"]


def test_pause_that_came_after_the_line_goes_on_with_the_turn():
    play = Play().start().do(PausePressed(1.0)).heard_out()
    assert (play.phase, len(play.state.transcript)) == (Phase.PAUSED, 1)
    assert play.do(PausePressed(9.0)).phase is Phase.LISTENING


def test_pause_while_listening_forgets_the_turn_under_way():
    play = listening().do(TraineeStarted(1, 3.0), PausePressed(4.0))
    assert play.wanted == (StopListening(1), StopTimer())
    paused = play.state
    assert play.do(TraineeSaid(1, "晚了", 3.0, 4.5)).state == paused
    play.do(PausePressed(9.0))
    assert play.told(Listen)
    assert play.phase is Phase.LISTENING


def _thinking() -> Play:
    return listening().do(TraineeStarted(1, 3.0), TraineeEnded(1, 4.0))


def test_reply_that_is_decoded_in_a_pause_is_answered_after_it():
    play = _thinking().do(PausePressed(4.1))
    assert play.wanted == ()
    play.say("empathy")
    assert (play.phase, play.wanted) == (Phase.PAUSED, ())
    play.do(PausePressed(60.0))
    assert [t.text for t in play.state.replies] == ["我说"]
    assert (play.phase, play.state.beat_id) == (Phase.SPEAKING, "talk")
    assert play.state.pending is None


def test_reply_that_takes_longer_than_the_pause_is_answered_when_it_is_known():
    play = _thinking().do(PausePressed(4.1), PausePressed(4.2))
    assert (play.phase, play.wanted) == (Phase.THINKING, ())
    assert play.say("empathy").phase is Phase.SPEAKING


def test_noise_that_is_decoded_in_a_pause_is_no_reply():
    play = _thinking().do(PausePressed(4.1), NothingHeard(1))
    assert play.wanted == (StopListening(1),)
    play.do(PausePressed(9.0))
    assert play.told(Listen) == [Listen(2)]
    assert play.state.replies == ()


def test_after_a_pause_in_which_the_ears_failed_the_turn_is_open_for_typing():
    play = _thinking().do(PausePressed(4.1), DeviceFailed(Device.RECOGNISER, "gone"))
    play.do(PausePressed(9.0))
    assert (play.phase, play.wanted) == (Phase.LISTENING, (StartTimer(1, TYPING_SILENCE_S),))
    assert play.say("empathy").phase is Phase.SPEAKING, "what was said may still be known"


def test_stop_in_a_pause_waits_for_no_reply():
    play = _thinking().do(PausePressed(4.1), StopPressed(4.2))
    ended = play.state
    assert ended.phase is Phase.ENDED
    assert play.say("empathy").state == ended


@pytest.mark.parametrize(
    "play", [Play(), Play().start().do(TalkPressed(0.1))], ids=["ready", "cut"]
)
def test_no_pause_when_there_is_nothing_to_freeze(play: Play):
    before = play.state
    assert play.do(PausePressed(1.0)).state == before


def test_stop_keeps_what_was_heard():
    play = Play().start().do(StopPressed(1.0))
    assert play.wanted == (StopLine(1),)
    play.cut_off("谁动")
    assert (play.phase, texts(play)) == (Phase.ENDED, ["谁动"])
    assert play.state.ending.outcome is Outcome.STOPPED
    assert play.state.emotion == SCENARIO.emotion, "stopping is not cutting in"


@pytest.mark.parametrize(
    "play",
    [Play(), listening(), listening().do(PausePressed(3.0))],
    ids=["ready", "listening", "paused"],
)
def test_stop_ends_at_once_where_nobody_speaks(play: Play):
    play.do(StopPressed(9.0))
    assert play.phase is Phase.ENDED
    assert play.told(StopListening)
    assert play.told(SaveTranscript)


def test_stop_during_the_ending_keeps_the_ending():
    play = listening().say("empathy").heard_out().say("commit")
    play.do(StopPressed(play.now)).cut_off()
    assert play.state.ending.outcome is Outcome.SATISFIED


def test_stop_while_a_pause_takes_hold_ends_the_scene():
    play = Play().start().do(PausePressed(1.0), StopPressed(1.1)).cut_off()
    assert (play.phase, play.state.held) == (Phase.ENDED, None)


def test_stop_in_a_pause_keeps_what_was_heard_before_it():
    play = Play().start().do(LineStarted(1, 0.5), PausePressed(1.0)).cut_off("谁动")
    play.do(StopPressed(9.0))
    assert (play.phase, play.told(SaveTranscript)) == (Phase.ENDED, [SaveTranscript()])
    hers = play.state.transcript[-1]
    assert (hers.text, hers.interrupted, hers.start_s) == ("谁动", True, 0.5)


def _typed_over_her() -> Play:
    return Play().start().do(LineStarted(1, 0.5)).say("blame", typed=True)


@pytest.mark.parametrize(
    "play",
    [
        _thinking().do(PausePressed(4.1)).say("blame").do(StopPressed(9.0)),
        _typed_over_her().do(StopPressed(9.0)).cut_off(),
    ],
    ids=["spoken before a pause", "typed over her"],
)
def test_stop_keeps_a_reply_that_was_not_answered_yet(play: Play):
    assert play.phase is Phase.ENDED
    hers, reply = play.state.transcript
    assert (reply.text, reply.reading.labels) == ("我说", {"blame"})
    assert reply.start_s >= hers.end_s
    assert reply.emotion == play.state.emotion == SCENARIO.emotion.moved(PERSONA.reactions["blame"])


def test_reply_that_was_not_answered_yet_can_be_tried_again():
    again = Play()
    again.state = branch(_typed_over_her().do(StopPressed(9.0)).state)
    again.start().heard_out()
    assert again.phase is Phase.LISTENING


@pytest.mark.parametrize("device", [Device.MICROPHONE, Device.RECOGNISER])
def test_deaf_scene_waits_for_typing(device: Device):
    play = listening().do(TraineeStarted(1, 3.0), TraineeEnded(1, 4.0))
    play.do(DeviceFailed(device, "gone"))
    assert play.phase is Phase.LISTENING
    assert play.wanted == (StartTimer(1, TYPING_SILENCE_S),)
    assert play.state.troubles == {device: "gone"}
    assert play.say("empathy", typed=True).heard_out().told(StartTimer) == [
        StartTimer(2, TYPING_SILENCE_S)
    ]


def test_other_troubles_are_shown_and_change_nothing_else():
    play = listening().do(DeviceFailed(Device.LOUDSPEAKER, "gone"))
    assert (play.phase, play.wanted) == (Phase.LISTENING, ())
    play.do(DeviceFailed(Device.STORE, "full"), DeviceReady(Device.LOUDSPEAKER, "耳机"))
    assert play.state.troubles == {Device.STORE: "full"}
