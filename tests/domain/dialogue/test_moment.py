# SPDX-License-Identifier: Apache-2.0
"""A scene that was interrupted is taken up where it stopped."""

from dataclasses import replace

import pytest

from tests.rules import BOOK
from tests.scenes import COACH, SCENARIO, Play, listening, small, texts
from trainer_gui.domain.dialogue.moment import goes_on, moment, taken_up
from trainer_gui.domain.events import LineFinished, PausePressed, SceneStarted, StopPressed
from trainer_gui.domain.scenario import Aside, Other
from trainer_gui.domain.state import Mode, Phase, new_state
from trainer_gui.domain.transcript import Speaker

BYSTANDER = Aside(("我也排了半天了！",), "neighbour")
OTHERS = {"neighbour": Other("旁边的人")}
CROWDED = small(
    beats={**SCENARIO.beats, "talk": replace(SCENARIO.beats["talk"], asides=(BYSTANDER,))},
    others=OTHERS,
)


def again(play, scenario=SCENARIO):
    """The scene taken up on another day, begun."""
    fresh = new_state(scenario, COACH, BOOK)
    taken = Play(scenario)
    taken.state = taken_up(fresh, moment(play.state), play.state.transcript)
    taken.now = play.now
    return taken.do(SceneStarted(taken.now))


@pytest.mark.parametrize(
    ("mode", "goes"),
    [
        (Mode.PRACTICE, True),
        (Mode.CHALLENGE, True),
        (Mode.EXAM, False),
        (Mode.GROUP, False),
    ],
)
def test_a_scene_that_somebody_plays_alone_can_go_on(mode, goes):
    assert goes_on(listening(mode=mode).say("blame").state) is goes


def test_a_scene_without_a_reply_or_over_does_not_go_on():
    play = listening()
    assert not goes_on(play.state)
    assert not goes_on(play.say("abuse").state)  # she leaves
    assert not goes_on(listening().say("blame").do(StopPressed(9.0)).state)


@pytest.mark.parametrize("seed", range(5))
def test_her_last_line_is_said_once_more_and_all_is_as_it_was(seed):
    play = listening(seed=seed, mode=Mode.CHALLENGE).say("blame").heard_out().say("open_question")
    play.heard_out()
    taken = again(play)
    assert (taken.phase, taken.said) == (Phase.SPEAKING, texts(play)[-1])
    assert texts(taken) == texts(play)[:-1]
    taken.heard_out()
    for part in ("emotion", "beat_id", "known", "visits", "seed", "mode", "phase"):
        assert getattr(taken.state, part) == getattr(play.state, part), part
    assert texts(taken) == texts(play)
    for one in (play, taken):
        one.say("commit").heard_out()
    assert taken.state.emotion == play.state.emotion
    assert taken.state.ending == play.state.ending


def test_prompts_that_were_shown_do_not_come_again_first():
    play = listening().say("blame").heard_out()
    taken = again(play)
    assert taken.state.prompts_used
    assert taken.state.prompts_used == play.state.prompts_used


def test_it_may_stop_while_she_speaks():
    play = listening().say("blame")
    line = play.said
    assert again(play).said == line
    play.do(PausePressed(play.now))
    play.do(LineFinished(play.state.line_id, play.now, "你", interrupted=True))
    assert play.phase is Phase.PAUSED
    assert again(play).said == line


def test_what_others_say_before_her_is_said_too():
    play = listening(CROWDED).say("empathy")
    assert play.said == BYSTANDER.say[0]
    taken = again(play, CROWDED)
    assert taken.said == BYSTANDER.say[0]
    taken.heard_out()
    play.heard_out()
    assert taken.said == play.said
    late = again(play, CROWDED)  # the bystander has spoken
    assert late.said == play.said
    assert [t.who for t in late.state.transcript][-2:] == [Speaker.TRAINEE, Speaker.OTHER]


def test_a_second_trainee_is_still_in_the_scene():
    manager = {"neighbour": replace(OTHERS["neighbour"], role=True)}
    scenario = replace(CROWDED, others=manager)
    play = listening(scenario, played=("neighbour",)).say("empathy")
    assert play.state.cue is not None
    taken = again(play, scenario)
    assert taken.phase is Phase.LISTENING
    assert taken.state.cue == play.state.cue


def test_a_nudge_is_not_said_again():
    play = listening().say("blame").heard_out()
    line = texts(play)[-1]
    play.silence()
    assert play.said != line
    taken = again(play)
    assert taken.said == line
    assert taken.state.emotion == play.state.emotion
    assert taken.state.silences == 0


def test_a_scene_that_has_not_begun_stays_as_it_is():
    fresh = Play().state
    taken = taken_up(fresh, moment(fresh), ())
    assert taken == fresh
