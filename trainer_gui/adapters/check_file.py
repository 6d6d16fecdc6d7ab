# SPDX-License-Identifier: Apache-2.0
"""What microphone checks found, on disk: one JSON file, replaced as a whole."""

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from trainer_gui.adapters.files import write_atomically
from trainer_gui.application.checking import Remembered, with_result
from trainer_gui.application.errors import UserError
from trainer_gui.domain.delivery import Usual
from trainer_gui.domain.speech.sound_check import Checked, Finding


def load_checks(path: Path) -> tuple[Remembered, ...]:
    """All that is kept in `path`; nothing where there is no file.

    Raises:
        UserError: It can't be read; one line says what to do.
    """
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))
        return tuple(_read(entry) for entry in entries)
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        line = f"{path}: {error!r}; delete the file and check the microphone again"
        raise UserError(line, "checks_unreadable", file=path) from error


def save_checks(path: Path, kept: Iterable[Remembered]) -> None:
    """Write `kept`. Raises UserError."""
    text = json.dumps([_written(r) for r in kept], ensure_ascii=False, indent=1)
    try:
        write_atomically(path, text.encode())
    except OSError as error:
        line = f"{path}: {error.strerror}; the check is not remembered"
        raise UserError(line, "checks_not_kept", file=path) from error


def add_check(path: Path, checked: Checked, trainee: str, on: date) -> None:
    """Keep one more check, beside what another window has kept since. Raises UserError."""
    save_checks(path, with_result(load_checks(path), checked, trainee, on))


def _written(kept: Remembered) -> dict[str, Any]:
    usual = kept.usual
    return {
        "device": kept.device,
        "trainee": kept.trainee,
        "on": kept.on.isoformat(),
        "findings": [f.value for f in kept.findings],
        "characters_per_minute": usual and usual.characters_per_minute,
        "loudness_db": usual and usual.loudness_db,
    }


def _read(entry: dict[str, Any]) -> Remembered:
    rate, loudness = entry["characters_per_minute"], entry["loudness_db"]
    return Remembered(
        device=str(entry["device"]),
        trainee=str(entry["trainee"]),
        on=date.fromisoformat(entry["on"]),
        findings=tuple(Finding(f) for f in entry["findings"]),
        usual=None if rate is None else Usual(float(rate), float(loudness)),
    )
