# SPDX-License-Identifier: Apache-2.0
"""Names of beats, endings and facts within a scene: each must lead somewhere."""

from collections.abc import Iterable, Iterator
from itertools import chain

from trainer_gui.adapters.scenarios.diagnostics import shown
from trainer_gui.adapters.scenarios.report import Report, suggestion
from trainer_gui.adapters.scenarios.yaml_nodes import Document
from trainer_gui.domain.scenario import Rule, Scenario

Steps = tuple[str | int, ...]
FACT_PARTS = ("asked", "told", "known", "unknown")
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
    for steps, name in _named_facts(scenario):
        if name not in scenario.facts:
            message = f"unknown fact {shown(name)}; {suggestion(name, scenario.facts)}"
            report.add("SC114", document.mark(*steps), message)


def _named_facts(scenario: Scenario) -> Iterator[tuple[Steps, str]]:
    beats = ((("beats", b.id, "reveals"), b.reveals) for b in scenario.beats.values())
    for steps, names in chain(beats, _facts_of_rules(scenario)):
        for name in sorted(names):
            yield steps, name


def _facts_of_rules(scenario: Scenario) -> Iterator[tuple[Steps, Iterable[str]]]:
    for steps, rule in rules_of(scenario):
        yield (*steps, "reveals"), rule.reveals
        for part in FACT_PARTS:
            yield (*steps, "when", part), getattr(rule.when, part)
