# SPDX-License-Identifier: Apache-2.0
"""Which engine speaks: the first that works, in order of preference, or the one that was named."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Protocol, assert_never

from trainer_gui.adapters.voice import espeak, kokoro, system_pyttsx3
from trainer_gui.application.errors import EngineError

if TYPE_CHECKING:
    from pathlib import Path

    from trainer_gui.application.ports import Synthesiser

AUTO = "auto"


class Engine(StrEnum):
    """Voice engines in order of preference."""

    SYSTEM = "system"
    KOKORO = "kokoro"
    ESPEAK = "espeak"


class _EngineModule(Protocol):
    HOW_TO_INSTALL: str

    def is_available(self) -> bool: ...


_MODULES: dict[Engine, _EngineModule] = {
    Engine.SYSTEM: system_pyttsx3,
    Engine.KOKORO: kokoro,
    Engine.ESPEAK: espeak,
}


def is_available(engine: Engine) -> bool:
    """Whether what the engine needs is installed; quick, loads nothing."""
    return _MODULES[engine].is_available()


def how_to_install(engine: Engine) -> str:
    """What to do to have it."""
    return _MODULES[engine].HOW_TO_INSTALL


def choose_synthesiser(name: str = AUTO, voices: Path | None = None) -> Synthesiser:
    """The engine called `name`, or the best that loads. Slow: call it on the voice's worker.

    Args:
        name: An `Engine`, or `auto`.
        voices: Folder of Kokoro's Mandarin styles; None: where set-up puts them.

    Raises:
        EngineError: It can't be loaded; one line says what to do.
    """
    if name != AUTO:
        if name not in list(Engine):
            raise EngineError(f"no voice engine {name!r}; choose {AUTO}, {', '.join(Engine)}")
        return _load(Engine(name), voices)
    reasons = []
    for engine in filter(is_available, Engine):
        try:
            return _load(engine, voices)
        except EngineError as error:
            reasons.append(str(error))
    raise EngineError(
        "; ".join(reasons) or f"no voice engine is installed; {kokoro.HOW_TO_INSTALL}"
    )


def _load(engine: Engine, voices: Path | None) -> Synthesiser:
    match engine:
        case Engine.SYSTEM:
            return system_pyttsx3.SystemVoice()
        case Engine.KOKORO:
            return kokoro.Kokoro(voices)
        case Engine.ESPEAK:
            return espeak.Espeak()
        case _:
            assert_never(engine)
