# SPDX-License-Identifier: Apache-2.0
"""One voice engine for both sides of a demonstration: its model is in memory once."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import Protocol, Self, runtime_checkable

from trainer_gui.application.ports import Synthesiser


@runtime_checkable
class Twinned(Protocol):
    """An engine that can share its model with another of its kind."""

    def twin(self) -> Self:
        """Another one for another thread."""


class SharedVoice:
    """Gives the customer the engine, and the synthetic trainee its twin."""

    def __init__(self, load: Callable[[], Synthesiser]) -> None:
        """`load` makes an engine; it may raise `EngineError`."""
        self._load = load
        self._made: Future[Synthesiser] = Future()

    def original(self) -> Synthesiser:
        """Load the engine, on the customer's worker. Raises EngineError."""
        try:
            engine = self._load()
        except BaseException as error:
            self._made.set_exception(error)
            raise
        self._made.set_result(engine)
        return engine

    def twin(self) -> Synthesiser:
        """A second engine, when the original is loaded, on another thread. Raises EngineError."""
        engine = self._made.result()
        return engine.twin() if isinstance(engine, Twinned) else self._load()
