# SPDX-License-Identifier: Apache-2.0
"""The customer's emotion: three numbers, four bands of anger, and how a shift moves them."""

from dataclasses import dataclass
from enum import StrEnum


class Band(StrEnum):
    """How angry the customer sounds; wording, voice and face follow it."""

    CALM = "calm"
    ANNOYED = "annoyed"
    ANGRY = "angry"
    FURIOUS = "furious"


BAND_FLOORS = {Band.CALM: 0, Band.ANNOYED: 30, Band.ANGRY: 55, Band.FURIOUS: 80}
"""The lowest anger of each band, in ascending order."""


def band_of(anger: float) -> Band:
    """The band that an anger of 0-100 lies in."""
    return max((b for b in Band if anger >= BAND_FLOORS[b]), key=lambda b: BAND_FLOORS[b])


@dataclass(frozen=True, slots=True)
class Shift:
    """A change of emotion, in points; positive anger is worse."""

    anger: float = 0.0
    trust: float = 0.0
    patience: float = 0.0

    def __add__(self, other: "Shift") -> "Shift":
        return Shift(
            self.anger + other.anger, self.trust + other.trust, self.patience + other.patience
        )

    @property
    def harm(self) -> float:
        """How bad it is in all; less than nothing: it does good."""
        return self.anger - self.trust - self.patience

    def scaled(self, factor: float) -> "Shift":
        """`factor` of it, good and bad."""
        return Shift(self.anger * factor, self.trust * factor, self.patience * factor)

    def worn(self, factor: float) -> "Shift":
        """`factor` of its good; what does harm (a misplaced apology) stays whole."""
        return Shift(
            self.anger * (factor if self.anger < 0 else 1.0),
            self.trust * (factor if self.trust > 0 else 1.0),
            self.patience * (factor if self.patience > 0 else 1.0),
        )


@dataclass(frozen=True, slots=True)
class Emotion:
    """What the customer feels, each 0-100."""

    anger: float = 60.0
    trust: float = 40.0
    patience: float = 60.0

    @property
    def band(self) -> Band:
        """The band of the anger."""
        return band_of(self.anger)

    def moved(self, shift: Shift) -> "Emotion":
        """This emotion after `shift`, kept within 0-100."""
        return Emotion(
            _clamped(self.anger + shift.anger),
            _clamped(self.trust + shift.trust),
            _clamped(self.patience + shift.patience),
        )


def _clamped(value: float) -> float:
    return min(100.0, max(0.0, value))
