# SPDX-License-Identifier: Apache-2.0
"""Checks of what is said and shown: lines, hints, the coach's wordings, real numbers of people."""

import itertools
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from trainer_gui.adapters.scenarios.diagnostics import shown
from trainer_gui.adapters.scenarios.loader import Opened
from trainer_gui.adapters.scenarios.references import Steps
from trainer_gui.adapters.scenarios.report import Report
from trainer_gui.adapters.scenarios.yaml_nodes import Document, Node, Scalar, Sequence
from trainer_gui.domain.coach import Coach
from trainer_gui.domain.emotion import Band
from trainer_gui.domain.persona import CutIn, Persona
from trainer_gui.domain.scenario import Aside, Scenario
from trainer_gui.domain.wording import Lines

BREATH = 60
"""Characters that can be said in one breath."""
GLANCE = 24
"""Characters of a hint that can be read while somebody shouts."""
WORDINGS = 3
"""A self-control idea that comes in fewer wordings wears off."""
EXCLAMATION = 4
"""Fewer characters than this (喂？) may well be said twice."""
SENTENCE_END = re.compile(r"[。！？!?；;…]+")

_NOTHING: Lines = MappingProxyType({})
_NONE: Mapping[str, Lines] = MappingProxyType({})
_DIGITS = str.maketrans("〇零幺一二三四五六七八九", "001123456789")
_PHONE = re.compile(r"(?<![0-9])1[3-9][0-9]([ -]?[0-9]{4}){2}(?![0-9])")
_IDENTITY = re.compile(r"(?<![0-9])[1-9][0-9]{16}[0-9Xx](?![0-9])")
_CARD = re.compile(r"(?<![0-9])62[0-9]{2}([ -]?[0-9]{4}){3}[0-9]{0,3}(?![0-9])")


def spoken_lines(scenario: Scenario) -> Iterator[tuple[Steps, str]]:
    """Everything that the customer and others may say, with its place in the file."""
    for beat in scenario.beats.values():
        yield from _lines(beat.lines, "beats", beat.id, "lines")
        yield from _lines(beat.again, "beats", beat.id, "again")
        yield from _asides(beat.asides, "beats", beat.id)
        for label, lines in beat.retorts.items():
            yield from _lines(lines, "beats", beat.id, "retorts", label)
    for ending in scenario.endings.values():
        yield from _lines(ending.lines, "endings", ending.id, "lines")
        yield from _asides(ending.asides, "endings", ending.id)
    for happening in scenario.happenings:
        for i, text in enumerate(happening.aside.say):
            yield ("events", happening.id, "say", i), text
    yield from _cutting_in(scenario.cuts_in)
    yield from speech_lines(scenario.retorts, scenario.nudges, scenario.repeats, scenario.habits)


def speech_lines(
    retorts: Mapping[str, Lines] = _NONE,
    nudges: Lines = _NOTHING,
    repeats: Lines = _NOTHING,
    habits: Lines = _NOTHING,
    lines: Mapping[str, Lines] = _NONE,
) -> Iterator[tuple[Steps, str]]:
    """What somebody says whatever the matter is, and the sets of a line group."""
    for part, table in (("retorts", retorts), ("lines", lines)):
        for name, variants in table.items():
            yield from _lines(variants, part, name)
    yield from _lines(nudges, "nudges")
    yield from _lines(repeats, "repeats")
    yield from _lines(habits, "habits")


def persona_lines(persona: Persona) -> Iterator[tuple[Steps, str]]:
    """What a type has a way of saying in every scene."""
    yield from speech_lines(persona.retorts, persona.nudges, persona.repeats, persona.habits)
    yield from _cutting_in(persona.cuts_in)


def written_lines(opened: Opened) -> Iterator[tuple[Steps, str]]:
    """Those of them that stand in the scene's own file, not in one that it shares."""
    for steps, text in spoken_lines(opened.scenario):
        keys = itertools.takewhile(lambda step: isinstance(step, str), steps)
        if opened.document.writes(*map(str, keys)):
            yield steps, text


def _lines(lines: Lines, *steps: str) -> Iterator[tuple[Steps, str]]:
    for band, variants in lines.items():
        for i, text in enumerate(variants):
            yield (*steps, band.value, i), text


def _cutting_in(cut: CutIn | None) -> Iterator[tuple[Steps, str]]:
    if cut is not None:
        yield from _lines(cut.lines, "cuts_in", "lines")
        yield from _lines(cut.hesitating, "cuts_in", "hesitating")


def _asides(asides: tuple[Aside, ...], *steps: str) -> Iterator[tuple[Steps, str]]:
    for i, aside in enumerate(asides):
        for j, text in enumerate(aside.say):
            yield (*steps, "asides", i, "say", j), text


def check_lines(opened: Opened, report: Report) -> None:
    """Report lines that are too long, said twice, or missing for a band."""
    document, scenario = opened.document, opened.scenario
    seen: dict[str, Steps] = {}
    for steps, text in written_lines(opened):
        check_breath(text, document, steps, report)
        letters = "".join(c for c in text if c.isalnum())
        earlier = seen.setdefault(letters, steps)
        if len(letters) >= EXCLAMATION and not _may_share(earlier, steps):
            line = document.mark(*earlier).line
            message = f"{shown(text)} is said on line {line} already; reword one"
            report.add("SC303", document.mark(*steps), message)
    for beat in scenario.beats.values():
        for i, model in enumerate(beat.models):
            check_breath(model.say, document, ("beats", beat.id, "model", i, "say"), report)
        if missing := [band for band in Band if band not in beat.lines]:
            message = f"no line for {', '.join(missing)}: the nearest band speaks; add one"
            report.add("SC301", document.mark("beats", beat.id, "lines"), message)


def _may_share(one: Steps, other: Steps) -> bool:
    """Whether a line may stand at both: in two bands of one place, or it is the same place."""
    return one == other or (one[:-2] == other[:-2] and one[-2] != other[-2])


def check_breath(text: str, document: Document, steps: Steps, report: Report) -> None:
    """Report a line that has no place to breathe."""
    longest = max(sum(c.isalnum() for c in part) for part in SENTENCE_END.split(text))
    if longest > BREATH:
        message = f"{longest} characters in one breath, at most {BREATH}; end a sentence earlier"
        report.add("SC302", document.mark(*steps), message)


def check_coach(document: Document, coach: Coach, report: Report) -> None:
    """Report hints that are too long and ideas with too few wordings."""
    for part, table in (("faults", coach.faults), ("moves", coach.moves)):
        for label, wordings in table.items():
            for i, text in enumerate(wordings):
                check_hint(text, document, (part, label, i), report)
    for i, idea in enumerate(coach.ideas):
        if len(set(idea.wordings)) < WORDINGS:
            message = f"`{idea.id}` has {len(set(idea.wordings))} wordings; write {WORDINGS}"
            report.add("SC311", document.mark("self_control", i, "wordings"), message)


def check_hint(text: str, document: Document, steps: Steps, report: Report) -> None:
    """Report a hint that is too long."""
    if len(text) > GLANCE:
        message = f"{len(text)} characters in a hint, at most {GLANCE}; shorten it"
        report.add("SC304", document.mark(*steps), message)


def check_privacy(document: Document, report: Report) -> None:
    """Report what looks like a telephone or identity number, in figures or in words."""
    queue: list[Node] = [document.root]
    while queue:
        node = queue.pop()
        if isinstance(node, Scalar):
            figures = node.text.translate(_DIGITS)
            if any(number.search(figures) for number in (_PHONE, _IDENTITY, _CARD)):
                message = (
                    "looks like a real telephone, identity or card number; blot out some digits"
                )
                report.add("SC501", node.mark, message)
        elif isinstance(node, Sequence):
            queue.extend(node.items)
        else:
            queue.extend((*node.keys.values(), *node.values.values()))
