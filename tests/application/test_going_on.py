# SPDX-License-Identifier: Apache-2.0
"""A session that was left goes on, and every reply of it can still be tried again."""

from pathlib import Path

from tests.application.test_what_if import ASK, BAD, PROMISE, READER, played
from tests.scenes import COACH, SCENARIO
from trainer_gui.application.going_on import going_on, interrupted
from trainer_gui.application.typed_scene import TypedScene
from trainer_gui.domain.delivery import Usual
from trainer_gui.domain.scenario import Outcome
from trainer_gui.domain.state import new_state

FOLDER = Path("session")


def words(scene):
    return [t.text for t in scene.session.state.transcript]


def taken_up(session):
    kept = interrupted(session.state, session.branches)
    return going_on(new_state(SCENARIO, COACH), kept, FOLDER)


def test_it_goes_on_to_its_end():
    session = played(BAD, ASK)
    taken = taken_up(session)
    assert taken.folder == FOLDER
    scene = TypedScene(taken.state, READER)
    assert words(scene) == [t.text for t in session.state.transcript]
    scene.reply(PROMISE)
    assert scene.ended
    assert scene.session.state.ending.outcome is Outcome.SATISFIED


def test_an_earlier_reply_can_be_tried_again():
    session = played(BAD, ASK)
    taken = taken_up(session)
    assert taken.branches.keys() == session.branches.keys()
    for turn, branch in taken.branches.items():
        again, once = (TypedScene(b, READER) for b in (branch, session.branches[turn]))
        for scene in (again, once):
            scene.reply(ASK)
        assert again.session.state.transcript == once.session.state.transcript


def test_every_branch_of_it_is_the_trainees_who_takes_it_up():
    usual = Usual(characters_per_minute=240.0, loudness_db=-20.0)
    taken = taken_up(played(BAD, ASK)).by("小王", usual)
    for state in (taken.state, *taken.branches.values()):
        assert (state.trainee, state.usual) == ("小王", usual)
