# SPDX-License-Identifier: Apache-2.0
"""One turn of the trainee as it is being spoken: its sound, its pauses, what was made of them."""

from collections import deque
from dataclasses import dataclass, field
from math import ceil

from trainer_gui.adapters.listening.activity import Activity, Change, SpeechProbability, Timing
from trainer_gui.adapters.listening.background import Background
from trainer_gui.adapters.listening.meant import Meant
from trainer_gui.adapters.listening.sound import CHUNK_S, RATE, decibels, power
from trainer_gui.adapters.listening.words import count_characters
from trainer_gui.application.ports import Heard
from trainer_gui.domain.delivery import PAUSE_S, Delivery
from trainer_gui.domain.speech.phrasing import Close

PIECE_S = 8.0
"""A piece of this length is closed at a pause, so that the last decode of a long turn is short."""
_NEAR_CHUNKS = 3
"""One soft chunk in a word is no end of it."""
_ONSET_CHUNKS = 16
"""How long a hesitant start may take at most before `STARTED` is told."""


@dataclass(slots=True)
class Draft:
    """The decode of a piece that ended in a short silence: perhaps final, perhaps not."""

    sound: bytes
    wanted: bool = True
    """False once the speaker went on: the work can be saved."""
    heard: Heard | None = None
    """The result, once it is there."""


@dataclass(slots=True)
class Turn:
    """Follows one turn chunk by chunk; lives on one thread.

    Attributes:
        start: When speech began, in seconds of the clock that `hear` is given.
        end: When it ended, so far.
        drafts: The closed pieces, and at a pause the open one as well.
        drafted: The last of `drafts` holds all that was said so far.
        ended: No more sound belongs to the turn.
    """

    turn_id: int
    probability: SpeechProbability
    timing: Timing
    background: Background = field(default_factory=Background)
    start: float = 0.0
    end: float = 0.0
    drafts: list[Draft] = field(default_factory=list)
    drafted: bool = False
    ended: bool = False
    _activity: Activity = field(init=False)
    _recent: deque[bytes] = field(init=False)
    _piece: bytearray = field(default_factory=bytearray)
    _powers: list[float] = field(default_factory=list)
    """Mean square of each chunk of speech."""
    _pauses: int = 0
    _near: deque[float] = field(default_factory=lambda: deque(maxlen=_NEAR_CHUNKS))
    """Mean squares of the last chunks."""
    _meant: Meant = field(default_factory=Meant)

    def __post_init__(self) -> None:
        self._activity = Activity(self.timing)
        self._recent = deque(maxlen=_ONSET_CHUNKS + ceil(self.timing.pre_roll_s / CHUNK_S))

    @property
    def speaking(self) -> bool:
        """Speech has begun and not ended."""
        return self._activity.speaking

    @property
    def voiced(self) -> bool:
        """The speaker is not in a pause right now."""
        return self._activity.speaking and self._activity.voiced

    @property
    def silent_s(self) -> float:
        """How long the speaker has paused by now."""
        return self._activity.silence_chunks * CHUNK_S

    @property
    def meant(self) -> bool:
        """There was enough speech to tell it from a cough or a hum."""
        return self._meant.sure

    @property
    def piece(self) -> bytes:
        """The sound of the open piece."""
        return bytes(self._piece)

    @property
    def heard(self) -> list[Heard]:
        """The pieces that are decoded and hold words."""
        return [d.heard for d in self.drafts if d.heard is not None and d.heard.text]

    @property
    def known(self) -> bool:
        """Whether the turn is over and all of it is decoded."""
        return self.ended and all(d.heard is not None for d in self.drafts)

    def hear(self, chunk: bytes, at: float) -> Change | None:
        """One more chunk that ended at `at`."""
        was_speaking, silence = self.speaking, self._activity.silence_chunks
        probability, loudness = self.probability(chunk), power(chunk)
        self._near.append(loudness)
        near = sum(self._near) / len(self._near)
        clear = self.background.stands_out(near, speaking=was_speaking)
        change = self._activity.feed(probability if clear else 0.0)
        if self._activity.voiced:
            self._powers.append(loudness)
            self._meant.add(chunk)
            self._pauses += was_speaking and silence * CHUNK_S >= PAUSE_S
        elif not self._activity.voiced_chunks:
            self._powers.clear()
            self._meant.clear()
        if was_speaking:
            self._piece += chunk
        else:
            self._recent.append(chunk)
        if change is Change.STARTED:
            onset = self._activity.onset_chunks
            self.start = max(at - onset * CHUNK_S, at - _ONSET_CHUNKS * CHUNK_S)
            kept = onset + ceil(self.timing.pre_roll_s / CHUNK_S)
            self._piece += b"".join(list(self._recent)[-kept:])
        if self._activity.voiced:
            self.end = at
        if change is Change.RESUMED:
            self._resume()
        return self._settle(change)

    def stands(self, close: Close) -> None:
        """The words before the pause are known: the end comes sooner or later."""
        self._activity.end_s = self.timing.end_after(close)

    def finish(self) -> Change | None:
        """Nothing more is coming."""
        return self._settle(self._activity.finish())

    def drop(self) -> None:
        """Nothing of it is wanted any more."""
        self.ended = True
        for draft in self.drafts:
            draft.wanted = False

    def draft(self) -> Draft:
        """Take the open piece as a whole, as it may be the last."""
        self.drafted = True
        self.drafts.append(Draft(self.piece))
        return self.drafts[-1]

    def delivery(self, text: str) -> Delivery:
        """How the turn was spoken."""
        return Delivery(
            speech_s=round(self._activity.voiced_chunks * CHUNK_S, 3),
            characters=count_characters(text),
            loudness_db=round(_loudness(self._powers), 1),
            rise_db=round(_rise(self._powers), 1),
            pauses=self._pauses,
        )

    def _resume(self) -> None:
        if not self.drafted:
            return
        draft, self.drafted = self.drafts[-1], False
        if len(draft.sound) < PIECE_S * 2 * RATE:
            draft.wanted = False
            self.drafts.pop()
            return
        since = self._piece[len(draft.sound) - _even(self.timing.pre_roll_s) :]
        self._piece = bytearray(since)

    def _settle(self, change: Change | None) -> Change | None:
        if change in (Change.ENDED, Change.VANISHED):
            self.ended = True
        return change


def _loudness(powers: list[float]) -> float:
    return decibels(sum(powers) / max(1, len(powers)))


def _rise(powers: list[float]) -> float:
    """How much louder the last third is than the first, in dB."""
    third = len(powers) // 3
    return _loudness(powers[-third:]) - _loudness(powers[:third]) if third else 0.0


def _even(seconds: float) -> int:
    return int(seconds * RATE) * 2
