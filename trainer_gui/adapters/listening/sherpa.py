# SPDX-License-Identifier: Apache-2.0
"""sherpa-onnx's streaming models: transducers, Paraformer and Zipformer-CTC, from a folder."""

import math
import os
from importlib.util import find_spec
from pathlib import Path
from statistics import mean
from typing import Any

from trainer_gui.adapters.listening.sound import RATE, samples
from trainer_gui.adapters.listening.streaming import StreamingRecogniser
from trainer_gui.application.errors import EngineError

HOW_TO_INSTALL = 'pip install "trainer-gui[sherpa]"'
_TAIL = bytes(2 * RATE * 2 // 3)
"""Silence after the last word: a chunk of the largest models is this long."""
_UNTOLD = 0.8
"""Confidence of a model that does not tell any."""


def is_available() -> bool:
    """Whether the package is there."""
    return find_spec("sherpa_onnx") is not None


def is_model(folder: Path) -> bool:
    """Whether `folder` looks like a streaming model of sherpa-onnx."""
    return (folder / "tokens.txt").is_file() and bool(_parts(folder))


def recogniser(folder: Path, threads: int = 0) -> StreamingRecogniser:
    """Load the model in `folder`: a second or two.

    Raises:
        EngineError: The package is missing, or this is no model that it can load.
    """
    if not is_available():
        raise EngineError(f"sherpa: the package is missing; run: {HOW_TO_INSTALL}")
    import sherpa_onnx  # noqa: PLC0415 - heavy

    parts = _parts(folder)
    options = {"tokens": str(folder / "tokens.txt"), "num_threads": threads or _threads()}
    online = sherpa_onnx.OnlineRecognizer
    try:
        if "joiner" in parts:
            engine = online.from_transducer(**parts, **options)
        elif "decoder" in parts:
            engine = online.from_paraformer(**parts, **options)
        elif "model" in parts:
            engine = online.from_zipformer2_ctc(**parts, **options)
        else:
            raise EngineError(f"{folder}: no streaming model of sherpa-onnx; choose another folder")
    except (RuntimeError, ValueError) as error:
        reason = " ".join(str(error).split()) or "the model can't be loaded"
        raise EngineError(f"{folder}: {reason}; copy the model again") from error
    return StreamingRecogniser(f"sherpa {folder.name}", lambda: _Stream(engine))


class _Stream:
    """One turn; see `streaming.Stream`."""

    def __init__(self, engine: Any) -> None:  # noqa: ANN401 - an untyped package
        self._engine = engine
        self._stream = engine.create_stream()

    def take(self, data: bytes) -> None:
        self._stream.accept_waveform(RATE, samples(data))
        while self._engine.is_ready(self._stream):
            self._engine.decode_stream(self._stream)

    def so_far(self) -> tuple[str, float]:
        sure = self._engine.ys_probs(self._stream)
        text = self._engine.get_result(self._stream)
        return text, min(1.0, math.exp(mean(sure))) if sure else _UNTOLD

    def end(self) -> tuple[str, float]:
        self.take(_TAIL)
        self._stream.input_finished()
        self.take(b"")
        return self.so_far()


def _parts(folder: Path) -> dict[str, str]:
    """The files of a model by what they are, the smaller (int8) ones where there are two."""
    found: dict[str, Path] = {}
    for path in sorted(folder.glob("*.onnx"), key=lambda p: ("int8" not in p.name, p.name)):
        kind = next((k for k in ("encoder", "decoder", "joiner") if k in path.name), "model")
        found.setdefault(kind, path)
    if found.keys() != {"model"}:
        found.pop("model", None)
        if not {"encoder", "decoder"} <= found.keys():
            return {}
    return {kind: str(path) for kind, path in found.items()}


def _threads() -> int:
    return min(2, os.cpu_count() or 1)
