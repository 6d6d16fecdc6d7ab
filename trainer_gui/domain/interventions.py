# SPDX-License-Identifier: Apache-2.0
"""What a trainer did to a scene that a room of people follows. Times as in `events`."""

from dataclasses import dataclass

from trainer_gui.domain.scenario import Happening, Other


@dataclass(frozen=True, slots=True)
class AngerMoved:
    """The customer was made angrier, or calmer where `points` are below nought."""

    points: float


@dataclass(frozen=True, slots=True)
class NextChosen:
    """Where the next reply leads, whatever it does."""

    target: str
    """Id of a beat or an ending; empty: the scenario decides again."""


@dataclass(frozen=True, slots=True)
class CustomerCalled:
    """The customer is to speak now: from where was chosen, else once more from where she is."""

    at: float


@dataclass(frozen=True, slots=True)
class HappeningInjected:
    """Something comes from outside."""

    happening: Happening
    by: Other | None = None
    """Who has a word then, where the scenario knows nobody of that id."""
    by_trainee: bool = False
    """Whether a second trainee speaks in that one's place, now and later."""


@dataclass(frozen=True, slots=True)
class TurnTakenBack:
    """The last reply, and all that it led to, is not to have been; the scene stands still there."""


@dataclass(frozen=True, slots=True)
class HintsShown:
    """Whether the room sees the hints."""

    shown: bool


@dataclass(frozen=True, slots=True)
class MicrophoneHanded:
    """Somebody else speaks from now on."""

    name: str
    """Empty: nobody in particular."""


@dataclass(frozen=True, slots=True)
class NoteWritten:
    """A note to a turn, for the trainer alone."""

    turn: int
    """Index in the transcript."""
    text: str
    """Empty: there is none any more."""


@dataclass(frozen=True, slots=True)
class AnswersOpened:
    """The room was asked: what would you say? The scene stands still."""


@dataclass(frozen=True, slots=True)
class AnswersClosed:
    """No more answers; the scene still stands."""


@dataclass(frozen=True, slots=True)
class AnswerBegun:
    """Somebody is about to give an answer by voice."""


@dataclass(frozen=True, slots=True)
class AnswerEnded:
    """The one who gave an answer by voice is done."""


@dataclass(frozen=True, slots=True)
class AnswerTaken:
    """The scene goes on as if this answer had been the reply."""

    index: int
    """Among all answers of the scene."""
    at: float


@dataclass(frozen=True, slots=True)
class AnswerDropped:
    """This answer is not to have been given: it was heard wrongly, or is nobody's business."""

    index: int
    """Among all answers of the scene."""


Intervention = (
    AngerMoved
    | NextChosen
    | CustomerCalled
    | HappeningInjected
    | TurnTakenBack
    | HintsShown
    | MicrophoneHanded
    | NoteWritten
    | AnswersOpened
    | AnswersClosed
    | AnswerBegun
    | AnswerEnded
    | AnswerTaken
    | AnswerDropped
)
