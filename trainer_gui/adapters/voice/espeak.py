# SPDX-License-Identifier: Apache-2.0
"""espeak-ng through pyttsx3: the last resort, hard to understand but always quick.

pyttsx3's own driver runs espeak asynchronously: files are cut short, rate changes get lost, and
several threads crash the process. Ours runs it synchronously, so that each call is done when it
returns, and under a lock, for the library has one state for the whole process.
The library itself is GPL-3: an optional extra.
"""

from __future__ import annotations

import ctypes
import os
import sys
import threading
import types
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trainer_gui.adapters.voice import prosody, wording
from trainer_gui.adapters.voice.prosody import from_pcm
from trainer_gui.application.errors import EngineError
from trainer_gui.application.ports import Pcm

if TYPE_CHECKING:
    from trainer_gui.domain.emotion import Band
    from trainer_gui.domain.persona import VoiceStyle

HOW_TO_INSTALL = 'pip install "trainer-gui[espeak]"'
_DRIVER = "trainer_gui_espeak"
_WORDS_PER_MINUTE = 170
_PITCH = 50
_TIMBRES = {  # rate, pitch
    "woman": (1.0, 1.25), "young_woman": (1.03, 1.35), "old_woman": (0.9, 1.12),
    "man": (1.0, 1.0), "young_man": (1.03, 1.08), "old_man": (0.9, 0.9),
}  # fmt: skip


def is_available() -> bool:
    """Whether the packages are there."""
    return find_spec("pyttsx3") is not None and find_spec("espeakng_loader") is not None


class Espeak:
    """pyttsx3 with the driver below. Used on one worker thread."""

    name = "pyttsx3 espeak-ng cmn"
    note = "last_resort"

    def __init__(self) -> None:
        """Load the library.

        Raises:
            EngineError: A package is missing or broken.
        """
        try:
            _register_driver()
            import pyttsx3  # noqa: PLC0415 - loads the library

            self._engine = pyttsx3.Engine(_DRIVER)
            self._engine.setProperty("voice", "cmn")
        except (ImportError, OSError, RuntimeError, ValueError) as error:
            raise EngineError(
                f"espeak-ng can't be loaded ({error}); run: {HOW_TO_INSTALL}"
            ) from error

    def render(self, text: str, voice: VoiceStyle, band: Band) -> Pcm:
        """The sound of one clause at 24 kHz.

        Raises:
            EngineError: The library failed.
        """
        wanted = prosody.prosody_of(voice, band, *_TIMBRES.get(voice.timbre, (1.0, 1.0)))
        words = wording.spell_latin(wording.in_words(text))
        pause = wording.pause_after(text)
        if not any(character.isalnum() for character in words):
            return prosody.silence(max(0.3, pause))
        driver = self._engine.proxy._driver  # noqa: SLF001 - pyttsx3 has no way to hand back sound
        self._engine.setProperty("rate", round(_WORDS_PER_MINUTE * wanted.engine_speed))
        self._engine.setProperty("pitch", _PITCH)
        self._engine.say(words)
        self._engine.runAndWait()
        samples = from_pcm(Pcm(driver.sound, driver.rate))
        if not samples.any():
            raise EngineError("espeak-ng rendered no sound")
        return prosody.shape(samples, driver.rate, wanted, pause)


def _register_driver() -> None:
    """Make our driver known to pyttsx3, which imports drivers by name."""
    import espeakng_loader  # noqa: PLC0415

    library = Path(espeakng_loader.get_library_path())
    os.environ.setdefault("ESPEAK_DATA_PATH", espeakng_loader.get_data_path())
    if sys.platform.startswith("linux"):
        # pyttsx3 opens the library by this name; once loaded, the loader finds it again.
        ctypes.CDLL(str(library.with_name("libespeak-ng.so.1")), mode=ctypes.RTLD_GLOBAL)
    from pyttsx3.drivers import _espeak  # noqa: PLC0415

    if not getattr(_espeak, "dll", None):
        _espeak.dll = ctypes.cdll.LoadLibrary(str(library))
    module: Any = types.ModuleType(f"pyttsx3.drivers.{_DRIVER}")
    module.buildDriver = _Driver
    sys.modules[module.__name__] = module


class _Driver:
    """What pyttsx3 asks of a driver, with espeak in synchronous mode."""

    _library = threading.RLock()
    _rate = 0

    def __init__(self, proxy: Any) -> None:  # noqa: ANN401 - pyttsx3 is untyped
        from pyttsx3.drivers import _espeak  # noqa: PLC0415

        self._espeak = _espeak
        self._proxy = proxy
        self.sound = b""
        with self._library:
            if not _Driver._rate:  # only once in a process
                data = os.environ["ESPEAK_DATA_PATH"].encode()
                _Driver._rate = _espeak.Initialize(_espeak.AUDIO_OUTPUT_SYNCHRONOUS, 0, data, 0)
            if _Driver._rate <= 0:
                raise RuntimeError("espeak-ng did not start")
        self.rate = _Driver._rate
        self._wanted: dict[str, Any] = {"voice": "cmn", "rate": _WORDS_PER_MINUTE, "pitch": _PITCH}

    def say(self, text: str) -> None:
        """Render `text` into `sound`."""
        self._proxy.setBusy(True)
        chunks: list[bytes] = []

        def keep(samples: Any, count: int, _events: Any) -> int:  # noqa: ANN401
            if count > 0:
                chunks.append(ctypes.string_at(samples, count * 2))
            return 0

        espeak = self._espeak
        with self._library:  # the properties belong to the process, so they are set each time
            espeak.SetVoiceByName(str(self._wanted["voice"]).encode())
            espeak.SetParameter(espeak.RATE, int(self._wanted["rate"]), 0)
            espeak.SetParameter(espeak.PITCH, int(self._wanted["pitch"]), 0)
            espeak.SetSynthCallback(keep)
            espeak.Synth(text.encode(), flags=espeak.ENDPAUSE | espeak.CHARS_UTF8)
        self.sound = b"".join(chunks)
        self._proxy.setBusy(False)

    def setProperty(self, name: str, value: Any) -> None:  # noqa: ANN401, N802
        """Keep a property for the next `say`."""
        self._wanted[name] = value

    def getProperty(self, name: str) -> Any:  # noqa: ANN401, N802
        """A property as it was set."""
        return self._wanted[name]

    def startLoop(self) -> None:  # noqa: N802
        """Do what was queued: `say` is synchronous, so the loop ends by itself."""
        self._proxy.setBusy(False)

    def endLoop(self) -> None:  # noqa: N802
        """Nothing runs."""

    def stop(self) -> None:
        """Nothing to stop: `say` has returned."""

    def destroy(self) -> None:
        """The library stays loaded: it can't be started twice."""
