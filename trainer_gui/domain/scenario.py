# SPDX-License-Identifier: Apache-2.0
"""One case: facts, authority, beats with line variants, rules that lead on, endings.

Only shapes are declared here: `engine` gives them meaning, `adapters/scenarios` reads them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from trainer_gui.domain.condition import Condition
from trainer_gui.domain.emotion import Emotion, Shift
from trainer_gui.domain.persona import CutIn, Persona, VoiceStyle
from trainer_gui.domain.reading import FactCue
from trainer_gui.domain.wording import Lines


class Outcome(StrEnum):
    """How a scene ended for the customer, from best to worst."""

    DELIGHTED = "delighted"
    SATISFIED = "satisfied"
    RESIGNED = "resigned"
    ESCALATED = "escalated"
    WALKED_OUT = "walked_out"
    STOPPED = "stopped"


WON = frozenset({Outcome.DELIGHTED, Outcome.SATISFIED})
"""The outcomes that a trainer wants."""
LOST = frozenset({Outcome.ESCALATED, Outcome.WALKED_OUT})
"""Those that rudeness deserves: nobody passes with one, however well it was said."""


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
    role: bool = False
    """A second trainee may play this one; else, and where nobody does, the app."""


class Where(StrEnum):
    """What kind of place a scene is in: it decides what can happen around the two."""

    HALL = "hall"
    PHONE = "phone"
    HOME = "home"


PLACES = ((Where.PHONE, ("电话", "热线")), (Where.HOME, ("客厅", "家门口", "家里")))
"""Words of a place that tell its kind, the first that fits; a hall else."""


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

    @property
    def where(self) -> Where:
        """The kind of place, as its words say."""
        fits = (kind for kind, words in PLACES if any(word in self.place for word in words))
        return next(fits, Where.HALL)


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
    habits: Lines = field(default_factory=dict)
    """What she has a way of saying before a line, now and then."""
    others: Mapping[str, Other] = field(default_factory=dict)
    """Who else speaks, by id."""
    happenings: tuple[Happening, ...] = ()
    cuts_in: CutIn | None = None
    silent_ending: str = ""
    """Ending after the silence limit; empty: the scene just stops."""
    source: str = ""

    @property
    def roles(self) -> tuple[str, ...]:
        """Ids of the others that a second trainee may play."""
        return tuple(name for name, other in self.others.items() if other.role)

    def of(self, persona: Persona) -> "Scenario":
        """The scene with a customer of its own type, who says what the scene leaves open.

        Not her habits: the lines of the scene are written for this type.
        """
        return replace(
            self,
            persona=persona,
            retorts={**persona.retorts, **self.retorts},
            nudges=self.nudges or persona.nudges,
            repeats=self.repeats or persona.repeats,
            cuts_in=self.cuts_in or persona.cuts_in,
        )

    def played_by(self, persona: Persona, difficulty: int) -> "Scenario":
        """The scene with a customer of another type, who brings her own way of speaking."""
        return replace(
            self,
            persona=persona,
            difficulty=difficulty,
            customer=replace(self.customer, voice=persona.tone.over(self.customer.voice)),
            retorts={**self.retorts, **persona.retorts},
            nudges=persona.nudges or self.nudges,
            repeats=persona.repeats or self.repeats,
            habits=persona.habits or self.habits,
            cuts_in=persona.cuts_in or self.cuts_in,
        )

    @property
    def voice(self) -> VoiceStyle:
        """The customer's voice, as the persona uses it."""
        return self.persona.tone.within(self.customer.voice)

    @property
    def cues(self) -> tuple[FactCue, ...]:
        """How the understanding notices each fact."""
        return tuple(f.cue for f in self.facts.values() if f.cue.patterns)
