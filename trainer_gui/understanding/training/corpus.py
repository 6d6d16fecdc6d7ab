# SPDX-License-Identifier: Apache-2.0
"""The labelled replies, made ready for training."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np

from trainer_gui.domain.taxonomy import MOVES
from trainer_gui.understanding.look import Look
from trainer_gui.understanding.model import ORDER, Numbers
from trainer_gui.understanding.text import Spoken

FOLDER = Path(__file__).with_name("corpus")
SPOKEN = Path(__file__).with_name("spoken.jsonl")
ANSWERS_FILE = Path(__file__).with_name("answers.jsonl")
ANSWERS = "model answers"
"""The author of what the scenarios hold up as the model."""


@dataclass(frozen=True)
class Example:
    """One labelled reply, its author and its case."""

    id: str
    author: str
    case: str
    context: tuple[tuple[str, str], ...]
    reply: str
    labels: frozenset[str]
    unsaid: frozenset[str] = frozenset()
    """Labels of which nobody said whether the reply has them."""

    @cached_property
    def look(self) -> Look:
        """What the reader looks at."""
        return Look(self.context, Spoken.of(self.reply))


def examples(folder: Path = FOLDER) -> list[Example]:
    """All labelled replies, in the order of the file names and lines."""
    return [
        Example(
            id=record["id"],
            author=record["id"][0],
            case=record.get("case", "other"),
            context=tuple((turn["who"], turn["text"]) for turn in record["context"]),
            reply=record["reply"],
            labels=frozenset([*record["moves"], *record["faults"]]),
            unsaid=frozenset(record.get("unsaid", ())),
        )
        for path in sorted(folder.glob("*.jsonl"))
        for record in map(json.loads, path.read_text(encoding="utf-8").splitlines())
    ]


def spoken(known: Sequence[Example], path: Path = SPOKEN) -> list[Example]:
    """Replies of `known` that were spoken and recognised, as they were heard."""
    lines = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    heard = {line["id"]: line["heard"] for line in lines}
    return [replace(e, reply=heard[e.id]) for e in known if e.id in heard]


def answers(path: Path = ANSWERS_FILE) -> list[Example]:
    """The model answers of the scenarios, as `answers.py` last took them down.

    They do what they claim and no harm; which other moves they make is unsaid.
    """
    return [
        Example(
            id=record["id"],
            author=ANSWERS,
            case=record["case"],
            context=(("customer", record["line"]),),
            reply=record["reply"],
            labels=moves,
            unsaid=frozenset(MOVES) - moves,
        )
        for record in map(json.loads, path.read_text(encoding="utf-8").splitlines())
        for moves in [frozenset(record["moves"])]
    ]


def targets(chosen: Sequence[Example]) -> Numbers:
    """1.0 where a reply has a label, NaN where nobody said; shape (replies, labels)."""
    return np.array(
        [[np.nan if x in e.unsaid else float(x in e.labels) for x in ORDER] for e in chosen]
    )
