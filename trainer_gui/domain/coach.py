# SPDX-License-Identifier: Apache-2.0
"""What is said to the trainee in every scene: hints that no beat has of its own, calm lines."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Idea:
    """One self-control idea, in several wordings."""

    id: str
    title: str
    triggers: frozenset[str]
    """Faults, or one of `TRIGGERS`: what calls for this idea."""
    wordings: tuple[str, ...]


TRIGGERS = ("attack", "silence", "fast", "loud", "interrupted")
"""What calls for an idea besides a fault: the customer is furious, the trainee says nothing,
speaks too fast, raises the voice, cut in."""


@dataclass(frozen=True, slots=True)
class Coach:
    """Hint and self-control wordings that all scenarios share."""

    faults: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By fault: why it hurt, and one next move."""
    moves: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By move: the hint where the beat has none of its own."""
    ideas: tuple[Idea, ...] = ()


EMPTY_COACH = Coach()
