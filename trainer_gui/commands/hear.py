# SPDX-License-Identifier: Apache-2.0
"""`trainer-gui hear FILE…`."""

import argparse

from trainer_gui.adapters.listening.choose import choose_recogniser
from trainer_gui.adapters.listening.hear import hear_files
from trainer_gui.adapters.listening.models import installed
from trainer_gui.adapters.paths import places
from trainer_gui.adapters.settings_file import load_settings
from trainer_gui.application.errors import UserError
from trainer_gui.commands.output import emit, tell


def run(options: argparse.Namespace) -> int:
    """One JSON line a file; exit 1 where a file can't be read."""
    here = places(options.data_dir)
    settings = load_settings(here.settings)
    recogniser = choose_recogniser(
        settings.recogniser, model=settings.recogniser_model, models=installed(here)
    )
    status = 0
    for result in hear_files(options.files, recogniser):
        if isinstance(result, UserError):
            tell(str(result))
            status = 1
        else:
            emit(result)
    return status
