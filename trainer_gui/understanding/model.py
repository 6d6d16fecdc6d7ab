# SPDX-License-Identifier: Apache-2.0
"""The trained part of the reader: tables of weights, and how they make a score for each label.

Two looks at a reply (its runs of characters together with those of the line it answers, and its
clauses one by one) and what the rules say are weighed against each other. `make train` makes them.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from trainer_gui.domain.taxonomy import FAULTS, MOVES
from trainer_gui.understanding.features import damped
from trainer_gui.understanding.look import Look
from trainer_gui.understanding.settle import Found

Numbers = NDArray[np.float64]
Runs = NDArray[np.uint32]
ORDER = (*MOVES, *FAULTS)
"""The labels, in the order of every array's columns."""
NEVER = 30.0
"""Log odds that nothing makes up for."""
SHOWN = np.array([0.4 if label in MOVES else 0.7 for label in ORDER])
"""Log odds above which a label is shown: faults cost points, and are rather missed than wrong."""
CLEAR = 4.0
"""Log odds that are beyond doubt."""
EARLY = np.array([2.5 if label in MOVES else 6.0 for label in ORDER])
"""Log odds above which a label is told before the trainee has finished."""
_MOVES = np.isin(ORDER, MOVES)
_REMEDIES = [ORDER.index("choices"), ORDER.index("compensate")]
"""Each of them is an offer."""
_HEATED = [ORDER.index(label) for label in ("lecture", "abuse", "threaten")]
"""Whoever does that repeats nothing calmly."""


def vector(found: Counter[int], runs: Runs, idf: Numbers) -> tuple[NDArray[np.intp], Numbers]:
    """Rows and weights (of length one together) of the runs that a table, `runs`, knows."""
    asked = np.fromiter(found, np.uint32, len(found))
    order = np.argsort(asked)
    places = np.searchsorted(runs, asked[order])
    known = runs.take(places, mode="clip") == asked[order]
    rows = places[known]
    times = np.fromiter(found.values(), np.int64, len(found))[order][known]
    weights = np.array([damped(count) for count in times.tolist()]) * idf[rows]
    return rows, weights / max(float(np.sqrt((weights * weights).sum())), 1e-9)


@dataclass(frozen=True)
class Table:
    """A linear score for each label over runs of characters."""

    runs: Runs
    """The run of each row, in ascending order."""
    idf: Numbers
    weights: NDArray[np.int8]
    """(runs, labels), each column in units of its `scale`."""
    scale: Numbers
    bias: Numbers

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[Any]], name: str) -> "Table":
        """The table called `name` in a model file."""
        return cls(
            arrays[f"{name}_runs"],
            arrays[f"{name}_idf"].astype(np.float64),
            arrays[f"{name}_weights"],
            arrays[f"{name}_scale"].astype(np.float64),
            arrays[f"{name}_bias"].astype(np.float64),
        )

    def scores(self, found: Counter[int]) -> Numbers:
        """Log odds of each label, shape (labels,)."""
        rows, weights = vector(found, self.runs, self.idf)
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

    def __init__(self, path: Path) -> None:
        """Load the file.

        Raises:
            OSError: It can't be read.
        """
        with np.load(path) as arrays:
            self._reply = Table.of(arrays, "reply")
            self._line = Table.of(arrays, "line")
            self._clause = Table.of(arrays, "clause")
            self._sound = Table.of(arrays, "sound")
            self._stack: Numbers = arrays["stack"].astype(np.float64)
            self._rarity: Numbers = arrays["rarity"].astype(np.float64)

    def weigh(self, look: Look) -> Weighed:
        """What the model makes of a reply."""
        by_clause = np.array([self._clause.scores(clause) for clause in look.clause_runs])
        whole = self._reply.scores(look.reply_runs) + self._line.scores(look.line_runs)
        sound = self._sound.scores(look.sound_runs)
        evidence = gathered(look, whole, pooled(by_clause), sound)
        log_odds: Numbers = (evidence * self._stack[:, :-1]).sum(axis=1) + self._stack[:, -1]
        log_odds += ruled_out(look)
        chances = 1 / (1 + np.exp(np.clip(self._rarity - log_odds, -30, 30)))
        return Weighed(log_odds, chances, log_odds > EARLY, by_clause)


def shown(log_odds: Numbers) -> NDArray[np.bool_]:
    """Which labels the odds are high enough for, shape (…, labels)."""
    enough: NDArray[np.bool_] = log_odds > SHOWN
    enough[..., ORDER.index("offer")] |= enough[..., _REMEDIES].any(axis=-1)
    enough[..., ORDER.index("broken_record")] &= ~enough[..., _HEATED].any(axis=-1)
    return enough


def pooled(by_clause: Numbers) -> Numbers:
    """Scores of a reply from those of its clauses: any clause can show a label."""
    highest = by_clause.max(axis=0)
    rest: Numbers = np.log(np.exp(by_clause - highest).sum(axis=0))
    together: Numbers = highest + rest
    return together


def _confidences(found: Found) -> Numbers:
    """Confidence of each label, zero for those not found, shape (labels,)."""
    return np.array([found[label].confidence if label in found else 0.0 for label in ORDER])


def gathered(look: Look, whole: Numbers, clause: Numbers, sound: Numbers) -> Numbers:
    """For each label all that is weighed for it, shape (labels, 7 + numbers)."""
    rules = _confidences(look.settled), _confidences(look.signs.found)
    same = [np.full(len(ORDER), number) for number in look.numbers]
    return np.column_stack([whole, clause, sound, *rules, *_others(whole), *same])


def _others(whole: Numbers) -> tuple[Numbers, Numbers]:
    """How many other moves and other faults there seem to be, each of shape (labels,)."""
    likely = 1 / (1 + np.exp(-whole))
    moves, faults = likely * _MOVES, likely * ~_MOVES
    return moves.sum() - moves, faults.sum() - faults


def ruled_out(look: Look) -> Numbers:
    """What is taken off the log odds of labels that can hardly be, shape (labels,)."""
    off = np.array([-CLEAR if label in look.signs.denied else 0.0 for label in ORDER]) * ~_MOVES
    off -= NEVER * np.array([label in look.signs.barred for label in ORDER])
    if not look.repeatable:
        off[ORDER.index("broken_record")] = -NEVER
    return off
