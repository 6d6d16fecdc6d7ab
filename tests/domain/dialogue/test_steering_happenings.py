# SPDX-License-Identifier: Apache-2.0
"""What a trainer lets happen, and when it comes."""

from dataclasses import replace

from tests.domain.steered import BOSS, MANAGER, RING, TALK_LINES, frozen, steered
from tests.scenes import SCENARIO, Play, listening, small
from trainer_gui.domain.effects import (
    Listen,
    StopListening,
    StopTimer,
)
from trainer_gui.domain.events import (
    PartialHeard,
    PausePressed,
    TraineeEnded,
    TraineeStarted,
)
from trainer_gui.domain.interventions import (
    HappeningInjected,
    NextChosen,
)
from trainer_gui.domain.scenario import Aside, Other
from trainer_gui.domain.state import Phase
from trainer_gui.domain.transcript import Speaker


def test_an_event_in_the_trainees_turn_happens_at_once():
    play = listening().do(HappeningInjected(RING))
    assert play.said == "〔电话响了〕"
    assert {StopListening, StopTimer} <= {type(e) for e in play.wanted}
    assert play.state.emotion.anger == 67
    assert "sms" in play.state.known
    assert "ring" in play.state.happened
    play.heard_out()
    assert play.phase is Phase.LISTENING
    assert [t.who for t in play.state.transcript] == [Speaker.CUSTOMER, Speaker.OTHER]
    assert steered(play) == [0]


def test_an_event_while_she_speaks_comes_after_her_line():
    play = Play().start().do(HappeningInjected(RING)).heard_out()
    assert play.said == "〔电话响了〕"
    assert play.heard_out().phase is Phase.LISTENING
    assert steered(play) == [0]


def test_an_event_before_a_queued_line_leaves_that_line_its_causes():
    waits = replace(SCENARIO.beats["talk"], asides=(Aside(("嗯。",), "manager"),))
    scenario = small(beats={**SCENARIO.beats, "talk": waits}, others={"manager": Other("张主任")})
    play = listening(scenario).do(NextChosen("talk")).say()
    assert play.said == "嗯。"
    play.do(HappeningInjected(RING)).heard_out()
    assert play.said == "〔电话响了〕"
    play.heard_out()
    assert play.said in TALK_LINES
    play.heard_out()
    assert 4 in steered(play)


def test_an_event_while_the_trainee_speaks_comes_before_her_answer():
    play = listening()
    turn = play.state.turn_id
    play.do(TraineeStarted(turn, 3.0), PartialHeard(turn, "您先"), HappeningInjected(RING))
    assert play.wanted == ()
    play.do(TraineeEnded(turn, 4.0)).say("empathy")
    assert play.said == "〔电话响了〕"
    assert play.state.emotion.anger == 64 - 12 + 3
    assert steered(play) == [1]
    assert play.heard_out().said in TALK_LINES
    assert play.state.room.waiting == ()


def test_an_event_while_the_scene_stands_still_comes_when_it_goes_on():
    play = frozen(listening()).do(HappeningInjected(RING))
    assert play.state.phase is Phase.PAUSED
    play.do(PausePressed(5.0))
    assert play.said == "〔电话响了〕"
    assert Listen in {type(e) for e in play.heard_out().wanted}


def test_an_event_that_the_scene_has_itself_does_not_come_twice():
    play = listening(small(happenings=(RING,))).do(HappeningInjected(RING)).heard_out().say()
    assert "〔电话响了〕" not in play.said


def test_the_manager_comes_also_where_the_scene_knows_none():
    play = listening().do(HappeningInjected(BOSS, MANAGER)).heard_out()
    turn = play.state.transcript[-1]
    assert (turn.who, turn.name, turn.text) == (Speaker.OTHER, "值班经理", BOSS.aside.say[0])
    own = small(others={"boss": Other("处长")})
    play = listening(own).do(HappeningInjected(BOSS, MANAGER)).heard_out()
    assert play.state.transcript[-1].name == "处长"


def test_a_second_trainee_may_speak_as_the_manager():
    play = listening().do(HappeningInjected(BOSS, MANAGER, by_trainee=True))
    assert play.phase is Phase.LISTENING
    cue = play.state.cue
    assert cue is not None
    assert (cue.speaker, cue.text) == ("boss", BOSS.aside.say[0])
    play.say("empathy")
    turn = play.state.transcript[-1]
    assert (turn.who, turn.name) == (Speaker.OTHER, "值班经理")
    assert play.state.emotion.anger == 64 - 4 - 12
    assert play.phase is Phase.LISTENING, "then the clerk goes on"
    assert play.state.cue is None
    play.do(HappeningInjected(BOSS, MANAGER))
    assert play.state.cue is not None, "the role stays with who plays it"
