# SPDX-License-Identifier: Apache-2.0
"""Plays the customer's clauses one after the other, and can be silent within milliseconds.

Measured on PulseAudio with Qt 6.12 (6.11 is much the same), a 60 ms buffer, and the GUI thread
blocked for 50 ms of every 70 ms by Python code: pulled from a QBuffer 6 gaps in 4 s
(and every block of 300 ms is heard),
pulled from a Python QIODevice 1, pushed by a QTimer 13, for all of these are fed on the GUI thread;
pushed from a thread of its own 0 or 1 gap of at most 16 ms, and none at all while the GUI thread
works in C++ or is blocked for 300 ms. So a thread owns the sink and pushes.
A sink lives for one line: opening takes 5 ms, and each line finds the device that is there then.
"""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np

from trainer_gui.adapters.voice.prosody import from_pcm
from trainer_gui.application.ports import Pcm

if TYPE_CHECKING:
    from collections.abc import Callable

    from trainer_gui.application.ports import Clock

_FEED_S = 0.01
_LATENCY_S = 0.03
"""What the sound system adds to our buffer: measured on PulseAudio from write to monitor."""


class Sink(Protocol):
    """An open loudspeaker; used on the player's thread alone."""

    @property
    def bytes_per_second(self) -> int:
        """Of its own format."""

    @property
    def buffered_s(self) -> float:
        """Seconds that were written and have not sounded."""

    def convert(self, pcm: Pcm) -> memoryview:
        """`pcm` in its own format."""

    def write(self, data: memoryview) -> int:
        """Write as much of `data` as there is room for; returns how many bytes."""

    def is_lost(self) -> bool:
        """Whether the device has gone."""

    def close(self) -> None:
        """Drop what is buffered and close the device."""


class _Piece(NamedTuple):
    pcm: Pcm
    last: bool


@dataclass(frozen=True, slots=True)
class Signs:
    """What the player tells, on its own thread."""

    started: Callable[[int, float], None]
    """First sound of a line, and when."""
    finished: Callable[[int, float], None]
    """The last sound of a line is over."""
    failed: Callable[[int, str], None]
    """The device is gone; the line does not go on by itself."""
    level: Callable[[float], None] = lambda _: None
    """Loudness of what sounds now: root mean square, 0-1."""
    played: Callable[[Pcm, float], None] = lambda _pcm, _at: None
    """A chunk, and when it is heard: for a recorder. At a stop up to 90 ms more than sounded."""


class Player:
    """One line at a time. Any thread may call; all but `close` return at once."""

    def __init__(self, signs: Signs, clock: Clock) -> None:
        """Start the thread; it sleeps until a line comes."""
        self._signs = signs
        self._clock = clock
        self._changed = threading.Condition()  # guards all that follows
        self._open: Callable[[], Sink] | None = None
        self._pieces: deque[_Piece] = deque()
        self._line: int | None = None
        self._sounded_s = 0.0
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="player")
        self._thread.start()

    def use(self, open_sink: Callable[[], Sink] | None) -> None:
        """Play the lines from the next on through what this opens; it may raise OSError."""
        with self._changed:
            self._open = open_sink

    def play(self, line_id: int, pcm: Pcm, *, last: bool) -> None:
        """Add a clause to a line; the first begins it in place of any other, the `last` ends it."""
        with self._changed:
            if line_id != self._line:
                self._pieces.clear()
                self._line, self._sounded_s = line_id, 0.0
            self._pieces.append(_Piece(pcm, last))
            self._changed.notify_all()

    def stop(self) -> float:
        """Be silent now. Returns the seconds of the line that have sounded."""
        with self._changed:
            self._pieces.clear()
            self._line = None
            sounded, self._sounded_s = self._sounded_s, 0.0
            self._changed.notify_all()
            return sounded

    def close(self) -> None:
        """Be silent and end the thread."""
        with self._changed:
            self._closing = True
        self.stop()
        self._thread.join()

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._closing or self._pieces)
                line, open_sink = self._line, self._open
                if self._closing:
                    return
                if line is None:
                    continue
            try:
                finished = self._play(line, open_sink)
            except Exception as error:  # noqa: BLE001 - a line must end, whatever the device does
                if self._take_away(line):
                    self._signs.failed(line, str(error))
            else:
                if finished and self._take_away(line):
                    self._signs.finished(line, self._clock())
            self._signs.level(0.0)

    def _take_away(self, line: int) -> bool:
        """End `line`; False where it was stopped or replaced meanwhile."""
        with self._changed:
            if self._line != line:
                return False
            self._line, self._sounded_s = None, 0.0
            self._pieces.clear()
            return True

    def _play(self, line: int, open_sink: Callable[[], Sink] | None) -> bool:
        """Play `line` to its end; False: it was stopped. Raises OSError where the device fails."""
        if open_sink is None:
            raise OSError("there is no loudspeaker")
        output = open_sink()
        meter = _Meter(self._signs)
        piece: _Piece | None = None
        data = memoryview(b"")
        written = at = 0  # bytes of the line; bytes of the piece
        try:
            while True:
                with self._changed:
                    if self._line != line:
                        return False
                    if at == len(data) and self._pieces:
                        piece, at = self._pieces.popleft(), 0
                        data = output.convert(piece.pcm)
                    waiting_s = output.buffered_s
                    count = output.write(data[at:])
                    sounded = (written + count) / output.bytes_per_second - output.buffered_s
                    self._sounded_s = max(0.0, sounded - _LATENCY_S)
                if count and piece is not None:
                    heard_at = self._clock() + waiting_s + _LATENCY_S
                    if not written:
                        self._signs.started(line, heard_at)
                    meter.show(_part(piece.pcm, at, at + count, len(data)), heard_at)
                at, written = at + count, written + count
                over = piece is not None and piece.last and at == len(data)
                if over and output.buffered_s <= 0:
                    with self._changed:  # the sound system still plays the end of it
                        self._changed.wait_for(lambda: self._line != line, _LATENCY_S + _FEED_S)
                    return True
                if output.is_lost():
                    raise OSError("the loudspeaker is gone")
                with self._changed:
                    if self._line == line:
                        self._changed.wait(_FEED_S)
        finally:
            output.close()


class _Meter:
    """Hands on what is heard, and its loudness about twenty times a second."""

    def __init__(self, signs: Signs) -> None:
        self._signs = signs
        self._next_at = 0.0

    def show(self, pcm: Pcm, at: float) -> None:
        self._signs.played(pcm, at)
        if at >= self._next_at and pcm.data:
            self._next_at = at + 0.05
            self._signs.level(float(np.sqrt((from_pcm(pcm) ** 2).mean())))


def _part(pcm: Pcm, start: int, end: int, total: int) -> Pcm:
    """The part of `pcm` that bytes `start` to `end` of its `total` converted ones make."""
    samples = len(pcm.data) // 2
    return Pcm(pcm.data[samples * start // total * 2 : samples * end // total * 2], pcm.rate)
