# SPDX-License-Identifier: Apache-2.0
"""Whisper base in CTranslate2, with a short encoder context: the recogniser out of the box.

The weights come in two pip packages and are read into memory from there. Whisper was trained on
30 s of sound; 10 s are enough for a turn and cost a third. Below 10 s it loops.
"""

import math
import os
from collections.abc import Sequence

import numpy as np

from trainer_gui.adapters.listening.sound import RATE, samples
from trainer_gui.adapters.listening.tokens import Tokens, whisper_files
from trainer_gui.adapters.listening.words import cleaned
from trainer_gui.application.errors import EngineError
from trainer_gui.application.ports import Heard, Pcm

Sound = np.ndarray[tuple[int], np.dtype[np.float32]]

_CONTEXT_S = 10.0
_TAIL_S = 0.5
"""Silence that the encoder sees after the last word at least."""
_LONGEST_S = 28.0
"""Longer sound is cut at its quietest place between here and `_CUT_FROM_S`."""
_CUT_FROM_S = 18.0
_STYLE = "您好，请问您要咨询的是手机套餐、会员，还是APP？"
"""Words before the sound: simplified characters, punctuation, and the register of a counter take
1.1 points off the CER; a plain "this is Mandarin" takes 0.2."""
_TASK = ("<|startoftranscript|>", "<|zh|>", "<|transcribe|>", "<|notimestamps|>")
_ECHO = 7
"""Characters of `_STYLE` in a row that nobody says by chance."""
_LONGEST_PROMPT = 160
"""Tokens; Whisper has room for 224 and the words that it writes come on top."""
_TOKENS_A_SECOND = 12
"""More than the fastest speaker: a loop ends there."""
_NO_SPEECH = 0.5
"""Noise has 0.58 and more, the 100 human clips have 0.12 and less."""
_SURE_LOGPROB = -0.3
_BABBLE_LOGPROB = -1.5
"""Mean log-probability of a token below which the words are guesses at noise;"""
_CUT_LOGPROB = -2.5
"""the same while the speaker goes on. Sound that is cut off within a word is less probable: of the
first third of a second of 100 people, two in five had less than -1.5, most with the right words."""


class WhisperRecogniser:
    """Whisper base; loading takes about a second, 320 MB stay in memory."""

    name = "whisper"

    def __init__(self, *, threads: int = 0, beam: int = 2) -> None:
        """Load the model.

        Args:
            threads: Processor threads; 0: as many as help.
            beam: Readings followed side by side in a final decode; partial ones follow one.

        Raises:
            EngineError: The packages with the engine or the weights are missing or broken.
        """
        try:
            from faster_whisper import WhisperModel  # noqa: PLC0415 - heavy

            files = whisper_files()
            self._tokens = Tokens(files["vocabulary.json"])
            self._model = WhisperModel(
                "whisper-base",
                device="cpu",
                compute_type="int8",
                cpu_threads=threads or min(4, os.cpu_count() or 1),
                files=self._tokens.trimmed(files),
                local_files_only=True,
            )
        except (ImportError, OSError, RuntimeError, ValueError) as error:
            reason = f"whisper: can't be loaded ({error}); install the packages of the lock file"
            raise EngineError(reason.replace("\n", " ")) from error
        self._beam = beam
        self.expect(())

    def expect(self, words: Sequence[str]) -> None:
        """Hear these words more readily; see `vocabulary`."""
        before = "、".join(words) + "。" if words else ""
        known = self._model.hf_tokenizer.encode(f" {before}{_STYLE}", add_special_tokens=False)
        self._prompt = [
            *self._tokens.special("<|startofprev|>"),
            *self._tokens.placed(known.ids)[-_LONGEST_PROMPT:],
            *self._tokens.special(*_TASK),
        ]

    def hear(self, speech: Pcm, *, final: bool = True) -> Heard:
        """What was said in sound of any length; 16 kHz."""
        if speech.rate != RATE:
            raise EngineError(f"whisper: sound at {speech.rate} Hz; resample it to {RATE} Hz")
        heard = [self._hear(piece, final=final) for piece in _pieces(speech)]
        return joined([h for h in heard if h.text])

    def _hear(self, sound: Sound, *, final: bool) -> Heard:
        seconds = len(sound) / RATE
        context = max(_CONTEXT_S, seconds + _TAIL_S)
        # Silence, not zeros in the spectrum, after the last word: CER -2 points.
        padded = np.pad(sound, (0, math.ceil(context * 50) * RATE // 50 - len(sound)))
        features = self._model.feature_extractor(padded, padding=0)
        frames = features.shape[-1] - features.shape[-1] % 2
        result = self._model.model.generate(
            self._model.encode(features[:, :frames]),
            [self._prompt],
            beam_size=self._beam if final else 1,
            max_length=len(self._prompt) + 16 + int(seconds * _TOKENS_A_SECOND),
            return_scores=True,
            return_no_speech_prob=True,
        )[0]
        score = result.scores[0]
        silent = result.no_speech_prob > _NO_SPEECH and score < _SURE_LOGPROB
        if silent or score < (_BABBLE_LOGPROB if final else _CUT_LOGPROB):
            return Heard("", 0.0)
        text = cleaned(self._model.hf_tokenizer.decode(self._tokens.whole(result.sequences_ids[0])))
        if _is_echo(text):
            return Heard("", 0.0)
        return Heard(text, min(1.0, math.exp(score)))


def _is_echo(text: str) -> bool:
    """Whether noise brought nothing but the words that the recogniser was given."""
    said = "".join(filter(str.isalnum, text))
    return len(said) >= _ECHO and said in "".join(filter(str.isalnum, _STYLE))


def joined(parts: list[Heard]) -> Heard:
    """Successive pieces of one turn as one; longer pieces weigh more in the confidence."""
    text = "".join(p.text for p in parts)
    if not text:
        return Heard("", 0.0)
    return Heard(text, sum(p.confidence * len(p.text) for p in parts) / len(text))


def _pieces(speech: Pcm) -> list[Sound]:
    sound, pieces = samples(speech.data), []
    while len(sound) > _LONGEST_S * RATE:
        window = RATE // 5
        late = sound[int(_CUT_FROM_S * RATE) : int(_LONGEST_S * RATE)]
        rows = late[: len(late) // window * window].reshape(-1, window)
        quietest = int(np.argmin(np.square(rows).mean(axis=1)))
        cut = int(_CUT_FROM_S * RATE) + quietest * window + window // 2
        pieces.append(sound[:cut])
        sound = sound[cut:]
    if len(sound):
        pieces.append(sound)
    return pieces
