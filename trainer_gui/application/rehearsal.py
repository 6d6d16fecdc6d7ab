# SPDX-License-Identifier: Apache-2.0
"""A scene played through by synthetic trainees: where each of them comes out."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from trainer_gui.application.ports import Reader
from trainer_gui.application.search import search
from trainer_gui.application.trainees import SILENCE, Stock, Trainee, reply_of
from trainer_gui.application.typed_scene import TypedScene
from trainer_gui.domain.dialogue.scene import STOPPED
from trainer_gui.domain.emotion import Emotion
from trainer_gui.domain.reading import FactCue, Reading
from trainer_gui.domain.scenario import Ending, Scenario
from trainer_gui.domain.state import new_state

TURN_LIMIT = 40
"""Replies, silences included, after which a scene that has not ended goes round in circles."""
RANDOM_SHARE = 4
"""The random trainee plays so many times as often as the others."""


@dataclass(frozen=True, slots=True)
class Run:
    """One scene played to its end, or to the turn limit."""

    persona: str
    trainee: Trainee
    seed: int
    replies: int
    """What the trainee had to answer, silences included."""
    beats: Counter[str]
    """Replies given in each beat."""
    ending: Ending | None
    """None: stuck."""
    start: Emotion
    peak: float
    """The highest anger."""
    end: Emotion

    @property
    def outcome(self) -> str:
        """The ending's outcome, or `stuck`."""
        return self.ending.outcome.value if self.ending else "stuck"


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was reached in a scene, by whomever."""

    beats: Counter[str]
    endings: Counter[str]
    found: frozenset[str]
    """Beats and endings that only the search came to."""

    @property
    def reached(self) -> frozenset[str]:
        """Every beat and ending that somebody comes to."""
        return frozenset((*self.beats, *self.endings, *self.found))


class Rehearsal:
    """Plays the variants of one scene.

    Attributes:
        runs: Everything that was played.
    """

    def __init__(
        self, scenarios: Sequence[Scenario], reader: Reader, stock: Stock, seeds: int
    ) -> None:
        """Play.

        Args:
            scenarios: One case with each persona that it allows.
            reader: Understands every reply, as in a typed session.
            stock: Phrases of the trainees.
            seeds: How often each trainee plays; the random one `RANDOM_SHARE` times as often.
        """
        self._scenarios = scenarios
        self._reader = Remembering(reader)
        self._stock = stock
        self._soothes = cache(self._speaks_to_the_person)
        self.runs = tuple(
            self.play(scenario, trainee, seed)
            for scenario in scenarios
            for trainee in Trainee
            for seed in range(seeds * (RANDOM_SHARE if trainee is Trainee.RANDOM else 1))
        )

    def play(self, scenario: Scenario, trainee: Trainee, seed: int) -> Run:
        """One scene, typed."""
        scene = TypedScene(new_state(scenario, seed=seed), self._reader)
        beats: Counter[str] = Counter()
        while not scene.ended and beats.total() < TURN_LIMIT:
            state = scene.session.state
            beats[state.beat_id] += 1
            said = reply_of(trainee, state, self._stock, seed, self._soothes)
            if said == SILENCE:
                scene.stay_silent()
            else:
                scene.reply(said)
        state = scene.session.state
        return Run(
            persona=scenario.persona.id,
            trainee=trainee,
            seed=seed,
            replies=beats.total(),
            beats=beats,
            ending=state.ending,
            start=scenario.emotion,
            peak=max(t.emotion.anger for t in state.transcript),
            end=state.emotion,
        )

    def coverage(self) -> Coverage:
        """What the trainees reached; what none of them did is searched for."""
        beats = sum((run.beats for run in self.runs), Counter[str]())
        endings = Counter(run.ending.id for run in self.runs if run.ending)
        del endings[STOPPED.id]
        wanted = {*self._scenarios[0].beats, *self._scenarios[0].endings} - {*beats, *endings}
        found: set[str] = set()
        for scenario in self._scenarios:
            found |= search(scenario, wanted - found, self._reader, self._stock)
        return Coverage(beats, endings, frozenset(found))

    def _speaks_to_the_person(self, sentence: str) -> bool:
        reading = self._reader.read((), sentence)
        return bool(reading.labels & self._scenarios[0].persona.soothing)


class Remembering:
    """A reader that reads nothing twice."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._read = cache(self._ask)

    def load(self) -> None:
        """Nothing: the reader behind it was loaded, or is at its first reading."""

    def read(
        self,
        context: Sequence[tuple[str, str]],
        reply: str,
        cues: Sequence[FactCue] = (),
        *,
        partial: bool = False,
    ) -> Reading:
        """As the reader behind it."""
        return self._read(tuple(context), reply, tuple(cues), partial)

    def _ask(
        self,
        context: tuple[tuple[str, str], ...],
        reply: str,
        cues: tuple[FactCue, ...],
        partial: bool,
    ) -> Reading:
        return self._reader.read(context, reply, cues, partial=partial)
