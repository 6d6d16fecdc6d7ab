# SPDX-License-Identifier: Apache-2.0
"""What moved the customer, and by how much, in words: for the screens and the written report."""

from collections.abc import Callable

from trainer_gui.domain.taxonomy import LABELS
from trainer_gui.domain.transcript import Turn

MOST = 4
"""Causes that are named."""


def signed(points: float) -> str:
    """`points`, rounded, with a sign that is as wide as the plus."""
    return f"{round(points):+d}".replace("-", "−")


def moved_words(texts: Callable[..., str], turn: Turn) -> str:
    """What moved her anger most at `turn`, each with its points; empty: nothing did.

    Args:
        texts: The catalogue.
        turn: Of a scene, 0-100 points of anger in all.
    """
    moving = [c for c in turn.causes if round(c.shift.anger)]
    strongest = sorted(moving, key=lambda c: -abs(c.shift.anger))[:MOST]
    return texts("curve.and").join(
        f"{texts(f'label.{c.what}' if c.what in LABELS else f'cause.{c.what}')} "
        f"{signed(c.shift.anger)}"
        for c in strongest
    )
