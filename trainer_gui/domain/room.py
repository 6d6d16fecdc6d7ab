# SPDX-License-Identifier: Apache-2.0
"""What a scene that a room of people follows has besides: who plays, what the trainer decided."""

from dataclasses import dataclass, replace

from trainer_gui.domain.emotion import Emotion
from trainer_gui.domain.events import TraineeSaid
from trainer_gui.domain.scenario import Happening, Outcome
from trainer_gui.domain.transcript import Turn


@dataclass(frozen=True, slots=True)
class Answer:
    """What one of the room would say, and what the customer would make of it."""

    name: str
    """Whose it is; empty: nobody in particular."""
    place: int
    """How many turns the scene had."""
    said: TraineeSaid
    before: Emotion
    after: Emotion
    says: str
    """Her answer; empty: she leaves without a word."""
    outcome: Outcome | None = None
    """How the scene would end with it; None: it would go on."""


@dataclass(frozen=True, slots=True)
class Room:
    """Of one scene."""

    hints: bool = True
    """Whether the room sees them."""
    player: str = ""
    """Who has the microphone; empty: nobody in particular."""
    chosen: str = ""
    """Id of the beat or ending that the next reply leads to; empty: the scenario decides."""
    waiting: tuple[Happening, ...] = ()
    """What happens as soon as the reply under way is over."""
    asking: bool = False
    """The room is being asked what it would say."""
    hearing: bool = False
    """An answer by voice is expected or under way."""
    answers: tuple[Answer, ...] = ()
    taken_back: tuple[tuple[Turn, ...], ...] = ()
    """Turns that were taken back, as they were."""

    def asked_no_more(self) -> "Room":
        """The same, and nobody is asked."""
        return replace(self, asking=False, hearing=False)


UNDECIDED = Room()
"""Nobody steers."""
