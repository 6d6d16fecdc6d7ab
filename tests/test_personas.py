# SPDX-License-Identifier: Apache-2.0
"""Every shipped customer type: good work calms it, rudeness does not, and no two are alike."""

from collections import Counter
from itertools import combinations
from pathlib import Path
from statistics import correlation, mean

import pytest

from trainer_gui.adapters.scenarios.loader import load_persona
from trainer_gui.domain.dialogue.reaction import react, total
from trainer_gui.domain.emotion import Emotion
from trainer_gui.domain.persona import Persona, Tone
from trainer_gui.domain.reading import Evidence, Reading
from trainer_gui.domain.taxonomy import FAULTS, LABELS, MOVES

FOLDER = Path(__file__).parents[1] / "scenarios" / "personas"
PERSONAS = {path.stem: load_persona(path) for path in sorted(FOLDER.glob("*.yaml"))}
START = Emotion(anger=64, trust=35, patience=60)

SCRIPTS = {
    "model": (
        "empathy apology restate",
        "calm open_question",
        "restate closed_question act_now",
        "soften explain",
        "offer choices consult",
        "expectation commit",
        "save_face thanks close",
    ),
    "warm_empty": (
        "empathy apology",
        "calm empathy",
        "apology comfort",
        "praise thanks",
        "empathy calm relate",
        "apology close",
    ),
    "cold_correct": (
        "closed_question cold",
        "explain",
        "decline explain",
        "offer",
        "broken_record cold",
        "commit close",
    ),
    "rude": (
        "argue",
        "rule_wall cold",
        "blame lecture",
        "doubt blunt_but",
        "abuse",
    ),
    "giving_in": (
        "apology own_fault",
        "show_weakness",
        "compensate",
        "escalate",
        "compensate overpromise",
    ),
}
"""The same trainees for everybody: the labels of each of their replies."""

KEYS = {
    "silent": "open_question relate consult",
    "friendly": "thanks praise commit",
    "naysayer": "soften consult expectation",
    "know_it_all": "explain consult praise",
    "procrastinator": "relate open_question commit",
    "serial_complainer": "expectation boundary broken_record",
    "stubborn_oddball": "own_fault save_face thanks",
    "self_important": "praise save_face act_now",
    "rambler": "restate deflect closed_question",
    "boss_seeker": "commit act_now escalate",
    "loyal_brother": "show_weakness relate save_face",
    "law_versed": "explain own_fault compensate",
    "plays_dumb": "broken_record closed_question restate",
    "hostile": "empathy open_question apology",
    "overbearing": "restate choices consult",
    "manipulator": "explain expectation decline",
    "insulting": "boundary deflect closed_question",
    "intimidator": "act_now choices commit",
    "grumbler": "empathy open_question relate",
    "sharp_regular": "empathy own_fault compensate",
}
"""What works on each type, and better than on most others."""

TRAPS = {
    "naysayer": "offer",
    "know_it_all": "advise",
    "procrastinator": "choices",
    "serial_complainer": "apology",
    "stubborn_oddball": "explain",
    "self_important": "relate",
    "boss_seeker": "show_weakness",
    "law_versed": "show_weakness",
    "plays_dumb": "open_question",
    "hostile": "calm",
    "overbearing": "broken_record",
    "manipulator": "compensate",
    "insulting": "apology",
}
"""A technique that is good with others and does harm to this type."""


def reading(labels: str) -> Reading:
    return Reading(tuple(Evidence(label, "") for label in labels.split()))


def played(persona: Persona, script: tuple[str, ...], start: Emotion = START) -> list[Emotion]:
    """The customer's emotion after each reply."""
    emotion, uses, course = start, Counter[str](), []
    for labels in script:
        said = reading(labels)
        emotion = emotion.moved(total(react(persona, said, emotion, uses)))
        uses.update(said.labels)
        course.append(emotion)
    return course


def anger_curve(persona: Persona) -> list[float]:
    """The anger after every reply of every script, one script after the other."""
    return [emotion.anger for script in SCRIPTS.values() for emotion in played(persona, script)]


def move_profile(persona: Persona) -> list[float]:
    return [persona.reactions[move].anger if move in persona.reactions else 0 for move in MOVES]


def calming(persona: Persona, labels: str) -> float:
    """How far the anger falls at the first use of all of `labels`, in points."""
    return -total(react(persona, reading(labels), Emotion(anger=50), {})).anger


each_persona = pytest.mark.parametrize("persona", PERSONAS.values(), ids=PERSONAS.keys())


def test_every_type_has_its_key():
    assert PERSONAS.keys() == KEYS.keys()


@each_persona
def test_almost_every_label_moves_it(persona: Persona):
    assert len(LABELS - persona.reactions.keys()) <= 3
    assert 40 <= len(persona.description) <= 160


@each_persona
def test_it_speaks_in_a_way_of_its_own(persona: Persona):
    assert persona.tone != Tone()
    assert sum(map(len, persona.habits.values())) >= 4
    assert len(persona.retorts) >= 3
    assert len(persona.nudges) >= 3
    assert len(persona.repeats) >= 2


def test_no_two_types_say_the_same():
    said: dict[str, str] = {}
    for name, persona in PERSONAS.items():
        tables = (persona.habits, persona.nudges, persona.repeats, *persona.retorts.values())
        for text in {text for lines in tables for texts in lines.values() for text in texts}:
            assert said.setdefault(text, name) == name, f"{text} is said by {said[text]} as well"


@each_persona
def test_no_fault_but_a_false_promise_calms_it(persona: Persona):
    harmless = {f for f in FAULTS if (s := persona.reactions.get(f)) and s.anger < 0}
    assert harmless <= {"overpromise"}


@each_persona
def test_model_trainee_calms_it(persona: Persona):
    course = played(persona, SCRIPTS["model"])
    assert course[-1].anger < min(START.anger, 45)
    assert course[-1].trust > START.trust


@each_persona
def test_rude_trainee_enrages_it(persona: Persona):
    script = SCRIPTS["rude"]
    assert len(script) >= 4
    end = played(persona, script)[-1]
    assert end.anger > 85
    assert end.trust < START.trust


@each_persona
@pytest.mark.parametrize("script", ["warm_empty", "cold_correct", "giving_in"])
def test_half_of_the_art_wins_less_trust_than_all_of_it(persona: Persona, script: str):
    assert played(persona, SCRIPTS[script])[-1].trust < played(persona, SCRIPTS["model"])[-1].trust


def test_no_two_types_go_the_same_way():
    curves = {name: anger_curve(persona) for name, persona in PERSONAS.items()}
    for (a, one), (b, other) in combinations(curves.items(), 2):
        apart = [abs(x - y) for x, y in zip(one, other, strict=True)]
        assert mean(apart) > 2, f"{a} and {b} are alike"
        assert max(apart) > 8, f"{a} and {b} never part"


def test_no_type_is_another_one_turned_up():
    profiles = {name: move_profile(persona) for name, persona in PERSONAS.items()}
    for (a, one), (b, other) in combinations(profiles.items(), 2):
        assert correlation(one, other) < 0.9, f"{a} and {b} have the same shape"


@pytest.mark.parametrize(("name", "labels"), KEYS.items())
def test_key_works_better_than_on_most(name: str, labels: str):
    ranked = sorted(PERSONAS, key=lambda other: calming(PERSONAS[other], labels), reverse=True)
    assert calming(PERSONAS[name], labels) > 0
    assert name in ranked[: len(ranked) // 4], ranked


@pytest.mark.parametrize(("name", "label"), TRAPS.items())
def test_trap_harms_this_type_and_helps_others(name: str, label: str):
    assert calming(PERSONAS[name], label) < 0
    assert sum(calming(other, label) > 0 for other in PERSONAS.values()) >= 3


def test_apology_feeds_the_serial_complainer():
    persona = PERSONAS["serial_complainer"]
    sorry = ("apology", "apology own_fault", "apology")
    angers = [START.anger, *(emotion.anger for emotion in played(persona, sorry))]
    assert angers == sorted(angers)
    assert angers[-1] >= START.anger + 15
    firm = played(persona, ("expectation restate", "boundary", "broken_record consult"))
    assert firm[-1].anger < 45


def test_giving_in_makes_the_manipulator_want_more():
    giving = ("compensate", "compensate", "overpromise")
    course = played(PERSONAS["manipulator"], giving)
    assert course[-1].anger >= START.anger + 20
    assert all(
        played(persona, giving)[-1].anger < course[-1].anger
        for name, persona in PERSONAS.items()
        if name != "manipulator"
    )


def test_facts_reach_the_law_versed_even_when_angry_and_rules_without_grounds_enrage():
    persona = PERSONAS["law_versed"]
    hot = Emotion(anger=75)
    told = played(persona, ("explain",), hot)[0]
    walled = played(persona, ("rule_wall",), hot)[0]
    assert told.anger <= hot.anger - 6
    assert walled.anger >= hot.anger + 15


def test_boundary_stops_the_insulting_and_answering_back_blows_up():
    persona = PERSONAS["insulting"]
    assert played(persona, ("boundary open_question",))[0].anger <= START.anger - 12
    assert played(persona, ("abuse",))[0].anger > 90
    assert played(persona, ("argue",))[0].anger > 80


def test_a_superior_calms_the_boss_seeker_at_the_cost_of_trust():
    end = played(PERSONAS["boss_seeker"], ("escalate",))[0]
    assert end.anger < START.anger - 5
    assert end.trust < START.trust
