# SPDX-License-Identifier: Apache-2.0
"""The two stages of the model, and how well they read authors that they have never seen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from trainer_gui.understanding.model import ORDER, Numbers, confidences, gathered, pooled
from trainer_gui.understanding.training.corpus import Example, targets
from trainer_gui.understanding.training.fit import LINE, Lexicon, apply, fit, fit_pooled

TUNED_ON = frozenset("abt")
"""Authors that the rules were written on: there the rules look better than they are."""
STACK_STRENGTH = 0.05
"""The second stage has few examples of how wrong the first one is: small weights."""


@dataclass(frozen=True)
class First:
    """The tables: what runs of characters, by reply and by clause, tell."""

    reply: Lexicon
    line: Lexicon
    clause: Lexicon
    whole_weights: Numbers
    clause_weights: Numbers

    @classmethod
    def of(cls, chosen: Sequence[Example]) -> "First":
        """Learn from `chosen`."""
        wanted = targets(list(chosen))
        reply = Lexicon.of([e.reply_runs for e in chosen], 2)
        line = Lexicon.of([e.line_runs for e in chosen], 3)
        parts = [part for e in chosen for part in e.clause_runs]
        starts = np.cumsum([0, *(len(e.clause_runs) for e in chosen)])[:-1]
        clause = Lexicon.of(parts, 2)
        rows = _whole(reply, line, chosen)
        return cls(
            reply, line, clause, fit(rows, wanted), fit_pooled(clause.matrix(parts), starts, wanted)
        )

    def scores(self, chosen: Sequence[Example]) -> tuple[Numbers, Numbers]:
        """Scores by whole replies and by clauses, each of shape (replies, labels)."""
        whole = apply(_whole(self.reply, self.line, chosen), self.whole_weights)
        parts = apply(
            self.clause.matrix([p for e in chosen for p in e.clause_runs]), self.clause_weights
        )
        cuts = np.cumsum([len(e.clause_runs) for e in chosen])[:-1]
        return whole, np.array([pooled(some) for some in np.split(parts, cuts)])


def _whole(reply: Lexicon, line: Lexicon, chosen: Sequence[Example]) -> sparse.csr_matrix:
    return sparse.hstack(
        [reply.matrix([e.reply_runs for e in chosen]),
         line.matrix([e.line_runs for e in chosen]) * LINE]
    ).tocsr()  # fmt: skip


def evidence(chosen: Sequence[Example], whole: Numbers, clause: Numbers) -> Numbers:
    """What the second stage weighs, shape (replies, labels, kinds of evidence)."""
    return np.array(
        [
            gathered(w, c, confidences(e.settled), confidences(e.signs), e.numbers)
            for e, w, c in zip(chosen, whole, clause, strict=True)
        ]
    )


def fit_stack(given: Numbers, wanted: Numbers) -> Numbers:
    """Weights of the second stage, a row a label, the bias last."""
    rows = []
    for label in range(len(ORDER)):
        kinds = given[:, label]
        centre, spread = kinds.mean(axis=0), kinds.std(axis=0) + 1e-6
        even = sparse.csr_matrix((kinds - centre) / spread)
        weights = fit(even, wanted[:, [label]], STACK_STRENGTH)[:, 0]
        scaled = weights[:-1] / spread
        rows.append(np.append(scaled, weights[-1] - (scaled * centre).sum()))
    return np.array(rows)


def apply_stack(given: Numbers, weights: Numbers) -> Numbers:
    """Log odds, shape (replies, labels)."""
    odds: Numbers = (given * weights[:, :-1]).sum(axis=2) + weights[:, -1]
    return odds


Key = Callable[[Example], str]


def first_unseen(
    chosen: Sequence[Example], key: Key, more: Sequence[Example] = ()
) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """First-stage scores of each example by tables that never saw its group.

    Args:
        chosen: The examples.
        key: The group of an example, e.g. its author.
        more: Further examples to be scored but not learnt from, e.g. misheard ones.

    Returns:
        Whole and clause scores of `chosen`, then those of `more`.
    """
    shape, extra = (len(chosen), len(ORDER)), (len(more), len(ORDER))
    out = (np.zeros(shape), np.zeros(shape), np.zeros(extra), np.zeros(extra))
    for group in sorted({key(e) for e in chosen}):
        tables = First.of([e for e in chosen if key(e) != group])
        for some, (whole, clause) in ((chosen, out[:2]), (more, out[2:])):
            held = [place for place, e in enumerate(some) if key(e) == group]
            if held:
                whole[held], clause[held] = tables.scores([some[place] for place in held])
    return out


def stack_unseen(
    chosen: Sequence[Example], given: Numbers, key: Key, more: tuple[Sequence[Example], Numbers]
) -> tuple[Numbers, Numbers]:
    """Second-stage log odds of each example (and of `more`) by a stack that never saw its group."""
    wanted = targets(list(chosen))
    others, further = more
    odds, extra = np.zeros(wanted.shape), np.zeros((len(others), len(ORDER)))
    blind = np.array([e.author not in TUNED_ON for e in chosen])
    keys, other_keys = np.array([key(e) for e in chosen]), np.array([key(e) for e in others])
    for group in sorted(set(keys)):
        seen = blind & (keys != group)
        weights = fit_stack(given[seen], wanted[seen])
        odds[keys == group] = apply_stack(given[keys == group], weights)
        if len(others):
            extra[other_keys == group] = apply_stack(further[other_keys == group], weights)
    return odds, extra
