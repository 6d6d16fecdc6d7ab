# SPDX-License-Identifier: Apache-2.0
"""The recognisers that the SpeechRecognition package reaches, chosen by name in the settings.

PocketSphinx works on this PC; the others send the trainee's voice to a service, which a
branch has to allow. Their keys come from the settings or from the environment, as each one says.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from trainer_gui.adapters.listening.words import cleaned
from trainer_gui.application.errors import EngineError
from trainer_gui.application.ports import Heard, Pcm

_UNTOLD = 0.8
"""Confidence of an engine that does not tell any."""

_TIMEOUT_S = 8
"""A service that takes longer spoils the conversation anyway."""


@dataclass(frozen=True, slots=True)
class _Engine:
    method: str
    options: Mapping[str, str]
    """Fixed arguments."""
    needs: Mapping[str, str]
    """Argument -> environment variable that holds it."""
    model: str = ""
    """Argument that takes the name of a model, if there is one."""


ENGINES = {
    "sphinx": _Engine("recognize_sphinx", {"language": "zh-CN"}, {}, "language"),
    "google_cloud": _Engine(
        "recognize_google_cloud",
        {"language_code": "zh-CN"},
        {"credentials_json_path": "GOOGLE_APPLICATION_CREDENTIALS"},
        "model",
    ),
    "azure": _Engine(
        "recognize_azure",
        {"language": "zh-CN"},
        {"key": "AZURE_SPEECH_KEY", "location": "AZURE_SPEECH_REGION"},
    ),
    "openai": _Engine("recognize_openai", {"language": "zh"}, {"": "OPENAI_API_KEY"}, "model"),
    "groq": _Engine("recognize_groq", {"language": "zh"}, {"": "GROQ_API_KEY"}, "model"),
}
"""Name in the settings -> how SpeechRecognition calls it."""


class SpeechRecognitionRecogniser:
    """One of `ENGINES`."""

    def __init__(self, name: str, *, model: str = "") -> None:
        """Make it ready.

        Args:
            name: A key of `ENGINES`.
            model: Name of the engine's model, where it takes one.

        Raises:
            EngineError: The package, the model or the key is missing.
        """
        self.name = name
        engine = ENGINES[name]
        try:
            import speech_recognition  # noqa: PLC0415 - not before it is needed
        except ImportError as error:
            raise EngineError(f"{name}: needs the package SpeechRecognition; install it") from error
        self._package = speech_recognition
        recognizer = speech_recognition.Recognizer()
        recognizer.operation_timeout = _TIMEOUT_S
        self._recognise = getattr(recognizer, engine.method, None)
        if self._recognise is None:
            raise EngineError(
                f"{name}: this SpeechRecognition does not know it; update the package"
            )
        self._options: dict[str, Any] = dict(engine.options)
        for argument, variable in engine.needs.items():
            value = os.environ.get(variable, "")
            if not value:
                raise EngineError(f"{name}: needs its key; set {variable} in the environment")
            if argument:
                self._options[argument] = value
        if model and engine.model:
            self._options[engine.model] = model
        # Half a second of silence shows a missing package or model before anyone speaks.
        if not engine.needs:
            self.hear(Pcm(bytes(16_000), 16_000))

    def hear(self, speech: Pcm, *, final: bool = True) -> Heard:
        """What was said. Partial results are left out: each would be a request of its own."""
        if not final:
            return Heard("", 0.0)
        sound = self._package.AudioData(speech.data, speech.rate, 2)
        assert self._recognise is not None  # noqa: S101 - the constructor saw to it
        try:
            text = self._recognise(sound, **self._options)
        except self._package.UnknownValueError:
            return Heard("", 0.0)
        except Exception as error:  # each engine has errors of its own
            reason = " ".join(str(error).split()) or type(error).__name__
            advice = "install or set up what it names, or choose another recogniser"
            raise EngineError(f"{self.name}: {reason}; {advice}") from error
        if isinstance(text, tuple):  # Azure adds a confidence
            text = text[0]
        text = cleaned(str(text))
        return Heard(text, _UNTOLD if text else 0.0)
