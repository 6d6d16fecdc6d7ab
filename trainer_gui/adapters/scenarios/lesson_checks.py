# SPDX-License-Identifier: Apache-2.0
"""What lint says of a lesson that can be read: cases, lengths, numbers of lines, how it is read."""

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from trainer_gui.adapters.scenarios.diagnostics import shown
from trainer_gui.adapters.scenarios.limits import check_sayable
from trainer_gui.adapters.scenarios.references import Steps
from trainer_gui.adapters.scenarios.report import Report, suggestion
from trainer_gui.adapters.scenarios.teaching import Context
from trainer_gui.adapters.scenarios.wording import EXCLAMATION, check_breath
from trainer_gui.adapters.scenarios.yaml_nodes import Document
from trainer_gui.application.ports import Reader
from trainer_gui.domain.taxonomy import FAULTS
from trainer_gui.domain.teaching.lesson import Lesson, Line, Speaker

PROMPTS: Final = 5
"""So many prompts has a drill."""
SPAN: Final = {
    "when": (2, 4),
    "when_not": (1, 3),
    "steps": (2, 5),
    "poor": (5, 9),
    "good": (5, 9),
    "drill": (PROMPTS, PROMPTS),
}
"""How many a lesson has of each: fewer say too little, more are not read, not heard to the end."""
LONGEST: Final = {
    "what": 160,
    "when": 40,
    "when_not": 40,
    "steps": 40,
    "scene": 60,
    "comment": 60,
    "tip": 60,
    "customer": 45,
    "trainee": 70,
    "model": 70,
}
"""Characters of each kind of text."""
_RETOLD: Final = (("demonstration", "poor"), ("demonstration", "good"))


def said_in(lesson: Lesson) -> Iterator[tuple[Steps, str, str]]:
    """Everything that is said aloud: place, key (whose line it is), text."""
    for part, lines in _demonstrations(lesson):
        for i, line in enumerate(lines):
            if line.who is not Speaker.COMMENT:
                yield ("demonstration", part, i, line.who.value), line.who.value, line.text
    for i, prompt in enumerate(lesson.drill):
        yield ("drill", i, "customer"), "customer", prompt.text
        yield ("drill", i, "model"), "model", prompt.model


def check_lesson(
    document: Document, lesson: Lesson, cases: Collection[str], report: Report
) -> None:
    """Report cases that are not there, wrong numbers of lines, and texts that are too long.

    Args:
        document: The lesson's file.
        lesson: What it holds.
        cases: Ids of the scenes that there are.
        report: Takes the findings.
    """
    for i, case in enumerate(lesson.cases):
        if case not in cases:
            message = f"unknown scenario {shown(case)}; {suggestion(case, cases)}"
            report.add("SC801", document.mark("cases", i), message)
    _check_numbers(document, lesson, report)
    _check_lengths(document, lesson, report)
    _check_twice(document, lesson, report)
    for part, lines in _demonstrations(lesson):
        if missing := [who for who in Speaker if who not in {line.who for line in lines}]:
            message = f"without a {' and a '.join(missing)}; add one"
            report.add("SC804", document.mark("demonstration", part), message)


def _demonstrations(lesson: Lesson) -> tuple[tuple[str, tuple[Line, ...]], ...]:
    return ("poor", lesson.demonstration.poor), ("good", lesson.demonstration.good)


def _check_numbers(document: Document, lesson: Lesson, report: Report) -> None:
    for key, (low, high) in SPAN.items():
        steps = ("demonstration", key) if key in ("poor", "good") else (key,)
        holder = lesson.demonstration if len(steps) > 1 else lesson
        count = len(getattr(holder, key))
        if not low <= count <= high:
            wanted = str(low) if low == high else f"{low} to {high}"
            message = f"{count} in `{key}`, {wanted} belong there; change that"
            report.add("SC802", document.mark(*steps), message)


def _check_lengths(document: Document, lesson: Lesson, report: Report) -> None:
    for steps, key, text in (*_read_in(lesson), *said_in(lesson)):
        if len(text) > LONGEST[key]:
            message = f"{len(text)} characters, at most {LONGEST[key]} for `{key}`; shorten it"
            report.add("SC803", document.mark(*steps), message)
    for steps, _, text in said_in(lesson):
        check_breath(text, document, steps, report)
        check_sayable(text, document.mark(*steps), report)


def _read_in(lesson: Lesson) -> Iterator[tuple[Steps, str, str]]:
    """Everything that is read, as `said_in`."""
    yield ("what",), "what", lesson.what
    yield ("demonstration", "scene"), "scene", lesson.demonstration.scene
    for key in ("when", "when_not", "steps"):
        for i, text in enumerate(getattr(lesson, key)):
            yield (key, i), key, text
    for part, lines in _demonstrations(lesson):
        for i, line in enumerate(lines):
            if line.who is Speaker.COMMENT:
                yield ("demonstration", part, i, "comment"), "comment", line.text
    for i, prompt in enumerate(lesson.drill):
        yield ("drill", i, "tip"), "tip", prompt.tip


def _check_twice(document: Document, lesson: Lesson, report: Report) -> None:
    """Report a line said twice; the good demonstration may begin with the customer's same words."""
    seen: dict[str, Steps] = {}
    for steps, who, text in said_in(lesson):
        letters = "".join(c for c in text if c.isalnum())
        earlier = seen.setdefault(letters, steps)
        retold = who == "customer" and (earlier[:2], steps[:2]) == _RETOLD
        if earlier is not steps and len(letters) >= EXCLAMATION and not retold:
            line = document.mark(*earlier).line
            message = f"{shown(text)} is said on line {line} already; reword one"
            report.add("SC303", document.mark(*steps), message)


def check_lesson_understood(
    document: Document, lesson: Lesson, reader: Reader, report: Report
) -> None:
    """Report good lines and model answers that `reader` takes for something else."""
    for steps, context, reply, ways in _answers(lesson):
        found = reader.read(context, reply).held_against().labels
        if unseen := min((sorted(way - found) for way in ways), key=len):
            message = f"not understood as {', '.join(unseen)}; reword it or claim something else"
            report.add("SC805", document.mark(*steps), message)
        if faults := [fault for fault in FAULTS if fault in found]:
            message = f"understood as {', '.join(faults)}; reword it"
            report.add("SC310", document.mark(*steps), message)


def _answers(lesson: Lesson) -> Iterator[tuple[Steps, Context, str, Sequence[frozenset[str]]]]:
    """What is shown as good: place, what was said before, the words, the moves by any way."""
    before: list[tuple[str, str]] = []
    for i, line in enumerate(lesson.demonstration.good):
        if line.who is Speaker.TRAINEE:
            yield ("demonstration", "good", i, "trainee"), before, line.text, (line.moves,)
        if line.who is not Speaker.COMMENT:
            before = [*before, (line.who.value, line.text)]
    for i, prompt in enumerate(lesson.drill):
        yield ("drill", i, "model"), [("customer", prompt.text)], prompt.model, prompt.expect
