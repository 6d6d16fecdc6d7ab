# SPDX-License-Identifier: Apache-2.0
"""The labelled replies, made ready for training."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from trainer_gui.domain.taxonomy import MOVES
from trainer_gui.understanding.look import Look
from trainer_gui.understanding.model import ORDER, Numbers
from trainer_gui.understanding.text import Spoken

FOLDER = Path(__file__).with_name("corpus")
SPOKEN = Path(__file__).with_name("spoken.jsonl")
SCENARIOS = Path(__file__).parents[3] / "scenarios"
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


def answers(folder: Path = SCENARIOS) -> list[Example]:
    """The model answers of all scenarios.

    They do what they claim and no harm; which other moves they make is unsaid.
    """
    return [
        Example(
            id=f"{path.stem} {number}",
            author=ANSWERS,
            case=path.stem,
            context=(("customer", line),),
            reply=model["say"],
            labels=moves,
            unsaid=frozenset(MOVES) - moves,
        )
        for path in sorted(folder.glob("*.yaml"))
        for number, (line, model) in enumerate(_models(path))
        for moves in [frozenset(np.atleast_1d(model["moves"]).tolist())]
    ]


def _models(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each model answer after a line that it answers."""
    scenario = yaml.safe_load(path.read_text(encoding="utf-8"))
    for beat in scenario.get("beats", {}).values():
        line = next(chain.from_iterable(beat.get("lines", {}).values()), "")
        for model in beat.get("model", ()):
            yield line, model


def targets(chosen: Sequence[Example]) -> Numbers:
    """1.0 where a reply has a label, NaN where nobody said; shape (replies, labels)."""
    return np.array(
        [[np.nan if x in e.unsaid else float(x in e.labels) for x in ORDER] for e in chosen]
    )
