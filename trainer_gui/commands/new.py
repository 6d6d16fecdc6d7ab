# SPDX-License-Identifier: Apache-2.0
"""`trainer-gui new ID`: a scenario to begin with, small, whole and full of comments.

The customer type and the coach's file that it needs are put beside it where they are missing.
"""

import argparse
from pathlib import Path

from trainer_gui.adapters.files import write_atomically
from trainer_gui.adapters.paths import shipped
from trainer_gui.adapters.scenarios.diagnostics import shown
from trainer_gui.adapters.scenarios.fields import NAME
from trainer_gui.adapters.scenarios.loader import COACH_FILE, PERSONAS
from trainer_gui.application.errors import UserError
from trainer_gui.commands.output import tell

_PERSONA = f"{PERSONAS}/sharp_regular.yaml"


def run(options: argparse.Namespace) -> int:
    """Write the file; exit 1 where it is there already."""
    if not NAME.fullmatch(options.id):
        raise UserError(f"{shown(options.id)} can't be an id; use letters, digits and _")
    folder: Path = options.scenarios or Path()
    assets = shipped("assets")
    template = (assets / "guides" / "new.yaml").read_text(encoding="utf-8")
    schema = (assets / "schema" / "scenario.json").as_uri()
    try:
        if (scene := folder / f"{options.id}.yaml").exists():
            raise UserError(f"{scene}: is there already; choose another id")
        text = template.replace("{id}", options.id).replace("{schema}", schema)
        _write(scene, text)
        for name in (_PERSONA, COACH_FILE):
            if not (folder / name).exists():
                _write(folder / name, (shipped("scenarios") / name).read_text(encoding="utf-8"))
    except OSError as error:
        raise UserError(f"{folder}: {error.strerror}; choose another folder") from error
    return 0


def _write(path: Path, text: str) -> None:
    write_atomically(path, text.encode())
    tell(f"{path}: written")
