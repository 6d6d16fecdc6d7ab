# SPDX-License-Identifier: Apache-2.0
"""`trainer-gui understand [FILE|-]`: what each reply does, a JSON line for a JSON line.

A line may name a `scenario`: then the facts of it that the reply asks about or states are told too.
"""

import argparse
from collections.abc import Sequence
from functools import cache

from trainer_gui.adapters.paths import shipped
from trainer_gui.adapters.scenarios.library import FolderLibrary
from trainer_gui.application.errors import UserError
from trainer_gui.commands.json_lines import answer_lines
from trainer_gui.domain.reading import FactCue
from trainer_gui.understanding.jsonl import Cues, understand_lines
from trainer_gui.understanding.reader import Reader


def run(options: argparse.Namespace) -> int:
    """Answer each line; exit 1 where a line can't be answered."""
    cues = _cues(FolderLibrary(options.scenarios or shipped("scenarios")))
    return answer_lines(
        options.file, lambda lines, name: understand_lines(lines, name, Reader(), cues)
    )


def _cues(library: FolderLibrary) -> Cues:
    @cache
    def cues(name: str) -> Sequence[FactCue]:
        try:
            return library.scenario(name).cues
        except UserError as error:
            raise LookupError(" ".join(str(error).split())) from error

    return cues
