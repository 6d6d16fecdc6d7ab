# SPDX-License-Identifier: Apache-2.0
"""A scene played by synthetic trainees, and the search for what none of them reaches."""

from dataclasses import replace

import pytest

from tests.application.test_trainees import STOCK
from tests.fakes import TableReader
from tests.scenes import ENDINGS, SCENARIO, STORM, TALK, reading, small
from trainer_gui.application import search as searching
from trainer_gui.application.rehearsal import TURN_LIMIT, Rehearsal, Remembering
from trainer_gui.application.search import search
from trainer_gui.application.trainees import Trainee
from trainer_gui.domain.condition import Bound, Condition, Operator
from trainer_gui.domain.scenario import Aside, Ending, ModelAnswer, Outcome, Rule

ANSWER = ModelAnswer("今天给您回话。", frozenset({"commit"}))
PLAYED = small(beats={"storm": STORM, "talk": replace(TALK, models=(ANSWER,))})
READER = TableReader(
    {
        STORM.models[0].say: reading("empathy", "act_now"),
        STORM.models[1].say: reading("apology", "open_question"),
        "我懂您的心情。": reading("empathy"),
        "您受委屈了。": reading("empathy"),
        ANSWER.say: reading("commit"),
        **{text: reading("blame") for text in STOCK.phrases[Trainee.RUDE]},
        "别嚷。": reading("abuse"),
        "您慢走。": reading("close"),
        "您还记得短信吗？": reading(asked=["sms"]),
    }
)


@pytest.fixture(scope="module")
def rehearsal():
    return Rehearsal((PLAYED,), READER, STOCK, seeds=2)


def outcomes(rehearsal, trainee):
    return {run.outcome for run in rehearsal.runs if run.trainee is trainee}


def test_each_trainee_comes_out_where_he_should(rehearsal):
    assert outcomes(rehearsal, Trainee.MODEL) == {"satisfied"}
    assert outcomes(rehearsal, Trainee.RUDE) == {"walked_out"}
    assert outcomes(rehearsal, Trainee.SILENT) == {"resigned"}
    assert outcomes(rehearsal, Trainee.WARM) == {"stuck"}


def test_everybody_plays_as_often_as_asked(rehearsal):
    kinds = [run.trainee for run in rehearsal.runs]
    assert [kinds.count(t) for t in Trainee] == [2, 2, 2, 2, 2, 2, 2, 8]


def test_a_run_tells_its_course(rehearsal):
    model = next(r for r in rehearsal.runs if r.trainee is Trainee.MODEL)
    assert (model.persona, model.seed, model.replies) == ("sharp", 0, 2)
    assert model.beats == {"storm": 1, "talk": 1}
    assert model.end.anger < model.start.anger <= model.peak
    rude = next(r for r in rehearsal.runs if r.trainee is Trainee.RUDE)
    assert rude.peak > rude.start.anger
    warm = next(r for r in rehearsal.runs if r.trainee is Trainee.WARM)
    assert (warm.ending, warm.replies) == (None, TURN_LIMIT)


def test_the_same_again(rehearsal):
    assert Rehearsal((PLAYED,), READER, STOCK, seeds=2).runs == rehearsal.runs


def test_every_variant_is_played():
    other = replace(PLAYED, persona=replace(PLAYED.persona, id="mild"))
    runs = Rehearsal((PLAYED, other), READER, STOCK, seeds=1).runs
    assert {r.persona for r in runs} == {"sharp", "mild"}


def test_coverage_counts_what_was_reached(rehearsal):
    coverage = rehearsal.coverage()
    assert coverage.reached == {"storm", "talk", *ENDINGS}
    assert coverage.beats["storm"] > coverage.endings["solved"] > 0
    assert coverage.found == frozenset()


def test_a_scene_that_just_stops_reaches_no_ending():
    mute = replace(PLAYED, silent_ending="")
    coverage = Rehearsal((mute,), READER, STOCK, seeds=1).coverage()
    assert "stopped" not in coverage.endings
    assert coverage.reached == {"storm", "talk", "solved", "walk_out"}


def hidden(when):
    """The scene with an ending behind a condition that no trainee meets by himself."""
    rare = Ending("rare", Outcome.DELIGHTED, "难得", "难得。")
    talk = replace(PLAYED.beats["talk"], rules=(Rule("rare", when), *TALK.rules))
    return replace(PLAYED, beats={"storm": STORM, "talk": talk}, endings={**ENDINGS, "rare": rare})


def test_what_only_patience_finds_is_found():
    scenario = hidden(
        Condition(
            all=frozenset({"close"}),
            known=frozenset({"sms"}),
            turns=Bound(Operator.AT_MOST, 3),
        )
    )
    rehearsal = Rehearsal((scenario,), READER, STOCK, seeds=1)
    coverage = rehearsal.coverage()
    assert "rare" in coverage.reached
    assert coverage.found == {"rare"}


def test_search_hears_everybody_out():
    greeting = Aside(("您好，我是主任。",), "manager")
    scenario = hidden(Condition(all=frozenset({"close"})))
    talk = replace(scenario.beats["talk"], asides=(greeting, greeting))
    scenario = replace(scenario, beats={"storm": STORM, "talk": talk})
    assert search(scenario, {"rare"}, READER, STOCK) == {"rare"}


def test_what_nothing_leads_to_is_not_found(monkeypatch):
    monkeypatch.setattr(searching, "PATIENCE", 400)
    scenario = hidden(Condition(all=frozenset({"praise"})))
    assert search(scenario, {"rare", "talk"}, READER, STOCK) == {"talk"}


def test_search_ends_where_there_is_nothing_new():
    over = replace(STORM, rules=(Rule("walk_out"),))
    scenario = replace(PLAYED, beats={"storm": over}, always=(), silent_ending="")
    assert search(scenario, {"solved"}, READER, STOCK) == set()


def test_nothing_is_read_twice():
    table = TableReader({"好": reading("close")})
    reader = Remembering(table)
    reader.load()
    for _ in range(3):
        assert reader.read([("customer", "谁？")], "好", SCENARIO.cues).labels == {"close"}
    reader.read([("customer", "谁？")], "好", SCENARIO.cues, partial=True)
    assert [partial for _, _, partial in table.asked] == [False, True]
