# SPDX-License-Identifier: Apache-2.0
"""A session carries the engine's wishes to its ports, in order, and nothing else."""

from dataclasses import replace

import pytest

from tests.fakes import Spoken, World
from tests.scenes import COACH, SCENARIO, reading
from trainer_gui.application.dispatching import CONTEXT_TURNS
from trainer_gui.domain.events import (
    PausePressed,
    SceneStarted,
    Source,
    StopPressed,
    TalkPressed,
    TalkReleased,
    TraineeSaid,
)
from trainer_gui.domain.interventions import AnswersOpened, TurnTakenBack
from trainer_gui.domain.reading import CERTAIN, Evidence, Reading
from trainer_gui.domain.scenario import Outcome
from trainer_gui.domain.state import Phase, TurnPolicy, new_state
from trainer_gui.domain.transcript import Speaker

GOOD, ASK, PROMISE = "您先消消气，我现在就查。", "您回过短信吗？", "今天下班前我给您回话。"
TABLE = {
    GOOD: reading("empathy", "act_now"),
    "您先": reading("calm"),
    ASK: reading("closed_question", asked=["sms"]),
    PROMISE: reading("commit"),
}


def _state(**options):
    return new_state(SCENARIO, COACH, **options)


def _typed(world: World, text: str) -> None:
    at = world.clock.advance(3.0)
    world.post(TraineeSaid(world.state.turn_id, text, at - 2, at, source=Source.TYPED))


@pytest.fixture
def world() -> World:
    """A scene whose voice finishes lines at once; the first line has been said."""
    world = World(_state(), TABLE)
    world.post(SceneStarted(0.0))
    return world


def test_first_lines_are_rendered_before_the_scene_begins():
    world = World(_state())
    assert world.voice.said == []
    first = world.voice.prepared[0]
    world.post(SceneStarted(0.0))
    assert world.voice.said[0] == first


def test_whole_conversation_by_voice():
    timeline = [Spoken(GOOD, partials=("您先",)), Spoken(""), Spoken(ASK), Spoken(PROMISE)]
    world = World(_state(), TABLE, timeline)
    world.post(SceneStarted(0.0))
    state = world.state
    assert state.phase is Phase.ENDED
    assert state.ending.outcome is Outcome.SATISFIED
    assert [t.text for t in state.replies] == [GOOD, ASK, PROMISE]
    assert "sms" in state.known
    assert world.timer.running is None
    assert world.listener.open_turn is None
    assert world.store.saved[-1].transcript == state.transcript


def test_every_event_is_told_once_with_the_state_after_it(world: World):
    _typed(world, GOOD)
    names = [type(event).__name__ for _, event in world.seen]
    assert names[:3] == ["SceneStarted", "LineStarted", "LineFinished"]
    assert names[3] == "TraineeSaid"
    assert world.seen[-1][0] is world.state
    assert len(names) == 6


def test_events_that_arrive_meanwhile_wait_their_turn():
    """The voice answers within `say`: the engine must not be entered twice."""
    phases: list[Phase] = []
    world = World(_state(), TABLE)
    world.session._changed = lambda state, _: phases.append(state.phase)
    world.post(SceneStarted(0.0))
    assert phases == [Phase.SPEAKING, Phase.SPEAKING, Phase.LISTENING]


def test_listener_of_changes_that_fails_does_not_block_the_session(world: World):
    def fail(*_: object) -> None:
        raise RuntimeError("a view broke")

    changed = world.session._changed
    world.session._changed = fail
    with pytest.raises(RuntimeError):
        _typed(world, GOOD)
    world.session._changed = changed
    world.post(StopPressed(world.clock.advance(9.0)))
    assert world.state.phase is Phase.ENDED


def test_reply_is_understood_in_the_context_of_what_was_said(world: World):
    hers = world.state.transcript[0].text
    _typed(world, GOOD)
    (asked,) = world.reader.asked
    assert asked == ((("customer", hers),), GOOD, False)


def test_context_is_the_latest_turns(world: World):
    for _ in range(5):
        _typed(world, "嗯")
    context, _, _ = world.reader.asked[-1]
    assert len(context) == CONTEXT_TURNS
    assert context[-1][0] == "customer"


def test_reply_that_cuts_a_line_off_answers_that_line():
    world = World(_state(), TABLE, instant=False)
    world.post(SceneStarted(0.0))
    _typed(world, GOOD)
    assert world.reader.asked[0][0] == (("customer", world.voice.said[0].text),)
    assert world.voice.stopped == [1]
    assert [t.who for t in world.state.transcript] == [Speaker.CUSTOMER, Speaker.TRAINEE]


def test_partial_is_understood_as_a_partial_and_as_if_it_ended_there():
    world = World(_state(), TABLE, [Spoken(GOOD, partials=("您先",))])
    world.post(SceneStarted(0.0))
    assert [(text, partial) for _, text, partial in world.reader.asked] == [
        ("您先", False),
        ("您先", True),
        (GOOD, False),
    ]


def test_line_that_the_partial_leads_to_is_rendered_before_all_others():
    world = World(_state(), TABLE, [Spoken(GOOD, partials=("您先", GOOD[:8]))])
    world.reader.table = {**TABLE, GOOD[:8]: TABLE[GOOD]}
    world.post(SceneStarted(0.0))
    assert world.voice.expected[-1] == (world.voice.said[1],)


def test_nothing_is_read_after_the_end(world: World):
    world.post(StopPressed(world.clock.now))
    _typed(world, GOOD)
    assert world.reader.asked == []


def test_silence_is_timed_and_noticed(world: World):
    world.timer.fire()
    assert world.voice.said[-1].text in {"喂，人呢？", "说话呀！"}
    assert world.timer.running == (world.state.turn_id, 15.0)


def test_talk_key_reaches_the_listener():
    world = World(_state(policy=TurnPolicy.PRESS_TO_TALK))
    world.post(SceneStarted(0.0))
    assert world.listener.open_turn is None
    world.post(TalkPressed(3.0))
    assert world.listener.open_turn == world.state.turn_id
    assert world.timer.running is None
    world.post(TalkReleased())
    assert world.listener.finished == [world.state.turn_id]


def test_pause_stops_line_ears_and_timer(world: World):
    world.post(PausePressed(world.clock.now))
    assert (world.listener.open_turn, world.timer.running) == (None, None)


def test_each_reply_has_its_branch_and_none_else_has(world: World):
    world.timer.fire()
    _typed(world, "嗯")
    _typed(world, GOOD)
    replies = [i for i, t in enumerate(world.state.transcript) if t.who is Speaker.TRAINEE]
    assert sorted(world.session.branches) == replies == [2, 4]


@pytest.mark.parametrize("instant", [True, False], ids=["heard out", "cut off"])
def test_trying_again_plays_on_from_before_the_reply(instant: bool):
    world = World(_state(), TABLE, instant=instant)
    world.post(SceneStarted(0.0))
    _typed(world, "嗯")
    (before,) = world.session.branches.values()
    again = World(before, TABLE)
    again.post(SceneStarted(0.0))
    assert again.voice.said[0] == world.voice.said[0]
    _typed(again, GOOD)
    assert [t.text for t in again.state.replies] == [GOOD]
    assert again.state.beat_id == "talk"
    hers = [t.text for t in again.state.transcript if t.who is Speaker.CUSTOMER]
    assert len(hers) == len(set(hers)) == 2


def test_same_replies_same_seed_same_session():
    def played(seed: int):
        world = World(_state(seed=seed), TABLE, [Spoken("嗯"), Spoken(GOOD), Spoken(PROMISE)])
        world.post(SceneStarted(0.0))
        return world.state.transcript

    assert played(4) == played(4)


def test_view_that_posts_while_it_is_told_is_heard_after(world: World):
    posted: list[str] = []

    def press_stop(state, event):
        posted.append(type(event).__name__)
        if len(posted) == 1:
            world.post(StopPressed(world.clock.now))

    world.session._changed = press_stop
    _typed(world, "嗯")
    assert posted[0] == "TraineeSaid"
    assert world.state.phase is Phase.ENDED
    assert replace(world.state).ending.outcome is Outcome.STOPPED


def test_a_fault_that_is_not_certain_is_not_held_against_the_trainee(world: World):
    sure, unsure = Evidence("argue", "您说错了", 0.9), Evidence("blame", "您自己", CERTAIN - 0.01)
    move = Evidence("empathy", "换我也急", 0.3)
    world.reader.table = {"您说错了": Reading((sure, unsure, move))}
    _typed(world, "您说错了")
    assert world.state.replies[0].reading.evidence == (sure, move)


def test_a_turn_that_was_taken_back_can_not_be_tried_again(world: World):
    _typed(world, ASK)
    _typed(world, GOOD)
    assert len(world.session.branches) == 2
    world.post(TurnTakenBack())
    assert list(world.session.branches) == [1]
    world.post(PausePressed(world.clock.now))
    _typed(world, GOOD)
    assert len(world.session.branches) == 2


def test_the_room_answers_the_line_that_was_stopped(world: World):
    world.voice.instant = False
    _typed(world, ASK)
    line = world.state.line
    assert line is not None
    world.post(AnswersOpened())
    _typed(world, GOOD)
    context, _, _ = world.reader.asked[-1]
    assert context[-1] == ("customer", line.utterance.text)
    (answer,) = world.state.room.answers
    assert answer.said.reading == TABLE[GOOD]
