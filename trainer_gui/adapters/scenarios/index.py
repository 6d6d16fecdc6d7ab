# SPDX-License-Identifier: Apache-2.0
"""What a chooser shows of each file, kept between runs: a large library opens at once.

An entry belongs to the content of its file: a changed file is read anew, whatever its date says.
The index may be deleted at any time; one that can't be used is forgotten.
"""

import contextlib
import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from trainer_gui.adapters.files import write_atomically
from trainer_gui.adapters.scenarios.yaml_nodes import MAX_BYTES
from trainer_gui.application.library import Entry
from trainer_gui.domain.emotion import Emotion
from trainer_gui.domain.persona import VoiceStyle
from trainer_gui.domain.scenario import Briefing, Customer

VERSION = 2
"""Counted up when the keys that an entry is made of mean something else."""


class Index:
    """Entries by the content of their file."""

    def __init__(self, path: Path | None, read: Callable[[Path], Entry]) -> None:
        """Open the index.

        Args:
            path: Where it is kept; None: nothing is kept.
            read: Reads the entry of a file that is not in it.
        """
        self._path = path
        self._read = read
        self._kept: dict[str, Any] = _loaded(path) if path else {}
        self._used: dict[str, Any] = {}

    def entry(self, file: Path) -> Entry:
        """The entry of `file`. Raises what `read` raises."""
        key = _key(file)
        with contextlib.suppress(KeyError, TypeError):
            entry = _entry(self._kept[key])
            self._used[key] = self._kept[key]
            return entry
        entry = self._read(file)
        self._used[key] = asdict(entry)
        return entry

    def save(self) -> None:
        """Keep the entries that were asked for, where they are not kept already."""
        if self._path is None or self._used == self._kept:
            return
        data = json.dumps({"version": VERSION, "entries": self._used}, ensure_ascii=False)
        with contextlib.suppress(OSError):  # it is slower without, and nothing is lost
            write_atomically(self._path, data.encode())
        self._kept = self._used


def _loaded(path: Path) -> dict[str, Any]:
    try:
        kept = json.loads(path.read_bytes())
        if kept["version"] == VERSION and isinstance(kept["entries"], dict):
            entries: dict[str, Any] = kept["entries"]
            return entries
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        pass
    return {}


def _key(file: Path) -> str:
    """Of a file's name and content; a file that can't be read has a key that nothing has."""
    digest = hashlib.blake2b(file.stem.encode("utf-8", "surrogatepass"), digest_size=16)
    try:
        with file.open("rb") as content:
            digest.update(b"\0" + content.read(MAX_BYTES + 1))
    except (OSError, ValueError):
        return ""
    return digest.hexdigest()


def _entry(raw: dict[str, Any]) -> Entry:
    """The entry of what `asdict` made of it."""
    customer, briefing = raw["customer"], raw["briefing"]
    lists = {key: tuple(briefing[key]) for key in ("trains", "learn")}
    parts = {
        "customer": Customer(**{**customer, "voice": VoiceStyle(**customer["voice"])}),
        "briefing": Briefing(**{**briefing, **lists}),
        "emotion": Emotion(**raw["emotion"]),
    }
    return Entry(**{**raw, **parts})
