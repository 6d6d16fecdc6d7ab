# SPDX-License-Identifier: Apache-2.0
"""Hand-written stand-ins for everything a session talks to; no threads, no clock, no devices."""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from trainer_gui.application.ports import Post
from trainer_gui.application.session import Ports, Session
from trainer_gui.domain.delivery import Delivery
from trainer_gui.domain.effects import Utterance
from trainer_gui.domain.events import (
    Event,
    LineFinished,
    LineStarted,
    NothingHeard,
    PartialHeard,
    SilenceElapsed,
    TraineeEnded,
    TraineeSaid,
    TraineeStarted,
)
from trainer_gui.domain.reading import NOTHING_READ, FactCue, Reading
from trainer_gui.domain.state import State


class FakeClock:
    """Time that moves when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def advance(self, seconds: float) -> float:
        self.now += seconds
        return self.now


class FakeVoice:
    """Says lines in no time, or (`instant=False`) when the test lets it finish."""

    def __init__(self, post: Post, clock: FakeClock, *, instant: bool = True) -> None:
        self._post = post
        self._clock = clock
        self.instant = instant
        self.said: list[Utterance] = []
        self.stopped: list[int] = []
        self.prepared: tuple[Utterance, ...] = ()
        self.expected: list[tuple[Utterance, ...]] = []
        self._open: tuple[int, Utterance] | None = None

    def say(self, line_id: int, utterance: Utterance) -> None:
        self.said.append(utterance)
        self._open = (line_id, utterance)
        self._post(LineStarted(line_id, self._clock.advance(0.5)))
        if self.instant:
            self.finish()

    def finish(self) -> None:
        """The open line is heard to its end."""
        assert self._open is not None, "no line is being said"
        line_id, utterance = self._open
        self._open = None
        self._post(LineFinished(line_id, self._clock.advance(2.0), utterance.text))

    def stop(self, line_id: int) -> None:
        self.stopped.append(line_id)
        if self._open is not None and self._open[0] == line_id:
            heard = self._open[1].text[:2]
            self._open = None
            self._post(LineFinished(line_id, self._clock.advance(0.1), heard, interrupted=True))

    def prepare(self, utterances: Iterable[Utterance]) -> None:
        self.prepared = tuple(utterances)

    def expect(self, utterances: Iterable[Utterance]) -> None:
        self.expected.append(tuple(utterances))


@dataclass(frozen=True)
class Spoken:
    """What the trainee will say in one turn; an empty text is a cough."""

    text: str
    starts_after_s: float = 0.5
    lasts_s: float = 2.0
    partials: tuple[str, ...] = ()
    confidence: float = 1.0
    delivery: Delivery | None = None


class FakeListener:
    """Plays a timeline of turns: each time the ears open, the next one is heard."""

    def __init__(self, post: Post, clock: FakeClock, timeline: Iterable[Spoken] = ()) -> None:
        self._post = post
        self._clock = clock
        self.timeline = deque(timeline)
        self.open_turn: int | None = None
        self.finished: list[int] = []

    def listen(self, turn_id: int, *, over_her: bool = False) -> None:
        self.open_turn = turn_id
        if over_her:
            return
        while self.timeline and self.open_turn == turn_id:
            self._hear(turn_id, self.timeline.popleft())

    def _hear(self, turn_id: int, spoken: Spoken) -> None:
        start = self._clock.advance(spoken.starts_after_s)
        self._post(TraineeStarted(turn_id, start))
        for text in spoken.partials:
            self._post(PartialHeard(turn_id, text))
        end = self._clock.advance(spoken.lasts_s)
        self._post(TraineeEnded(turn_id, end))
        if not spoken.text:
            self._post(NothingHeard(turn_id))
            return
        self.open_turn = None
        said = TraineeSaid(
            turn_id,
            spoken.text,
            start,
            end,
            confidence=spoken.confidence,
            delivery=spoken.delivery,
        )
        self._post(said)

    def finish(self, turn_id: int) -> None:
        self.finished.append(turn_id)

    def stop(self, turn_id: int) -> None:
        self.open_turn = None


class FakeTimer:
    """A timer that the test fires."""

    def __init__(self, post: Post, clock: FakeClock) -> None:
        self._post = post
        self._clock = clock
        self.running: tuple[int, float] | None = None

    def start(self, turn_id: int, seconds: float) -> None:
        self.running = (turn_id, seconds)

    def stop(self) -> None:
        self.running = None

    def fire(self) -> None:
        """Let the silence run out."""
        assert self.running is not None, "no timer is running"
        turn_id, seconds = self.running
        self.running = None
        self._post(SilenceElapsed(turn_id, self._clock.advance(seconds)))


class FakeStore:
    """Remembers every state that was saved."""

    def __init__(self, folder: Path = Path("session")) -> None:
        self.folder = folder
        self.saved: list[State] = []

    def save(self, state: State, branches: Mapping[int, State]) -> None:
        self.saved.append(state)


@dataclass
class TableReader:
    """Understands exactly the replies in its table."""

    table: Mapping[str, Reading] = field(default_factory=dict)
    asked: list[tuple[tuple[tuple[str, str], ...], str, bool]] = field(default_factory=list)
    """(context, reply, partial) of each call."""

    def load(self) -> None: ...

    def read(
        self,
        context: Sequence[tuple[str, str]],
        reply: str,
        cues: Sequence[FactCue] = (),
        *,
        partial: bool = False,
    ) -> Reading:
        self.asked.append((tuple(context), reply, partial))
        return self.table.get(reply, NOTHING_READ)


class World:
    """A session with fakes all around it."""

    def __init__(
        self,
        state: State,
        table: Mapping[str, Reading] | None = None,
        timeline: Iterable[Spoken] = (),
        *,
        instant: bool = True,
    ) -> None:
        self.clock = FakeClock()
        self.voice = FakeVoice(self.post, self.clock, instant=instant)
        self.listener = FakeListener(self.post, self.clock, timeline)
        self.timer = FakeTimer(self.post, self.clock)
        self.store = FakeStore()
        self.reader = TableReader(table or {})
        self.seen: list[tuple[State, Event]] = []
        """Every call of the session's listener."""
        ports = Ports(self.voice, self.listener, self.timer, self.store)
        self.session = Session(state, self.reader, ports, self._changed)

    @property
    def state(self) -> State:
        return self.session.state

    def post(self, event: Event) -> None:
        self.session.dispatch(event)

    def _changed(self, state: State, event: Event) -> None:
        self.seen.append((state, event))
