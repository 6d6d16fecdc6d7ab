# SPDX-License-Identifier: Apache-2.0
"""The scene's time, and the timer that notices silence."""

import time

from PySide6.QtCore import QObject, QTimer

from trainer_gui.application.ports import Clock, Post
from trainer_gui.domain.events import SilenceElapsed


class SceneClock:
    """Seconds since the scene began; callable on any thread."""

    def __init__(self) -> None:
        self._zero = time.monotonic()

    def __call__(self) -> float:
        """The time now."""
        return time.monotonic() - self._zero

    def restart(self, at: float = 0.0) -> None:
        """Let it be `at` seconds now."""
        self._zero = time.monotonic() - at


class SilenceTimer(QObject):
    """Implements the `Timer` port; lives on the GUI thread."""

    def __init__(self, post: Post, clock: Clock, parent: QObject | None = None) -> None:
        """Nothing runs yet."""
        super().__init__(parent)
        self._post = post
        self._clock = clock
        self._turn_id = 0
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._elapsed)

    def start(self, turn_id: int, seconds: float) -> None:
        """Post `SilenceElapsed(turn_id)` after `seconds`; replaces the timer before."""
        self._turn_id = turn_id
        self._timer.start(round(seconds * 1000))

    def stop(self) -> None:
        """Forget the timer."""
        self._timer.stop()

    def _elapsed(self) -> None:
        self._post(SilenceElapsed(self._turn_id, self._clock()))
