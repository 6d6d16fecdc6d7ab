# SPDX-License-Identifier: Apache-2.0
"""What the recogniser hears in files: `trainer-gui hear FILE…`."""

import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from trainer_gui.adapters.listening.activity import Activity, silero
from trainer_gui.adapters.listening.sound import CHUNK_BYTES, CHUNK_S, RATE
from trainer_gui.adapters.listening.words import count_characters
from trainer_gui.application.errors import UserError
from trainer_gui.application.ports import Pcm, Recogniser
from trainer_gui.domain.delivery import Delivery


def hear_file(path: Path, recogniser: Recogniser) -> dict[str, Any]:
    """What was said in one file of any audio format.

    Returns:
        `path`, `text`, `seconds`, `latency_ms` (of the recogniser) and `characters_per_minute`
        (over the time of speech, without pauses).

    Raises:
        UserError: The file can't be read or holds no sound.
    """
    speech = read_sound(path)
    voiced = speech_seconds(speech)
    began = time.perf_counter()
    heard = recogniser.hear(speech)
    latency = time.perf_counter() - began
    rate = Delivery(voiced, count_characters(heard.text), 0.0).characters_per_minute
    return {
        "path": str(path),
        "text": heard.text,
        "seconds": round(speech.seconds, 2),
        "latency_ms": round(1000 * latency),
        "characters_per_minute": round(rate),
    }


def hear_files(
    paths: Sequence[Path], recogniser: Recogniser
) -> Iterator[dict[str, Any] | UserError]:
    """`hear_file` of each; what can't be read comes as its error, and the next one follows."""
    for path in paths:
        try:
            yield hear_file(path, recogniser)
        except UserError as error:
            yield error


def read_sound(path: Path) -> Pcm:
    """The file's sound as 16 kHz mono.

    Raises:
        UserError: The file can't be read or holds no sound.
    """
    import av  # noqa: PLC0415 - heavy
    from faster_whisper.audio import decode_audio  # noqa: PLC0415

    try:
        with path.open("rb") as file:
            sound = decode_audio(file, sampling_rate=RATE)
    except FileNotFoundError as error:
        raise UserError(f"{path}: no such file; check the name") from error
    except av.error.FFmpegError as error:
        raise UserError(f"{path}: not a sound file that can be read; convert it to WAV") from error
    except OSError as error:
        raise UserError(f"{path}: {error.strerror or error}; check the file") from error
    except (IndexError, ValueError, TypeError) as error:
        raise UserError(f"{path}: holds no sound; give a recording") from error
    if not len(sound):
        raise UserError(f"{path}: holds no sound; give a recording")
    return Pcm((sound * 32768).clip(-32768, 32767).astype("<i2").tobytes(), RATE)


def speech_seconds(speech: Pcm) -> float:
    """Summed time of speech, without pauses, in seconds."""
    probability, activity, voiced = silero(), Activity(), 0
    padded = speech.data + bytes(-len(speech.data) % CHUNK_BYTES)
    for i in range(0, len(padded), CHUNK_BYTES):
        activity.feed(probability(padded[i : i + CHUNK_BYTES]))
        voiced += activity.voiced
    return voiced * CHUNK_S
