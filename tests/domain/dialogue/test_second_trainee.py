# SPDX-License-Identifier: Apache-2.0
"""A second trainee who plays somebody else of the scene."""

from dataclasses import replace

import pytest

from tests.scenes import ENDINGS, STORM, TALK, Play, reading, small
from trainer_gui.domain.effects import Listen, SayLine, StopListening
from trainer_gui.domain.emotion import Band
from trainer_gui.domain.events import (
    PartialHeard,
    PausePressed,
    RepeatPressed,
    TraineeEnded,
    TraineeSaid,
    TraineeStarted,
)
from trainer_gui.domain.interventions import AnswersOpened
from trainer_gui.domain.persona import VoiceStyle
from trainer_gui.domain.scenario import Aside, CutIn, Other
from trainer_gui.domain.state import Phase
from trainer_gui.domain.transcript import Speaker

MANAGER = Other("张主任", VoiceStyle("old_man"), role=True)
GREETING = Aside(("您好，我是主任。",), "manager")
SCENE = small(
    beats={"storm": STORM, "talk": replace(TALK, asides=(GREETING,))},
    endings={**ENDINGS, "solved": replace(ENDINGS["solved"], lines={}, asides=(GREETING,))},
    others={"manager": MANAGER, "guard": Other("保安")},
    cuts_in=CutIn({Band.ANGRY: ("停！",)}, after=10),
)


def cued(**options):
    """The scene where the manager is to speak."""
    play = Play(SCENE, played=["manager"], **options).start().heard_out().say("empathy")
    return play


def test_only_open_roles_can_be_taken():
    assert SCENE.roles == ("manager",)
    assert Play(SCENE, played=["manager", "guard", "nobody"]).state.played == {"manager"}


def test_scene_listens_where_the_second_trainee_is_to_speak():
    play = cued()
    assert play.state.phase is Phase.LISTENING
    assert play.state.cue is not None
    assert (play.state.cue.speaker, play.state.cue.text) == ("manager", "您好，我是主任。")
    assert play.told(Listen)
    assert not play.told(SayLine)


def test_without_a_second_trainee_the_app_speaks():
    play = Play(SCENE).start().heard_out().say("empathy")
    assert play.state.cue is None
    assert [e.utterance.speaker for e in play.told(SayLine)] == ["manager"]


@pytest.mark.parametrize("typed", [False, True])
def test_what_the_second_trainee_says_moves_the_customer_and_she_goes_on(typed: bool):
    play = cued()
    before = play.state
    play.say("apology", typed=typed)
    *_, turn = play.state.transcript
    assert (turn.who, turn.name, turn.text) == (Speaker.OTHER, "张主任", "我说")
    assert [c.what for c in turn.causes] == ["apology"]
    assert play.state.emotion.anger < before.emotion.anger
    assert len(play.state.replies) == len(before.replies)
    (line,) = play.told(SayLine)
    assert line.utterance.speaker == "customer"
    play.heard_out()
    assert (play.state.phase, play.state.cue) == (Phase.LISTENING, None)


def test_who_stays_silent_is_spoken_for():
    play = cued().silence()
    (line,) = play.told(SayLine)
    assert line.utterance.text == "您好，我是主任。"
    assert play.told(StopListening)
    assert play.state.silences == 0
    play.heard_out()
    assert [t.who for t in play.state.transcript][-1] is Speaker.OTHER
    assert play.state.line.utterance.speaker == "customer"


def test_neither_hints_nor_the_customer_disturb_the_second_trainee():
    play = cued()
    hint = play.state.hint
    turn = play.state.turn_id
    play.do(TraineeStarted(turn, play.later(1)))
    play.do(PartialHeard(turn, "这" * 30, reading("blame"), at=play.later(1)))
    assert play.state.phase is Phase.LISTENING
    assert play.state.hint == hint
    assert play.state.live.text == "这" * 30


def test_room_is_not_asked_while_the_second_trainee_is_to_speak():
    play = cued()
    assert play.do(AnswersOpened()).state.room.asking is False


def test_pause_and_repetition_come_back_to_the_second_trainee():
    play = cued()
    cue = play.state.cue
    play.do(PausePressed(play.later(1)), PausePressed(play.later(1)))
    assert (play.state.phase, play.state.cue) == (Phase.LISTENING, cue)
    play.do(RepeatPressed(play.later(1))).heard_out()
    assert (play.state.phase, play.state.cue) == (Phase.LISTENING, cue)


@pytest.mark.parametrize("decoded_in_the_pause", [False, True])
def test_words_that_were_spoken_before_a_pause_are_heard_after_it(decoded_in_the_pause: bool):
    play = cued()
    turn = play.state.turn_id
    said = TraineeSaid(turn, "我是主任", play.later(1), play.later(1), reading=reading("apology"))
    play.do(TraineeStarted(turn, said.start), TraineeEnded(turn, said.end))
    first, then = PausePressed(play.later(1)), PausePressed(play.later(1))
    play.do(*((first, said, then) if decoded_in_the_pause else (first, then, said)))
    assert play.state.transcript[-1].name == "张主任"
    assert play.state.line.utterance.speaker == "customer"


def test_last_word_of_a_scene_may_be_the_second_trainees():
    play = cued().say("apology").heard_out().say("commit")
    assert play.state.ending is not None
    assert play.state.cue is not None
    play.say("thanks")
    assert play.state.phase is Phase.ENDED
    assert play.state.transcript[-1].name == "张主任"


def test_words_after_which_nobody_speaks_hand_over_to_the_trainee():
    play = cued()
    alone = replace(play.state, queue=play.state.queue[:1])
    play.state = alone
    play.say("thanks")
    assert (play.state.phase, play.state.cue) == (Phase.LISTENING, None)
    assert play.told(Listen)
