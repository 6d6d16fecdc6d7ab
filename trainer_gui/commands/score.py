# SPDX-License-Identifier: Apache-2.0
"""`trainer-gui score [FILE|-]`."""

import argparse

from trainer_gui.adapters.paths import places, shipped
from trainer_gui.adapters.scenarios.library import FolderLibrary
from trainer_gui.adapters.settings_file import load_settings
from trainer_gui.adapters.transcripts import score_lines
from trainer_gui.application.settings import weights
from trainer_gui.commands.json_lines import answer_lines
from trainer_gui.understanding.reader import Reader


def run(options: argparse.Namespace) -> int:
    """Score each conversation; exit 1 where a line holds none."""
    rulebook = FolderLibrary(options.scenarios or shipped("scenarios")).rulebook()
    rulebook = rulebook.weighted(weights(load_settings(places(options.data_dir).settings)))
    return answer_lines(
        options.file, lambda lines, name: score_lines(lines, name, Reader(), rulebook)
    )
