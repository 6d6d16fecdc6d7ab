# SPDX-License-Identifier: Apache-2.0
"""Which loudspeaker there is, and when that changes."""

from __future__ import annotations

import contextlib
import importlib
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from trainer_gui.adapters.voice.output import Output

if TYPE_CHECKING:
    from collections.abc import Callable

    from trainer_gui.adapters.voice.player import Sink


class Loudspeaker(NamedTuple):
    """One that can be opened."""

    name: str
    open: Callable[[], Sink]
    """Called on the player's thread; raises OSError."""


class Loudspeakers(QObject):
    """Made and asked on the GUI thread; looks for devices only when first asked."""

    changed = Signal()
    """Devices came or went."""

    def __init__(self, wanted: str = "", parent: QObject | None = None) -> None:
        """Prefer the device described as `wanted`; empty or missing: the system's default."""
        super().__init__(parent)
        self._wanted = wanted
        self._devices: QObject | None = None

    def choose(self, wanted: str) -> None:
        """Prefer another device from now on."""
        self._wanted = wanted
        self.changed.emit()

    def load(self) -> None:
        """Import Qt Multimedia, on any thread: 20 to 60 ms that the GUI thread is then spared."""
        with contextlib.suppress(ImportError):  # `find` finds none then
            importlib.import_module("PySide6.QtMultimedia")

    def find(self) -> Loudspeaker | None:
        """The one to use now; None where there is none."""
        try:
            from PySide6.QtMultimedia import QMediaDevices  # noqa: PLC0415 - after the first paint
        except ImportError:  # Linux without libpulse0
            return None
        if self._devices is None:
            devices = self._devices = QMediaDevices(self)
            devices.audioOutputsChanged.connect(self.changed)
        named = (d for d in QMediaDevices.audioOutputs() if d.description() == self._wanted)
        device = next(named, QMediaDevices.defaultAudioOutput())
        if device.isNull():
            return None
        return Loudspeaker(device.description(), partial(Output, device))
