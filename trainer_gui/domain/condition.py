# SPDX-License-Identifier: Apache-2.0
"""When a rule of a scene fires: comparisons, and what a reply and the scene must be like."""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Operator(StrEnum):
    """How a bound compares."""

    BELOW = "<"
    AT_MOST = "<="
    ABOVE = ">"
    AT_LEAST = ">="


_COMPARE: Mapping[Operator, Callable[[float, float], bool]] = {
    Operator.BELOW: operator.lt,
    Operator.AT_MOST: operator.le,
    Operator.ABOVE: operator.gt,
    Operator.AT_LEAST: operator.ge,
}


@dataclass(frozen=True, slots=True)
class Bound:
    """A comparison with a number, written `">= 60"` in a file."""

    operator: Operator
    value: float

    def holds(self, number: float) -> bool:
        """Whether `number` satisfies the bound."""
        return _COMPARE[self.operator](number, self.value)


@dataclass(frozen=True, slots=True)
class Condition:
    """When a rule fires: every part that is given must hold; an empty condition always does."""

    any: frozenset[str] = frozenset()
    """At least one of these labels is in the reply."""
    all: frozenset[str] = frozenset()
    """Every one of these labels is in the reply."""
    any_set: tuple[frozenset[str], ...] = ()
    """Of at least one of these sets every label is in the reply."""
    none: frozenset[str] = frozenset()
    """None of these labels is in the reply."""
    asked: frozenset[str] = frozenset()
    """The reply asks about at least one of these facts."""
    told: frozenset[str] = frozenset()
    """The reply states at least one of these facts."""
    touched: frozenset[str] = frozenset()
    """The reply asks about or states at least one of these facts."""
    promise: frozenset[str] = frozenset()
    """What the reply promises is one of these: `within`, `beyond` the authority."""
    known: frozenset[str] = frozenset()
    """All of these facts have come out by now."""
    unknown: frozenset[str] = frozenset()
    """None of these facts has come out yet."""
    done: frozenset[str] = frozenset()
    """Every one of these labels was in some reply of the scene, this one included."""
    visited: frozenset[str] = frozenset()
    """Every one of these beats was answered in, this one included."""
    unvisited: frozenset[str] = frozenset()
    """None of these beats was answered in yet."""
    anger: Bound | None = None
    trust: Bound | None = None
    patience: Bound | None = None
    visits: Bound | None = None
    """Replies given in this beat so far, this one included."""
    turns: Bound | None = None
    """Replies given in the whole scene so far, this one included."""
    silences: Bound | None = None
    """Times in a row that the trainee let her wait. Where it is given, the rule is for silence."""
