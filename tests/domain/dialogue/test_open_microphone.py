# SPDX-License-Identifier: Apache-2.0
"""The open microphone: who speaks while she does cuts her off; her own voice does not."""

from dataclasses import replace

import pytest

from tests.scenes import PERSONA, SCENARIO, Play, listening, small
from trainer_gui.domain.effects import (
    Listen,
    SayLine,
    StartTimer,
    StopLine,
    StopListening,
)
from trainer_gui.domain.events import (
    EchoHeard,
    LineStarted,
    NothingHeard,
    PartialHeard,
    PausePressed,
    StopPressed,
    TalkPressed,
    TraineeSaid,
    TraineeStarted,
)
from trainer_gui.domain.scenario import Aside, Other
from trainer_gui.domain.state import Phase, TurnPolicy

OPEN = {"policy": TurnPolicy.OPEN}
HURT = SCENARIO.emotion.moved(PERSONA.interrupted)


def speaking() -> Play:
    """Her first line, half a second of it heard."""
    play = Play(**OPEN).start()
    assert play.told(Listen) == [Listen(1, over_her=True)]
    return play.do(LineStarted(1, play.later(0.5)))


def cut_off() -> Play:
    """The trainee has talked over her, and she has fallen silent."""
    play = speaking()
    play.do(TraineeStarted(1, play.later(0.5)))
    assert play.wanted == (StopLine(1),)
    return play.cut_off()


def test_who_speaks_over_her_cuts_her_off_and_goes_on():
    play = cut_off()
    assert play.told(Listen) == [Listen(1)], "the same turn goes on"
    assert not play.told(StartTimer)
    assert (play.phase, play.state.turn_id) == (Phase.LISTENING, 1)
    assert (play.state.live.speaking, play.state.live.since) == (True, 1.0)
    play.say("empathy", start=1.0)
    hers, reply = play.state.transcript
    assert (hers.text, hers.interrupted, hers.start_s) == ("谁动", True, 0.5)
    assert [c.what for c in hers.causes] == ["interrupted"]
    assert hers.start_s < reply.start_s < hers.end_s < reply.end_s, "talked over, for all to see"


def test_it_hurts_only_once_there_are_words():
    play = cut_off()
    assert play.state.emotion == SCENARIO.emotion
    play.do(PartialHeard(1, "您先", at=play.now))
    assert play.state.emotion == SCENARIO.emotion
    play.say()
    assert play.state.transcript[0].emotion == HURT


def test_after_her_line_the_ears_that_are_open_stay_so():
    play = speaking().heard_out()
    assert play.told(Listen) == [Listen(1)]
    assert play.told(StartTimer)
    assert play.state.turn_id == 1
    play.say("empathy")
    assert play.told(Listen) == [Listen(2, over_her=True)]


def test_a_line_that_was_over_when_somebody_spoke_was_not_cut_off():
    play = speaking()
    play.do(TraineeStarted(1, play.later(0.5))).cut_off("谁动了我的套餐？", interrupted=False)
    assert (play.phase, play.state.live.speaking) == (Phase.LISTENING, True)
    play.say()
    assert play.state.transcript[0].causes == ()


def test_words_before_she_is_silent_wait_for_that():
    play = speaking()
    play.say("empathy")
    assert play.wanted == (StopLine(1),)
    play.cut_off()
    hers, reply = play.state.transcript
    assert [c.what for c in hers.causes] == ["interrupted"]
    assert reply.start_s >= hers.start_s
    assert play.told(SayLine)


def test_a_noise_before_she_is_silent_is_forgotten():
    play = speaking()
    play.do(TraineeStarted(1, play.later(0.5)), NothingHeard(1)).cut_off()
    assert (play.phase, play.state.live.speaking) == (Phase.LISTENING, False)
    assert play.told(StartTimer)


def test_who_starts_before_her_first_sound_does_not_begin_before_her():
    play = Play(**OPEN).start()
    play.do(TraineeStarted(1, 0.1)).cut_off("")
    play.say(start=0.1, end=0.15)
    hers, reply = play.state.transcript
    assert hers.start_s <= reply.start_s
    assert hers.end_s <= reply.end_s
    assert hers.causes == (), "nothing was heard that could be cut off"


@pytest.mark.parametrize("press", [PausePressed, StopPressed])
def test_pause_and_stop_close_the_ears(press):
    play = speaking()
    play.do(press(play.later(0.2)))
    assert play.wanted == (StopListening(1), StopLine(1))
    assert not play.state.early


def test_typing_over_her_closes_the_ears():
    play = speaking().say("empathy", typed=True)
    assert play.wanted == (StopListening(1), StopLine(1))
    play.cut_off()
    assert play.told(Listen) == [Listen(play.state.turn_id, over_her=True)]


def test_the_key_cuts_her_off_as_ever():
    play = speaking()
    play.do(TalkPressed(play.later(0.2))).cut_off()
    assert play.state.emotion == HURT
    assert play.told(Listen) == [Listen(1)]


def test_after_a_pause_she_can_be_cut_off_again():
    play = speaking()
    play.do(PausePressed(play.later(0.2))).cut_off().do(PausePressed(play.later(5)))
    assert play.told(Listen) == [Listen(play.state.turn_id, over_her=True)]


def test_nobody_is_heard_over_others_or_over_an_ending():
    greeted = replace(SCENARIO.beats["talk"], asides=(Aside(("您好，我是主任。",), "manager"),))
    company = small(beats={**SCENARIO.beats, "talk": greeted}, others={"manager": Other("张主任")})
    play = listening(company, **OPEN).say("empathy")
    assert play.told(SayLine)[0].utterance.speaker == "manager"
    assert not play.told(Listen)
    play.heard_out()
    assert play.told(Listen) == [Listen(2, over_her=True)], "her own line may be cut off"
    play.heard_out().say("abuse")
    assert play.state.ending is not None
    assert not play.told(Listen)


def test_nobody_is_heard_over_her_where_a_reply_waits_already():
    greeted = replace(SCENARIO.beats["talk"], asides=(Aside(("您好，我是主任。",), "manager"),))
    company = small(beats={**SCENARIO.beats, "talk": greeted}, others={"manager": Other("张主任")})
    play = listening(company, **OPEN).say("empathy").say("commit", typed=True)
    play.heard_out()
    assert play.told(SayLine)
    assert not play.told(Listen)


def test_her_own_voice_in_the_microphone_ends_the_open_microphone():
    play = speaking().do(EchoHeard(1))
    assert play.wanted == (StopListening(1),)
    assert play.state.policy is TurnPolicy.HALF_DUPLEX
    assert play.do(TraineeSaid(1, "话", 1.0, 2.0)).state.replies == ()
    play.heard_out()
    assert play.told(Listen) == [Listen(2)]
    play.say("empathy")
    assert not play.told(Listen)


def test_her_voice_that_is_told_of_after_her_line_does_the_same():
    play = speaking().heard_out().do(EchoHeard(1))
    assert play.wanted == ()
    assert (play.phase, play.state.policy) == (Phase.LISTENING, TurnPolicy.HALF_DUPLEX)
    before = play.state
    assert play.do(EchoHeard(1)).state == before
