# SPDX-License-Identifier: Apache-2.0
"""What the application needs from the world, as protocols; adapters implement them.

Audio crosses these lines as `Pcm`, so that nothing here depends on an audio or array library.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from trainer_gui.domain.effects import Utterance
from trainer_gui.domain.emotion import Band
from trainer_gui.domain.events import Event
from trainer_gui.domain.persona import VoiceStyle
from trainer_gui.domain.reading import FactCue, Reading
from trainer_gui.domain.state import State


@dataclass(frozen=True, slots=True)
class Pcm:
    """Mono sound: signed 16-bit little-endian samples at `rate` Hz."""

    data: bytes
    rate: int

    @property
    def seconds(self) -> float:
        """Duration."""
        return len(self.data) / 2 / self.rate


@dataclass(frozen=True, slots=True)
class Heard:
    """What a recogniser made of some speech."""

    text: str
    """Simplified Chinese; empty where there were no words."""
    confidence: float = 1.0
    """0-1."""


class Post(Protocol):
    """Hands an event to the GUI thread; may be called on any thread, never blocks."""

    def __call__(self, event: Event) -> None:
        """Queue `event`."""


class Clock(Protocol):
    """Seconds since the scene began; monotonic, callable on any thread."""

    def __call__(self) -> float:
        """The time now."""


class Reader(Protocol):
    """Understands replies."""

    def load(self) -> None:
        """Get ready, so that the first reading is quick; callable on a worker."""

    def read(
        self,
        context: Sequence[tuple[str, str]],
        reply: str,
        cues: Sequence[FactCue] = (),
        *,
        partial: bool = False,
    ) -> Reading:
        """What `reply` does. `context`: earlier (who, text), the last one answered by the reply.

        A partial reply is a prefix: only what further words cannot take back is named.
        """


class CustomerVoice(Protocol):
    """Speaks the customer's lines; all methods are called on the GUI thread and return at once."""

    def say(self, line_id: int, utterance: Utterance) -> None:
        """Speak; posts `LineStarted` once at the first sound and `LineFinished` once at the end."""

    def stop(self, line_id: int) -> None:
        """Fall silent within 150 ms; idempotent; stale ids are ignored."""

    def prepare(self, utterances: Iterable[Utterance]) -> None:
        """Render ahead, in this order, in place of what was asked before.

        `utterances` may be gone through later, on another thread.
        """

    def expect(self, utterances: Sequence[Utterance]) -> None:
        """Render these before all that is prepared, in place of what was expected before."""


class Listener(Protocol):
    """Turns the microphone into events; methods are called on the GUI thread, return at once."""

    def listen(self, turn_id: int, *, over_her: bool = False) -> None:
        """Open the ears for this turn; where they are open for it, go on with what is being said.

        While `over_her` nothing is posted before it is clear that somebody means to cut her off:
        not a cough, not a word of agreement, not her own voice (`EchoHeard`).
        Posts `TraineeStarted`, `PartialHeard`..., `TraineeEnded`, then `TraineeSaid` or
        `NothingHeard`, all with this id. Goes on listening after `NothingHeard`.
        """

    def finish(self, turn_id: int) -> None:
        """Press-to-talk was released: the turn ends now, without waiting for silence."""

    def stop(self, turn_id: int) -> None:
        """Close the ears; nothing more is posted for this id."""


class Timer(Protocol):
    """One timer at a time."""

    def start(self, turn_id: int, seconds: float) -> None:
        """Post `SilenceElapsed(turn_id)` after `seconds`; replaces the timer before."""

    def stop(self) -> None:
        """Forget the timer."""


class SessionStore(Protocol):
    """Keeps one session: a folder that is whole at any moment."""

    @property
    def folder(self) -> Path:
        """Where the session lies."""

    def save(self, state: State, branches: Mapping[int, State]) -> None:
        """Keep the state's transcript, and what it takes to go on from there another day.

        Returns at once, writes in the background.

        Args:
            state: The scene.
            branches: Where it stood before each reply, by the reply's index.

        A failure is posted as `DeviceFailed(Device.STORE, ...)` and the next save tries again.
        """


class Synthesiser(Protocol):
    """A voice engine: text to sound. Called on one worker thread only."""

    name: str
    """Which engine and model, part of the cache's key."""
    note: str
    """What the user should know about its quality, as a text of the screens (`note.<it>`)."""

    def render(self, text: str, voice: VoiceStyle, band: Band) -> Pcm:
        """The sound of one clause. Raises `EngineError` where it can't."""


class Recogniser(Protocol):
    """A speech recogniser: sound to text. Called on one worker thread only."""

    name: str

    def hear(self, speech: Pcm, *, final: bool = True) -> Heard:
        """What was said; 16 kHz. A partial decode (`final=False`) may be quicker and rougher."""
