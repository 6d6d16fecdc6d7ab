# SPDX-License-Identifier: Apache-2.0
"""What a transcript is worth, by rules that are data (`rulebook`, `scenarios/scoring.yaml`)."""

from trainer_gui.domain.scoring.points import Point
from trainer_gui.domain.scoring.rulebook import EMPTY_RULEBOOK, Rulebook
from trainer_gui.domain.scoring.score import Score, score

__all__ = ["EMPTY_RULEBOOK", "Point", "Rulebook", "Score", "score"]
