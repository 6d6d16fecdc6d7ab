# SPDX-License-Identifier: Apache-2.0
"""One technique taught: what it is, a poor and a good demonstration, a drill.

Only shapes are declared here: `learning` gives them meaning, `adapters/scenarios` reads them.
"""

from dataclasses import dataclass
from enum import StrEnum

from trainer_gui.domain.scenario import Customer

ANGER = 60.0
"""How angry she is where a line does not say."""


class Speaker(StrEnum):
    """Whose line it is in a demonstration."""

    CUSTOMER = "customer"
    TRAINEE = "trainee"
    COMMENT = "comment"
    """Nobody's: what an onlooker should notice."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a demonstration."""

    who: Speaker
    text: str
    anger: float = ANGER
    """Of the customer, 0-100, while she says it."""
    moves: frozenset[str] = frozenset()
    """What the trainee's line does."""


@dataclass(frozen=True, slots=True)
class Demonstration:
    """The same conversation twice."""

    scene: str
    poor: tuple[Line, ...]
    good: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Prompt:
    """One line of the customer, to be answered."""

    text: str
    model: str
    tip: str
    expect: tuple[frozenset[str], ...]
    """Sets of moves, any one of which is a right way here."""
    anger: float = ANGER


@dataclass(frozen=True, slots=True)
class Lesson:
    """A file of `scenarios/lessons`."""

    id: str
    title: str
    trains: tuple[str, ...]
    """Moves that it teaches."""
    what: str
    when: tuple[str, ...]
    when_not: tuple[str, ...]
    steps: tuple[str, ...]
    cases: tuple[str, ...]
    """Ids of scenes in which to practise it."""
    customer: Customer
    demonstration: Demonstration
    drill: tuple[Prompt, ...]
    avoids: tuple[str, ...] = ()
    """Faults that it helps to avoid."""
    source: str = ""
