# SPDX-License-Identifier: Apache-2.0
"""Which recogniser a name in the settings means."""

import difflib

from trainer_gui.adapters.listening.speech_recognition import ENGINES, SpeechRecognitionRecogniser
from trainer_gui.adapters.listening.whisper import WhisperRecogniser
from trainer_gui.application.errors import EngineError
from trainer_gui.application.ports import Recogniser

NAMES = ("auto", WhisperRecogniser.name, *ENGINES)


def choose_recogniser(name: str = "auto", *, model: str = "", threads: int = 0) -> Recogniser:
    """Load the recogniser `name`; takes a second, so call it on a worker.

    Args:
        name: One of `NAMES`; `auto` is Whisper.
        model: Name of the engine's model, where it takes one.
        threads: Processor threads for Whisper; 0: as many as help.

    Raises:
        EngineError: There is none of that name, or it can't be loaded.
    """
    if name in ("auto", WhisperRecogniser.name):
        return WhisperRecogniser(threads=threads)
    if name in ENGINES:
        return SpeechRecognitionRecogniser(name, model=model)
    near = difflib.get_close_matches(name, NAMES, 1)
    advice = f"did you mean {near[0]}?" if near else f"choose one of {', '.join(NAMES)}"
    raise EngineError(f"recogniser {name!r}: there is none of that name; {advice}")
