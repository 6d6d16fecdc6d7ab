# SPDX-License-Identifier: Apache-2.0
"""What there is to play, as a chooser sees it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from trainer_gui.domain.coach import Coach
from trainer_gui.domain.emotion import Emotion
from trainer_gui.domain.scenario import Briefing, Customer, Scenario
from trainer_gui.domain.scoring import Rulebook
from trainer_gui.domain.teaching.lesson import Lesson


@dataclass(frozen=True, slots=True)
class Entry:
    """What a chooser shows of a scene."""

    id: str
    title: str
    difficulty: int
    persona: str
    customer: Customer
    briefing: Briefing
    emotion: Emotion = Emotion()
    """How the customer comes in."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A file that is no entry, and why."""

    name: str
    """Of the file."""
    lines: tuple[str, ...]
    """Each mistake, for who mends it: where, what, and what to do."""
    readable: bool = True
    """False: it can't even be opened."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """All that a library holds."""

    entries: tuple[Entry, ...]
    """By id."""
    problems: tuple[Problem, ...] = ()
    """One a file."""
    sounds: Mapping[str, str] = field(default_factory=dict)
    """How title, place and customer of each scene are spelt in Latin letters, by its id."""
    personas: Mapping[str, str] = field(default_factory=dict)
    """Names of the customer types, by id."""


@dataclass(frozen=True, slots=True)
class LessonEntry:
    """What a chooser shows of a lesson."""

    id: str
    title: str
    trains: tuple[str, ...]
    what: str


@dataclass(frozen=True, slots=True)
class LessonShelf:
    """All lessons that a library holds."""

    entries: tuple[LessonEntry, ...] = ()
    """By id."""
    problems: tuple[Problem, ...] = ()
    """One a file."""
    sounds: Mapping[str, str] = field(default_factory=dict)
    """How the title of each lesson is spelt in Latin letters, by its id."""


class Library(Protocol):
    """Where scenes come from."""

    def shelf(self, whole: Collection[Path] = ()) -> Shelf:
        """What there is; a broken scene hides no other.

        Args:
            whole: Files that are read to their end, for all their mistakes.
        """

    def scenario(self, name: str, persona: str = "") -> Scenario:
        """The whole scene with this id, played by its own persona or another that it allows.

        Raises UserError where it can't be used, or not with this persona.
        """

    def lessons(self) -> LessonShelf:
        """What there is to learn; a broken lesson hides no other."""

    def lesson(self, name: str) -> Lesson:
        """The whole lesson with this id. Raises UserError where it can't be used."""

    def coach(self) -> Coach:
        """The shared hints and prompts. Raises UserError where they can't be used."""

    def rulebook(self) -> Rulebook:
        """The rules of the score. Raises UserError where they can't be used."""
