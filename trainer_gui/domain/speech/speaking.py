# SPDX-License-Identifier: Apache-2.0
"""How a trainee spoke in a whole scene, each measure held against the own way or the usual range.

Only what can be counted: no mood is read from a voice.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from statistics import median

from trainer_gui.domain.delivery import FAST_CPM, RAISED_DB, Delivery, Usual, fastest_cpm
from trainer_gui.domain.transcript import Speaker, Turn

_FILLERS = re.compile(r"嗯+|呃+|唔+|(?:那个|这个|就是|然后)(?=[，、…。]|那个|这个)")
_ANSWER = re.compile(r"^嗯+(?=[，、。]?(?:好|对|是|行|可以|明白|知道|没错))")
"""嗯 that says yes fills no gap."""


class Measured(StrEnum):
    """What is measured."""

    RATE = "rate"
    """Characters a minute: all of them over the summed time of speech."""
    LOUDNESS = "loudness"
    """How far the loudest turn stood above the own way, in dB."""
    RISE = "rise"
    """How much louder turns grew from their beginning to their end, at most, in dB."""
    PAUSES = "pauses"
    """In a minute of speech."""
    FILLERS = "fillers"
    """In a hundred characters."""
    TALK_OVER = "talk_over"
    """Times that the customer was cut off."""
    LATENCY = "latency"
    """From the end of her line to the reply, in seconds: the median."""


class Verdict(StrEnum):
    """How a measure compares."""

    LOW = "low"
    FINE = "fine"
    HIGH = "high"


RANGES: dict[Measured, tuple[float, float]] = {
    Measured.RATE: (150.0, FAST_CPM),
    Measured.LOUDNESS: (-RAISED_DB, RAISED_DB),
    Measured.RISE: (-99.0, RAISED_DB),
    Measured.PAUSES: (0.0, 20.0),
    Measured.FILLERS: (0.0, 4.0),
    Measured.TALK_OVER: (0.0, 0.0),
    Measured.LATENCY: (0.0, 4.0),
}
"""What passes without a remark where nobody knows the own way. Rate: between a slow announcement
and what nine in ten turns of agents stay below; the others are judged by ear, not by a study."""
SLOW_FACTOR = 0.6
"""How far below their own rate somebody drags."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure of a scene."""

    what: Measured
    value: float
    own: float | None
    """The trainee's own way, where it was measured before."""
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Speaking:
    """How the trainee spoke."""

    measures: tuple[Measure, ...]
    fillers: tuple[tuple[str, int], ...]
    """Which, and how often: the most frequent first."""

    @property
    def knows_own(self) -> bool:
        """Whether it was held against the trainee's own way."""
        return any(m.own is not None for m in self.measures)


def speaking(turns: Sequence[Turn]) -> Speaking | None:
    """The measures of a transcript; None where nothing was spoken."""
    mine = [t for t in turns if t.who is Speaker.TRAINEE]
    spoken = [(t, t.delivery) for t in mine if t.delivery and t.delivery.speech_s > 0]
    if not spoken:
        return None
    deliveries = [d for _, d in spoken]
    seconds = sum(d.speech_s for d in deliveries)
    characters = sum(d.characters for d in deliveries)
    usual = next((d.usual for d in reversed(deliveries) if d.usual), None)
    said = Counter(word for t, _ in spoken for word in fillers(t.text))
    values = {
        Measured.RATE: 60 * characters / seconds,
        Measured.LOUDNESS: _stands_out(deliveries, usual),
        Measured.RISE: max(d.rise_db for d in deliveries),
        Measured.PAUSES: 60 * sum(d.pauses for d in deliveries) / seconds,
        Measured.FILLERS: 100 * said.total() / max(1, characters),
        Measured.TALK_OVER: float(cut_offs(turns)),
        Measured.LATENCY: _latency(turns),
    }
    measures = tuple(_held_against(what, value, usual) for what, value in values.items())
    return Speaking(measures, tuple(said.most_common()))


def cut_offs(turns: Sequence[Turn]) -> int:
    """How often the trainee cut in; the last line of a scene was cut off by its end."""
    return sum(t.who is not Speaker.TRAINEE and t.interrupted for t in turns[:-1])


def fillers(text: str) -> tuple[str, ...]:
    """The words of `text` that only fill time, each in its plain form."""
    found = _FILLERS.findall(_ANSWER.sub("", text))
    return tuple(word[0] if word[0] in "嗯呃唔" else word for word in found)


def _stands_out(deliveries: Sequence[Delivery], usual: Usual | None) -> float:
    """The loudest turn against the own way, else against the mean of all."""
    own = usual.loudness_db if usual else sum(d.loudness_db for d in deliveries) / len(deliveries)
    return max(d.loudness_db for d in deliveries) - own


def _latency(turns: Sequence[Turn]) -> float:
    waits = [
        mine.start_s - hers.end_s
        for hers, mine in pairwise(turns)
        if mine.who is Speaker.TRAINEE and mine.delivery and hers.who is not Speaker.TRAINEE
    ]
    return max(0.0, median(waits)) if waits else 0.0


def _held_against(what: Measured, value: float, usual: Usual | None) -> Measure:
    low, high = RANGES[what]
    own = None
    if usual and what is Measured.RATE:
        own = usual.characters_per_minute
        low, high = own * SLOW_FACTOR, fastest_cpm(usual, ())
    verdict = Verdict.LOW if value < low else Verdict.HIGH if value > high else Verdict.FINE
    return Measure(what, value, own, verdict)
