# SPDX-License-Identifier: Apache-2.0
"""Trainers' own ratings of sessions, a JSON object a line."""

import json
from pathlib import Path
from typing import Any

from trainer_gui.adapters.files import write_atomically
from trainer_gui.application.errors import UserError
from trainer_gui.domain.scoring.calibration import Rating
from trainer_gui.domain.taxonomy import RED_LINES, Dimension

FILE = "ratings.jsonl"


def load_ratings(path: Path) -> list[Rating]:
    """All ratings in the file, in its order; none where there is no file.

    Raises:
        UserError: It can't be read, or a line is none: which, and what to do.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{path}: can't be read ({error}); mend or move the file") from error
    return [_rating(line, f"{path}:{n}") for n, line in enumerate(lines, 1) if line.strip()]


def add_rating(path: Path, rating: Rating) -> list[Rating]:
    """Put one more at the end; returns all.

    Raises:
        UserError: The file can't be read or written; nothing in it is lost.
    """
    ratings = [*load_ratings(path), rating]
    told = "".join(json.dumps(_told(r), ensure_ascii=False) + "\n" for r in ratings)
    try:
        write_atomically(path, told.encode())
    except OSError as error:
        line = f"{path}: {error.strerror}; the rating is not kept"
        raise UserError(line, "not_saved", file=path) from error
    return ratings


def _told(rating: Rating) -> dict[str, Any]:
    return {
        "session": rating.session,
        "at": rating.at,
        "rater": rating.rater,
        "given": {d.value: v for d, v in rating.given.items()},
        "scored": {d.value: v for d, v in rating.scored.items()},
        "red_lines": sorted(rating.red_lines),
        "scored_red_lines": sorted(rating.scored_red_lines),
        "worst_turn": rating.worst_turn,
        "scored_worst_turn": rating.scored_worst_turn,
    }


def _rating(line: str, place: str) -> Rating:
    try:
        told = json.loads(line)
        return Rating(
            session=str(told["session"]),
            at=float(told["at"]),
            rater=str(told["rater"]),
            given={Dimension(d): _value(v) for d, v in told["given"].items()},
            scored={Dimension(d): _value(v) for d, v in told["scored"].items()},
            red_lines=frozenset(told["red_lines"]) & RED_LINES,
            scored_red_lines=frozenset(told["scored_red_lines"]) & RED_LINES,
            worst_turn=told["worst_turn"],
            scored_worst_turn=told["scored_worst_turn"],
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UserError(f"{place}: no rating ({error}); mend or delete the line") from error


def _value(given: object) -> float | None:
    return None if given is None else min(100.0, max(0.0, float(str(given))))
