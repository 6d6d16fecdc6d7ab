# SPDX-License-Identifier: Apache-2.0
"""The one way from worker threads to the GUI thread.

The signals live on one object that is made in the GUI thread: a signal on an object that a worker
made would run its slots on that worker.
"""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal

from trainer_gui.domain.events import Event


class Bridge(QObject):
    """Made once, in the GUI thread; its slots run there, whoever emits."""

    event_posted = Signal(object)
    """An `Event` for the session."""
    microphone_level = Signal(float)
    """Loudness of the microphone: root mean square, 0-1 of full scale."""
    customer_level = Signal(float)
    """Loudness of the customer's voice: root mean square, 0-1 of full scale."""

    _queued = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # Queued also within the GUI thread: an event never overtakes the one being handled.
        self._queued.connect(self.event_posted, Qt.ConnectionType.QueuedConnection)

    def post(self, event: Event) -> None:
        """Queue `event` for the GUI thread; callable on any thread, never blocks."""
        self._queued.emit(event)

    def flush(self) -> None:
        """Deliver at once what is queued; on the GUI thread."""
        QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall)
