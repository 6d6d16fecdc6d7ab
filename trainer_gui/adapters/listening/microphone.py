# SPDX-License-Identifier: Apache-2.0
"""The microphone, through Qt Multimedia: 16 kHz mono, opened again when it comes back.

Qt Multimedia is imported when the device is opened: not before the first paint, and a Linux without
libpulse0, where that fails, is one without a microphone.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QIODevice, QObject, QTimer

from trainer_gui.adapters.listening.sound import RATE, OnChunk
from trainer_gui.domain.events import Device, DeviceFailed, DeviceReady

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioDevice, QAudioSource, QMediaDevices

    from trainer_gui.application.ports import Post

_BUFFER_BYTES = RATE * 2 // 5
"""200 ms: sound survives a GUI thread that is busy for that long."""
_LOOK_MS = 500
_QUIET_S = 1.5
"""A microphone that gives no bytes at all for so long, not even silence, is gone."""
_FIRST_S = 4.0
"""The same just after opening; a virtual one takes two seconds to begin."""


class Microphone(QObject):
    """An `AudioInput`. Lives on the GUI thread, where Qt hands over what was captured.

    Posts `DeviceReady` when the first sound comes in and `DeviceFailed` when there is no device or
    it falls silent; then it goes on trying.
    """

    def __init__(self, post: Post, name: str = "", parent: QObject | None = None) -> None:
        """Open nothing yet.

        Args:
            post: Takes the device events.
            name: Description of the device; empty, or not there: the system's default.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._post = post
        self._name = name
        self._on_chunk: OnChunk | None = None
        self._source: QAudioSource | None = None
        self._stream: QIODevice | None = None
        self._opened = ""
        self._flows = False
        self._heard_at = 0.0
        self._failed = False
        self._devices: QMediaDevices | None = None
        # WORKAROUND for Qt 6.12: with PulseAudio neither the source nor QMediaDevices tells that
        # a device was removed, so the flow of bytes is watched.
        self._watch = QTimer(self)
        self._watch.setInterval(_LOOK_MS)
        self._watch.timeout.connect(self._look)

    def choose(self, name: str) -> None:
        """Use another device, at once where one is open."""
        self._name = name
        if self._watch.isActive():
            self._release()
            self._open()

    def start(self, on_chunk: OnChunk) -> None:
        """Capture from now on; without a device, as soon as there is one."""
        try:
            from PySide6.QtMultimedia import QMediaDevices  # noqa: PLC0415 - after the first paint
        except ImportError as error:
            self._fail(f"{error}; install it, or type your replies")
            return
        self._on_chunk = on_chunk
        if self._devices is None:
            self._devices = QMediaDevices(self)
            self._devices.audioInputsChanged.connect(self._on_devices_changed)
        if not self._watch.isActive():
            self._watch.start()
            self._open()

    def stop(self) -> None:
        """Let go of the device."""
        self._on_chunk = None
        self._watch.stop()
        self._release()

    def close(self) -> None:
        """Let go of the device and of the notice of new ones."""
        self.stop()
        if self._devices is not None:
            self._devices.audioInputsChanged.disconnect(self._on_devices_changed)
            self._devices.deleteLater()
            self._devices = None

    def _open(self) -> None:
        from PySide6.QtMultimedia import QAudioFormat, QAudioSource, QtAudio  # noqa: PLC0415

        device = self._chosen()
        if device.isNull():
            self._fail("no microphone found; plug one in, or type your replies")
            return
        wanted = QAudioFormat()
        wanted.setSampleRate(RATE)
        wanted.setChannelCount(1)
        wanted.setSampleFormat(QAudioFormat.SampleFormat.Int16)
        source = QAudioSource(device, wanted, self)
        source.setBufferSize(_BUFFER_BYTES)
        stream = source.start()
        if source.error() is not QtAudio.Error.NoError:
            source.deleteLater()
            self._fail(f"{device.description()} can't be opened; is another program using it?")
            return
        stream.readyRead.connect(self._on_ready_read)
        self._source, self._stream, self._opened = source, stream, device.description()
        self._flows, self._heard_at = False, time.monotonic()

    def _chosen(self) -> QAudioDevice:
        from PySide6.QtMultimedia import QAudioDevice, QMediaDevices  # noqa: PLC0415

        inputs = QMediaDevices.audioInputs()
        named = [d for d in inputs if self._name and self._name == d.description()]
        default = [d for d in inputs if d.isDefault()]
        return next(iter([*named, *default, *inputs]), QAudioDevice())

    def _release(self) -> None:
        source, self._source, self._stream = self._source, None, None
        if source is not None:
            source.stop()
            source.deleteLater()

    def _fail(self, reason: str) -> None:
        if not self._failed:
            self._failed = True
            self._post(DeviceFailed(Device.MICROPHONE, reason))

    def _on_ready_read(self) -> None:
        if self._stream is None or self._on_chunk is None:
            return
        data = bytes(self._stream.readAll().data())
        if not data:
            return
        self._heard_at = time.monotonic()
        if not self._flows:
            self._flows, self._failed = True, False
            self._post(DeviceReady(Device.MICROPHONE, self._opened))
        self._on_chunk(data)

    def _look(self) -> None:
        from PySide6.QtMultimedia import QtAudio  # noqa: PLC0415

        if self._source is None:
            self._open()
            return
        self._on_ready_read()  # what waited while the GUI thread was busy is no silence
        quiet = time.monotonic() - self._heard_at
        stopped = self._source.error() is not QtAudio.Error.NoError
        if stopped or quiet > (_QUIET_S if self._flows else _FIRST_S):
            flowed = self._flows
            self._release()
            self._fail(f"the microphone {self._opened} is gone; plug it in, or type your replies")
            if flowed and self._on_chunk is not None:
                self._on_chunk(b"")

    def _on_devices_changed(self) -> None:
        if self._on_chunk is not None and self._failed:
            self._release()
            self._open()
