# SPDX-License-Identifier: Apache-2.0
"""Fits the tables: logistic regression for all labels at once, over replies and over clauses."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import minimize

from trainer_gui.understanding.model import Numbers, Runs, vector

Places = NDArray[np.intp]

STRENGTH = 16.0
"""How much the examples weigh against small weights."""
ROUNDS = 60
"""Steps of the solver; more change nothing that a held-out author would notice."""
LINE = 0.4
"""How much the line that is answered weighs against the reply."""
LEAST = 3
"""Texts that a run must occur in: rarer ones tell nothing about other authors."""
_FREE = 0.01
"""How much less a bias is held small."""


@dataclass(frozen=True)
class Lexicon:
    """The runs that occur in enough texts, and how telling each is."""

    runs: Runs
    """In ascending order."""
    idf: Numbers

    @classmethod
    def of(cls, texts: Sequence[Counter[int]]) -> "Lexicon":
        """The runs that occur in enough of `texts`."""
        seen = Counter(run for text in texts for run in text)
        kept = sorted(run for run, times in seen.items() if times >= LEAST)
        idf = [np.log((1 + len(texts)) / (1 + seen[run])) + 1 for run in kept]
        return cls(np.array(kept, dtype=np.uint32), np.array(idf))

    def matrix(self, texts: Sequence[Counter[int]]) -> sparse.csr_matrix:
        """One row a text, shape (texts, runs)."""
        vectors = [vector(text, self.runs, self.idf) for text in texts]
        ends = np.cumsum([0, *(len(rows) for rows, _ in vectors)])
        rows = np.array([row for rows, _ in vectors for row in rows], dtype=np.int32)
        values = np.concatenate([values for _, values in vectors])
        return sparse.csr_matrix((values, rows, ends), (len(texts), len(self.runs)))


def rarity(wanted: Numbers) -> Numbers:
    """By how much the log odds of each label are too high: rare ones are weighed more."""
    share = np.clip(np.nanmean(wanted, axis=0), 1e-3, 1 - 1e-3)
    odds: Numbers = 0.5 * np.log((1 - share) / share)
    return odds


def _importance(wanted: Numbers, strength: float | Numbers) -> Numbers:
    """A weight for each answer: rare ones count more, by the square root of how rare."""
    raised = np.exp(rarity(wanted) / 2)
    weights = strength * np.where(wanted > 0, raised, 1 / raised)
    weights[np.isnan(wanted)] = 0
    return weights


def _with_bias(rows: sparse.csr_matrix) -> sparse.csr_matrix:
    return sparse.hstack([rows, np.ones((rows.shape[0], 1))]).tocsr()


def fit_pooled(
    rows: sparse.csr_matrix, starts: Places, wanted: Numbers, strength: float | Numbers = STRENGTH
) -> Numbers:
    """Weights with which the best rows of each reply tell its labels.

    Args:
        rows: A row for each part of a reply, those of a reply together.
        starts: The first row of each reply.
        wanted: 1.0 where a reply has a label, NaN where that is unsaid, shape (replies, labels).
        strength: How much the examples weigh against small weights, all or each, then of shape
            (replies, 1).

    Returns:
        (columns + 1, labels), the bias last.
    """
    given = _with_bias(rows).astype(np.float32)  # half the time, and no figure changes
    turned = given.T.tocsr()
    labels = wanted.shape[1]
    importance, sign = _importance(wanted, strength), np.where(wanted > 0, 1.0, -1.0)
    held = np.append(np.ones(rows.shape[1]), _FREE)[:, None]
    owner = np.repeat(np.arange(len(starts)), np.diff(np.append(starts, rows.shape[0])))

    def loss(flat: Numbers) -> tuple[float, Numbers]:
        weights = flat.reshape(-1, labels)
        scores = given @ weights.astype(np.float32)
        highest = np.maximum.reduceat(scores, starts)
        shares = np.exp(scores - highest[owner])
        sums = np.add.reduceat(shares, starts)
        margin = sign * (highest + np.log(sums))
        cost = (importance * np.logaddexp(0, -margin)).sum() + 0.5 * (held * weights**2).sum()
        slope = -importance * sign / (1 + np.exp(np.clip(margin, -30, 30)))
        towards = turned @ (slope[owner] * shares / sums[owner]).astype(np.float32)
        return float(cost), (towards + held * weights).ravel()

    begin = np.zeros((given.shape[1], labels))
    begin[-1] = -2.0
    options = {"maxiter": ROUNDS, "maxcor": 6}
    done = minimize(loss, begin.ravel(), jac=True, method="L-BFGS-B", options=options)
    weights: Numbers = done.x.reshape(-1, labels)
    return weights


def fit(rows: sparse.csr_matrix, wanted: Numbers, strength: float | Numbers = STRENGTH) -> Numbers:
    """The same where each reply is one row."""
    return fit_pooled(rows, np.arange(rows.shape[0]), wanted, strength)


def apply(rows: sparse.csr_matrix, weights: Numbers) -> Numbers:
    """Scores, shape (rows, labels)."""
    scores: Numbers = rows @ weights[:-1] + weights[-1]
    return scores
