# SPDX-License-Identifier: Apache-2.0
"""How near the score comes to raters: figures over rated conversations."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import correlation, mean
from typing import Any

from trainer_gui.adapters.paths import shipped
from trainer_gui.adapters.scenarios.scoring import SCORING_FILE, load_rulebook
from trainer_gui.adapters.transcripts import parsed, read_turns
from trainer_gui.application.ports import Reader as ReaderPort
from trainer_gui.domain.scoring import Rulebook, score
from trainer_gui.domain.scoring.calibration import kappa
from trainer_gui.domain.taxonomy import Dimension
from trainer_gui.understanding.reader import Reader

RATED = Path(__file__).parent / "rated"


@dataclass(frozen=True, slots=True)
class Agreement:
    """What a file of ratings says of the score."""

    conversations: int
    spearman: float
    difference: float
    """Mean absolute difference of the overall."""
    kappa: dict[Dimension, float]
    bias: dict[Dimension, float]
    """Mean of score minus rating."""
    red_lines: tuple[int, int, int]
    """Found, missed, false."""
    near: float
    """Share of conversations with the worst turn at most one reply away."""

    def lines(self) -> list[str]:
        """For people."""
        found, missed, false = self.red_lines
        kappas = ", ".join(f"{d} {k:.2f} ({self.bias[d]:+.0f})" for d, k in self.kappa.items())
        return [
            (
                f"{self.conversations} conversations: Spearman {self.spearman:.3f}, "
                f"mean difference {self.difference:.1f}, worst turn within one {self.near:.0%}"
            ),
            f"kappa {mean(self.kappa.values()):.3f} (mean difference): {kappas}",
            f"red lines: {found} found, {missed} missed, {false} false",
        ]


def agreement(path: Path, reader: ReaderPort, rulebook: Rulebook) -> Agreement:
    """Scores every conversation of a file and holds it against its rating."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line]
    ratings: list[dict[str, Any]] = [json.loads(line)["rating"] for line in lines]
    given = [parsed(line) for line in lines]
    results = [score(rulebook, read_turns(t.turns, reader), authority=t.authority) for t in given]
    overall = [
        (r.overall or 0.0, float(g["overall"])) for r, g in zip(results, ratings, strict=True)
    ]
    pairs = {
        d: [
            (value, float(wanted))
            for r, g in zip(results, ratings, strict=True)
            if (value := r.dimensions[d]) is not None
            and (wanted := g["dimensions"][d.value]) is not None
        ]
        for d in Dimension
    }
    red = [(set(r.red_lines), set(g["red_line"])) for r, g in zip(results, ratings, strict=True)]
    near = []
    for transcript, r, g in zip(given, results, ratings, strict=True):
        replies = [i for i, (who, _) in enumerate(transcript.turns) if who.value == "trainee"]
        near.append(
            r.worst_turn is not None
            and abs(replies.index(r.worst_turn) - replies.index(g["worst_turn"])) <= 1
        )
    return Agreement(
        conversations=len(lines),
        spearman=correlation(_ranks([a for a, _ in overall]), _ranks([b for _, b in overall])),
        difference=mean(abs(a - b) for a, b in overall),
        kappa={d: kappa(p) for d, p in pairs.items()},
        bias={d: mean(a - b for a, b in p) for d, p in pairs.items()},
        red_lines=(
            sum(len(a & b) for a, b in red),
            sum(len(b - a) for a, b in red),
            sum(len(a - b) for a, b in red),
        ),
        near=mean(near),
    )


def run() -> list[str]:
    """The agreement with each file of ratings."""
    reader, rulebook = Reader(), load_rulebook(shipped("scenarios") / SCORING_FILE)
    return [
        f"score: {path.name}: {line}"
        for path in sorted(RATED.glob("*.jsonl"))
        for line in agreement(path, reader, rulebook).lines()
    ]


def _ranks(values: Sequence[float]) -> list[float]:
    """Each value's rank; equal values share theirs."""
    return [
        sum(other < value for other in values) + (sum(other == value for other in values) - 1) / 2
        for value in values
    ]
