# SPDX-License-Identifier: Apache-2.0
"""Both sides of a session as sound: one raw track a side while it runs, one WAV file after.

Each chunk is written at the place of its own time; what lies between is silence (a hole in the
file). So audio and transcript cannot drift apart, and a crash loses nothing: `mix` works on what
is there.
"""

import wave
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import numpy.typing as npt

from trainer_gui.application.ports import Pcm

RATE = 16_000
TRACKS = ("trainee", "customer")
MIXED = "session.wav"
_BLOCK = RATE * 30
_SLACK_S = 0.05  # chunks that follow each other this closely are joined without a gap or overlap

Samples = npt.NDArray[np.int16]


class Track:
    """One side's sound; used on one thread."""

    def __init__(self, path: Path) -> None:
        """Open `path` to write on, unbuffered: what was written survives. Raises OSError."""
        path.touch()
        self._file = path.open("r+b", buffering=0)
        self._end = 0

    def write(self, sound: Pcm, at: float) -> None:
        """Put `sound` at `at` seconds since the scene began. Raises OSError."""
        samples = resampled(sound)
        start = max(0, round(at * RATE))
        if abs(start - self._end) <= _SLACK_S * RATE:
            start = self._end
        self._file.seek(start * 2)
        self._file.write(samples.tobytes())
        self._end = start + len(samples)

    def close(self) -> None:
        """Finish the file. Raises OSError."""
        self._file.close()


def resampled(sound: Pcm) -> Samples:
    """The samples of `sound` at `RATE`, by linear interpolation: for listening back only."""
    samples: Samples = np.frombuffer(sound.data, np.int16)
    if sound.rate == RATE or not len(samples):
        return samples
    count = round(len(samples) * RATE / sound.rate)
    places = np.arange(count) * (sound.rate / RATE)
    between: Samples = np.interp(places, np.arange(len(samples)), samples).astype(np.int16)
    return between


def mix(folder: Path) -> Path | None:
    """Make `session.wav` (left the trainee, right the customer) of the raw tracks and drop these.

    Where it is there already, a crash came between the two: only the tracks are dropped, for one
    of them may be gone by then.

    Returns its path, or None where nothing was recorded. Raises OSError; the tracks stay then.
    """
    tracks = [folder / f"{name}.pcm" for name in TRACKS]
    mixed = folder / MIXED
    if not mixed.exists() and any(t.exists() and t.stat().st_size > 1 for t in tracks):
        unfinished = folder / f".{MIXED}"
        try:
            _write_mixed(unfinished, tracks)
            unfinished.replace(mixed)
        except OSError:
            unfinished.unlink(missing_ok=True)
            raise
    for track in tracks:
        track.unlink(missing_ok=True)
    return mixed if mixed.exists() else None


def reopen(folder: Path, until_s: float) -> None:
    """Make raw tracks of what was mixed, so that the recording can go on. Raises OSError.

    Args:
        folder: Of the session.
        until_s: Seconds since the scene began, where it goes on: what sounded later is said anew.
    """
    mixed = folder / MIXED
    if not mixed.exists():
        return
    left = round(until_s * RATE)
    with ExitStack() as files:
        both = files.enter_context(wave.open(str(mixed), "rb"))
        sides = [files.enter_context((folder / f"{name}.pcm").open("wb")) for name in TRACKS]
        while data := both.readframes(min(_BLOCK, left)):
            left -= len(data) // 4
            samples = np.frombuffer(data, "<i2").reshape(-1, 2)
            for side, track in enumerate(sides):
                track.write(samples[:, side].tobytes())
    mixed.unlink()


def excerpt(folder: Path, start_s: float, end_s: float) -> Pcm | None:
    """Both sides between two times, mixed to mono; None where there is no recording."""
    path = folder / MIXED
    if not path.exists():
        return None
    with wave.open(str(path), "rb") as file:
        first = min(file.getnframes(), max(0, int(start_s * RATE)))
        file.setpos(first)
        frames = file.readframes(max(0, int(end_s * RATE) - first))
    both = np.frombuffer(frames, "<i2").reshape(-1, 2).astype(np.int32)
    mono = np.clip(both.sum(axis=1), -32768, 32767).astype("<i2")
    return Pcm(mono.tobytes(), RATE)


def _write_mixed(path: Path, tracks: list[Path]) -> None:
    with path.open("wb") as file, wave.open(file) as out:
        out.setnchannels(2)
        out.setsampwidth(2)
        out.setframerate(RATE)
        for left, right in _side_by_side(tracks):
            out.writeframes(np.stack([left, right], axis=1).tobytes())


def _side_by_side(tracks: list[Path]) -> Iterator[tuple[Samples, Samples]]:
    length = max(t.stat().st_size // 2 for t in tracks if t.exists())
    for start in range(0, length, _BLOCK):
        count = min(_BLOCK, length - start)
        left, right = (_block(t, start, count) for t in tracks)
        yield left, right


def _block(track: Path, start: int, count: int) -> Samples:
    block = np.zeros(count, "<i2")
    if track.exists():
        data = np.fromfile(track, "<i2", count=count, offset=start * 2)
        block[: len(data)] = data
    return block
