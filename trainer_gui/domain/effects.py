# SPDX-License-Identifier: Apache-2.0
"""What the engine wants done. Effects are imperative and carry all that is needed to do them."""

from dataclasses import dataclass

from trainer_gui.domain.emotion import Band
from trainer_gui.domain.persona import VoiceStyle

CUSTOMER = "customer"
"""The speaker of a line, where it is not somebody else."""
STAGE = "〔〕"
"""Stand around a piece that is seen, not spoken."""
READING_PACE = 4.5
"""Characters a second at which a line is read where there is no sound."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """Words to be rendered: pieces are spoken one after the other.

    A piece in 〔〕 is seen, not spoken: it takes its time in silence.
    """

    pieces: tuple[str, ...]
    voice: VoiceStyle
    band: Band
    speaker: str = CUSTOMER
    """`CUSTOMER`, or the id of another; empty: nobody, something happens."""

    @property
    def text(self) -> str:
        """All that is said."""
        return "".join(self.pieces)


@dataclass(frozen=True, slots=True)
class SayLine:
    """Speak; answer with one `LineStarted` and one `LineFinished` of the same id."""

    line_id: int
    utterance: Utterance


@dataclass(frozen=True, slots=True)
class StopLine:
    """Be silent at once; `LineFinished(interrupted=True)` follows if the line was under way."""

    line_id: int


@dataclass(frozen=True, slots=True)
class Prepare:
    """Render ahead what can come next; replaces what was asked before."""


@dataclass(frozen=True, slots=True)
class Expect:
    """Render these before all that is prepared: the reply, as far as it was heard, leads there."""

    utterances: tuple[Utterance, ...]
    """In the order in which they are said."""


@dataclass(frozen=True, slots=True)
class Listen:
    """Open the microphone for this turn; where it is open for it already, it stays so."""

    turn_id: int
    over_her: bool = False
    """She is speaking: only what is meant to cut her off begins the turn."""


@dataclass(frozen=True, slots=True)
class FinishListening:
    """The trainee let go of the talk key: the turn ends now."""

    turn_id: int


@dataclass(frozen=True, slots=True)
class StopListening:
    """Close the microphone; nothing more of this turn is wanted."""

    turn_id: int


@dataclass(frozen=True, slots=True)
class StartTimer:
    """Answer with `SilenceElapsed` after so many seconds, unless another timer is started."""

    turn_id: int
    seconds: float


@dataclass(frozen=True, slots=True)
class StopTimer:
    """No `SilenceElapsed` is wanted now."""


@dataclass(frozen=True, slots=True)
class SaveTranscript:
    """The transcript grew: keep it."""


Effect = (
    SayLine
    | StopLine
    | Prepare
    | Expect
    | Listen
    | FinishListening
    | StopListening
    | StartTimer
    | StopTimer
    | SaveTranscript
)
