# SPDX-License-Identifier: Apache-2.0
"""The customer's voice as a WAV file, behind `trainer-gui say`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainer_gui.adapters.voice.choose import AUTO, choose_synthesiser
from trainer_gui.adapters.voice.wav import write_wav
from trainer_gui.adapters.voice.wording import split_clauses
from trainer_gui.application.errors import UserError
from trainer_gui.application.ports import Pcm
from trainer_gui.domain.emotion import band_of
from trainer_gui.domain.persona import TIMBRES, VoiceStyle

if TYPE_CHECKING:
    from pathlib import Path

    from trainer_gui.application.ports import Synthesiser


def say(
    text: str,
    out: Path,
    *,
    voice: VoiceStyle | None = None,
    anger: float = 60.0,
    engine: str = AUTO,
    voices: Path | None = None,
) -> Pcm:
    """Render `text` to the WAV file `out`, as a session would.

    Args:
        text: What is said.
        out: The file to write.
        voice: Who says it; None: an ordinary woman.
        anger: 0-100.
        engine: A voice engine, or `auto`.
        voices: Folder of Mandarin styles; None: where set-up puts them.

    Raises:
        UserError: Nothing to say, no engine, or the file can't be written; one line.
    """
    style = voice or VoiceStyle()
    if not text.strip():
        raise UserError("there is no text to say")
    if not 0 <= anger <= 100:  # noqa: PLR2004 - the scale itself
        raise UserError(f"anger is a number from 0 to 100, not {anger:g}")
    if style.timbre not in TIMBRES:
        raise UserError(f"no timbre {style.timbre!r}; choose {', '.join(TIMBRES)}")
    pcm = render(choose_synthesiser(engine, voices), text, style, anger)
    write_wav(out, pcm)
    return pcm


def render(synthesiser: Synthesiser, text: str, voice: VoiceStyle, anger: float) -> Pcm:
    """All clauses of `text`, one after the other. Raises EngineError."""
    band = band_of(anger)
    clauses = [synthesiser.render(clause, voice, band) for clause in split_clauses(text)]
    return Pcm(b"".join(clause.data for clause in clauses), clauses[0].rate)
