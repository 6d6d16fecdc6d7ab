# SPDX-License-Identifier: Apache-2.0
"""What was said, by whom, with what effect: the record that scoring and the debrief read."""

from dataclasses import dataclass
from enum import StrEnum

from trainer_gui.domain.delivery import Delivery
from trainer_gui.domain.emotion import Emotion, Shift
from trainer_gui.domain.events import Source
from trainer_gui.domain.reading import NOTHING_READ, Reading


class Speaker(StrEnum):
    """Which side spoke."""

    CUSTOMER = "customer"
    TRAINEE = "trainee"
    OTHER = "other"


TRAINER = "trainer"
"""The cause of what a trainer made happen: where there is one, the scene was steered."""


@dataclass(frozen=True, slots=True)
class Cause:
    """One thing that moved the customer.

    A label, `silence`, `interrupted`, `unmoved`, `rule`, `happening` or `TRAINER`.
    """

    what: str
    shift: Shift


@dataclass(frozen=True, slots=True)
class Turn:
    """One utterance of either side. Times are seconds since the scene began."""

    who: Speaker
    text: str
    """What was heard; of a line that was cut off, the part that sounded."""
    beat: str
    start_s: float
    end_s: float
    emotion: Emotion
    """The customer's emotion after this turn."""
    causes: tuple[Cause, ...] = ()
    reading: Reading = NOTHING_READ
    source: Source = Source.VOICE
    confidence: float = 1.0
    delivery: Delivery | None = None
    interrupted: bool = False
    """The other side cut in: the trainee on the customer's turn, the customer on the trainee's."""
    name: str = ""
    """Who spoke: somebody else (empty: nobody, something happened), or which of the trainees."""
    response_ms: float | None = None
    """A customer's turn: end of the trainee's speech to the first sound, in milliseconds."""
    hints: int = 0
    """Hints asked for before this reply."""
    wordings: int = 0
    """How often wordings were asked for before it."""
    note: str = ""
    """What a trainer wrote to it."""
    heard: str = ""
    """What was recognised of a reply whose text the trainee has put right since; else empty."""
