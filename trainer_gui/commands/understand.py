# SPDX-License-Identifier: Apache-2.0
"""`trainer-gui understand [FILE|-]`."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import BinaryIO

from trainer_gui.application.errors import UserError
from trainer_gui.commands.output import tell
from trainer_gui.understanding.jsonl import Problem, understand_lines, written
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
        for answer in understand_lines(_decoded(stream), name, Reader()):
            if isinstance(answer, Problem):
                tell(str(answer))
                status = 1
            else:
                sys.stdout.write(written(answer) + "\n")
                sys.stdout.flush()  # whoever asks line by line gets each answer at once
    return status


def _decoded(stream: BinaryIO) -> Iterator[str]:
    """The lines as text; what is not UTF-8 becomes a mark that the line is answered with."""
    return (line.decode("utf-8-sig", errors="replace") for line in stream)
