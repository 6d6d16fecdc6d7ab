# SPDX-License-Identifier: Apache-2.0
"""The two stages of the model, and how well they read authors that they have never seen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from trainer_gui.understanding.model import ORDER, Numbers, gathered, pooled, ruled_out
from trainer_gui.understanding.training.corpus import ANSWERS, Example, targets
from trainer_gui.understanding.training.fit import LINE, Lexicon, apply, fit, fit_pooled

TUNED_ON = frozenset(("a", "b", "n", "p", "q", "t", "v", ANSWERS))
"""Authors that the rules were written on (or who wrote for the rules): there the rules look better
than they are."""
STACK_STRENGTH = 0.05
"""The second stage has few examples of how wrong the first one is: small weights."""
MISHEARD = 0.3
"""What a misheard copy of a reply weighs in the second stage against the reply."""


@dataclass(frozen=True)
class First:
    """The tables: what runs of characters, by reply and by clause, tell."""

    reply: Lexicon
    line: Lexicon
    clause: Lexicon
    sound: Lexicon
    whole_weights: Numbers
    clause_weights: Numbers
    sound_weights: Numbers

    @classmethod
    def of(cls, chosen: Sequence[Example]) -> "First":
        """Learn from `chosen`."""
        wanted = targets(chosen)
        reply = Lexicon.of([e.look.reply_runs for e in chosen])
        line = Lexicon.of([e.look.line_runs for e in chosen])
        parts = [part for e in chosen for part in e.look.clause_runs]
        starts = np.cumsum([0, *(len(e.look.clause_runs) for e in chosen)])[:-1]
        clause = Lexicon.of(parts)
        sound = Lexicon.of([e.look.sound_runs for e in chosen])
        return cls(
            reply,
            line,
            clause,
            sound,
            fit(_whole(reply, line, chosen), wanted),
            fit_pooled(clause.matrix(parts), starts, wanted),
            fit(sound.matrix([e.look.sound_runs for e in chosen]), wanted),
        )

    def scores(self, chosen: Sequence[Example]) -> tuple[Numbers, Numbers, Numbers]:
        """Scores by whole replies, clauses and sounds, each of shape (replies, labels)."""
        whole = apply(_whole(self.reply, self.line, chosen), self.whole_weights)
        parts = apply(
            self.clause.matrix([p for e in chosen for p in e.look.clause_runs]), self.clause_weights
        )
        cuts = np.cumsum([len(e.look.clause_runs) for e in chosen])[:-1]
        clause = np.array([pooled(some) for some in np.split(parts, cuts)])
        sound = apply(self.sound.matrix([e.look.sound_runs for e in chosen]), self.sound_weights)
        return whole, clause, sound

    def evidence(self, chosen: Sequence[Example]) -> Numbers:
        """What the second stage weighs, shape (replies, labels, kinds of evidence)."""
        every = zip(chosen, *self.scores(chosen), strict=True)
        return np.array([gathered(e.look, *scores) for e, *scores in every])


def _whole(reply: Lexicon, line: Lexicon, chosen: Sequence[Example]) -> sparse.csr_matrix:
    return sparse.hstack(
        [reply.matrix([e.look.reply_runs for e in chosen]),
         line.matrix([e.look.line_runs for e in chosen]) * LINE]
    ).tocsr()  # fmt: skip


def fit_stack(given: Numbers, wanted: Numbers, weight: Numbers) -> Numbers:
    """Weights of the second stage, a row a label, the bias last; `weight` is of each example."""
    rows, strength = [], STACK_STRENGTH * weight[:, None]
    for label in range(len(ORDER)):
        kinds = given[:, label]
        centre, spread = kinds.mean(axis=0), kinds.std(axis=0) + 1e-6
        even = sparse.csr_matrix((kinds - centre) / spread)
        weights = fit(even, wanted[:, [label]], strength)[:, 0]
        scaled = weights[:-1] / spread
        rows.append(np.append(scaled, weights[-1] - (scaled * centre).sum()))
    return np.array(rows)


def apply_stack(chosen: Sequence[Example], given: Numbers, weights: Numbers) -> Numbers:
    """Log odds, shape (replies, labels)."""
    odds: Numbers = (given * weights[:, :-1]).sum(axis=2) + weights[:, -1]
    odds += [ruled_out(e.look) for e in chosen]
    return odds


Key = Callable[[Example], str]


def unseen(known: Sequence[Example], asked: Sequence[Example], key: Key) -> tuple[Numbers, First]:
    """Evidence on each example by tables that never saw its group.

    Args:
        known: What there is to learn from.
        asked: What is scored; may hold examples that are not known, e.g. misheard ones.
        key: The group of an example, e.g. its author.

    Returns:
        What the second stage weighs, shape (asked, labels, kinds of evidence), and the tables that
        never saw the last group.
    """
    given: list[Numbers] = [np.zeros(0)] * len(asked)
    groups = sorted({key(e) for e in asked})
    every = {group: First.of([e for e in known if key(e) != group]) for group in groups}
    for group, tables in every.items():
        held = [place for place, e in enumerate(asked) if key(e) == group]
        for place, told in zip(held, tables.evidence([asked[at] for at in held]), strict=True):
            given[place] = told
    return np.array(given), every[groups[-1]]


@dataclass(frozen=True)
class Lesson:
    """What a second stage learns from."""

    examples: Sequence[Example]
    given: Numbers
    """The evidence on each, shape (examples, labels, kinds of evidence)."""
    weight: Numbers
    """How much each counts, shape (examples,)."""

    @classmethod
    def of(cls, clean: Sequence[Example], misheard: Sequence[Example], given: Numbers) -> "Lesson":
        """Replies and their misheard copies, with the evidence on the ones and then the others."""
        weight = np.repeat([1.0, MISHEARD], [len(clean), len(misheard)])
        return cls([*clean, *misheard], given[: len(weight)], weight)

    def but(self, kept: Sequence[int]) -> "Lesson":
        """The same with only some kinds of evidence."""
        return replace(self, given=self.given[:, :, kept])

    def stack(self, chosen: NDArray[np.bool_] | None = None) -> Numbers:
        """Weights of a second stage that learns from all examples, or from the chosen ones."""
        some = np.ones(len(self.examples), dtype=bool) if chosen is None else chosen
        return fit_stack(self.given[some], targets(self.examples)[some], self.weight[some])


def stack_unseen(lesson: Lesson, asked: Sequence[Example], seen: Numbers, key: Key) -> Numbers:
    """Log odds of each example by a second stage that never saw its group.

    Args:
        lesson: What the second stage learns from.
        asked: What is scored.
        seen: The evidence on that.
        key: The group of an example.

    Returns:
        Shape (asked, labels).
    """
    odds = np.zeros((len(asked), len(ORDER)))
    groups, others = (np.array([key(e) for e in some]) for some in (lesson.examples, asked))
    for group in sorted(set(others)):
        weights = lesson.stack(groups != group)
        held = np.flatnonzero(others == group).tolist()
        odds[held] = apply_stack([asked[place] for place in held], seen[held], weights)
    return odds
