# SPDX-License-Identifier: Apache-2.0
"""How a turn was spoken: rate, loudness, pauses; and what of it is beyond the speaker's own way."""

from collections.abc import Sequence
from dataclasses import dataclass

FAST_CPM = 360.0
"""Characters a minute of speech, pauses left out, above which Mandarin sounds rushed to anyone. Of
100 recorded turns of trained agents 17 are faster (median 320); the published norms, a warning
above 260 and red above 300, would blame 97 and 77 of them."""
OWN_RATE_FACTOR = 1.25
"""How far above their own way a speaker counts as speeding up ..."""
BRISK_CPM = 230.0
"""... unless they are slower than this, which rushes nobody ..."""
BREATHLESS_CPM = FAST_CPM * OWN_RATE_FACTOR
"""... or faster than this, which nobody follows, whatever they are used to."""
RAISED_DB = 6.0
"""How far above their own way a voice counts as raised: about half as loud again to the ear."""
SHORTEST = 12
"""Characters; fewer say nothing about a rate."""
BASELINE_TURNS = 2
"""Earlier turns that it takes to know a speaker's own way, where it was not measured before."""
PAUSE_S = 0.4
"""A silence inside a turn that is more than a stop between two words, in seconds."""


@dataclass(frozen=True, slots=True)
class Usual:
    """How someone speaks at ease, through this microphone: what the microphone check found."""

    characters_per_minute: float
    loudness_db: float
    """In dB relative to full scale."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """Measures of one spoken turn."""

    speech_s: float
    """Summed time of speech, without the pauses, in seconds."""
    characters: int
    """Chinese characters spoken (a digit or a Latin word counts as one)."""
    loudness_db: float
    """Root mean square over the speech, in dB relative to full scale."""
    rise_db: float = 0.0
    """How much louder the last third was than the first, in dB."""
    pauses: int = 0
    """Silences of `PAUSE_S` or more inside it."""
    usual: Usual | None = None
    """How the speaker talks at ease; None: nobody measured it."""

    @property
    def characters_per_minute(self) -> float:
        """Speaking rate; 0 without speech."""
        return 60.0 * self.characters / self.speech_s if self.speech_s > 0 else 0.0


def fastest_cpm(usual: Usual | None, earlier: Sequence[Delivery]) -> float:
    """The rate above which this speaker rushes: beyond the own way, else beyond what anyone bears.

    Args:
        usual: What the microphone check found.
        earlier: The speaker's earlier turns, which stand in for it.
    """
    if usual is not None:
        own, most = usual.characters_per_minute, BREATHLESS_CPM
    elif len(earlier) >= BASELINE_TURNS:
        own, most = sum(d.characters_per_minute for d in earlier) / len(earlier), FAST_CPM
    else:
        return FAST_CPM
    return min(most, max(BRISK_CPM, own * OWN_RATE_FACTOR))


def too_fast(delivery: Delivery, earlier: Sequence[Delivery]) -> bool:
    """Whether a turn is rushed."""
    if delivery.characters < SHORTEST:
        return False
    return delivery.characters_per_minute > fastest_cpm(delivery.usual, earlier)


def too_loud(delivery: Delivery, earlier: Sequence[Delivery]) -> bool:
    """Whether the voice is raised above the speaker's own way, or above the earlier turns."""
    if delivery.usual is not None:
        own = delivery.usual.loudness_db
    elif len(earlier) >= BASELINE_TURNS:
        own = sum(d.loudness_db for d in earlier) / len(earlier)
    else:
        return False
    return delivery.characters >= SHORTEST and delivery.loudness_db > own + RAISED_DB
