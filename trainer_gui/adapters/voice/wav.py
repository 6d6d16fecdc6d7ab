# SPDX-License-Identifier: Apache-2.0
"""Sound files: what engines write (WAV; AIFF on macOS) and what we write (WAV)."""

from __future__ import annotations

import io
import struct
import wave
from typing import TYPE_CHECKING

import numpy as np

from trainer_gui.adapters.files import write_atomically
from trainer_gui.application.errors import EngineError, UserError

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from trainer_gui.adapters.voice.prosody import Samples
    from trainer_gui.application.ports import Pcm

_SAMPLE_BYTES = 2
_EXTENDED_BIAS = 16383 + 63  # AIFF writes the rate as an 80-bit float


def read_samples(path: Path) -> tuple[Samples, int]:
    """Samples (mono, -1 to 1) and rate of the 16-bit file that an engine left at `path`.

    Raises:
        EngineError: It is neither WAV nor AIFF with 16-bit samples.
    """
    try:
        data = path.read_bytes()
        if data[:4] == b"FORM":
            return _read_aiff(data)
        with wave.open(io.BytesIO(data)) as file:
            channels, rate = file.getnchannels(), file.getframerate()
            if file.getsampwidth() != _SAMPLE_BYTES:
                raise EngineError("the voice engine wrote samples that are not 16 bits wide")
            return _mono(np.frombuffer(file.readframes(file.getnframes()), "<i2"), channels), rate
    except (OSError, EOFError, ValueError, wave.Error, struct.error) as error:
        raise EngineError(f"the voice engine left no readable sound file: {error}") from error


def write_wav(path: Path, pcm: Pcm) -> None:
    """Write `pcm` to `path`, whole or not at all.

    Raises:
        UserError: The file can't be written.
    """
    if not path.parent.is_dir():  # a slip of the pen makes no folder
        raise UserError(f"{path}: there is no such folder; choose another file")
    made = io.BytesIO()
    with wave.open(made, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(_SAMPLE_BYTES)
        file.setframerate(pcm.rate)
        file.writeframes(pcm.data)
    try:
        write_atomically(path, made.getvalue())
    except OSError as error:
        raise UserError(f"{path}: {error.strerror or error}; choose another file") from error


def _read_aiff(data: bytes) -> tuple[Samples, int]:
    """The standard library's reader is gone from Python 3.13; only this much of it is needed."""
    chunks = {}
    at = 12
    while at + 8 <= len(data):
        name, size = data[at : at + 4], struct.unpack(">I", data[at + 4 : at + 8])[0]
        chunks[name] = data[at + 8 : at + 8 + size]
        at += 8 + size + size % 2
    common, sound = chunks.get(b"COMM", b""), chunks.get(b"SSND", b"")
    channels, _, bits, exponent, mantissa = struct.unpack(">hIhHQ", common[:18])
    if bits != 8 * _SAMPLE_BYTES:
        raise ValueError(f"{bits} bits a sample")
    order = "<i2" if common[18:22] == b"sowt" else ">i2"
    rate = round(mantissa * 2.0 ** (exponent - _EXTENDED_BIAS))
    return _mono(np.frombuffer(sound[8 : len(sound) // 2 * 2], order), channels), rate


def _mono(samples: NDArray[np.int16], channels: int) -> Samples:
    whole = samples[: samples.size // channels * channels].reshape(-1, channels)
    mean: Samples = np.mean(whole / 32768, axis=1, dtype=np.float32)
    return mean
