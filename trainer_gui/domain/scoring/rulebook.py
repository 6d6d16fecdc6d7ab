# SPDX-License-Identifier: Apache-2.0
"""The rules of the score, as a file holds them: what is called for, what is credited, what costs.

Only shapes are declared here: `points` gives them meaning, `adapters/scenarios` reads them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from trainer_gui.domain.condition import Bound
from trainer_gui.domain.taxonomy import Dimension

DELIVERIES = ("fast", "interrupted")
"""What can be wrong with how a reply was spoken: rushed, or said into the customer's line."""
PROMISES = ("within", "beyond")
"""What a promise is against the role's authority."""

PASS_MARK = 70.0
"""Where the rules say none."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence for the trainee, in the languages of the screens."""

    zh: str
    en: str

    def of(self, language: str) -> str:
        """The sentence in `language`."""
        return self.en if language == "en" else self.zh


@dataclass(frozen=True, slots=True)
class Circumstance:
    """When a rule applies to a reply: every part that is given must hold.

    `customer`, `not_customer`: signals in the words that the reply answers.
    """

    any: frozenset[str] = frozenset()
    """At least one of these labels is in the reply."""
    all: frozenset[str] = frozenset()
    """Every one of these labels is in the reply."""
    none: frozenset[str] = frozenset()
    """None of these labels is in the reply."""
    before: frozenset[str] = frozenset()
    """At least one of these labels was in an earlier reply."""
    never: frozenset[str] = frozenset()
    """None of these labels is in this reply or any earlier one."""
    row: Bound | None = None
    """How many replies in a row, this one last, carried the same label of `any`."""
    words: tuple[str, ...] = ()
    """Regular expressions: one of them is found in the reply."""
    not_words: tuple[str, ...] = ()
    """None of them is."""
    customer: frozenset[str] = frozenset()
    """At least one of these signals."""
    not_customer: frozenset[str] = frozenset()
    """None of these signals."""
    heat: Bound | None = None
    """How angry the customer is before the reply, 0-100: as the scene has it, or as inferred."""
    climb: Bound | None = None
    """How much angrier than before the reply before; 0 at the first reply."""
    asked: Bound | None = None
    """How many facts that only the customer knows the reply asks about."""
    facts: Bound | None = None
    """How many facts of the scene replies have asked about or stated so far, this one included;
    never where no scene with facts is known."""
    promise: frozenset[str] = frozenset()
    """The reply makes a promise that is one of these against the authority."""
    not_promise: frozenset[str] = frozenset()
    """It makes none that is one of these."""
    delivery: frozenset[str] = frozenset()
    """The reply was spoken in one of these ways."""
    persona: frozenset[str] = frozenset()
    """The customer is of one of these types."""
    reply: Bound | None = None
    """The number of the reply: 1 is the first."""
    left: Bound | None = None
    """How many replies come after this one."""
    length: Bound | None = None
    """Characters of the reply."""


@dataclass(frozen=True, slots=True)
class Need:
    """Something that the customer's words call for, met by any of many ways."""

    id: str
    dimension: Dimension
    says: Sentence
    """Shown where the need was met."""
    missed: Sentence
    """Shown where it was not."""
    when: Circumstance = Circumstance()
    any: frozenset[str] = frozenset()
    """Any of these moves meets it; empty: doing no harm does."""
    without: frozenset[str] = frozenset()
    """With one of these faults it is not met."""
    share: float = 1.0
    """How much it counts beside the dimension's other needs."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Points on top of the needs."""

    id: str
    says: Sentence
    points: Mapping[Dimension, float] = field(default_factory=dict)
    """By dimension: points gained each time, or (below 0) lost, in percent of what is left."""
    when: Circumstance = Circumstance()
    most: int = 99
    """How often it counts in one transcript."""
    red_line: str = ""
    """The red line that it stands for; empty: none."""
    sure: float = 0.0
    """Confidence that it wants of its label beyond `certain`: a red line takes more."""


@dataclass(frozen=True, slots=True)
class Weighing:
    """How a dimension is put together."""

    weight: float
    """Its part of the overall, beside the other dimensions."""
    moves: frozenset[str] = frozenset()
    """Moves that serve it where a scene's right way calls for it."""
    floor: float = 0.0
    """Points where no need was met."""
    ceiling: float = 100.0
    """Points where every need was met."""


@dataclass(frozen=True, slots=True)
class Heat:
    """How anger is inferred from words where no scene tells it, 0-100."""

    start: float = 50.0
    carry: float = 0.5
    """The part of the heat before that stays."""
    signals: Mapping[str, float] = field(default_factory=dict)
    """What each signal adds."""


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All rules of the score."""

    dimensions: Mapping[Dimension, Weighing] = field(default_factory=dict)
    signals: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What the customer's words show: regular expressions by name."""
    heat: Heat = Heat()
    needs: tuple[Need, ...] = ()
    rules: tuple[Rule, ...] = ()
    certain: Mapping[str, float] = field(default_factory=dict)
    """Confidence from which a label counts; others count always."""
    wears_off: frozenset[str] = frozenset()
    """Moves that lose by repetition."""
    sincerity: tuple[float, ...] = (1.0,)
    """What the nth use of such a move is worth; beyond the end nothing."""
    beyond: float = 0.0
    """What a move earns where nothing called for it, as a part of its share."""
    long: int = 99
    """In a conversation of more replies than this a single fault weighs less: by the root of how
    much longer it is."""
    way: Sentence = Sentence("", "")
    """Shown where a right way of the scene called for something and it was done, or it was done
    although nothing called for it."""
    way_missed: Sentence = Sentence("", "")
    pass_mark: float = PASS_MARK
    red_line_ceiling: float = 100.0
    """The most that a transcript with a red line is worth."""

    def weighted(self, weights: Mapping[Dimension, float]) -> "Rulebook":
        """The same rules with other weights, where one is given."""
        dimensions = {
            d: replace(w, weight=weights.get(d, w.weight)) for d, w in self.dimensions.items()
        }
        return replace(self, dimensions=dimensions)


EMPTY_RULEBOOK = Rulebook()
