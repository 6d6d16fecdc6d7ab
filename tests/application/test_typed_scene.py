# SPDX-License-Identifier: Apache-2.0
"""A scene that is typed: no sound, no window, time is counted."""

from tests.fakes import TableReader
from tests.scenes import COACH, SCENARIO, reading
from trainer_gui.application.typed_scene import TypedScene
from trainer_gui.domain.effects import READING_PACE
from trainer_gui.domain.scenario import Outcome
from trainer_gui.domain.state import new_state

TABLE = {"我来查": reading("empathy", "act_now"), "今天给您回话": reading("commit")}


def _scene() -> TypedScene:
    return TypedScene(new_state(SCENARIO, COACH, seed=1), TableReader(TABLE))


def test_customer_has_spoken_when_the_scene_is_there():
    scene = _scene()
    (turn,) = scene.session.state.transcript
    assert turn.end_s == len(turn.text) / READING_PACE
    assert not scene.ended


def test_replies_lead_to_the_end():
    scene = _scene()
    assert scene.reply("我来查").beat_id == "talk"
    state = scene.reply("今天给您回话")
    assert scene.ended
    assert state.ending.outcome is Outcome.SATISFIED
    times = [(t.start_s, t.end_s) for t in state.transcript]
    assert times == sorted(times)


def test_silence_is_noticed_and_ends_the_scene():
    scene = _scene()
    anger = scene.stay_silent().emotion.anger
    assert anger > SCENARIO.emotion.anger
    for _ in range(9):
        scene.stay_silent()
    assert scene.session.state.ending.outcome is Outcome.RESIGNED


def test_scene_can_be_left():
    scene = _scene()
    assert scene.stop().ending.outcome is Outcome.STOPPED
    assert scene.ended
