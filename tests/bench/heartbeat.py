# SPDX-License-Identifier: Apache-2.0
"""How long the GUI thread does not come back to its event loop, and what it does meanwhile."""

import sys
import threading
import time
import traceback
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Qt, QTimer

BEAT_MS = 2
LOOK_MS = 6
"""How often a blocked thread is looked at."""
LATE_MS = 25
"""From here on it is worth a look."""
OURS = "/trainer_gui/"


@dataclass
class Block:
    """One stretch without an event.

    Attributes:
        ms: Its length by the clock.
        busy_ms: For how long of it the GUI thread was computing; the rest it waited, for the
            processor, for Python's lock or for another thread.
        step: What was being done.
        places: Where the thread was seen in it, once for each look.
    """

    ms: float
    busy_ms: float
    step: str
    places: list[str] = field(default_factory=list)


class Heartbeat(QObject):
    """Beats every 2 ms; what a beat is late is how long the event loop was blocked.

    Attributes:
        blocks_ms: How late each beat was, in milliseconds.
        long: The blocks of `LATE_MS` and more.
        step: What is being done; set it.
    """

    def __init__(self, *, curious: bool = False) -> None:
        """Look at the stack of a blocked thread, if `curious`: it costs a little."""
        super().__init__()
        self.blocks_ms: list[float] = []
        self.long: list[Block] = []
        self.step = ""
        self._curious = curious
        self._thread = threading.main_thread().ident
        self._last = self._busy = 0.0
        self._places: list[str] = []
        self._over = threading.Event()
        self._timer = QTimer(self, interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        """Begin, unless it beats already."""
        if not self._timer.isActive():
            self._last, self._busy = time.monotonic(), time.thread_time()
            self._timer.start()
            if self._curious:
                threading.Thread(target=self._watch, name="sampler").start()

    def stop(self) -> None:
        """No more beats."""
        self._timer.stop()
        self._over.set()

    def _beat(self) -> None:
        now, busy = time.monotonic(), time.thread_time()
        late = max(0.0, 1000 * (now - self._last) - BEAT_MS)
        self.blocks_ms.append(late)
        if late >= LATE_MS:
            self.long.append(Block(late, 1000 * (busy - self._busy), self.step, self._places))
        self._last, self._busy, self._places = now, busy, []

    def _watch(self) -> None:
        while not self._over.wait(LOOK_MS / 1000):
            if time.monotonic() - self._last > LOOK_MS / 1000:
                stack = traceback.extract_stack(sys._current_frames()[self._thread])
                ours = [f for f in stack if OURS in f.filename] or list(stack)
                named = [f"{f.filename.rpartition('/')[2]}:{f.lineno}:{f.name}" for f in ours[-3:]]
                self._places.append(" < ".join(reversed(named)))
