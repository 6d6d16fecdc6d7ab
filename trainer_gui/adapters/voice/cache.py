# SPDX-License-Identifier: Apache-2.0
"""Rendered clauses on disk, the least recently heard thrown out first.

Each file is a header (mark, rate, digest) and the samples. A file that is not whole is a miss.
"""

from __future__ import annotations

import contextlib
import hashlib
import struct
from typing import TYPE_CHECKING

from trainer_gui.adapters.files import write_atomically
from trainer_gui.application.ports import Pcm

if TYPE_CHECKING:
    import os
    from pathlib import Path

LIMIT = 200 * 1024 * 1024
"""Bytes on disk: about an hour and ten minutes of speech."""
_HEADER = struct.Struct("<4sI32s")
_MARK = b"TGV1"
_SUFFIX = ".voice"


def cache_key(engine: str, *parts: object) -> str:
    """A file's name for what `engine` renders: voice, text and prosody are the parts."""
    return hashlib.sha256("\x1f".join([engine, *map(str, parts)]).encode()).hexdigest()


class Cache:
    """Rendered clauses in a folder. Used on one worker thread; never raises for the disk's sake."""

    def __init__(self, folder: Path, limit: int = LIMIT) -> None:
        """Use `folder` up to `limit` bytes."""
        self._folder = folder
        self._limit = limit
        self._size: int | None = None  # counted at the first write, not at start-up

    def get(self, key: str) -> Pcm | None:
        """What was kept under `key`, and note that it was heard."""
        path = self._path(key)
        try:
            raw = path.read_bytes()
            mark, rate, digest = _HEADER.unpack_from(raw)
        except (OSError, struct.error):
            return None
        data = raw[_HEADER.size :]
        if mark != _MARK or not rate or digest != hashlib.sha256(data).digest():
            return None
        with contextlib.suppress(OSError):  # a folder that may only be read still serves
            path.touch()
        return Pcm(data, rate)

    def has(self, key: str) -> bool:
        """Whether something is kept under `key`; does not look inside."""
        return self._path(key).exists()

    def put(self, key: str, pcm: Pcm) -> None:
        """Keep `pcm` under `key`, whole or not at all: the voice works without its cache."""
        header = _HEADER.pack(_MARK, pcm.rate, hashlib.sha256(pcm.data).digest())
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            self._make_room(_HEADER.size + len(pcm.data))
            write_atomically(self._path(key), header + pcm.data)
            self._size = (self._size or 0) + _HEADER.size + len(pcm.data)

    def _path(self, key: str) -> Path:
        return self._folder / f"{key}{_SUFFIX}"

    def _make_room(self, wanted: int) -> None:
        if self._size is not None and self._size + wanted <= self._limit:
            return
        # Counted anew, since another window may share the folder.
        kept = sorted((s.st_mtime_ns, s.st_size, p) for p, s in self._files())
        self._size = sum(size for _, size, _ in kept)
        for _, size, path in kept:
            if self._size + wanted <= self._limit:
                break
            path.unlink(missing_ok=True)
            self._size -= size

    def _files(self) -> list[tuple[Path, os.stat_result]]:
        found = []
        for path in self._folder.glob(f"*{_SUFFIX}"):
            with contextlib.suppress(FileNotFoundError):  # thrown out by another window just now
                found.append((path, path.stat()))
        return found
