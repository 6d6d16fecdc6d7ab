# SPDX-License-Identifier: Apache-2.0
"""One folder a session, whole at any moment: transcript, sound, written report.

`transcript.json` and `report.html` are replaced after every turn, sound goes to raw tracks as it
comes. The tracks that an app left when it died are mixed by `recover` at the next start; a lock
file, which is void when its owner has died, tells them from what a second window is playing at
this moment. A scene that goes on after it was left goes on in its folder.
"""

import errno
import json
from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QLockFile

from trainer_gui.adapters.files import write_atomically
from trainer_gui.adapters.sessions import recording
from trainer_gui.adapters.sessions.naming import INTERRUPTED, TRANSCRIPT
from trainer_gui.adapters.sessions.transcript import report_json
from trainer_gui.adapters.worker import Worker, tell_bug
from trainer_gui.application.going_on import interrupted
from trainer_gui.application.ports import Pcm, Post
from trainer_gui.application.report import Report, report
from trainer_gui.domain.dialogue.moment import goes_on
from trainer_gui.domain.events import Device, DeviceFailed, DeviceReady
from trainer_gui.domain.scenario import Outcome
from trainer_gui.domain.state import State

CLOSE_S = 10.0
LOCK = "session.lock"
LOCK_MS = 5_000
"""How long to wait while what a crash left of a recording is mended."""
LOOK_MS = 300
"""Who only looks at a folder's sound holds its lock no longer."""
Writer = Callable[[Report], str]
"""Makes the written report (HTML)."""


class SessionFolder:
    """Implements the `SessionStore` port; writes on a thread of its own."""

    def __init__(
        self, folder: Path, post: Post, write_report: Writer, *, since_s: float = 0.0
    ) -> None:
        """Keep a session in `folder`, which is made at the first write.

        Args:
            folder: Of this session alone: new, or that of the session which goes on.
            post: Told `DeviceFailed(STORE)` when writing fails, `DeviceReady` when it works again.
            write_report: Makes `report.html`.
            since_s: Where the session goes on, in seconds since it began.
        """
        self._folder = folder
        self._post = post
        self._write_report = write_report
        self._since_s = since_s
        self._failed = self._sound_fails = self._finished = False
        self._tracks: dict[str, recording.Track] = {}
        self._lock = lock_of(folder)
        self._wait_ms = LOCK_MS
        self._worker = Worker("session store", self._on_error)

    @property
    def folder(self) -> Path:
        """Where the session lies."""
        return self._folder

    def claim(self) -> None:
        """Let no other window play this session from now on; returns at once."""
        self._worker.submit(self._claim)

    def save(self, state: State, branches: Mapping[int, State]) -> None:
        """Keep the transcript of `state`, its report, and how to go on; returns at once."""
        self._worker.submit(lambda: self._save_scene(state, branches))

    def hear(self, side: str, sound: Pcm, at: float) -> None:
        """Keep some sound of `side` (one of `recording.TRACKS`); callable on any thread."""
        self._worker.submit(lambda: self._hear(side, sound, at))

    def finish(self, state: State, done: Callable[[Report], None]) -> None:
        """Write everything that a finished session leaves, then call `done` on the thread."""
        self._worker.submit(lambda: self._finish(state, done))

    def close(self, timeout: float = CLOSE_S) -> bool:
        """Write what is pending, close the tracks and end the thread.

        Args:
            timeout: How long to wait for it, in seconds; it goes on all the same.

        Returns:
            Whether all is written.
        """
        self._worker.submit(self._let_go)
        return self._worker.close(timeout, finish=True)

    def _claim(self) -> None:
        """Raises OSError: another window has it, whose session stays whole."""
        if not self._lock.isLocked():
            self._folder.mkdir(parents=True, exist_ok=True)
            wait_ms, self._wait_ms = self._wait_ms, 0
            take(self._lock, wait_ms)

    def _save_scene(self, state: State, branches: Mapping[int, State]) -> None:
        self._claim()
        self._save(report(state, self._folder))
        if goes_on(state):
            from trainer_gui.adapters.sessions.interrupted import keep  # noqa: PLC0415 - heavy

            keep(self._folder, state.scenario, interrupted(state, branches))
        elif state.ending is not None and state.ending.outcome is not Outcome.STOPPED:
            (self._folder / INTERRUPTED).unlink(missing_ok=True)  # who stops it may still go on

    def _save(self, result: Report) -> None:
        write_session(self._folder, result, self._write_report)
        if self._failed and not self._sound_fails:
            self._failed = False
            self._post(DeviceReady(Device.STORE, str(self._folder)))

    def _hear(self, side: str, sound: Pcm, at: float) -> None:
        if self._finished:  # the last chunk of a device, later than the end
            return
        self._sound_fails = True
        if side not in self._tracks:
            self._claim()
            recording.reopen(self._folder, self._since_s)
            self._tracks[side] = recording.Track(self._folder / f"{side}.pcm")
        self._tracks[side].write(sound, at)
        self._sound_fails = False

    def _finish(self, state: State, done: Callable[[Report], None]) -> None:
        self._finished = True
        try:
            self._claim()
        except OSError as error:  # what another window has there is not touched
            self._on_error(error)
            done(report(state))
            return
        result = report(state, self._folder, has_audio=self._mix())
        try:
            self._save(result)
        finally:  # the debrief is shown whatever the disk says
            self._lock.unlock()
            done(result)

    def _mix(self) -> bool:
        """Make the recording of the tracks; whether there is one."""
        mixed = None
        try:
            self._close_tracks()
            mixed = recording.mix(self._folder)
            self._sound_fails = False
        except OSError as error:
            self._on_error(error)
        return mixed is not None

    def _close_tracks(self) -> None:
        tracks, self._tracks = self._tracks, {}
        for track in tracks.values():
            track.close()

    def _let_go(self) -> None:
        self._close_tracks()
        self._lock.unlock()

    def _on_error(self, error: Exception) -> None:
        reason = str(error)
        if isinstance(error, OSError):
            self._close_tracks()
            reason = error.strerror or reason
        else:
            tell_bug(error)
        if not self._failed:  # once; the next save tries again
            self._failed = True
            self._post(DeviceFailed(Device.STORE, f"{self._folder}: {reason}"))


def write_session(folder: Path, result: Report, write_report: Writer) -> None:
    """Write the transcript and the report of a session, each whole. Raises OSError."""
    text = json.dumps(report_json(result), ensure_ascii=False, indent=1)
    write_atomically(folder / TRANSCRIPT, text.encode())
    write_atomically(folder / "report.html", write_report(result).encode())


def rewrite_session(result: Report, write_report: Writer) -> None:
    """Write a finished session anew, also what goes on of it; one that was deleted stays so.

    Raises OSError: it can't be written, or is being played.
    """
    folder = result.folder
    if folder is None or not folder.is_dir():
        return
    lock = lock_of(folder)
    take(lock, LOOK_MS)
    try:
        write_session(folder, result, write_report)
        if (folder / INTERRUPTED).exists():
            from trainer_gui.adapters.sessions.interrupted import correct  # noqa: PLC0415 - heavy

            correct(folder, result.turns)
    finally:
        lock.unlock()


def recover(sessions: Path) -> list[Path]:
    """Finish the sound of sessions that an app left unfinished; returns their folders.

    A folder that can't be finished, or that a running app still writes to, stays as it is.
    """
    mended = []
    for folder in sorted({track.parent for track in sessions.glob("*/*.pcm")}):
        lock = lock_of(folder)
        if not lock.tryLock(LOOK_MS):
            continue
        try:
            recording.mix(folder)
        except OSError:
            continue
        finally:
            lock.unlock()
        mended.append(folder)
    return mended


def lock_of(folder: Path) -> QLockFile:
    """Held while the session in `folder` is played, or its sound is mended or deleted."""
    lock = QLockFile(str(folder / LOCK))
    lock.setStaleLockTime(0)  # however long it is held: void only when its owner has died
    return lock


def take(lock: QLockFile, wait_ms: int) -> None:
    """Raises OSError: another window has it. Where there can be no lock, nothing can be written."""
    if not lock.tryLock(wait_ms) and lock.error() is QLockFile.LockError.LockFailedError:
        raise OSError(errno.EBUSY, "it is played in another window")
