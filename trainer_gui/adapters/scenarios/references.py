# SPDX-License-Identifier: Apache-2.0
"""Names of beats, endings and facts within a scene: each must lead somewhere."""

from collections.abc import Iterator
from itertools import chain

from trainer_gui.adapters.scenarios.diagnostics import shown
from trainer_gui.adapters.scenarios.report import Report, suggestion
from trainer_gui.adapters.scenarios.yaml_nodes import Document
from trainer_gui.domain.condition import Condition
from trainer_gui.domain.scenario import Rule, Scenario

Steps = tuple[str | int, ...]
FACT_PARTS = ("asked", "told", "touched", "known", "unknown")
"""Parts of a condition that name facts."""


def rules_of(scenario: Scenario) -> Iterator[tuple[Steps, Rule]]:
    """Every rule with its place in the file."""
    for i, rule in enumerate(scenario.always):
        yield ("always", i), rule
    for beat in scenario.beats.values():
        for i, rule in enumerate(beat.rules):
            yield ("beats", beat.id, "rules", i), rule


def check_references(document: Document, scenario: Scenario, report: Report) -> None:
    """Report every name that stands for nothing."""
    for name in scenario.beats.keys() & scenario.endings.keys():
        message = f"`{name}` is a beat already; rename one"
        report.add("SC115", document.mark("endings", name), message)
    if scenario.opening not in scenario.beats:
        message = f"unknown beat {shown(scenario.opening)}"
        help_ = suggestion(scenario.opening, scenario.beats)
        report.add("SC113", document.mark("opening"), f"{message}; {help_}")
    if scenario.silent_ending and scenario.silent_ending not in scenario.endings:
        message = f"unknown ending {shown(scenario.silent_ending)}"
        help_ = suggestion(scenario.silent_ending, scenario.endings)
        report.add("SC113", document.mark("silent_ending"), f"{message}; {help_}")
    targets = {**scenario.beats, **scenario.endings}
    for steps, rule in rules_of(scenario):
        if rule.to not in targets:
            message = f"unknown beat or ending {shown(rule.to)}; {suggestion(rule.to, targets)}"
            report.add("SC113", document.mark(*steps, "to"), message)
    _check_names(document, scenario, report)


def _check_names(document: Document, scenario: Scenario, report: Report) -> None:
    for steps, name in _named_beats(scenario):
        if name not in scenario.beats:
            message = f"unknown beat {shown(name)}; {suggestion(name, scenario.beats)}"
            report.add("SC113", document.mark(*steps), message)
    for steps, name in _named_others(scenario):
        if name and name not in scenario.others:
            message = f"{shown(name)} is nobody in `others`; {suggestion(name, scenario.others)}"
            report.add("SC119", document.mark(*steps), message)
    for steps, name in _named_facts(scenario):
        if name not in scenario.facts:
            message = f"unknown fact {shown(name)}; {suggestion(name, scenario.facts)}"
            report.add("SC114", document.mark(*steps), message)


def conditions_of(scenario: Scenario) -> Iterator[tuple[Steps, Condition]]:
    """Every condition of a rule or an event with its place in the file."""
    for steps, rule in rules_of(scenario):
        yield (*steps, "when"), rule.when
    for happening in scenario.happenings:
        yield ("events", happening.id, "when"), happening.when


def _named_facts(scenario: Scenario) -> Iterator[tuple[Steps, str]]:
    beats = ((("beats", b.id, "reveals"), b.reveals) for b in scenario.beats.values())
    events = ((("events", h.id, "reveals"), h.reveals) for h in scenario.happenings)
    rules = (((*steps, "reveals"), rule.reveals) for steps, rule in rules_of(scenario))
    parts = (
        ((*steps, part), getattr(when, part))
        for steps, when in conditions_of(scenario)
        for part in FACT_PARTS
    )
    for steps, names in chain(beats, events, rules, parts):
        for name in sorted(names):
            yield steps, name


def _named_beats(scenario: Scenario) -> Iterator[tuple[Steps, str]]:
    for steps, when in conditions_of(scenario):
        for part in ("visited", "unvisited"):
            yield from (((*steps, part), name) for name in sorted(getattr(when, part)))


def _named_others(scenario: Scenario) -> Iterator[tuple[Steps, str]]:
    for part, places in (("beats", scenario.beats), ("endings", scenario.endings)):
        for place in places.values():
            for i, aside in enumerate(place.asides):
                yield (part, place.id, "asides", i, "who"), aside.who
    for happening in scenario.happenings:
        yield ("events", happening.id, "who"), happening.aside.who
