# SPDX-License-Identifier: Apache-2.0
"""A scene under way, in a file beside its transcript, so that it can go on another day.

Of the case's own files it keeps the fingerprint alone: a scene whose case has changed since would
go on in another story.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from trainer_gui.adapters.files import write_atomically
from trainer_gui.adapters.sessions.naming import INTERRUPTED
from trainer_gui.adapters.sessions.store import LOCK_MS, lock_of
from trainer_gui.application.errors import UserError
from trainer_gui.application.going_on import GoingOn, Interrupted, going_on
from trainer_gui.domain.scenario import Scenario
from trainer_gui.domain.state import State
from trainer_gui.domain.transcript import Speaker, Turn


@dataclass(frozen=True, slots=True)
class Kept:
    """What the file holds."""

    case: str
    """Fingerprint of the case as it was played."""
    scene: Interrupted


def keep(folder: Path, scenario: Scenario, scene: Interrupted) -> None:
    """Keep a scene under way, in place of what was kept before. Raises OSError."""
    kept = Kept(_fingerprint(scenario), scene)
    write_atomically(folder / INTERRUPTED, msgspec.json.encode(kept))


def read(folder: Path) -> Kept | None:
    """What is kept there; None where it is gone, damaged or of another version."""
    try:
        return msgspec.json.decode((folder / INTERRUPTED).read_bytes(), type=Kept)
    except (OSError, msgspec.MsgspecError):
        return None


def correct(folder: Path, turns: Sequence[Turn]) -> None:
    """What was put right in the debrief counts when the scene goes on, too. Raises OSError.

    Args:
        folder: Of a session; where nothing goes on, nothing happens.
        turns: Those that were kept, with what was put right, and later ones.
    """
    kept = read(folder)
    if kept is not None:
        pairs = zip(kept.scene.transcript, turns, strict=False)
        right = tuple(new if new.who is Speaker.TRAINEE else old for old, new in pairs)
        mended = replace(kept, scene=replace(kept.scene, transcript=right))
        write_atomically(folder / INTERRUPTED, msgspec.json.encode(mended))


def take_up(kept: Kept | None, scene: State, folder: Path, *, ours: bool = False) -> GoingOn:
    """The scene that was interrupted, ready to go on.

    Args:
        kept: What `read` found.
        scene: Its case as it is now, not begun.
        folder: Of its session.
        ours: This window has it open.

    Raises:
        UserError: It can't go on.
    """
    if kept is None:
        line = f"{folder / INTERRUPTED}: can't be read; the scene starts anew"
        raise UserError(line, "progress_lost")
    if kept.case != _fingerprint(scene.scenario):
        path, case = folder / INTERRUPTED, kept.scene.scenario
        line = f"{path}: the case {case} has changed since; the scene starts anew"
        raise UserError(line, "case_changed")
    if not ours:
        lock = lock_of(folder)
        if not lock.tryLock(LOCK_MS):  # for a moment also while a crash is being mended
            raise UserError(f"{folder}: it is played in another window", "played_elsewhere")
        lock.unlock()
    return going_on(scene, kept.scene, folder)


def _fingerprint(scenario: Scenario) -> str:
    return hashlib.sha256(msgspec.json.encode(scenario, order="deterministic")).hexdigest()
