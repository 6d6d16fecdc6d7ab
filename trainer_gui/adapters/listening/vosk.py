# SPDX-License-Identifier: Apache-2.0
"""Vosk: Kaldi models that are small and quick, from a folder."""

import json
from importlib.util import find_spec
from pathlib import Path
from statistics import mean
from typing import Any

from trainer_gui.adapters.listening.sound import RATE
from trainer_gui.adapters.listening.streaming import StreamingRecogniser
from trainer_gui.application.errors import EngineError

HOW_TO_INSTALL = 'pip install "trainer-gui[vosk]"'
_UNTOLD = 0.8
"""Confidence of a partial result, which tells none."""


def is_available() -> bool:
    """Whether the package is there."""
    return find_spec("vosk") is not None


def is_model(folder: Path) -> bool:
    """Whether `folder` looks like a model of Vosk."""
    return (folder / "am" / "final.mdl").is_file() and (folder / "conf").is_dir()


def recogniser(folder: Path) -> StreamingRecogniser:
    """Load the model in `folder`: less than a second for a small one.

    Raises:
        EngineError: The package is missing, or this is no model that it can load.
    """
    if not is_available():
        raise EngineError(f"vosk: the package is missing; run: {HOW_TO_INSTALL}")
    import vosk  # noqa: PLC0415 - heavy

    vosk.SetLogLevel(-1)
    try:
        model = vosk.Model(model_path=str(folder))
    except Exception as error:  # it raises nothing more special
        raise EngineError(f"{folder}: no model that Vosk can load; copy it again") from error
    return StreamingRecogniser(f"vosk {folder.name}", lambda: _Stream(vosk, model))


class _Stream:
    """One turn; see `streaming.Stream`."""

    def __init__(self, package: Any, model: Any) -> None:  # noqa: ANN401 - an untyped package
        self._engine = package.KaldiRecognizer(model, RATE)
        self._engine.SetWords(True)  # noqa: FBT003
        self._heard: list[dict[str, Any]] = []

    def take(self, data: bytes) -> None:
        if data and self._engine.AcceptWaveform(data):  # it ends sentences by itself
            self._keep(self._engine.Result())

    def so_far(self) -> tuple[str, float]:
        partial = json.loads(self._engine.PartialResult()).get("partial", "")
        text, sure = self._told()
        return f"{text} {partial}", sure

    def end(self) -> tuple[str, float]:
        self._keep(self._engine.FinalResult())
        return self._told()

    def _keep(self, result: str) -> None:
        self._heard += json.loads(result).get("result", ())

    def _told(self) -> tuple[str, float]:
        words = [w for w in self._heard if w["word"] != "[unk]"]
        sure = mean(w["conf"] for w in words) if words else _UNTOLD
        return " ".join(w["word"] for w in words), min(1.0, sure)
