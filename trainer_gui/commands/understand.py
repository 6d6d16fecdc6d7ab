# SPDX-License-Identifier: Apache-2.0
"""`trainer-gui understand [FILE|-]`."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from functools import cache
from pathlib import Path
from typing import BinaryIO

from trainer_gui.adapters.paths import shipped
from trainer_gui.adapters.scenarios.library import FolderLibrary
from trainer_gui.application.errors import UserError
from trainer_gui.commands.output import tell
from trainer_gui.domain.reading import FactCue
from trainer_gui.understanding.jsonl import Cues, Problem, understand_lines, written
from trainer_gui.understanding.reader import Reader


def run(options: argparse.Namespace) -> int:
    """Answer each line; exit 1 where a line can't be answered."""
    name = "stdin" if options.file == "-" else options.file
    status = 0
    try:
        source = nullcontext(sys.stdin.buffer) if name == "stdin" else Path(name).open("rb")  # noqa: SIM115
    except OSError as error:
        raise UserError(f"{name}: {error.strerror}; give a file of JSON lines, or -") from error
    with source as stream:
        cues = _cues(FolderLibrary(options.scenarios or shipped("scenarios")))
        for answer in understand_lines(_decoded(stream), name, Reader(), cues):
            if isinstance(answer, Problem):
                tell(str(answer))
                status = 1
            else:
                sys.stdout.write(written(answer) + "\n")
                sys.stdout.flush()  # whoever asks line by line gets each answer at once
    return status


def _cues(library: FolderLibrary) -> Cues:
    @cache
    def cues(name: str) -> Sequence[FactCue]:
        known = sorted(entry.id for entry in library.shelf().entries)
        if name not in known:
            raise LookupError(f"no scenario {name!r}; known: {', '.join(known) or 'none'}")
        try:
            return library.scenario(name).cues
        except UserError as error:
            raise LookupError(" ".join(str(error).split())) from error

    return cues


def _decoded(stream: BinaryIO) -> Iterator[str]:
    """The lines as text; what is not UTF-8 becomes a mark that the line is answered with."""
    return (line.decode("utf-8-sig", errors="replace") for line in stream)
