# SPDX-License-Identifier: Apache-2.0
"""Checks of what a scene teaches: right ways, hints, model answers, facts."""

from collections.abc import Iterator, Sequence
from itertools import chain

from trainer_gui.adapters.scenarios.conditions import knowledge
from trainer_gui.adapters.scenarios.loader import Opened
from trainer_gui.adapters.scenarios.references import FACT_PARTS, conditions_of
from trainer_gui.adapters.scenarios.report import Report
from trainer_gui.adapters.scenarios.wording import check_hint
from trainer_gui.application.ports import Reader
from trainer_gui.domain.coach import Coach
from trainer_gui.domain.scenario import Beat, ModelAnswer, Scenario
from trainer_gui.domain.taxonomy import FAULTS

Context = Sequence[tuple[str, str]]
"""What was said before a reply: who, and the words."""
REPEATING = "broken_record"
"""The move that is one only after another reply."""


def check_beats(opened: Opened, coach: Coach, report: Report) -> None:
    """Report right ways without hints or model answers, and hints without a right way."""
    for beat in opened.scenario.beats.values():
        _check_hints(opened, beat, coach, report)
        _check_models(opened, beat, report)


def _check_hints(opened: Opened, beat: Beat, coach: Coach, report: Report) -> None:
    document = opened.document
    expected = frozenset[str]().union(*beat.expect)
    for move, text in beat.hints.items():
        steps = ("beats", beat.id, "hints", move)
        check_hint(text, document, steps, report)
        if move not in expected:
            message = f"no set of `expect` names `{move}`; add it there or delete the hint"
            report.add("SC305", document.mark(*steps), message)
    if bare := sorted(expected - beat.hints.keys() - coach.moves.keys()):
        message = f"no hint for {', '.join(bare)}; add it to `hints` or to the coach's `moves`"
        report.add("SC306", document.mark("beats", beat.id, "expect"), message)


def _check_models(opened: Opened, beat: Beat, report: Report) -> None:
    document = opened.document
    if beat.expect and not beat.models:
        message = f"`{beat.id}` expects something and shows no way; add a `model` answer"
        report.add("SC308", document.mark("beats", beat.id), message)
    for i, model in enumerate(beat.models):
        if not beat.expect or any(way <= model.moves for way in beat.expect):
            continue
        nearest = min((sorted(way - model.moves) for way in beat.expect), key=len)
        message = f"goes no way of `expect`; the nearest needs {', '.join(nearest)} as well"
        report.add("SC307", document.mark("beats", beat.id, "model", i), message)


def check_understood(opened: Opened, reader: Reader, report: Report) -> None:
    """Report model answers that `reader` takes for something else than they claim."""
    document, scenario = opened.document, opened.scenario
    for beat in scenario.beats.values():
        for i, model in enumerate(beat.models):
            readings = [
                reader.read(context, model.say, scenario.cues).held_against().labels
                for context in _contexts(scenario, beat, model)
            ]
            found = max(readings, key=lambda labels: len(labels & model.moves))
            if unseen := sorted(model.moves - found):
                message = f"not understood as {', '.join(unseen)}; reword it or drop the claim"
                report.add("SC309", document.mark("beats", beat.id, "model", i, "say"), message)
            if faults := [fault for fault in FAULTS if fault in found]:
                message = f"understood as {', '.join(faults)}; reword it"
                report.add("SC310", document.mark("beats", beat.id, "model", i, "say"), message)


def _contexts(scenario: Scenario, beat: Beat, model: ModelAnswer) -> Iterator[Context]:
    """What may have been said before a model answer.

    The customer's line; and where the answer repeats, one reply more, from here or from a beat
    that leads here: by itself nothing is a repetition.
    """
    yield [_line_of(beat)]
    if REPEATING not in model.moves:
        return
    for before in scenario.beats.values():
        if before is beat or beat.id in {rule.to for rule in before.rules}:
            for earlier in before.models:
                if earlier is not model:
                    yield [_line_of(before), ("trainee", earlier.say), _line_of(beat)]


def _line_of(beat: Beat) -> tuple[str, str]:
    return "customer", next(chain.from_iterable(beat.lines.values()), "")


def check_facts(opened: Opened, report: Report) -> None:
    """Report facts that play no part, and facts that only she knows and never tells."""
    document, scenario = opened.document, opened.scenario
    out = knowledge(scenario).told
    named = out.union(
        *(getattr(when, part) for _, when in conditions_of(scenario) for part in FACT_PARTS)
    )
    for fact in scenario.facts.values():
        mark = document.mark("facts", fact.id)
        # What is known from the start and has no cue is there to be read.
        if fact.id not in named and (fact.cue.patterns or fact.source != "known"):
            message = f"no rule or beat names `{fact.id}`; use it or delete it"
            report.add("SC401", mark, message)
        elif fact.source == "ask" and fact.id not in out:
            message = f"only she knows `{fact.id}` and no `reveals` tells it; add one"
            report.add("SC402", mark, message)
