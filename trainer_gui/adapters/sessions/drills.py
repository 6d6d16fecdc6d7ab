# SPDX-License-Identifier: Apache-2.0
"""Results of lessons' drills in a file, a JSON object a line."""

import json
from pathlib import Path

from trainer_gui.adapters.files import write_atomically
from trainer_gui.application.errors import UserError
from trainer_gui.domain.teaching.drills import Drill

FILE = "lessons.jsonl"


class DrillFile:
    """All drills that were kept; for one thread. What can't be read stays in the file as it is."""

    def __init__(self, path: Path) -> None:
        """Read nothing yet."""
        self._path = path
        self._waiting = b""
        """Lines that could not be written when they came."""

    def read(self) -> tuple[list[Drill], UserError | None]:
        """The drills, in the order they were kept, and what is wrong with the first bad line."""
        drills, trouble = [], None
        try:
            lines = (self._kept() + self._waiting).splitlines()
        except UserError as error:
            lines, trouble = self._waiting.splitlines(), error
        for n, line in enumerate(lines, 1):
            try:
                if line.strip():
                    drills.append(_drill(line))
            except (ValueError, KeyError, TypeError) as error:
                what = f"{self._path}:{n}: no result of a lesson ({error}); mend or delete the line"
                trouble = trouble or UserError(what, "drills_unread", file=self._path)
        return drills, trouble

    def add(self, drill: Drill) -> None:
        """Put one more at the end.

        Raises:
            UserError: The file can't be read or written. The drill waits: it counts as long as
                the app runs, and is written with the next one.
        """
        told = {
            "lesson": drill.lesson,
            "trainee": drill.trainee,
            "at": drill.at,
            "hits": drill.hits,
            "of": drill.of,
        }
        self._waiting += json.dumps(told, ensure_ascii=False).encode() + b"\n"
        try:
            write_atomically(self._path, self._kept() + self._waiting)
        except OSError as error:
            line = f"{self._path}: {error.strerror}; the lesson's result is not kept yet"
            raise UserError(line, "drill_not_kept", file=self._path) from error
        self._waiting = b""

    def _kept(self) -> bytes:
        """What the file holds, whole lines only. Raises UserError."""
        try:
            kept = self._path.read_bytes() if self._path.exists() else b""
        except OSError as error:
            line = f"{self._path}: {error.strerror}; mend or move the file"
            raise UserError(line, "drills_unread", file=self._path) from error
        return kept if kept.endswith(b"\n") or not kept else kept + b"\n"


def _drill(line: bytes) -> Drill:
    told = json.loads(line)
    hits, of = int(told["hits"]), int(told["of"])
    if not 0 <= hits <= of or of < 1:
        raise ValueError(f"{hits} of {of}")
    return Drill(str(told["lesson"]), str(told["trainee"]), float(told["at"]), hits, of)
