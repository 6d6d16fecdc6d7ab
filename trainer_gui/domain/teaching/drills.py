# SPDX-License-Identifier: Apache-2.0
"""Drills of lessons that were gone through, and what each trainee made of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Drill:
    """All prompts of a lesson answered once."""

    lesson: str
    """Id."""
    trainee: str
    """Empty: nobody said who practised."""
    at: float
    """Its end, in seconds since 1970."""
    hits: int
    """Answers that were to the point."""
    of: int
    """Prompts there were, at least one."""

    @property
    def share(self) -> float:
        """Of answers to the point, 0-1."""
        return self.hits / self.of


def best(drills: Iterable[Drill], trainee: str) -> Mapping[str, Drill]:
    """The best drill of `trainee` in each lesson, by the lesson's id; of equals the earlier."""
    found: dict[str, Drill] = {}
    for drill in drills:
        known = found.get(drill.lesson)
        if drill.trainee == trainee and (known is None or drill.share > known.share):
            found[drill.lesson] = drill
    return found
