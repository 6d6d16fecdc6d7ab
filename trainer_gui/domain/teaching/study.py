# SPDX-License-Identifier: Apache-2.0
"""One lesson being studied: how far it is, what can happen, what counts, how it sounds."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from trainer_gui.domain.effects import Utterance
from trainer_gui.domain.emotion import band_of
from trainer_gui.domain.events import Event
from trainer_gui.domain.reading import Reading
from trainer_gui.domain.state import Live, TurnPolicy
from trainer_gui.domain.taxonomy import MOVES
from trainer_gui.domain.teaching.clerk import clerk_says
from trainer_gui.domain.teaching.lesson import Lesson, Line, Prompt, Speaker


class Step(StrEnum):
    """The three parts of a lesson."""

    READ = "read"
    HEAR = "hear"
    PRACTISE = "practise"


class Ask(StrEnum):
    """How far the prompt of the moment is."""

    WAITING = "waiting"
    """Not begun, or left for another step."""
    SAYING = "saying"
    LISTENING = "listening"
    THINKING = "thinking"
    ANSWERED = "answered"
    DONE = "done"


ALIKE = 0.8
"""From this share of common characters on, words are the model answer, misheard in places."""
OPEN = frozenset({Ask.LISTENING, Ask.THINKING})


@dataclass(frozen=True, slots=True)
class StepChosen:
    """The trainee went to a part of the lesson."""

    step: Step


@dataclass(frozen=True, slots=True)
class PlayPressed:
    """Play the demonstration, or stop it for a while."""


@dataclass(frozen=True, slots=True)
class LineChosen:
    """Go to this line of the demonstration."""

    index: int


@dataclass(frozen=True, slots=True)
class NextPressed:
    """On to the next prompt, or to the result."""


@dataclass(frozen=True, slots=True)
class AgainPressed:
    """The same prompt once more; after the result, all of them."""


@dataclass(frozen=True, slots=True)
class ModelPressed:
    """Let me hear the model answer."""


StudyEvent = (
    Event | StepChosen | PlayPressed | LineChosen | NextPressed | AgainPressed | ModelPressed
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered to a prompt, and whether it went a right way without doing harm."""

    text: str
    reading: Reading
    hit: bool
    missing: tuple[str, ...] = ()
    """Moves of the nearest right way that it lacks, in the taxonomy's order."""


@dataclass(frozen=True, slots=True)
class Study:
    """A lesson and how far the trainee is with it."""

    lesson: Lesson
    policy: TurnPolicy = TurnPolicy.HALF_DUPLEX
    step: Step = Step.READ
    at: int = 0
    """Index of the demonstration's line of the moment; beyond the last: heard to the end."""
    playing: bool = False
    ask: Ask = Ask.WAITING
    answers: tuple[Answer, ...] = ()
    """To the prompts from the first on."""
    live: Live = Live()
    speaking: int | None = None
    """Id of the line that is being said."""
    line_id: int = 0
    turn_id: int = 0
    key_down: bool = False
    """The talk key is held."""

    @property
    def track(self) -> tuple[Line, ...]:
        """Both demonstrations, the poor one first."""
        return (*self.lesson.demonstration.poor, *self.lesson.demonstration.good)

    @property
    def line(self) -> Line | None:
        """The demonstration's line of the moment."""
        return self.track[self.at] if self.at < len(self.track) else None

    @property
    def asked(self) -> int:
        """Index of the prompt of the moment; after the last: their number."""
        return len(self.answers) - (self.ask is Ask.ANSWERED)

    @property
    def prompt(self) -> Prompt | None:
        """The prompt of the moment."""
        drill = self.lesson.drill
        return drill[self.asked] if self.asked < len(drill) else None

    @property
    def hits(self) -> int:
        """Answers that were to the point."""
        return sum(a.hit for a in self.answers)


def judged(prompt: Prompt, text: str, reading: Reading) -> Answer:
    """Whether a reply to `prompt` goes a right way; the model answer does, however it is read."""
    likeness = SequenceMatcher(None, _letters(text), _letters(prompt.model), autojunk=False).ratio()
    lacking = min((way - reading.labels for way in prompt.expect), key=len)
    missing = tuple(m for m in MOVES if m in lacking and likeness < ALIKE)
    harmless = likeness == 1 or not reading.faults
    return Answer(text, reading, hit=not missing and harmless, missing=missing)


def _letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


def utterance_of(study: Study, line: Line) -> Utterance:
    """How a line of the demonstration sounds: the clerk stays calm, the customer does not."""
    if line.who is Speaker.TRAINEE:
        return clerk_says(line.text, study.lesson.customer)
    return customer_says(study, line.text, line.anger)


def ahead(study: Study) -> tuple[Utterance, ...]:
    """What will be said in this part of the lesson, in order; reading comes before hearing."""
    if study.step is not Step.PRACTISE:
        lines = (line for line in study.track[study.at :] if line.who is not Speaker.COMMENT)
        return tuple(dict.fromkeys(utterance_of(study, line) for line in lines))
    prompts = study.lesson.drill[study.asked :]
    return tuple(customer_says(study, p.text, p.anger) for p in prompts)


def customer_says(study: Study, text: str, anger: float) -> Utterance:
    """In the lesson's customer's voice."""
    return Utterance((text,), study.lesson.customer.voice, band_of(anger))
