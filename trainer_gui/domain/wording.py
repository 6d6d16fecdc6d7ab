# SPDX-License-Identifier: Apache-2.0
"""Which variant is said: by band of anger, least recently heard first, seeded."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import TypeVar

from trainer_gui.domain.emotion import Band

T = TypeVar("T")
Lines = Mapping[Band, tuple[str, ...]]
"""Variants of one thing that is said, by band of anger."""
_ORDER = tuple(Band)


def variants(lines: Lines, band: Band) -> tuple[str, ...]:
    """The variants for `band`, or for the nearest band that has any (the angrier one in a tie)."""
    here = _ORDER.index(band)
    for other in sorted(_ORDER, key=lambda b: (abs(_ORDER.index(b) - here), -_ORDER.index(b))):
        if lines.get(other):
            return lines[other]
    return ()


def pick(lines: Lines, band: Band, spoken: Sequence[str], seed: int) -> str:
    """The variant to say next; an empty text where there is none.

    Args:
        lines: Variants by band.
        band: The customer's band now.
        spoken: Everything said so far, oldest first.
        seed: Orders the variants that were not heard yet.
    """
    last = {text: i for i, text in enumerate(spoken)}
    return min(
        variants(lines, band),
        key=lambda text: (last.get(text, -1), _shuffled(text, seed)),
        default="",
    )


def choose(options: Sequence[T], seed: int, salt: str) -> T:
    """One of `options`, the same for the same seed and salt."""
    return options[int(_shuffled(salt, seed), 16) % len(options)]


def _shuffled(text: str, seed: int) -> str:
    return hashlib.blake2s(f"{seed}:{text}".encode(), digest_size=8).hexdigest()
