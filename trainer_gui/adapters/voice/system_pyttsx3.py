# SPDX-License-Identifier: Apache-2.0
"""The system's own Mandarin voice through pyttsx3: SAPI5 on Windows, Apple's on macOS.

Rendered with `save_to_file`, never `say`: what is rendered can be cached, metered and cut off.
"""

from __future__ import annotations

import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trainer_gui.adapters.voice import prosody, wording
from trainer_gui.adapters.voice.wav import read_samples
from trainer_gui.application.errors import EngineError

if TYPE_CHECKING:
    from trainer_gui.application.ports import Pcm
    from trainer_gui.domain.emotion import Band
    from trainer_gui.domain.persona import VoiceStyle

HOW_TO_INSTALL = (
    "add a Chinese (Simplified) voice in the system's speech settings, then: pip install pyttsx3"
)
_DRIVERS = {"win32": "sapi5", "darwin": "nsss"}
_WORDS_PER_MINUTE = 200
_NAMES = ("huihui", "kangkang", "yaoyao", "xiaoxiao", "yunyang", "tingting", "ting-ting")
_TIMBRES = {  # rate, pitch of a woman's voice, pitch of a man's voice
    "woman": (1.0, 1.0, 1.3), "young_woman": (1.03, 1.05, 1.36), "old_woman": (0.92, 0.93, 1.2),
    "man": (1.0, 0.78, 1.0), "young_man": (1.03, 0.82, 1.06), "old_man": (0.92, 0.74, 0.94),
}  # fmt: skip


def is_available() -> bool:
    """Whether this system can have a voice of its own; `SystemVoice` finds out if it does."""
    return sys.platform in _DRIVERS and find_spec("pyttsx3") is not None


def mandarin_voices(voices: list[Any]) -> list[Any]:
    """Those pyttsx3 voices that speak Mandarin, mainland voices first."""

    def languages(voice: Any) -> list[str]:  # noqa: ANN401
        return [
            (tag.decode(errors="ignore") if isinstance(tag, bytes) else str(tag))
            .lower()
            .replace("_", "-")
            for tag in voice.languages or ()
        ]

    mainland = [
        voice
        for voice in voices
        if any(tag.startswith(("zh-cn", "zh-hans", "cmn")) for tag in languages(voice))
        or any(name in f"{voice.name} {voice.id}".lower() for name in _NAMES)
    ]
    taiwan = [v for v in voices if v not in mainland and "zh-tw" in languages(v)]
    return mainland + taiwan


class SystemVoice:
    """pyttsx3 on the system's driver. Made and used on one worker thread."""

    note = ""

    def __init__(self) -> None:
        """Find a Mandarin voice.

        Raises:
            EngineError: The system has none, or pyttsx3 failed.
        """
        if not is_available():
            raise EngineError(f"this system has no voice for pyttsx3; {HOW_TO_INSTALL}")
        try:
            import pyttsx3  # noqa: PLC0415 - loads the system's speech library

            self._engine = pyttsx3.Engine(_DRIVERS[sys.platform])
            self._voices = mandarin_voices(self._engine.getProperty("voices"))
        except Exception as error:  # COM and Objective-C errors share no base
            raise EngineError(f"the system's voice failed ({error}); {HOW_TO_INSTALL}") from error
        if not self._voices:
            raise EngineError(f"the system has no Mandarin voice; {HOW_TO_INSTALL}")
        self.name = "pyttsx3 " + " ".join(str(voice.name) for voice in self._voices)

    def render(self, text: str, voice: VoiceStyle, band: Band) -> Pcm:
        """The sound of one clause at 24 kHz.

        Raises:
            EngineError: The system wrote no sound.
        """
        words = wording.in_words(text)
        pause = wording.pause_after(text)
        if not any(character.isalnum() for character in words):
            return prosody.silence(max(0.3, pause))
        person, wanted = self._choose(voice, band)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / ("clause.aiff" if sys.platform == "darwin" else "clause.wav")
            try:
                self._engine.setProperty("voice", person.id)
                self._engine.setProperty("rate", round(_WORDS_PER_MINUTE * wanted.engine_speed))
                self._engine.save_to_file(words, str(path))
                self._engine.runAndWait()
            except Exception as error:  # COM and Objective-C errors share no base
                raise EngineError(f"the system's voice failed: {error}") from error
            samples, rate = read_samples(path)
        if not samples.any():
            raise EngineError("the system's voice rendered no sound")
        return prosody.shape(samples, rate, wanted, pause)

    def _choose(self, voice: VoiceStyle, band: Band) -> tuple[Any, prosody.Prosody]:
        """The voice nearest to the timbre, and the sound to ask of it."""
        gender = "female" if voice.timbre.endswith("woman") else "male"
        person = next((v for v in self._voices if _gender(v) == gender), self._voices[0])
        rate, from_woman, from_man = _TIMBRES.get(voice.timbre, _TIMBRES["woman"])
        pitch = from_man if _gender(person) == "male" else from_woman
        return person, prosody.prosody_of(voice, band, rate, pitch)


def _gender(voice: Any) -> str:  # noqa: ANN401
    """`female` or `male`; macOS writes VoiceGenderFemale."""
    told = str(voice.gender or "").lower().removeprefix("voicegender")
    return "male" if told == "male" or "kangkang" in str(voice.name).lower() else "female"
