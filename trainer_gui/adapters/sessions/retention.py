# SPDX-License-Identifier: Apache-2.0
"""Which sound is kept, and its deletion: what was written of a session stays."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from trainer_gui.adapters.sessions.recording import MIXED, TRACKS
from trainer_gui.adapters.sessions.store import lock_of
from trainer_gui.application.errors import UserError

_SOUND = (MIXED, f".{MIXED}", *(f"{name}.pcm" for name in TRACKS))


@dataclass(frozen=True, slots=True)
class Recording:
    """The sound of one session."""

    files: tuple[Path, ...]
    size: int
    """In bytes."""
    last: datetime
    """When it was written last."""


def recordings(sessions: Path) -> tuple[Recording, ...]:
    """All sound below `sessions` that nobody is recording at this moment."""
    folders = {path.parent for name in _SOUND for path in sessions.glob(f"*/{name}")}
    found = (_recording(folder) for folder in sorted(folders))
    return tuple(r for r in found if r is not None)


def expired(kept: Iterable[Recording], days: int, now: datetime) -> tuple[Recording, ...]:
    """Those that are older than so many days; 0: none is."""
    if not days:
        return ()
    return tuple(r for r in kept if now - r.last > timedelta(days=days))


def delete(unwanted: Iterable[Recording]) -> int:
    """Delete the sound of these; returns of how many.

    Raises:
        UserError: One can't be deleted; those before it are gone.
    """
    count = 0
    for recording in unwanted:
        for path in recording.files:
            try:
                path.unlink(missing_ok=True)
            except OSError as error:
                line = f"{path}: {error.strerror}; close whatever plays it, or delete it by hand"
                raise UserError(line, "not_deleted", file=path) from error
        count += 1
    return count


def _recording(folder: Path) -> Recording | None:
    """The sound in `folder`; None while it is being written, or gone meanwhile."""
    lock = lock_of(folder)
    # A lock is a file, which makes the folder look changed; what is mixed is not written any more.
    locked = any((folder / f"{name}.pcm").exists() for name in TRACKS)
    if locked and not lock.tryLock(0):
        return None
    try:
        files = tuple(p for name in _SOUND if (p := folder / name).exists())
        states = [p.stat() for p in files]
    except OSError:
        return None
    finally:
        if locked:
            lock.unlock()
    if not files:
        return None
    last = datetime.fromtimestamp(max(s.st_mtime for s in states))
    return Recording(files, sum(s.st_size for s in states), last)
