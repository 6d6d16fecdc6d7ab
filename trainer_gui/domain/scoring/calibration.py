# SPDX-License-Identifier: Apache-2.0
"""How near the score comes to a trainer's own judgement, by dimension, and whether it drifts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import mean

from trainer_gui.domain.taxonomy import Dimension

GRADES = 5
"""Steps that 0-100 is divided into."""
LOT = 10
"""Ratings that a point of the drift stands for."""
FEWEST = 3
"""Pairs that it takes to speak of agreement."""


@dataclass(frozen=True, slots=True)
class Rating:
    """What a trainer made of a session before seeing the score, and what the score was."""

    session: str
    """Name of its folder."""
    at: float
    """When it was rated, in seconds since 1970."""
    rater: str
    given: Mapping[Dimension, float | None]
    """0-100 by dimension; None: not rated."""
    scored: Mapping[Dimension, float | None]
    red_lines: frozenset[str] = frozenset()
    """That the trainer saw."""
    scored_red_lines: frozenset[str] = frozenset()
    worst_turn: int | None = None
    """Index of the turn that the trainer finds the worst; None: none is."""
    scored_worst_turn: int | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """How the score and a trainer compare in one dimension."""

    pairs: int
    kappa: float | None
    """Quadratic weighted, over `GRADES` grades; 1: alike, 0: as by chance. None: too few pairs."""
    difference: float | None
    """Mean of score minus rating, in points; None: nothing to compare."""


def agreement(ratings: Sequence[Rating]) -> dict[Dimension, Agreement]:
    """The agreement in each dimension."""
    return {d: _agreement(_pairs(ratings, d)) for d in Dimension}


def drift(ratings: Sequence[Rating]) -> list[float]:
    """The mean of score minus rating over all dimensions, of each `LOT` ratings, oldest first.

    The last lot may be smaller.
    """
    ordered = sorted(ratings, key=lambda r: r.at)
    lots = (ordered[start : start + LOT] for start in range(0, len(ordered), LOT))
    pairs = ([p for d in Dimension for p in _pairs(lot, d)] for lot in lots)
    return [mean(score - given for score, given in lot) for lot in pairs if lot]


def red_lines(ratings: Sequence[Rating]) -> tuple[int, int, int]:
    """Red lines that score and trainer both saw, that the score missed, that it alone saw."""
    return (
        sum(len(r.red_lines & r.scored_red_lines) for r in ratings),
        sum(len(r.red_lines - r.scored_red_lines) for r in ratings),
        sum(len(r.scored_red_lines - r.red_lines) for r in ratings),
    )


def kappa(pairs: Sequence[tuple[float, float]]) -> float:
    """Quadratic weighted kappa of values of 0-100, over `GRADES` grades."""
    graded = [(_grade(a), _grade(b)) for a, b in pairs]
    apart = mean((a - b) ** 2 for a, b in graded)
    chance = mean((a - b) ** 2 for a, _ in graded for _, b in graded)
    return 1.0 - apart / chance if chance else 1.0


def _pairs(ratings: Sequence[Rating], dimension: Dimension) -> list[tuple[float, float]]:
    """(score, rating) where both rated the dimension."""
    both = ((r.scored.get(dimension), r.given.get(dimension)) for r in ratings)
    return [(score, given) for score, given in both if score is not None and given is not None]


def _agreement(pairs: Sequence[tuple[float, float]]) -> Agreement:
    if not pairs:
        return Agreement(0, None, None)
    enough = len(pairs) >= FEWEST
    return Agreement(len(pairs), kappa(pairs) if enough else None, mean(a - b for a, b in pairs))


def _grade(value: float) -> int:
    return min(GRADES - 1, int(value * GRADES / 100))
