# SPDX-License-Identifier: Apache-2.0
"""`make train`: builds model.npz and figures.json from the corpus, the same bytes every time."""

import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from trainer_gui.understanding.model import FILE, Numbers, shown
from trainer_gui.understanding.training.corpus import Example, examples, targets
from trainer_gui.understanding.training.fit import LINE, Lexicon, rarity
from trainer_gui.understanding.training.measure import by_label, figures
from trainer_gui.understanding.training.noise import Noise
from trainer_gui.understanding.training.stages import (
    TUNED_ON,
    First,
    evidence,
    first_unseen,
    fit_stack,
    stack_unseen,
)

FIGURES = Path(__file__).with_name("figures.json")
CASE_FOLDS = 6


def main() -> int:
    """Train, measure, write."""
    began = time.perf_counter()
    known = examples()
    wanted = targets(known)
    blind = np.array([e.author not in TUNED_ON for e in known])
    noise = Noise(known)
    heard = [noise.heard(e) for e in known]
    whole, clause, heard_whole, heard_clause = first_unseen(known, _author, heard)
    given = evidence(known, whole, clause)
    odds, heard_odds = stack_unseen(
        known, given, _author, (heard, evidence(heard, heard_whole, heard_clause))
    )
    told = {
        "unseen_authors": figures(shown(odds)[blind], wanted[blind]),
        "unseen_authors_misheard": figures(shown(heard_odds)[blind], wanted[blind]),
        "unseen_cases": unseen_cases(known),
        "unseen_authors_each": {
            author: figures(shown(odds)[_by(known, author)], wanted[_by(known, author)])
            for author in sorted({e.author for e in known})
        },
        "ablation": ablation(known, given, blind),
        "by_label": by_label(shown(odds)[blind], wanted[blind]),
    }
    stack = fit_stack(given[blind], wanted[blind])
    save(First.of(known), stack, rarity(wanted[blind]), FILE)
    FIGURES.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    took = time.perf_counter() - began
    sys.stdout.write(
        f"train: {told['unseen_authors']}, {FILE.stat().st_size} bytes, {took:.0f} s\n"
    )
    return 0


def _author(example: Example) -> str:
    return example.author


def _by(known: Sequence[Example], author: str) -> list[int]:
    return [place for place, e in enumerate(known) if e.author == author]


def unseen_cases(known: Sequence[Example]) -> dict[str, float]:
    """The figures where whole cases, not authors, are left out."""
    cases = sorted({e.case for e in known if e.author not in TUNED_ON})
    fold = {case: str(place % CASE_FOLDS) for place, case in enumerate(cases)}

    def key(example: Example) -> str:
        return "tuned" if example.author in TUNED_ON else fold[example.case]

    whole, clause, *_ = first_unseen(known, key)
    odds, _ = stack_unseen(known, evidence(known, whole, clause), key, ((), np.zeros(0)))
    blind = np.array([e.author not in TUNED_ON for e in known])
    return figures(shown(odds)[blind], targets(list(known))[blind])


def ablation(
    known: Sequence[Example], given: Numbers, blind: Numbers
) -> dict[str, dict[str, float]]:
    """The figures, by unseen authors, with parts of the evidence left out."""
    wanted = targets(list(known))
    kinds = given.shape[2]
    parts = {
        "rules alone": None,
        "whole": [0],
        "clauses": [1],
        "whole, clauses": [0, 1],
        "whole, rules": [0, 2, 3],
        "whole, clauses, rules": [0, 1, 2, 3],
        "whole, clauses, rules, counts": list(range(kinds)),
    }
    told = {}
    for name, kept in parts.items():
        if kept is None:
            read = given[:, :, 2] > 0
        else:
            read = shown(stack_unseen(known, given[:, :, kept], _author, ((), np.zeros(0)))[0])
        told[name] = figures(read[blind], wanted[blind])
    return told


def save(first: First, stack: Numbers, rare: Numbers, path: Path) -> None:
    """Write the model: weights as whole numbers of one byte, a scale for each label."""
    cut = len(first.reply.index)
    pieces: list[tuple[str, Lexicon, Numbers, Numbers]] = [
        ("reply", first.reply, first.whole_weights[:cut], first.whole_weights[-1]),
        ("line", first.line, first.whole_weights[cut:-1] * LINE, 0 * first.whole_weights[-1]),
        ("clause", first.clause, first.clause_weights[:-1], first.clause_weights[-1]),
    ]
    arrays: dict[str, Numbers] = {}
    for name, lexicon, weights, bias in pieces:
        scale = np.abs(weights).max(axis=0) / 127 + 1e-12
        arrays |= {
            f"{name}_runs": np.array(list(lexicon.index), dtype=np.uint32),
            f"{name}_idf": lexicon.idf.astype(np.float16),
            f"{name}_weights": np.rint(weights / scale).astype(np.int8),
            f"{name}_scale": scale.astype(np.float32),
            f"{name}_bias": bias.astype(np.float32),
        }
    arrays |= {"stack": stack.astype(np.float32), "rarity": rare.astype(np.float32)}
    with path.open("wb") as file:
        np.savez(file, allow_pickle=False, **arrays)


if __name__ == "__main__":
    sys.exit(main())
