# SPDX-License-Identifier: Apache-2.0
"""Plays every `playthroughs/*.yaml` with the real engine, understanding and scenario files.

    scenario: C02
    seed: 1
    turns:
      - say: 您先别急，我现在就给您查。
        labels: [calm, act_now]                     # must be read in it
        absent: [blame]                             # must not
        expect: {beat: looked_up, anger: "< 60", known: [sms_reply]}    # after this turn
      - silence: true                               # until the customer speaks up
        expect: {patience: "< 50"}
    ending: satisfied                               # an outcome, or a list of them

`expect` may name beat, known, and bounds for anger, trust, patience. Without `ending` the scene
need not be over.
"""

import operator
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.fakes import TableReader
from tests.scenes import SCENARIO, reading
from trainer_gui.adapters.scenarios.library import FolderLibrary
from trainer_gui.application.typed_scene import TypedScene
from trainer_gui.domain.scenario import Outcome, Scenario
from trainer_gui.domain.state import State, new_state
from trainer_gui.understanding.reader import Reader

FILES = sorted((Path(__file__).parent / "playthroughs").glob("*.yaml"))
LIBRARY = FolderLibrary(Path(__file__).parents[1] / "scenarios")
READER = Reader()
COMPARE = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}
KEYS = {"scenario", "seed", "turns", "ending"}
TURN_KEYS = {"say", "silence", "labels", "absent", "expect"}
EXPECT_KEYS = {"beat", "known", "anger", "trust", "patience"}


def run_through(script: Mapping[str, Any], scenario: Scenario, reader: Reader) -> list[str]:
    """Every way in which the scene differs from the script."""
    if unknown := set(script) - KEYS:
        return [f"unknown keys {sorted(unknown)}"]
    scene = TypedScene(new_state(scenario, seed=int(script.get("seed", 0))), reader)
    wrong: list[str] = []
    for number, turn in enumerate(script["turns"], 1):
        if scene.ended:
            return [*wrong, f"turn {number}: the scene is over already, {_told(scene)}"]
        wrong += [f"turn {number}: {w}" for w in _play(scene, turn)]
    state = scene.session.state
    wanted = _listed(script.get("ending", ()))
    outcome = state.ending.outcome.value if state.ending else "none yet"
    if wanted and (not scene.ended or outcome not in wanted):
        wrong.append(f"ending: expected {' or '.join(wanted)}, got {outcome}; {_told(scene)}")
    return wrong


def _play(scene: TypedScene, turn: Mapping[str, Any]) -> list[str]:
    if unknown := set(turn) - TURN_KEYS:
        return [f"unknown keys {sorted(unknown)}"]
    if turn.get("silence"):
        state = scene.stay_silent()
        return _misses(turn.get("expect", {}), state)
    state = scene.reply(turn["say"])
    labels = state.replies[-1].reading.labels
    wrong = [f"expected {x}, not read" for x in _listed(turn.get("labels", ())) if x not in labels]
    wrong += [f"{x} read, must not be" for x in _listed(turn.get("absent", ())) if x in labels]
    wrong += _misses(turn.get("expect", {}), state)
    return [f"{w}; {_told(scene)}" for w in wrong]


def _misses(expect: Mapping[str, Any], state: State) -> list[str]:
    wrong = [f"can't expect {key}" for key in set(expect) - EXPECT_KEYS]
    if "beat" in expect and state.beat_id != expect["beat"]:
        wrong.append(f"expected beat {expect['beat']}, got {state.beat_id}")
    hidden = [fact for fact in _listed(expect.get("known", ())) if fact not in state.known]
    wrong += [f"expected {fact} to have come out, got {sorted(state.known)}" for fact in hidden]
    for name in ("anger", "trust", "patience"):
        if name in expect:
            sign, number = str(expect[name]).split()
            value = getattr(state.emotion, name)
            if not COMPARE[sign](value, float(number)):
                wrong.append(f"expected {name} {expect[name]}, got {value:.1f}")
    return wrong


def _told(scene: TypedScene) -> str:
    """Where the scene stands, for the message."""
    state = scene.session.state
    labels = sorted(state.replies[-1].reading.labels) if state.replies else []
    return f"labels {labels}, beat {state.beat_id}, anger {state.emotion.anger:.1f}"


def _listed(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_playthrough(path: Path):
    script = yaml.safe_load(path.read_text(encoding="utf-8"))
    scenario = LIBRARY.scenario(script["scenario"])
    wrong = run_through(script, scenario, READER)
    assert not wrong, "\n" + "\n".join(f"{path.name}: {w}" for w in wrong)


@pytest.mark.parametrize("name", [e.id for e in LIBRARY.shelf().entries])
def test_every_ending_of_a_scenario_is_played(name: str):
    scripts = [yaml.safe_load(p.read_text(encoding="utf-8")) for p in FILES]
    played = {o for s in scripts if s["scenario"] == name for o in _listed(s.get("ending", ()))}
    there = {e.outcome.value for e in LIBRARY.scenario(name).endings.values()}
    assert played >= there, f"no playthrough ends {' or '.join(sorted(there - played))}"


# The runner itself

TABLE = TableReader({"我来查": reading("empathy"), "今天回话": reading("commit")})
GOOD = {
    "turns": [
        {"say": "我来查", "labels": "empathy", "absent": ["blame"], "expect": {"beat": "talk"}},
        {"silence": True, "expect": {"anger": "> 52", "known": ["visit"]}},
        {"say": "今天回话"},
    ],
    "ending": [Outcome.SATISFIED.value, "delighted"],
}


def _wrong(*turns: Mapping[str, Any], **script: Any) -> list[str]:
    return run_through({"turns": list(turns), **script}, SCENARIO, TABLE)


def test_what_happens_as_written_is_right():
    assert run_through(GOOD, SCENARIO, TABLE) == []


@pytest.mark.parametrize(
    ("turn", "message"),
    [
        ({"say": "嗯", "labels": ["empathy"]}, "turn 1: expected empathy, not read; labels []"),
        ({"say": "我来查", "absent": "empathy"}, "turn 1: empathy read, must not be"),
        ({"say": "嗯", "expect": {"beat": "talk"}}, "turn 1: expected beat talk, got storm"),
        ({"say": "嗯", "expect": {"anger": "< 10"}}, "turn 1: expected anger < 10, got 67.0"),
        ({"say": "嗯", "expect": {"known": "sms"}}, "turn 1: expected sms to have come out"),
        ({"silence": True, "expect": {"trust": "> 99"}}, "turn 1: expected trust > 99, got 35.0"),
        ({"say": "嗯", "expct": {}}, "turn 1: unknown keys ['expct']"),
        ({"say": "嗯", "expect": {"mood": 1}}, "turn 1: can't expect mood"),
    ],
)
def test_what_happens_otherwise_is_told(turn: Mapping[str, Any], message: str):
    (wrong,) = _wrong(turn)
    assert wrong.startswith(message)


def test_ending_that_did_not_come_is_told():
    (wrong,) = _wrong({"say": "我来查"}, ending="satisfied")
    assert wrong.startswith("ending: expected satisfied, got none yet; labels ['empathy']")


def test_turns_after_the_end_are_told():
    turns = [{"say": "我来查"}, {"say": "今天回话"}, {"say": "嗯"}]
    assert _wrong(*turns)[0].startswith("turn 3: the scene is over already")


def test_unknown_key_of_a_script_is_told():
    assert _wrong(endings="satisfied") == ["unknown keys ['endings']"]
