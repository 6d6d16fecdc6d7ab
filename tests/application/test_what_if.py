# SPDX-License-Identifier: Apache-2.0
"""The other way: what she would have said, and how angry she would have been."""

from dataclasses import replace

from tests.fakes import TableReader
from tests.scenes import COACH, SCENARIO, STORM, TALK, reading, small
from trainer_gui.application.typed_scene import TypedScene
from trainer_gui.application.what_if import fullest, what_if
from trainer_gui.domain.scenario import ModelAnswer, Outcome
from trainer_gui.domain.state import new_state
from trainer_gui.domain.transcript import Speaker

BETTER, OTHER = STORM.models
BAD, ASK, PROMISE = "您自己点的吧。", "您说说经过。", "今天给您回话。"
IN_TALK = ModelAnswer("您看我这样说对吗？", frozenset({"restate"}))
TABLE = {
    BAD: reading("blame"),
    ASK: reading("open_question"),
    PROMISE: reading("commit"),
    BETTER.say: reading(*BETTER.moves),
    OTHER.say: reading(*OTHER.moves),
    IN_TALK.say: reading("restate"),
}
READER = TableReader(TABLE)


def played(*replies, scenario=SCENARIO):
    """A scene that was played, and its branches."""
    scene = TypedScene(new_state(scenario, COACH, seed=1), READER)
    for said in replies:
        scene.reply(said)
    return scene.session


def replies(session, after):
    turns = enumerate(session.state.transcript)
    return [t for i, t in turns if i > after and t.who is Speaker.TRAINEE]


def test_what_she_would_have_said_and_felt():
    session = played(BAD, ASK)
    first = min(session.branches)
    other = what_if(session.branches[first], BETTER, replies(session, first), READER)
    assert other.turn == first
    assert other.turns[:first] == session.state.transcript[:first], "what lies before is as it was"
    assert other.better.text == BETTER.say
    assert [t.who for t in other.answer] == [Speaker.CUSTOMER]
    assert other.answer[0].text != session.state.transcript[first + 1].text
    assert other.better.emotion.anger < session.state.transcript[first].emotion.anger
    assert other.anger < session.state.emotion.anger
    assert other.ending is None


def test_the_scene_that_was_played_stays_as_it_is():
    session = played(BAD, ASK)
    before = session.state
    what_if(session.branches[min(session.branches)], BETTER, (), READER)
    assert session.state == before


def test_own_words_stay_where_they_still_fit():
    session = played(BAD, ASK, PROMISE)
    first, second, _third = sorted(session.branches)
    other = what_if(session.branches[second], OTHER, replies(session, second), READER)
    assert [other.turns[i].text for i in sorted(other.own)] == [PROMISE]
    assert other.ending.outcome is Outcome.SATISFIED
    assert first not in other.own


def test_elsewhere_a_model_answer_stands_in():
    scenario = small(beats={"storm": STORM, "talk": replace(TALK, models=(IN_TALK,))})
    session = played(BAD, BAD, scenario=scenario)
    first = min(session.branches)
    other = what_if(session.branches[first], BETTER, replies(session, first), READER)
    assert other.own == frozenset()
    assert [t.text for t in other.turns if t.who is Speaker.TRAINEE] == [BETTER.say, IN_TALK.say]


def test_it_ends_where_nothing_more_fits():
    session = played(BAD, BAD)
    first = min(session.branches)
    other = what_if(session.branches[first], BETTER, replies(session, first), READER)
    assert other.turns[-1] == other.answer[-1], "there is no model answer for that place"


def test_it_ends_where_the_scene_does():
    final = ModelAnswer(PROMISE, frozenset({"commit"}))
    scenario = small(beats={"storm": STORM, "talk": replace(TALK, models=(final,))})
    session = played(BETTER.say, ASK, ASK, scenario=scenario)
    second = sorted(session.branches)[1]
    other = what_if(session.branches[second], final, replies(session, second), READER)
    assert other.ending.outcome is Outcome.SATISFIED
    assert [t.text for t in other.answer] == ["谢谢。"]


def test_a_reply_without_words_is_no_own_word():
    session = played(BAD, ASK)
    first = min(session.branches)
    silent = [replace(t, text=" ") for t in replies(session, first)]
    other = what_if(session.branches[first], replace(BETTER, say=BAD), silent, READER)
    assert other.own == frozenset()
    assert len([t for t in other.turns if t.who is Speaker.TRAINEE]) == 2


def test_the_fullest_answer_adds_most():
    assert fullest(STORM.models) == BETTER
    assert fullest(STORM.models, BETTER.moves) == OTHER
