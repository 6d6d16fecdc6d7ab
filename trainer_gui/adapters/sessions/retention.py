# SPDX-License-Identifier: Apache-2.0
"""Which sound is kept, and its deletion: what was written of a session stays."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from trainer_gui.adapters.sessions.naming import INTERRUPTED
from trainer_gui.adapters.sessions.recording import MIXED, TRACKS
from trainer_gui.adapters.sessions.store import lock_of
from trainer_gui.application.errors import UserError

_TRACKS = tuple(f"{name}.pcm" for name in TRACKS)
_SOUND = (MIXED, f".{MIXED}", *_TRACKS)


@dataclass(frozen=True, slots=True)
class Recording:
    """The sound of one session."""

    folder: Path
    """Of the session."""
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
    """Delete the sound of these; returns of how many. What is being mixed just now stays.

    Raises:
        UserError: One can't be deleted; those before it are gone.
    """
    count = 0
    for recording in unwanted:
        with _still(recording.folder) as still:
            if still:
                _delete(recording.folder)
                count += 1
    return count


def _delete(folder: Path) -> None:
    """Whatever sound there is by now: since it was looked for, tracks may have been mixed."""
    for name in _SOUND:
        path = folder / name
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            line = f"{path}: {error.strerror}; close whatever plays it, or delete it by hand"
            raise UserError(line, "not_deleted", file=path) from error


def _recording(folder: Path) -> Recording | None:
    """The sound in `folder`; None while it is being written, or gone meanwhile."""
    with _still(folder) as still:
        try:
            states = [p.stat() for name in _SOUND if (p := folder / name).exists()]
        except OSError:
            return None
    if not (still and states):
        return None
    last = datetime.fromtimestamp(max(s.st_mtime for s in states))
    return Recording(folder, sum(s.st_size for s in states), last)


@contextmanager
def _still(folder: Path) -> Iterator[bool]:
    """Whether nobody writes sound to `folder`; as long as this lasts nobody begins to."""
    # A lock is a file, which makes the folder look changed; what is mixed is written again only
    # where the scene may go on.
    if not any((folder / name).exists() for name in (*_TRACKS, INTERRUPTED)):
        yield True
        return
    lock = lock_of(folder)
    still = lock.tryLock(0)
    try:
        yield still
    finally:
        if still:
            lock.unlock()
