# SPDX-License-Identifier: Apache-2.0
"""Which microphones and loudspeakers are plugged in, by the names that the system gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioDevice, QMediaDevices


class Devices(QObject):
    """Looks when it is first asked; without Qt Multimedia there are none.

    Qt 6.11 with PulseAudio tells of devices that come, not of those that go: such a name stays
    until the app ends, and whoever opens it is told that it gives no sound.
    """

    changed = Signal()
    """Others are there now."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Look for nothing yet."""
        super().__init__(parent)
        self._media: QMediaDevices | None = None

    def microphones(self) -> tuple[str, ...]:
        """Each once, the system's default first."""
        media = self._found()
        return _named(media.audioInputs(), media.defaultAudioInput()) if media else ()

    def loudspeakers(self) -> tuple[str, ...]:
        """Each once, the system's default first."""
        media = self._found()
        return _named(media.audioOutputs(), media.defaultAudioOutput()) if media else ()

    def _found(self) -> QMediaDevices | None:
        if self._media is None:
            try:
                from PySide6.QtMultimedia import QMediaDevices  # noqa: PLC0415 - heavy
            except ImportError:  # Linux without libpulse0
                return None
            self._media = QMediaDevices(self)
            self._media.audioInputsChanged.connect(self.changed)
            self._media.audioOutputsChanged.connect(self.changed)
        return self._media


def _named(devices: list[QAudioDevice], default: QAudioDevice) -> tuple[str, ...]:
    names = dict.fromkeys(d.description() for d in devices)
    first = default.description()
    return tuple(sorted(names, key=lambda name: name != first))
