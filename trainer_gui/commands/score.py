# SPDX-License-Identifier: Apache-2.0
"""`trainer-gui score [FILE|-]`."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import BinaryIO

from trainer_gui.adapters.paths import places, shipped
from trainer_gui.adapters.scenarios.library import FolderLibrary
from trainer_gui.adapters.settings_file import load_settings
from trainer_gui.adapters.transcripts import score_lines
from trainer_gui.application.errors import UserError
from trainer_gui.application.settings import weights
from trainer_gui.commands.output import tell
from trainer_gui.understanding.jsonl import Problem, written
from trainer_gui.understanding.reader import Reader


def run(options: argparse.Namespace) -> int:
    """Score each conversation; exit 1 where a line holds none."""
    rulebook = FolderLibrary(options.scenarios or shipped("scenarios")).rulebook()
    rulebook = rulebook.weighted(weights(load_settings(places(options.data_dir).settings)))
    name = "stdin" if options.file == "-" else options.file
    status = 0
    try:
        source = nullcontext(sys.stdin.buffer) if name == "stdin" else Path(name).open("rb")  # noqa: SIM115
    except OSError as error:
        raise UserError(f"{name}: {error.strerror}; give a file of JSON lines, or -") from error
    with source as stream:
        for answer in score_lines(_decoded(stream), name, Reader(), rulebook):
            if isinstance(answer, Problem):
                tell(str(answer))
                status = 1
            else:
                sys.stdout.write(written(answer) + "\n")
                sys.stdout.flush()
    return status


def _decoded(stream: BinaryIO) -> Iterator[str]:
    """The lines as text; what is not UTF-8 becomes a mark."""
    return (line.decode("utf-8-sig", errors="replace") for line in stream)
