# SPDX-License-Identifier: Apache-2.0
"""The labelled replies, made ready for training."""

import json
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from trainer_gui.understanding.features import (
    answered_runs,
    clause_runs,
    clauses,
    counts,
    runs,
)
from trainer_gui.understanding.model import ORDER, Numbers
from trainer_gui.understanding.rules import RuleReader
from trainer_gui.understanding.settle import Found, settled
from trainer_gui.understanding.text import Spoken

FOLDER = Path(__file__).with_name("corpus")
_RULES = RuleReader()


@dataclass(frozen=True)
class Example:
    """One labelled reply, its author and its case."""

    author: str
    case: str
    context: tuple[tuple[str, str], ...]
    reply: str
    labels: frozenset[str]

    @cached_property
    def spoken(self) -> Spoken:
        """The reply made ready."""
        return Spoken.of(self.reply)

    @cached_property
    def reply_runs(self) -> Counter[int]:
        """Runs of characters of the whole reply."""
        return runs(self.spoken.text)

    @cached_property
    def line_runs(self) -> Counter[int]:
        """Runs of characters of the line that it answers."""
        return answered_runs(self.context)

    @cached_property
    def clause_runs(self) -> list[Counter[int]]:
        """Runs of characters of each clause."""
        return [clause_runs(self.spoken.slice(c)) for c in clauses(self.spoken)]

    @cached_property
    def signs(self) -> Found:
        """What the rules find."""
        return _RULES.signs(self.spoken)

    @cached_property
    def settled(self) -> Found:
        """What the rules say in the end."""
        return settled(self.signs, self.spoken, self.context)

    @cached_property
    def numbers(self) -> tuple[float, ...]:
        """Counts about the turn."""
        return counts(self.spoken, self.context)


def examples(folder: Path = FOLDER) -> list[Example]:
    """All labelled replies, in the order of the file names and lines."""
    return [
        Example(
            author=record["id"][0],
            case=record.get("case", "other"),
            context=tuple((turn["who"], turn["text"]) for turn in record["context"]),
            reply=record["reply"],
            labels=frozenset([*record["moves"], *record["faults"]]),
        )
        for path in sorted(folder.glob("*.jsonl"))
        for record in map(json.loads, path.read_text(encoding="utf-8").splitlines())
    ]


def targets(chosen: list[Example]) -> Numbers:
    """1.0 where a reply has a label, shape (replies, labels)."""
    return np.array([[float(label in e.labels) for label in ORDER] for e in chosen])
