# SPDX-License-Identifier: Apache-2.0
"""The whole state of one scene: immutable, owned by the GUI thread, moved by `engine.step`."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from trainer_gui.domain.coach import EMPTY_COACH, Coach
from trainer_gui.domain.delivery import Usual
from trainer_gui.domain.effects import Utterance
from trainer_gui.domain.emotion import Emotion
from trainer_gui.domain.events import Device, LineFinished, TraineeSaid
from trainer_gui.domain.reading import NOTHING_READ, Reading
from trainer_gui.domain.room import UNDECIDED, Room
from trainer_gui.domain.scenario import Beat, Ending, Scenario
from trainer_gui.domain.scoring import EMPTY_RULEBOOK, Rulebook
from trainer_gui.domain.transcript import Cause, Speaker, Turn
from trainer_gui.domain.wording import Lines, pick


class Mode(StrEnum):
    """How much help there is."""

    PRACTICE = "practice"
    CHALLENGE = "challenge"
    EXAM = "exam"
    GROUP = "group"


class TurnPolicy(StrEnum):
    """How a trainee's turn begins and ends."""

    HALF_DUPLEX = "half_duplex"
    """The microphone opens when she has finished."""
    OPEN = "open"
    """It is open while she speaks, too: who talks cuts her off. For headphones."""
    PRESS_TO_TALK = "press_to_talk"


@dataclass(frozen=True, slots=True)
class Terms:
    """What a branch allows in its scenes, besides what their mode does."""

    hints: bool = True
    """Practice shows hints by itself; else they are asked for."""
    prompts: bool = True
    """There are self-control prompts."""
    exam_pause: bool = True


class Phase(StrEnum):
    """What the scene is doing."""

    READY = "ready"
    SPEAKING = "speaking"
    LISTENING = "listening"
    THINKING = "thinking"
    PAUSED = "paused"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Line:
    """A customer's line that is being said."""

    line_id: int
    utterance: Utterance
    counts: bool = True
    """False for a nudge or a repetition: it is no new content of the beat."""
    started: float | None = None
    """First sound; None until then."""
    causes: tuple[Cause, ...] = ()
    """What moved the customer to say it, where no reply did."""
    heard: LineFinished | None = None
    """How a pause cut it off, with the part that sounded; None: it did not, or not yet."""
    anew: bool = False
    """A pause cut it off, and it is said from its beginning."""


@dataclass(frozen=True, slots=True)
class Live:
    """What is being heard of the open turn."""

    text: str = ""
    reading: Reading = NOTHING_READ
    outlook: Reading = NOTHING_READ
    """What the reply does if it ends here."""
    speaking: bool = False
    since: float = 0.0
    """When the trainee began to speak."""
    confidence: float = 1.0
    """Of `text`."""
    stuck: bool = False
    """In a pause where words are missing, before a customer who will not wait."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """A self-control prompt on screen."""

    idea: str
    text: str
    at: float


@dataclass(frozen=True, slots=True)
class State:
    """One scene. Everything that a view shows or a scorer reads is here."""

    scenario: Scenario
    coach: Coach = EMPTY_COACH
    rulebook: Rulebook = EMPTY_RULEBOOK
    """What the scene is scored by."""
    mode: Mode = Mode.PRACTICE
    policy: TurnPolicy = TurnPolicy.HALF_DUPLEX
    seed: int = 0
    terms: Terms = Terms()
    trainee: str = ""
    """Who practises; empty: nobody said."""
    usual: Usual | None = None
    """How the trainee speaks at ease; None: nobody measured it."""
    phase: Phase = Phase.READY
    held: Line | None = None
    """The line that a pause cut off: said again when the pause is over."""
    beat_id: str = ""
    emotion: Emotion = Emotion()
    transcript: tuple[Turn, ...] = ()
    known: frozenset[str] = frozenset()
    """Facts that have come out."""
    happened: frozenset[str] = frozenset()
    """Happenings that are over."""
    line: Line | None = None
    queue: tuple[Utterance, ...] = ()
    """What is said after the line under way, before the trainee's turn."""
    causes: tuple[Cause, ...] = ()
    """What moved the customer to say the last of the queue, where no reply did."""
    last_line: Utterance | None = None
    spoken: tuple[str, ...] = ()
    """Every piece said so far, in order: the least recently heard variant is next."""
    line_id: int = 0
    """Id of the newest line."""
    turn_id: int = 0
    """Id of the newest turn that the microphone was opened for."""
    visits: Mapping[str, int] = field(default_factory=dict)
    """Replies given in each beat."""
    silences: int = 0
    """Nudges in a row."""
    ending: Ending | None = None
    live: Live = Live()
    pending: TraineeSaid | None = None
    """A reply that waits until the line it cuts off is silent, or the pause is over."""
    awaited: bool = False
    """A reply was spoken before the pause and is still being decoded."""
    cut_in: bool = False
    """The trainee asked for the word while the customer was speaking."""
    early: bool = False
    """The ears are open for `turn_id` while she still speaks."""
    barged: bool = False
    """A voice cut her off; whether words follow is not known yet."""
    key_down: bool = False
    """The talk key is held."""
    hint: str = ""
    hints_asked: int = 0
    """Requests since the last reply."""
    wordings: tuple[str, ...] = ()
    """What could be said now, where that was asked for."""
    wordings_asked: int = 0
    """How often it was, since the last reply."""
    prompt: Prompt | None = None
    prompts_used: tuple[Prompt, ...] = ()
    """Every prompt so far, in order."""
    troubles: Mapping[Device, str] = field(default_factory=dict)
    """Devices and engines that are not there, with the reason."""
    played: frozenset[str] = frozenset()
    """Others whom a second trainee plays."""
    room: Room = UNDECIDED
    before: "State | None" = field(default=None, compare=False, repr=False)
    """The scene before the last reply."""

    @property
    def may_pause(self) -> bool:
        """Whether the pause key works."""
        return self.terms.exam_pause or self.mode is not Mode.EXAM

    @property
    def shows_hints(self) -> bool:
        """Whether hints come by themselves."""
        return self.terms.hints and self.mode in {Mode.PRACTICE, Mode.GROUP}

    @property
    def is_quiet(self) -> bool:
        """Whether the scene waits for a reply that has not begun."""
        return self.phase is Phase.LISTENING and not self.live.speaking

    @property
    def beat(self) -> Beat | None:
        """The beat of the moment; None before the start and at an ending."""
        return self.scenario.beats.get(self.beat_id)

    @property
    def cue(self) -> Utterance | None:
        """It is a second trainee's turn: who is to speak, and what the app would say."""
        speaking = self.line is not None or self.held is not None
        if speaking or not self.queue or self.queue[0].speaker not in self.played:
            return None
        return self.queue[0]

    @property
    def replies(self) -> tuple[Turn, ...]:
        """The trainee's turns."""
        return tuple(t for t in self.transcript if t.who is Speaker.TRAINEE)

    @property
    def uses(self) -> Counter[str]:
        """How many replies carried each label."""
        return Counter(label for t in self.replies for label in t.reading.labels)

    def picked(self, lines: Lines) -> str:
        """Which variant of `lines` the customer says now; empty: there is none."""
        return pick(lines, self.emotion.band, self.spoken, self.seed)


def new_state(
    scenario: Scenario,
    coach: Coach = EMPTY_COACH,
    rulebook: Rulebook = EMPTY_RULEBOOK,
    *,
    mode: Mode = Mode.PRACTICE,
    policy: TurnPolicy = TurnPolicy.HALF_DUPLEX,
    seed: int = 0,
    usual: Usual | None = None,
    terms: Terms = Terms(),
    played: Iterable[str] = (),
) -> State:
    """A scene that has not begun; `played` are those of its roles that a second trainee takes."""
    known = frozenset(f.id for f in scenario.facts.values() if f.source == "known")
    return State(
        scenario=scenario,
        coach=coach,
        rulebook=rulebook,
        mode=mode,
        policy=policy,
        seed=seed,
        usual=usual,
        terms=terms,
        played=frozenset(played) & frozenset(scenario.roles),
        emotion=scenario.emotion,
        known=known,
    )
