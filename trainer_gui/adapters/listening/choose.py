# SPDX-License-Identifier: Apache-2.0
"""Which recogniser a name in the settings means."""

import difflib
from collections.abc import Sequence
from pathlib import Path

from trainer_gui.adapters.listening import sherpa, vosk
from trainer_gui.adapters.listening.models import WHISPER_RANK, Model, Models, model_at
from trainer_gui.adapters.listening.speech_recognition import ENGINES, SpeechRecognitionRecogniser
from trainer_gui.adapters.listening.whisper import WhisperRecogniser
from trainer_gui.application.errors import EngineError
from trainer_gui.application.ports import Recogniser

AUTO = "auto"
_STREAMING = ("sherpa", "vosk")
NAMES = (AUTO, WhisperRecogniser.name, *_STREAMING, *ENGINES)


def is_ready(engine: str) -> bool:
    """Whether the package of an engine of models is there."""
    return sherpa.is_available() if engine == "sherpa" else vosk.is_available()


def choose_recogniser(
    name: str = AUTO, *, model: str = "", models: Models | None = None, threads: int = 0
) -> Recogniser:
    """Load the recogniser `name`; takes a second or more, so call it on a worker.

    Args:
        name: One of `NAMES`; `auto` is the best that is here and loads.
        model: Name of the engine's model, or its folder; empty: the best that is here.
        models: Those that a branch has copied in.
        threads: Processor threads; 0: as many as help.

    Raises:
        EngineError: There is none of that name, or it can't be loaded.
    """
    here = models.here() if models else ()
    if name == AUTO:
        return _best(here, threads)
    if name == WhisperRecogniser.name:
        return WhisperRecogniser(threads=threads)
    if name in _STREAMING:
        return load_model(_wanted(name, model, here), threads)
    if name in ENGINES:
        return SpeechRecognitionRecogniser(name, model=model)
    near = difflib.get_close_matches(name, NAMES, 1)
    advice = f"did you mean {near[0]}?" if near else f"choose one of {', '.join(NAMES)}"
    raise EngineError(f"recogniser {name!r}: there is none of that name; {advice}")


def _best(here: Sequence[Model], threads: int) -> Recogniser:
    """The first that loads; the reasons of all where none does."""
    ready = [m for m in here if m.proven and is_ready(m.engine)]
    better = [m for m in ready if m.rank > WHISPER_RANK]
    worse = [m for m in ready if m.rank <= WHISPER_RANK]
    reasons = []
    for model in (*better, None, *worse):
        try:
            return load_model(model, threads) if model else WhisperRecogniser(threads=threads)
        except EngineError as error:
            reasons.append(str(error))
    raise EngineError("; ".join(reasons))


def _wanted(engine: str, name: str, here: Sequence[Model]) -> Model:
    fitting = [m for m in here if m.engine == engine and name in {"", m.name}]
    at_path = model_at(Path(name)) if name else None
    found = next(iter(fitting), at_path)
    if found is None or found.engine != engine:
        raise EngineError(
            f"{engine}: no model {name!r}; copy one in with: trainer-gui models install"
        )
    if not found.proven:
        raise EngineError(f"{found.folder}: prove it first: trainer-gui models install FOLDER")
    return found


def load_model(model: Model, threads: int) -> Recogniser:
    """Load a model. Raises EngineError; one that was not proven may end the process."""
    if model.engine == "sherpa":
        return sherpa.recogniser(model.folder, threads)
    return vosk.recogniser(model.folder)
