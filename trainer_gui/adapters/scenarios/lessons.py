# SPDX-License-Identifier: Apache-2.0
"""Lesson files -> `Lesson`. One technique a file.

`scenarios/lessons/L01.yaml`:

    id: L01                             # the file's name
    title: 先处理心情，再处理事情
    source: 000 一                      # where the method comes from; optional
    trains: [empathy, act_now]          # moves that it teaches
    avoids: [blunt_but]                 # faults that it helps to avoid; optional
    what: 人在气头上听不进道理，先接住心情，话才进得去。
    when: [客户一进门就嚷, 你一解释她更急]
    when_not: [客户只想快点办完]
    steps: [说出她的感受, 说你马上做什么, 再问事情]
    cases: [C01]                        # scenes in which to practise it
    customer: {name: 高女士}            # as in a scene
    demonstration:
      scene: 她排了四十分钟的队
      poor:                             # customer with anger 0-100, trainee, comment
        - {customer: 排到我你说下班？, anger: 60}
        - {trainee: 但是规定就是五点半。}
        - {comment: 一句“但是”，把她推远了。}
      good:
        - {customer: 排到我你说下班？, anger: 60}
        - {trainee: 让您白等这么久，换我也急。我现在就给您办。, moves: [empathy, act_now]}
        - {comment: 先接住了心情。}
    drill:                              # five prompts, any set of `expect` is a right way
      - customer: 都跑了三趟了！
        anger: 55
        expect: [[empathy]]
        model: 跑三趟真够累的。
        tip: 先接心情
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from trainer_gui.adapters.scenarios.declarations import CUSTOMER
from trainer_gui.adapters.scenarios.diagnostics import shown
from trainer_gui.adapters.scenarios.fields import Many, Name, Number, Record, Some, Text
from trainer_gui.adapters.scenarios.loader import read_root
from trainer_gui.adapters.scenarios.report import Report, suggestion
from trainer_gui.adapters.scenarios.speaking import FAULT, MOVE
from trainer_gui.adapters.scenarios.yaml_nodes import Document, Node, read_document
from trainer_gui.adapters.scenarios.yaml_nodes import Mapping as MappingNode
from trainer_gui.domain.teaching.lesson import Demonstration, Lesson, Line, Prompt, Speaker

LESSONS: Final = "lessons"
"""Folder of lesson files, beside the scenarios."""

_ANGER: Final = Number(0, 100)


@dataclass(frozen=True, slots=True)
class OneOf:
    """Records told apart by a key that only one of them has."""

    records: Mapping[str, Record[Line]]

    def read(self, node: Node, report: Report) -> Line:
        """The value of the record whose key is there."""
        if isinstance(node, MappingNode) and node.values:
            here = [key for key in self.records if key in node.values]
            if len(here) == 1:
                return self.records[here[0]].read(node, report)
            if here:
                message = f"`{here[0]}` and `{here[1]}` in one line; make it two"
                raise report.refuse("SC101", node.keys[here[1]], message)
            first = next(iter(node.values))
            message = f"{shown(first)} does not say who speaks; {suggestion(first, self.records)}"
            raise report.refuse("SC101", node.keys[first], message)
        return next(iter(self.records.values())).read(node, report)  # says what is wrong


def _said_by(customer: str, **rest: Any) -> Line:  # noqa: ANN401  typed by the record
    return Line(Speaker.CUSTOMER, customer, **rest)


def _answered_by(trainee: str, **rest: Any) -> Line:  # noqa: ANN401  typed by the record
    return Line(Speaker.TRAINEE, trainee, **rest)


def _remark(comment: str) -> Line:
    return Line(Speaker.COMMENT, comment)


def _prompt(customer: str, **rest: Any) -> Prompt:  # noqa: ANN401  typed by the record
    return Prompt(text=customer, **rest)


LINE: Final = OneOf(
    {
        "customer": Record(
            "a customer's line", _said_by, {"customer": Text(), "anger": _ANGER}, ("customer",)
        ),
        "trainee": Record(
            "a trainee's line", _answered_by, {"trainee": Text(), "moves": Some(MOVE)}, ("trainee",)
        ),
        "comment": Record("a comment", _remark, {"comment": Text()}, ("comment",)),
    }
)
DEMONSTRATION: Final = Record(
    "the demonstration",
    Demonstration,
    {"scene": Text(), "poor": Many(LINE), "good": Many(LINE)},
    required=("scene", "poor", "good"),
)
PROMPT: Final = Record(
    "a prompt",
    _prompt,
    {
        "customer": Text(),
        "anger": _ANGER,
        "expect": Many(Some(MOVE)),
        "model": Text(),
        "tip": Text(),
    },
    required=("customer", "expect", "model", "tip"),
)
LESSON: Final = Record(
    "a lesson",
    Lesson,
    {
        "id": Name(),
        "title": Text(),
        "source": Text(),
        "trains": Many(MOVE),
        "avoids": Many(FAULT),
        "what": Text(),
        "when": Many(Text()),
        "when_not": Many(Text()),
        "steps": Many(Text()),
        "cases": Many(Name()),
        "customer": CUSTOMER,
        "demonstration": DEMONSTRATION,
        "drill": Many(PROMPT),
    },
    required=(
        *("id", "title", "trains", "what", "when", "when_not", "steps", "cases", "customer"),
        *("demonstration", "drill"),
    ),
)


def open_lesson(path: Path) -> tuple[Document, Lesson]:
    """A lesson with its file's tree.

    Raises:
        ScenarioError: With every finding.
    """
    document = read_document(path)
    return document, read_root(LESSON, document)


def load_lesson(path: Path) -> Lesson:
    """The lesson of a file.

    Raises:
        ScenarioError: With every finding.
    """
    return open_lesson(path)[1]
