# SPDX-License-Identifier: Apache-2.0
"""Recognisers that listen while one speaks: only what is new in a growing turn is decoded."""

from collections.abc import Callable
from typing import Protocol

from trainer_gui.adapters.listening.sound import RATE
from trainer_gui.adapters.listening.words import cleaned
from trainer_gui.application.errors import EngineError
from trainer_gui.application.ports import Heard, Pcm


class Stream(Protocol):
    """One turn inside an engine."""

    def take(self, data: bytes) -> None:
        """Decode more sound: 16 kHz mono, signed 16-bit."""

    def so_far(self) -> tuple[str, float]:
        """Words and confidence of what was taken."""

    def end(self) -> tuple[str, float]:
        """Words and confidence of the whole; nothing is taken any more."""


class StreamingRecogniser:
    """Makes a `Recogniser` of an engine's streams. Used on one worker thread."""

    def __init__(self, name: str, new_stream: Callable[[], Stream]) -> None:
        """`name` says the engine and its model."""
        self.name = name
        self._new_stream = new_stream
        self._stream: Stream | None = None
        self._taken = b""

    def hear(self, speech: Pcm, *, final: bool = True) -> Heard:
        """What was said. Sound that begins as the last one did goes on with its stream.

        Raises:
            EngineError: The sound is not at 16 kHz, or the engine failed.
        """
        if speech.rate != RATE:
            raise EngineError(f"{self.name}: sound at {speech.rate} Hz; resample it to {RATE} Hz")
        stream = self._stream if speech.data.startswith(self._taken) else None
        try:
            if stream is None:
                stream, self._taken = self._new_stream(), b""
            stream.take(speech.data[len(self._taken) :])
            text, confidence = stream.end() if final else stream.so_far()
        except Exception as error:  # native code: each engine has errors of its own
            self._stream, self._taken = None, b""
            raise EngineError(f"{self.name}: {error or type(error).__name__}") from error
        self._stream, self._taken = (None, b"") if final else (stream, speech.data)
        text = cleaned(text)
        return Heard(text, round(confidence, 3) if text else 0.0)
