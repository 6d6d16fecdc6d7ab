# SPDX-License-Identifier: Apache-2.0
"""What a microphone check found, what to do about it, and how the trainee speaks at ease."""

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from trainer_gui.domain.delivery import SHORTEST, Delivery, Usual

QUIET_DB = -42.0
"""Speech below this is lost on many recognisers, in dB relative to full scale."""
CLIPPED = 0.001
"""Share of samples of the speech at the end of the scale from which on it sounds torn."""
CLEAR_DB = 15.0
"""How far speech has to stand above the noise of the room."""
ECHO_DB = 3.0
"""How far our own sound may stand above that noise in the microphone."""
UNDERSTOOD = 0.75
"""Share of the sentence that has to be recognised."""


class Finding(StrEnum):
    """Something that a user can mend, the worst first."""

    SILENT = "silent"
    """No speech came in."""
    QUIET = "quiet"
    LOUD = "loud"
    NOISY = "noisy"
    ECHO = "echo"
    MISHEARD = "misheard"


class Piece(StrEnum):
    """How a part of the sentence was heard."""

    SAME = "same"
    MISSED = "missed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Checked:
    """The measures of one check. Levels are in dB relative to full scale."""

    device: str
    noise_db: float
    wanted: str
    """The sentence that was to be read."""
    heard: str = ""
    """What the recogniser made of it; empty: nothing, or there is none."""
    delivery: Delivery | None = None
    """How it was read; None: no speech was found."""
    clipped: float = 0.0
    """Share of samples at the end of the scale, 0-1."""
    echo_db: float | None = None
    """Our own sound in the microphone; None: it is not in there."""
    played: bool = True
    """Whether there was a loudspeaker to play it."""
    recognises: bool = True
    """Whether there is a recogniser."""

    @property
    def agreement(self) -> float:
        """Share of the sentence that was recognised, 0-1."""
        wanted = _spoken(self.wanted)
        same = sum(len(t) for kind, t in differences(self.wanted, self.heard) if kind is Piece.SAME)
        return same / len(wanted) if wanted else 1.0

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong, the worst first; empty: all is well."""
        echo = self.echo_db is not None and self.echo_db > self.noise_db + ECHO_DB
        if self.delivery is None:
            return (Finding.SILENT, Finding.ECHO) if echo else (Finding.SILENT,)
        level = self.delivery.loudness_db
        holds = {
            Finding.QUIET: level < QUIET_DB,
            Finding.LOUD: self.clipped > CLIPPED,
            Finding.NOISY: level - self.noise_db < CLEAR_DB,
            Finding.ECHO: echo,
            Finding.MISHEARD: self.recognises and self.agreement < UNDERSTOOD,
        }
        return tuple(f for f, held in holds.items() if held)

    @property
    def usual(self) -> Usual | None:
        """How the trainee speaks at ease; None where too little was understood to tell."""
        told = self.delivery
        if told is None or told.characters < SHORTEST or self.agreement < UNDERSTOOD:
            return None
        return Usual(round(told.characters_per_minute, 1), told.loudness_db)


def differences(wanted: str, heard: str) -> tuple[tuple[Piece, str], ...]:
    """What was heard beside what was to be read, without punctuation: same, missed, added."""
    left, right = _spoken(wanted), _spoken(heard)
    pieces: list[tuple[Piece, str]] = []
    for kind, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append((Piece.SAME, left[a:b]))
            continue
        if a < b:
            pieces.append((Piece.MISSED, left[a:b]))
        if c < d:
            pieces.append((Piece.ADDED, right[c:d]))
    return tuple(pieces)


def _spoken(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).lower()
