# SPDX-License-Identifier: Apache-2.0
"""The settings file: TOML that explains itself, read strictly, written whole."""

import difflib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import Field, replace
from pathlib import Path
from typing import Any

from trainer_gui.adapters.files import write_atomically
from trainer_gui.application.errors import UserError
from trainer_gui.application.settings import Settings, declared


def load_settings(path: Path) -> Settings:
    """The settings in `path`; the defaults where there is no file.

    Raises:
        UserError: One line for the first thing that is wrong, naming the file and the setting.
    """
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise _refused(path, f"{error.strerror}; check the folder and who may read it") from error
    except ValueError as error:
        raise _refused(path, f"{error}; mend or delete the file") from error
    known = {f.name: f for f in declared()}
    for name, value in given.items():
        if name not in known:
            near = difflib.get_close_matches(name, known, 1)
            advice = f"did you mean {near[0]}?" if near else "delete the line"
            raise _refused(path, f"unknown setting {name}; {advice}")
        _check(path, known[name], value)
    return Settings(**given)


def save_settings(path: Path, settings: Settings) -> None:
    """Write `settings` with a line of explanation each. Raises UserError."""
    lines = []
    for f in declared():
        choices = f.metadata["choices"]
        lines.append(
            f"# {f.metadata['meaning']}" + (f" ({' | '.join(choices)})" if choices else "")
        )
        lines.append(f"{f.name} = {json.dumps(getattr(settings, f.name), ensure_ascii=False)}\n")
    try:
        write_atomically(path, "\n".join(lines).encode())
    except OSError as error:
        line = f"{path}: {error.strerror}; the settings are not kept"
        raise UserError(line, "settings_not_kept", file=path) from error


def change_settings(path: Path, changes: Mapping[str, object]) -> None:
    """Change some settings in the file, whatever another window has written there since.

    Raises:
        UserError: It can't be read or written.
    """
    save_settings(path, replace(load_settings(path), **changes))  # type: ignore[arg-type]


def _check(path: Path, setting: Field[Any], value: Any) -> None:  # noqa: ANN401 - what TOML gives
    wanted = type(setting.default)
    if type(value) is not wanted:
        raise _refused(path, f"{setting.name} must be of type {wanted.__name__}, not {value!r}")
    choices = setting.metadata["choices"]
    if choices and value not in choices:
        raise _refused(path, f"{setting.name} must be one of {', '.join(choices)}, not {value!r}")
    between = setting.metadata["between"]
    if between and not between[0] <= value <= between[1]:
        wrong = f"{setting.name} must be from {between[0]} to {between[1]}, not {value!r}"
        raise _refused(path, wrong)


def _refused(path: Path, what: str) -> UserError:
    return UserError(f"{path}: {what}", "settings", file=path)
