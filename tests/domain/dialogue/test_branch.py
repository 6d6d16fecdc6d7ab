# SPDX-License-Identifier: Apache-2.0
"""A scene that is tried again from one of its moments."""

import pytest

from tests.scenes import Play, listening
from trainer_gui.domain.dialogue.scene import branch
from trainer_gui.domain.events import (
    RepeatPressed,
    SceneStarted,
    TalkPressed,
    TraineeSaid,
)
from trainer_gui.domain.state import Phase
from trainer_gui.domain.transcript import Speaker


def _again(play: Play) -> Play:
    """The branch before the reply that comes next, begun."""
    branched = Play()
    branched.now = play.now
    branched.state = branch(play.state)
    return branched.do(SceneStarted(branched.now))


@pytest.mark.parametrize(
    "play",
    [
        listening(),
        listening().say("praise").heard_out(),
        listening().say("praise").heard_out().silence().heard_out(),
        listening().silence(),
        listening().do(RepeatPressed(9.0)).heard_out(),
        listening().say("praise"),
        Play().start().do(TalkPressed(0.1)).cut_off(),
    ],
    ids=["first", "second", "nudged", "in a nudge", "repeated", "over her line", "cut in"],
)
def test_branch_says_the_line_again_and_goes_on(play: Play):
    before = branch(play.state)
    assert before.phase is Phase.READY
    assert all(t.who is Speaker.TRAINEE for t in before.transcript[-1:])
    again = _again(play)
    assert again.said == play.state.last_line.text
    again.heard_out()
    hers = [t.text for t in again.state.transcript if t.who is Speaker.CUSTOMER]
    assert hers.count(play.state.last_line.text) == 1
    again.say("empathy").heard_out()
    assert again.state.replies[-1].beat == "storm"
    assert again.state.beat_id == "talk"


def test_branch_goes_another_way_from_the_same_feeling():
    play = listening()
    again = _again(play)
    play.say("blame")
    again.heard_out().say("empathy")
    assert again.state.emotion.anger == 52
    assert play.state.emotion.anger == 84


def test_what_is_late_from_the_first_try_is_stale_in_the_second():
    play = listening()
    again = _again(play).heard_out()
    before = again.state
    again.do(TraineeSaid(play.state.turn_id, "旧", 0.0, 1.0))
    assert again.state == before


def test_same_seed_same_scene_another_seed_another_wording():
    def told(seed: int) -> tuple:
        return listening(seed=seed).say("praise").heard_out().say("blame").state.transcript

    assert told(3) == told(3)
    assert len({told(seed)[0].text for seed in range(12)}) == 3
