# SPDX-License-Identifier: Apache-2.0
"""One open loudspeaker: a Qt Multimedia sink that is pushed to, in whatever format it takes."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np

from trainer_gui.adapters.voice import prosody

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioDevice, QAudioFormat

    from trainer_gui.application.ports import Pcm

BUFFER_S = 0.06
"""The device buffer: what still sounds when everything else has fallen silent."""
_STALL_S = 1.5
"""A device that takes nothing for so long is gone: a sound server that died says nothing."""


class Output:
    """Made, used and closed on one thread, which needs no event loop."""

    def __init__(self, device: QAudioDevice) -> None:
        """Open `device`: 5 ms.

        Raises:
            OSError: It does not open.
        """
        from PySide6.QtMultimedia import QAudioSink  # noqa: PLC0415 - after the first paint

        self._format = _format_for(device)
        self.bytes_per_second = int(self._format.bytesForDuration(1_000_000))
        self._sink = QAudioSink(device, self._format)
        self._sink.setBufferSize(self._format.bytesForDuration(int(BUFFER_S * 1e6)))
        self._io = self._sink.start()
        if not self._io or self._is_dead():
            raise OSError(f"the loudspeaker {device.description()} does not open")
        self._written = 0
        self._progress = (0, time.monotonic())

    @property
    def buffered_s(self) -> float:
        """Seconds that were written and have not sounded."""
        return self._buffered() / self.bytes_per_second

    def write(self, data: memoryview) -> int:
        """Write as much of `data` as there is room for; returns how many bytes."""
        frame = self._format.bytesPerFrame()
        room = min(len(data), self._sink.bytesFree()) // frame * frame
        count = max(0, int(self._io.write(bytes(data[:room])))) if room else 0
        self._written += count
        return count

    def is_lost(self) -> bool:
        """Whether the device has gone: it says so, or takes nothing any more."""
        buffered, now = self._buffered(), time.monotonic()
        taken = self._written - buffered
        if taken != self._progress[0] or not buffered:
            self._progress = (taken, now)
        return self._is_dead() or now - self._progress[1] > _STALL_S

    def close(self) -> None:
        """Drop what is buffered and close the device: silent within some milliseconds."""
        self._sink.reset()

    def convert(self, pcm: Pcm) -> memoryview:
        """`pcm` in the device's format."""
        from PySide6.QtMultimedia import QAudioFormat  # noqa: PLC0415

        kind = self._format.sampleFormat()
        channels = self._format.channelCount()
        if (pcm.rate, channels) == (self._format.sampleRate(), 1) and (
            kind is QAudioFormat.SampleFormat.Int16
        ):
            return memoryview(pcm.data)
        samples = prosody.resample(prosody.from_pcm(pcm), self._format.sampleRate() / pcm.rate)
        samples = np.repeat(np.clip(samples, -1.0, 1.0), channels)
        match kind:
            case QAudioFormat.SampleFormat.Float:
                wide = samples.astype("<f4")
            case QAudioFormat.SampleFormat.Int32:
                wide = (samples.astype(np.float64) * 2147483647).astype("<i4")
            case QAudioFormat.SampleFormat.UInt8:
                wide = (samples * 127 + 128).astype("u1")
            case _:
                wide = (samples * 32767).astype("<i2")
        return memoryview(wide.tobytes())

    def _buffered(self) -> int:
        return max(0, int(self._sink.bufferSize() - self._sink.bytesFree()))

    def _is_dead(self) -> bool:
        from PySide6.QtMultimedia import QtAudio  # noqa: PLC0415

        fatal = (QtAudio.Error.OpenError, QtAudio.Error.IOError, QtAudio.Error.FatalError)
        return self._sink.state() is QtAudio.State.StoppedState or self._sink.error() in fatal


def _format_for(device: QAudioDevice) -> QAudioFormat:
    """Ours where the sound system converts (PulseAudio, Core Audio, WASAPI), else the device's."""
    from PySide6.QtMultimedia import QAudioFormat  # noqa: PLC0415

    ours = QAudioFormat()
    ours.setSampleRate(prosody.RATE)
    ours.setChannelCount(1)
    ours.setSampleFormat(QAudioFormat.SampleFormat.Int16)
    return ours if device.isFormatSupported(ours) else device.preferredFormat()
