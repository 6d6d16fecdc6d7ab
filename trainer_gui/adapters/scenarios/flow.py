# SPDX-License-Identifier: Apache-2.0
"""Checks of the way through a scene: every beat and ending reached, every beat left again."""

from collections.abc import Iterable, Mapping, Sequence

from trainer_gui.adapters.scenarios.conditions import Knowledge, covers, impossible, knowledge
from trainer_gui.adapters.scenarios.loader import Opened
from trainer_gui.adapters.scenarios.references import Steps
from trainer_gui.adapters.scenarios.report import Report
from trainer_gui.domain.scenario import Rule

_Placed = tuple[Steps, Rule]


def check_flow(opened: Opened, report: Report) -> None:
    """Report dead rules, and beats and endings that are cut off."""
    document, scenario = opened.document, opened.scenario
    facts = knowledge(scenario)
    always = _alive(opened, facts, (), _placed(scenario.always, "always"), report)
    rules = {
        beat.id: _alive(
            opened, facts, always, _placed(beat.rules, "beats", beat.id, "rules"), report
        )
        for beat in scenario.beats.values()
    }
    exits = {
        beat: frozenset(r.to for _, r in (*always, *own)) - {beat} for beat, own in rules.items()
    }
    reached = _reached([scenario.opening], exits)
    ending_in_reach = _reached(scenario.endings, _turned(exits))
    for beat in scenario.beats.values():
        mark = document.mark("beats", beat.id)
        if beat.id not in reached:
            message = f"nothing leads to `{beat.id}`; add a rule `to: {beat.id}` or delete it"
            report.add("SC201", mark, message)
        if not exits[beat.id]:
            message = f"no rule leaves `{beat.id}`; add one with another `to:`"
            report.add("SC202", mark, message)
        elif beat.id not in ending_in_reach:
            message = f"no way from `{beat.id}` comes to an ending; lead one of its rules there"
            report.add("SC203", mark, message)
        elif all(r.to == beat.id for _, r in rules[beat.id]):
            message = f"only `always` rules leave `{beat.id}`; add one for a good reply"
            report.add("SC204", mark, message)
    for name in scenario.endings.keys() - reached - {scenario.silent_ending}:
        message = f"nothing reaches the ending `{name}`; add a rule `to: {name}` or delete it"
        report.add("SC205", document.mark("endings", name), message)


def _placed(rules: Sequence[Rule], *steps: str) -> list[_Placed]:
    return [((*steps, i), rule) for i, rule in enumerate(rules)]


def _alive(
    opened: Opened,
    facts: Knowledge,
    before: Sequence[_Placed],
    rules: Sequence[_Placed],
    report: Report,
) -> list[_Placed]:
    """Those of `rules` that may fire where `before` are tried first; the others are reported."""
    document = opened.document
    alive: list[_Placed] = []
    for steps, rule in rules:
        if why := impossible(rule.when, facts):
            message = f"this rule never fires: {why}; change the condition"
            report.add("SC207", document.mark(*steps, "when"), message)
            continue
        wider = ((s, r) for s, r in (*before, *alive) if covers(r.when, rule.when, facts))
        if first := next(wider, None):
            line = document.mark(*first[0]).line
            message = f"the rule on line {line} always fires before this one; swap or narrow them"
            report.add("SC206", document.mark(*steps), message)
            continue
        alive.append((steps, rule))
    return alive


def _reached(starts: Iterable[str], exits: Mapping[str, Iterable[str]]) -> frozenset[str]:
    found = set(starts)
    queue = list(found)
    while queue:
        fresh = set(exits.get(queue.pop(), ())) - found
        found |= fresh
        queue.extend(fresh)
    return frozenset(found)


def _turned(exits: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    """The same ways, walked backwards."""
    entries: dict[str, list[str]] = {}
    for beat, targets in exits.items():
        for target in targets:
            entries.setdefault(target, []).append(beat)
    return entries
