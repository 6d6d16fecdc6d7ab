# SPDX-License-Identifier: Apache-2.0
"""How long the GUI thread does not come back to its event loop."""

import time

from PySide6.QtCore import QObject, Qt, QTimer

BEAT_MS = 2


class Heartbeat(QObject):
    """Beats every 2 ms; what a beat is late is how long the event loop was blocked.

    Attributes:
        blocks_ms: How late each beat was, in milliseconds.
    """

    def __init__(self) -> None:
        super().__init__()
        self.blocks_ms: list[float] = []
        self._last = 0.0
        self._timer = QTimer(self, interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        """Begin, unless it beats already."""
        if not self._timer.isActive():
            self._last = time.monotonic()
            self._timer.start()

    def stop(self) -> None:
        """No more beats."""
        self._timer.stop()

    def _beat(self) -> None:
        now = time.monotonic()
        self.blocks_ms.append(max(0.0, 1000 * (now - self._last) - BEAT_MS))
        self._last = now
