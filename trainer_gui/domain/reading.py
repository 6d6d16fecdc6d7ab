# SPDX-License-Identifier: Apache-2.0
"""What was understood of one reply: labels with the words that show them, and facts touched."""

from dataclasses import dataclass, replace

from trainer_gui.domain.taxonomy import FAULTS, MOVES, RED_LINES

CERTAIN, RED_LINE_CERTAIN = 0.6, 0.7
"""Confidence from which on a fault, or a red line, is held against the trainee."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One move or fault, and the exact words of the reply that show it."""

    label: str
    quote: str
    confidence: float = 1.0

    @property
    def holds(self) -> bool:
        """Whether it counts in a scene: a move always does, a fault only where it is certain."""
        least = RED_LINE_CERTAIN if self.label in RED_LINES else CERTAIN
        return self.label in MOVES or self.confidence >= least


@dataclass(frozen=True, slots=True)
class FactCue:
    """How to notice that a reply touches a fact of the scenario.

    Each of `patterns` is a regular expression; they are tried over the characters and, for words
    that a recogniser confuses, over the toneless pinyin.
    """

    fact: str
    patterns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Promise:
    """Something that a reply promises; what is not said is an empty text."""

    what: str
    by: str
    """Who does it, e.g. 我 or 经理."""
    until: str
    """When it is done, e.g. 明天中午前."""
    amount: str
    """How much, e.g. 五十块."""
    quote: str
    """The exact words."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The understanding of one reply."""

    evidence: tuple[Evidence, ...] = ()
    asked: frozenset[str] = frozenset()
    """Facts that the reply asks about."""
    told: frozenset[str] = frozenset()
    """Facts that the reply states."""
    promises: tuple[Promise, ...] = ()
    address: str = ""
    """The words that the customer is addressed by: 您, 你, both (您你) or none."""

    @property
    def labels(self) -> frozenset[str]:
        """All moves and faults."""
        return frozenset(e.label for e in self.evidence)

    @property
    def moves(self) -> tuple[str, ...]:
        """Moves in the taxonomy's order."""
        return tuple(m for m in MOVES if m in self.labels)

    @property
    def faults(self) -> tuple[str, ...]:
        """Faults in the taxonomy's order."""
        return tuple(f for f in FAULTS if f in self.labels)

    @property
    def harm(self) -> "Reading":
        """The faults alone."""
        return Reading(tuple(e for e in self.evidence if e.label in FAULTS))

    def held_against(self) -> "Reading":
        """The same without the faults that are not certain: in a scene those count for nothing."""
        return replace(self, evidence=tuple(e for e in self.evidence if e.holds))

    def then(self, more: "Reading") -> "Reading":
        """Of this reply and what was added to it, as one; a label keeps its first words."""
        added = tuple(e for e in more.evidence if e.label not in self.labels)
        return Reading(
            (*self.evidence, *added),
            self.asked | more.asked,
            self.told | more.told,
            (*self.promises, *more.promises),
            "".join(c for c in "您你" if c in self.address + more.address),
        )

    def quote(self, label: str) -> str:
        """The words that show `label`, or an empty text."""
        return next((e.quote for e in self.evidence if e.label == label), "")


NOTHING_READ = Reading()
