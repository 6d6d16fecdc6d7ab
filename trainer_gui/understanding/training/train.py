# SPDX-License-Identifier: Apache-2.0
"""`make train`: builds model.npz and figures.json from the corpus, the same bytes every time."""

import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import numpy as np

from trainer_gui.understanding.model import Numbers, shown
from trainer_gui.understanding.reader import FILE, Reader
from trainer_gui.understanding.training.corpus import (
    Example,
    answers,
    examples,
    spoken,
    targets,
)
from trainer_gui.understanding.training.fit import LINE, Lexicon, rarity
from trainer_gui.understanding.training.measure import by_label, claims, figures, steadiness
from trainer_gui.understanding.training.noise import Noise
from trainer_gui.understanding.training.stages import (
    TUNED_ON,
    First,
    Key,
    Lesson,
    stack_unseen,
    unseen,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

FIGURES = Path(__file__).with_name("figures.json")
RULES = (3, 4)
"""Where the rules stand in the evidence."""
LATEST = 9
"""How many counts at the end of the evidence tell short replies and the kind of line answered."""
TOGETHER = ("cd", "ef", "gh", "ij", "klmorsv")
"""Authors that are left out together; k to v are one writer."""
FOLDS = 3
"""Parts into which the cases are divided, to leave one out at a time."""


def main() -> int:
    """Train, measure, write."""
    began = time.perf_counter()
    shown_ways = answers()
    known = [*examples(), *shown_ways]
    blind = [e for e in known if e.author not in TUNED_ON]
    wanted = targets(blind)
    noise = Noise(known)
    copies = [noise.heard(e) for e in blind]
    said_aloud = spoken(blind)
    asked = [*blind, *copies, *said_aloud]
    given, tables = unseen(known, asked, _by_author)
    lesson = Lesson.of(blind, copies, given)
    odds = stack_unseen(lesson, asked, given, _by_author)
    read, misheard, heard = np.split(shown(odds), [len(blind), 2 * len(blind)])
    typed = np.isin([e.id for e in blind], [e.id for e in said_aloud])
    first = np.array([e.author <= "j" for e in blind])
    stack = lesson.stack()
    told = {
        "unseen_authors": figures(read, wanted),
        "unseen_authors_misheard": figures(misheard, wanted),
        "unseen_authors_spoken": figures(heard, wanted[typed]),
        "unseen_authors_spoken_typed": figures(read[typed], wanted[typed]),
        **unseen_cases(known, blind, copies, shown_ways),
        "unseen_authors_each": {
            author: figures(read[chosen], wanted[chosen])
            for author in sorted({e.author for e in blind})
            for chosen in [[e.author == author for e in blind]]
        },
        "unseen_authors_c_to_j": figures(read[first], wanted[first]),
        "unseen_authors_in_parts": unseen_prefixes(tables, stack, blind),
        "ablation": ablation(lesson, blind, _by_author),
        "by_label": by_label(read, wanted),
    }
    save(First.of(known), stack, rarity(wanted), FILE)
    FIGURES.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    took = time.perf_counter() - began
    sys.stdout.write(
        f"train: {told['unseen_authors']}, {FILE.stat().st_size} bytes, {took:.0f} s\n"
    )
    return 0


def _by_author(e: Example) -> str:
    """The group of an author; those who are not measured stand alone."""
    return next((group for group in TOGETHER if e.author in group), e.author)


def _by_case(known: Sequence[Example]) -> Key:
    """Puts each case in one of a few groups."""
    cases = sorted({e.case for e in known})
    fold = {case: str(place % FOLDS) for place, case in enumerate(cases)}
    return lambda example: fold[example.case]


def unseen_cases(
    known: Sequence[Example],
    blind: Sequence[Example],
    copies: Sequence[Example],
    shown_ways: Sequence[Example],
) -> dict[str, dict[str, float]]:
    """The figures where whole cases are left out, not authors: for replies and model answers."""
    key = _by_case(known)
    asked = [*blind, *copies, *shown_ways]
    given, _ = unseen(known, asked, key)
    odds = stack_unseen(Lesson.of(blind, copies, given), asked, given, key)
    read, _, ways = np.split(shown(odds), [len(blind), 2 * len(blind)])
    return {
        "unseen_cases": figures(read, targets(blind)),
        "unseen_scenarios": claims(ways, targets(shown_ways)),
    }


def unseen_prefixes(tables: First, stack: Numbers, blind: Sequence[Example]) -> dict[str, float]:
    """How steady the labels are while authors speak whom the tables have never seen."""
    last = max(_by_author(e) for e in blind)
    chosen = [e for e in blind if _by_author(e) == last][::4]
    with TemporaryDirectory() as folder:
        file = Path(folder) / FILE.name
        save(tables, stack, rarity(targets(blind)), file)
        return steadiness(Reader(file), chosen)


def ablation(lesson: Lesson, blind: Sequence[Example], key: Key) -> dict[str, dict[str, float]]:
    """The figures, by unseen authors, with parts of the evidence left out."""
    wanted, given = targets(blind), lesson.given[: len(blind)]
    counted = range(RULES[-1] + 1, given.shape[2])
    parts = {
        "whole": [0],
        "whole, clauses": [0, 1],
        "whole, clauses, rules": [0, 1, *RULES],
        "all but sounds": [0, 1, *RULES, *counted],
        "all but other labels": [0, 1, 2, *RULES, *counted[2:]],
        "all but what is short or answered": list(range(given.shape[2] - LATEST)),
        "all": list(range(given.shape[2])),
    }
    told = {"rules alone": figures(given[:, :, RULES[0]] > 0, wanted)}
    for name, kept in parts.items():
        odds = stack_unseen(lesson.but(kept), blind, given[:, :, kept], key)
        told[name] = figures(shown(odds), wanted)
    return told


def save(first: First, stack: Numbers, rare: Numbers, path: Path) -> None:
    """Write the model: weights as whole numbers of one byte, a scale for each label."""
    cut = len(first.reply.runs)
    pieces: list[tuple[str, Lexicon, Numbers, Numbers]] = [
        ("reply", first.reply, first.whole_weights[:cut], first.whole_weights[-1]),
        ("line", first.line, first.whole_weights[cut:-1] * LINE, 0 * first.whole_weights[-1]),
        ("clause", first.clause, first.clause_weights[:-1], first.clause_weights[-1]),
        ("sound", first.sound, first.sound_weights[:-1], first.sound_weights[-1]),
    ]
    arrays: dict[str, NDArray[Any]] = {}
    for name, lexicon, weights, bias in pieces:
        scale = np.abs(weights).max(axis=0) / 127 + 1e-12
        arrays |= {
            f"{name}_runs": lexicon.runs,
            f"{name}_idf": lexicon.idf.astype(np.float16),
            f"{name}_weights": np.rint(weights / scale).astype(np.int8),
            f"{name}_scale": scale.astype(np.float32),
            f"{name}_bias": bias.astype(np.float32),
        }
    arrays |= {"stack": stack.astype(np.float32), "rarity": rare.astype(np.float32)}
    with path.open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, **arrays)


if __name__ == "__main__":
    sys.exit(main())
