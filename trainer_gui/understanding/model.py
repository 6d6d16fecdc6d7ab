# SPDX-License-Identifier: Apache-2.0
"""The trained part of the reader: tables of weights, and how they make a score for each label.

Two looks at a reply (its runs of characters together with those of the line it answers, and its
clauses one by one) and what the rules say are weighed against each other. `make train` makes them.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from trainer_gui.domain.taxonomy import FAULTS, MOVES
from trainer_gui.understanding.features import (
    Context,
    answered_runs,
    clause_runs,
    clauses,
    counts,
    damped,
    runs,
)
from trainer_gui.understanding.settle import Found
from trainer_gui.understanding.text import Spoken

Numbers = NDArray[np.float64]
ORDER = (*MOVES, *FAULTS)
"""The labels, in the order of every array's columns."""
SHOWN = np.array([0.3 if label in MOVES else 1.2 for label in ORDER])
"""Log odds above which a label is shown: faults cost points, and are rather missed than wrong."""
TONES = np.isin(ORDER, ("argue", "blame", "cold", "lecture", "abuse", "doubt"))
"""Faults of one tone, easily taken for each other."""
BESIDE, CLEAR = 0.7, 4.0
"""Log odds that a tone may lack against the strongest one, unless it is clear by itself."""
EARLY = np.array([1.0 if label in MOVES else CLEAR + 1 for label in ORDER])
"""Log odds above which a label is told before the trainee has finished."""
_REMEDIES = [ORDER.index("choices"), ORDER.index("compensate")]
"""Each of them is an offer."""
_HEATED = [ORDER.index(label) for label in ("lecture", "abuse", "threaten")]
"""Whoever does that repeats nothing calmly."""
FILE = Path(__file__).with_name("model.npz")


def vector(
    found: Counter[int], index: Mapping[int, int], idf: Numbers
) -> tuple[list[int], Numbers]:
    """Rows and weights (of length one together) of the runs that a table knows."""
    known = sorted((index[run], count) for run, count in found.items() if run in index)
    rows = [row for row, _ in known]
    weights = np.array([damped(count) for _, count in known]) * idf[rows]
    return rows, weights / max(float(np.sqrt((weights * weights).sum())), 1e-9)


@dataclass(frozen=True)
class Table:
    """A linear score for each label over runs of characters."""

    index: Mapping[int, int]
    """Run -> row."""
    idf: Numbers
    weights: NDArray[np.int8]
    """(runs, labels), each column in units of its `scale`."""
    scale: Numbers
    bias: Numbers

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[Any]], name: str) -> "Table":
        """The table called `name` in a model file."""
        return cls(
            {int(run): row for row, run in enumerate(arrays[f"{name}_runs"])},
            arrays[f"{name}_idf"].astype(np.float64),
            arrays[f"{name}_weights"],
            arrays[f"{name}_scale"].astype(np.float64),
            arrays[f"{name}_bias"].astype(np.float64),
        )

    def scores(self, found: Counter[int]) -> Numbers:
        """Log odds of each label, shape (labels,)."""
        rows, weights = vector(found, self.index, self.idf)
        summed: Numbers = weights @ self.weights[rows].astype(np.float64)
        return summed * self.scale + self.bias


@dataclass(frozen=True)
class Weighed:
    """What the model makes of one reply."""

    log_odds: Numbers
    """(labels,)"""
    chances: Numbers
    """(labels,) how likely each label is: rare ones weighed more in training than they occur."""
    certain: NDArray[np.bool_]
    """(labels,) whether they are high enough to tell before the trainee has finished."""
    by_clause: Numbers
    """(clauses, labels)"""

    def labels(self, *, certain: bool) -> Iterator[tuple[str, float]]:
        """The labels shown (or only the certain ones), each with its probability."""
        for place in np.flatnonzero(self.certain if certain else shown(self.log_odds)):
            yield ORDER[place], round(min(float(self.chances[place]), 0.99), 2)

    def best_clause(self, label: str) -> int:
        """The place of the clause that tells most for a label."""
        return int(self.by_clause[:, ORDER.index(label)].argmax())


class Model:
    """Reads with the weights of a model file."""

    def __init__(self, path: Path = FILE) -> None:
        """Load the file.

        Raises:
            OSError: It can't be read.
        """
        with np.load(path) as arrays:
            self._reply = Table.of(arrays, "reply")
            self._line = Table.of(arrays, "line")
            self._clause = Table.of(arrays, "clause")
            self._stack: Numbers = arrays["stack"].astype(np.float64)
            self._rarity: Numbers = arrays["rarity"].astype(np.float64)

    def weigh(self, spoken: Spoken, context: Context, settled: Found, signs: Found) -> Weighed:
        """What the model makes of a reply.

        Args:
            spoken: The reply.
            context: Earlier (who, text), the last one answered.
            settled: What the rules say in the end.
            signs: What they found before it was held against each other.
        """
        by_clause = np.array(
            [self._clause.scores(clause_runs(spoken.slice(c))) for c in clauses(spoken)]
        )
        whole = self._reply.scores(runs(spoken.text)) + self._line.scores(answered_runs(context))
        numbers = counts(spoken, context)
        rules = confidences(settled), confidences(signs)
        evidence = gathered(whole, pooled(by_clause), *rules, numbers)
        log_odds: Numbers = (evidence * self._stack[:, :-1]).sum(axis=1) + self._stack[:, -1]
        chances = 1 / (1 + np.exp(np.clip(self._rarity - log_odds, -30, 30)))
        return Weighed(log_odds, chances, log_odds > EARLY, by_clause)


def shown(log_odds: Numbers) -> NDArray[np.bool_]:
    """Which labels the odds are high enough for, shape (…, labels)."""
    strongest = np.where(TONES, log_odds, -np.inf).max(axis=-1, keepdims=True)
    weaker = TONES & (log_odds < strongest - BESIDE) & (log_odds < CLEAR)
    enough: NDArray[np.bool_] = (log_odds > SHOWN) & ~weaker
    enough[..., ORDER.index("offer")] |= enough[..., _REMEDIES].any(axis=-1)
    enough[..., ORDER.index("broken_record")] &= ~enough[..., _HEATED].any(axis=-1)
    return enough


def pooled(by_clause: Numbers) -> Numbers:
    """Scores of a reply from those of its clauses: any clause can show a label."""
    highest = by_clause.max(axis=0)
    rest: Numbers = np.log(np.exp(by_clause - highest).sum(axis=0))
    together: Numbers = highest + rest
    return together


def confidences(found: Found) -> Numbers:
    """Confidence of each label, zero for those not found, shape (labels,)."""
    return np.array([found[label].confidence if label in found else 0.0 for label in ORDER])


def gathered(
    whole: Numbers, clause: Numbers, settled: Numbers, signs: Numbers, numbers: Iterable[float]
) -> Numbers:
    """For each label all that is weighed for it, shape (labels, 4 + numbers)."""
    same = [np.full(len(ORDER), number) for number in numbers]
    return np.column_stack([whole, clause, settled, signs, *same])
