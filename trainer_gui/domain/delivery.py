# SPDX-License-Identifier: Apache-2.0
"""How a turn was spoken: rate and loudness."""

from collections.abc import Sequence
from dataclasses import dataclass

FAST_CPM = 360.0
"""Characters a minute of speech, pauses left out, above which Mandarin sounds rushed to anyone:
nine in ten turns of trained agents, measured, stay below."""
OWN_RATE_FACTOR = 1.25
"""How far above their own earlier turns a speaker counts as speeding up ..."""
BRISK_CPM = 230.0
"""... unless they are slower than this, which rushes nobody."""
SHORTEST = 12
"""Characters; fewer say nothing about a rate."""
BASELINE_TURNS = 2
"""Earlier turns that it takes to know a speaker's own rate."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """Measures of one spoken turn."""

    speech_s: float
    """Summed time of speech, without the pauses, in seconds."""
    characters: int
    """Chinese characters spoken (a digit or a Latin word counts as one)."""
    loudness_db: float
    """Root mean square over the speech, in dB relative to full scale."""

    @property
    def characters_per_minute(self) -> float:
        """Speaking rate; 0 without speech."""
        return 60.0 * self.characters / self.speech_s if self.speech_s > 0 else 0.0


def too_fast(delivery: Delivery, earlier: Sequence[Delivery]) -> bool:
    """Whether a turn is rushed: beyond `FAST_CPM`, or well above the speaker's earlier mean."""
    rate = delivery.characters_per_minute
    if delivery.characters < SHORTEST:
        return False
    if rate > FAST_CPM:
        return True
    if len(earlier) < BASELINE_TURNS:
        return False
    own = sum(d.characters_per_minute for d in earlier) / len(earlier)
    return rate > own * OWN_RATE_FACTOR and rate > BRISK_CPM
