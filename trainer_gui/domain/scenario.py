# SPDX-License-Identifier: Apache-2.0
"""One case: facts, authority, beats with line variants, rules that lead on, endings.

Only shapes are declared here: `engine` gives them meaning, `adapters/scenarios` reads them.
"""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from trainer_gui.domain.emotion import Band, Emotion, Shift
from trainer_gui.domain.persona import Persona, VoiceStyle
from trainer_gui.domain.reading import FactCue

Lines = Mapping[Band, tuple[str, ...]]
"""Variants of one thing that the customer says, by band of anger."""


class Outcome(StrEnum):
    """How a scene ended for the customer, from best to worst."""

    DELIGHTED = "delighted"
    SATISFIED = "satisfied"
    RESIGNED = "resigned"
    ESCALATED = "escalated"
    WALKED_OUT = "walked_out"
    STOPPED = "stopped"


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


@dataclass(frozen=True, slots=True)
class Rule:
    """Where a reply leads."""

    to: str
    """Id of a beat or an ending; the beat itself: stay."""
    when: Condition = Condition()
    shift: Shift = Shift()
    """An extra change of emotion when the rule fires."""
    reveals: frozenset[str] = frozenset()
    """Facts that come out when the rule fires."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something true in the case."""

    id: str
    text: str
    source: str = "known"
    """`known` from the start, `lookup` in the system, or `ask`: only the customer knows it."""
    cue: FactCue = FactCue("", ())


@dataclass(frozen=True, slots=True)
class ModelAnswer:
    """A good reply to a beat, as a good clerk would say it, with the moves it makes."""

    say: str
    moves: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Aside:
    """What somebody else says, or what is seen, before the customer's line."""

    say: tuple[str, ...]
    """Variants; one that stands in 〔〕 is seen and not spoken."""
    who: str = ""
    """Id of one of the scenario's others; empty: nobody speaks."""


@dataclass(frozen=True, slots=True)
class Happening:
    """Something from outside the talk that happens once, when a reply makes its condition hold."""

    id: str
    aside: Aside
    when: Condition = Condition()
    shift: Shift = Shift()
    reveals: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class CutIn:
    """The customer loses patience with a reply that goes on and on."""

    lines: Lines
    """What she says then, in place of a retort."""
    after: int = 50
    """Characters that she hears out."""
    anger: Bound | None = None
    """Only in this mood."""


@dataclass(frozen=True, slots=True)
class Beat:
    """A place in the conversation."""

    id: str
    lines: Lines
    expect: tuple[frozenset[str], ...] = ()
    """Sets of moves, any one of which is a right way here."""
    hints: Mapping[str, str] = field(default_factory=dict)
    """For a move that is still missing: the hint line."""
    models: tuple[ModelAnswer, ...] = ()
    rules: tuple[Rule, ...] = ()
    reveals: frozenset[str] = frozenset()
    """Facts that the customer tells on arriving here."""
    again: Lines = field(default_factory=dict)
    """What is said on staying here; `lines` where it is empty."""
    asides: tuple[Aside, ...] = ()
    """What others say before her line, on arriving here."""
    retorts: Mapping[str, Lines] = field(default_factory=dict)
    """Thrown back here, in place of the scenario's retort to the same label."""


@dataclass(frozen=True, slots=True)
class Ending:
    """A way in which the scene can end."""

    id: str
    outcome: Outcome
    title: str
    comment: str
    lines: Lines = field(default_factory=dict)
    asides: tuple[Aside, ...] = ()


@dataclass(frozen=True, slots=True)
class Authority:
    """What the trainee's role may grant."""

    may: tuple[str, ...] = ()
    may_not: tuple[str, ...] = ()
    above: str = ""
    """Who may grant more."""


@dataclass(frozen=True, slots=True)
class Customer:
    """Who the customer is."""

    name: str
    gender: str = "woman"
    age: int = 40
    voice: VoiceStyle = VoiceStyle()
    look: str = "woman"
    """Which drawn face: one of the timbres."""


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody else who has a word in the scene: a colleague, a manager, a bystander."""

    name: str
    voice: VoiceStyle = VoiceStyle()


@dataclass(frozen=True, slots=True)
class Briefing:
    """What the trainee reads before the scene."""

    place: str
    role: str
    situation: str
    trains: tuple[str, ...] = ()
    """Moves that this scene trains."""
    learn: tuple[str, ...] = ()
    """What to take home, shown after the scene."""


@dataclass(frozen=True, slots=True)
class Casting:
    """A customer type that may play a case."""

    id: str
    name: str
    difficulty: int
    """How difficult it makes the case, 1-5."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """One playable case."""

    id: str
    title: str
    difficulty: int
    customer: Customer
    persona: Persona
    briefing: Briefing
    opening: str
    beats: Mapping[str, Beat]
    endings: Mapping[str, Ending]
    personas: Mapping[str, int] = field(default_factory=dict)
    """Other customer types that may play this case, by id: how difficult each makes it, 1-5.

    0: as difficult as with its own.
    """
    cast: tuple[Casting, ...] = ()
    """All that may play it, its own first."""
    authority: Authority = Authority()
    facts: Mapping[str, Fact] = field(default_factory=dict)
    emotion: Emotion = Emotion()
    always: tuple[Rule, ...] = ()
    """Rules tried before those of any beat."""
    retorts: Mapping[str, Lines] = field(default_factory=dict)
    """A few words that the customer throws back at a label before going on."""
    nudges: Lines = field(default_factory=dict)
    """What she says when the trainee stays silent."""
    repeats: Lines = field(default_factory=dict)
    """What she says when asked to say it again, before the line itself."""
    others: Mapping[str, Other] = field(default_factory=dict)
    """Who else speaks, by id."""
    happenings: tuple[Happening, ...] = ()
    cuts_in: CutIn | None = None
    silent_ending: str = ""
    """Ending after the silence limit; empty: the scene just stops."""
    source: str = ""

    @property
    def cues(self) -> tuple[FactCue, ...]:
        """How the understanding notices each fact."""
        return tuple(f.cue for f in self.facts.values() if f.cue.patterns)
