# SPDX-License-Identifier: Apache-2.0
"""What happened: everything that can reach the engine. Times are seconds since the scene began."""

from dataclasses import dataclass
from enum import StrEnum

from trainer_gui.domain.delivery import Delivery
from trainer_gui.domain.interventions import Intervention
from trainer_gui.domain.reading import NOTHING_READ, Reading


class Source(StrEnum):
    """Where a reply came from."""

    VOICE = "voice"
    TYPED = "typed"


class Device(StrEnum):
    """A part that can be missing or fail while the scene goes on without it."""

    MICROPHONE = "microphone"
    LOUDSPEAKER = "loudspeaker"
    RECOGNISER = "recogniser"
    VOICE = "voice"
    STORE = "store"


@dataclass(frozen=True, slots=True)
class SceneStarted:
    """The trainee pressed start."""

    at: float


@dataclass(frozen=True, slots=True)
class LineStarted:
    """The first sound of a customer's line was heard (or its caption shown)."""

    line_id: int
    at: float


@dataclass(frozen=True, slots=True)
class LineFinished:
    """A customer's line is over; always exactly one for each `SayLine`."""

    line_id: int
    at: float
    heard_text: str
    interrupted: bool = False


@dataclass(frozen=True, slots=True)
class TraineeStarted:
    """Voice activity began; while the customer speaks: and it is meant to cut her off."""

    turn_id: int
    at: float


@dataclass(frozen=True, slots=True)
class PartialHeard:
    """What the recogniser makes of the turn so far."""

    turn_id: int
    text: str
    reading: Reading = NOTHING_READ
    """What further words can't take back."""
    outlook: Reading = NOTHING_READ
    """What the reply does if it ends here."""
    at: float = 0.0
    confidence: float = 1.0
    delivery: Delivery | None = None
    """How it is spoken so far; told in a pause alone."""


@dataclass(frozen=True, slots=True)
class TraineeWentOn:
    """Speech goes on after a short silence."""

    turn_id: int


@dataclass(frozen=True, slots=True)
class TraineeEnded:
    """The end-of-turn silence is over; the final decode is under way."""

    turn_id: int
    at: float


@dataclass(frozen=True, slots=True)
class TraineeSaid:
    """A whole reply, spoken or typed; a typed one answers whichever turn is open."""

    turn_id: int
    text: str
    start: float
    end: float
    source: Source = Source.VOICE
    confidence: float = 1.0
    delivery: Delivery | None = None
    reading: Reading = NOTHING_READ


@dataclass(frozen=True, slots=True)
class NothingHeard:
    """Sound that held no words: a cough, a door."""

    turn_id: int


@dataclass(frozen=True, slots=True)
class EchoHeard:
    """The microphone hears the customer's own voice."""

    turn_id: int


@dataclass(frozen=True, slots=True)
class SilenceElapsed:
    """The timer that was set with `StartTimer` ran out."""

    turn_id: int
    at: float


@dataclass(frozen=True, slots=True)
class TalkPressed:
    """The trainee wants to talk now; while the customer speaks, that is cutting in."""

    at: float


@dataclass(frozen=True, slots=True)
class TalkReleased:
    """The talk key was let go: the turn ends without waiting for silence."""


@dataclass(frozen=True, slots=True)
class TypingNoticed:
    """The trainee is typing: no silence."""


@dataclass(frozen=True, slots=True)
class RepeatPressed:
    """Say that again."""

    at: float


@dataclass(frozen=True, slots=True)
class HintPressed:
    """A hint, please."""


@dataclass(frozen=True, slots=True)
class WordingsPressed:
    """How could I say it? Two ways, please; or away with them."""


@dataclass(frozen=True, slots=True)
class PausePressed:
    """Freeze the scene, or go on."""

    at: float


@dataclass(frozen=True, slots=True)
class StopPressed:
    """End the scene now."""

    at: float


@dataclass(frozen=True, slots=True)
class DeviceFailed:
    """A device or engine is not there (any more)."""

    device: Device
    reason: str


@dataclass(frozen=True, slots=True)
class DeviceReady:
    """A device or engine is there (again)."""

    device: Device
    name: str
    note: str = ""


Event = (
    SceneStarted
    | LineStarted
    | LineFinished
    | TraineeStarted
    | PartialHeard
    | TraineeWentOn
    | TraineeEnded
    | TraineeSaid
    | NothingHeard
    | EchoHeard
    | SilenceElapsed
    | TalkPressed
    | TalkReleased
    | TypingNoticed
    | RepeatPressed
    | HintPressed
    | WordingsPressed
    | PausePressed
    | StopPressed
    | DeviceFailed
    | DeviceReady
    | Intervention
)
