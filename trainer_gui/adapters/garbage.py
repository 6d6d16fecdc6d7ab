# SPDX-License-Identifier: Apache-2.0
"""Python's cyclic collector, on the GUI thread alone.

By itself it runs on whichever thread happens to make the next object. Where it frees the Python
side of a widget on a worker while Qt deletes that widget on the GUI thread, the program crashes
(seen in `Shiboken::Object::destroy`). And a full collection of all that the engines hold takes
140 ms, in which no thread can do anything.
"""

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 1000


class Collector(QObject):
    """Collects now and then, as long as it is open; make it on the GUI thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Take over from Python, or from another one that is open longer."""
        super().__init__(parent)
        self._before = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Collect the oldest generation that is due by Python's own thresholds."""
        due = [g for g, n in enumerate(gc.get_count()) if n > gc.get_threshold()[g]]
        if due:
            gc.collect(due[-1])

    def set_aside(self) -> None:
        """What is alive now is there to stay: no collection looks at it again."""
        gc.freeze()

    def close(self) -> None:
        """Leave it to Python again, unless it was another's before."""
        self._timer.stop()
        if self._before:
            gc.unfreeze()
            gc.enable()
