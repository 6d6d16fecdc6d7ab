# SPDX-License-Identifier: Apache-2.0
"""Reads the texts of the screens from `assets/i18n/<language>.toml`."""

import tomllib
from pathlib import Path

from trainer_gui.application.errors import UserError
from trainer_gui.application.messages import Messages

LANGUAGES = ("zh", "en")


def load_messages(assets: Path, language: str, *, strict: bool = False) -> Messages:
    """The texts of `language`; an unknown one falls back to the first.

    Raises:
        UserError: The file is missing or not TOML.
    """
    chosen = language if language in LANGUAGES else LANGUAGES[0]
    path = assets / "i18n" / f"{chosen}.toml"
    try:
        catalogue = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UserError(f"{path}: can't be read ({error}); install the program again") from error
    return Messages(catalogue, chosen, strict=strict)
