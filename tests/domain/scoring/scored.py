# SPDX-License-Identifier: Apache-2.0
"""Replies to the customer's line, and what they are worth."""

from dataclasses import replace

from tests.rules import BOOK
from tests.scenes import SCENARIO, customer_turn
from trainer_gui.domain.scoring import Score, score
from trainer_gui.domain.taxonomy import Dimension
from trainer_gui.domain.transcript import Turn

HERS = customer_turn()


def said(words: str) -> Turn:
    """The customer says something."""
    return replace(HERS, text=words)


def answer(*turns: Turn, book=BOOK, scenario=SCENARIO) -> Score:
    """The score of replies to the customer's line."""
    return score(book, (HERS, *turns), scenario)


def of(result: Score, dimension: Dimension) -> float | None:
    return result.dimensions[dimension]
