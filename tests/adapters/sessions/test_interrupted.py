# SPDX-License-Identifier: Apache-2.0
"""What is kept of a scene under way is all that it takes to go on."""

from dataclasses import replace

import pytest

from tests.scenes import COACH, SCENARIO, listening, spoken
from trainer_gui.adapters.sessions import interrupted as module
from trainer_gui.adapters.sessions.interrupted import keep, read, take_up
from trainer_gui.adapters.sessions.naming import INTERRUPTED
from trainer_gui.adapters.sessions.store import lock_of
from trainer_gui.application.errors import UserError
from trainer_gui.application.going_on import going_on, interrupted
from trainer_gui.domain.delivery import Usual
from trainer_gui.domain.dialogue.scene import branch
from trainer_gui.domain.reading import Evidence, Promise, Reading
from trainer_gui.domain.scenario import Scenario
from trainer_gui.domain.state import new_state

FRESH = new_state(SCENARIO, COACH)
READ = Reading(
    (Evidence("blame", "您自己", 0.7), Evidence("commit", "今天")),
    frozenset({"sms"}),
    frozenset({"visit"}),
    (Promise("退费", "我", "今天", "五块", "今天给您退"),),
    "您",
)


def scene():
    """A scene under way, and its branches; every kind of thing in it."""
    play = listening(usual=Usual(210.0, -21.0), seed=7)
    before = play.state
    play.say(reading=READ, delivery=spoken(180), confidence=0.81).heard_out()
    return play.state, {1: branch(before)}


@pytest.fixture
def kept(tmp_path):
    state, branches = scene()
    keep(tmp_path, SCENARIO, interrupted(state, branches))
    return tmp_path


def test_it_is_read_as_it_was(kept):
    state, branches = scene()
    assert read(kept).scene == interrupted(state, branches)
    assert take_up(read(kept), FRESH, kept) == going_on(FRESH, interrupted(state, branches), kept)


def same_case(**changes) -> Scenario:
    return replace(SCENARIO, **changes)


@pytest.mark.parametrize(
    "changed",
    [
        same_case(title="别的"),
        same_case(persona=replace(SCENARIO.persona, fatigue=0.4)),
        same_case(endings={}),
    ],
)
def test_a_case_that_has_changed_starts_anew(kept, changed):
    with pytest.raises(UserError, match="the case T01 has changed since") as told:
        take_up(read(kept), replace(FRESH, scenario=changed), kept)
    assert told.value.key == "case_changed"


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"case": "x"}', b'{"case": 1, "scene": 2}'])
def test_what_can_not_be_read_starts_anew(kept, data):
    (kept / INTERRUPTED).write_bytes(data)
    assert read(kept) is None
    with pytest.raises(UserError, match="can't be read") as told:
        take_up(read(kept), FRESH, kept)
    assert told.value.key == "progress_lost"


def test_a_scene_that_another_window_plays_starts_anew_here(kept, monkeypatch):
    monkeypatch.setattr(module, "LOCK_MS", 0)
    lock = lock_of(kept)
    assert lock.tryLock(0)
    with pytest.raises(UserError, match="another window") as told:
        take_up(read(kept), FRESH, kept)
    assert told.value.key == "played_elsewhere"


def test_what_is_gone_starts_anew(kept):
    (kept / INTERRUPTED).unlink()
    assert read(kept) is None
