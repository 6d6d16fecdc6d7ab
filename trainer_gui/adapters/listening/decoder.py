# SPDX-License-Identifier: Apache-2.0
"""Runs the recogniser on a thread of its own, so that voice activity never waits for it."""

import time
from collections.abc import Callable, Sequence

from trainer_gui.adapters.listening.sound import RATE
from trainer_gui.adapters.listening.turn import Draft
from trainer_gui.adapters.listening.vocabulary import Attentive, words_of
from trainer_gui.adapters.worker import BEHIND, Worker
from trainer_gui.application.errors import EngineError
from trainer_gui.application.ports import Heard, Pcm, Post, Recogniser
from trainer_gui.domain.events import Device, DeviceFailed, DeviceReady

_FINAL, _PARTIAL = 0, 1
_NOTHING = Heard("", 0.0)


class Decoder:
    """Loads a recogniser and feeds it. All methods return at once, except `close`.

    Attributes:
        partial_s: How long the last partial decode took, in seconds.
    """

    def __init__(self, make: Callable[[], Recogniser], post: Post) -> None:
        """`make` is called on the decoder's thread; its `EngineError` becomes `DeviceFailed`."""
        self.partial_s = 0.0
        self._make = make
        self._post = post
        self._recogniser: Recogniser | None = None
        self._failed = False
        self._busy = False
        self._worker = Worker("recogniser", self._broke, niceness=BEHIND)

    @property
    def busy(self) -> bool:
        """Whether a partial decode is under way."""
        return self._busy

    def load(self) -> None:
        """Load the recogniser, unless it is there."""
        self._worker.submit(self._load, _FINAL)

    def expect(self, texts: Sequence[str]) -> None:
        """Hear the words of these texts more readily, where the recogniser can."""

        def job() -> None:
            recogniser: object = self._recogniser  # the port asks for no `expect`
            if isinstance(recogniser, Attentive):
                recogniser.expect(words_of(texts))

        self._worker.submit(job, _FINAL)

    def decode(self, draft: Draft, done: Callable[[], None]) -> None:
        """Fill in `draft.heard`, then call `done` on the decoder's thread."""

        def job() -> None:
            if draft.wanted:
                draft.heard = self._hear(draft.sound, final=True)
                done()

        self.forget()  # a partial result that waits comes too late
        self._worker.submit(job, _FINAL)

    def glance(self, sound: bytes, done: Callable[[Heard], None]) -> None:
        """A partial decode; `done` gets the result on the decoder's thread."""
        self._busy = True

        def job() -> None:
            try:
                began = time.perf_counter()
                heard = self._hear(sound, final=False)
                self.partial_s = time.perf_counter() - began
            finally:
                self._busy = False
            done(heard)

        self._worker.submit(job, _PARTIAL)

    def forget(self) -> None:
        """Drop the partial decode that has not begun."""
        self._worker.clear(_PARTIAL)
        self._busy = False

    def close(self) -> None:
        """End the thread after the running decode."""
        self._worker.close()

    def _load(self) -> None:
        if self._recogniser is not None:
            return
        try:
            self._recogniser = self._make()
        except EngineError as error:
            self._tell(str(error))
        else:
            self._failed = False
            self._post(DeviceReady(Device.RECOGNISER, self._recogniser.name))

    def _hear(self, sound: bytes, *, final: bool) -> Heard:
        if self._recogniser is None:
            return _NOTHING
        try:
            heard = self._recogniser.hear(Pcm(sound, RATE), final=final)
        except EngineError as error:
            self._tell(str(error))
            return _NOTHING
        except Exception as error:  # noqa: BLE001 - native code; the turn must come to an end
            self._tell(f"{self._recogniser.name}: {error or type(error).__name__}; type instead")
            return _NOTHING
        if self._failed:
            self._failed = False
            self._post(DeviceReady(Device.RECOGNISER, self._recogniser.name))
        return heard

    def _broke(self, error: Exception) -> None:
        self._tell(f"recogniser: {error or type(error).__name__}; type instead")

    def _tell(self, reason: str) -> None:
        self._failed = True
        self._post(DeviceFailed(Device.RECOGNISER, " ".join(reason.split())))
