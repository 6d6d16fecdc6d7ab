# SPDX-License-Identifier: Apache-2.0
"""Commands that answer JSON lines with JSON lines, one by one."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import BinaryIO

from trainer_gui.application.errors import UserError
from trainer_gui.commands.output import tell
from trainer_gui.understanding.jsonl import Answer, Problem, written

Answers = Callable[[Iterable[str], str], Iterator[Answer | Problem]]
"""Takes the lines and the name of their source, for messages."""


def answer_lines(file: str, answers: Answers) -> int:
    """Answer each line of a file, or of standard input for `-`; 1 where one can't be answered.

    Raises:
        UserError: The file can't be read.
    """
    name = "stdin" if file == "-" else file
    status = 0
    try:
        source = nullcontext(sys.stdin.buffer) if file == "-" else Path(name).open("rb")  # noqa: SIM115
    except OSError as error:
        raise UserError(f"{name}: {error.strerror}; give a file of JSON lines, or -") from error
    with source as stream:
        for answer in answers(_lines(stream), name):
            if isinstance(answer, Problem):
                tell(str(answer))
                status = 1
            else:
                sys.stdout.write(written(answer) + "\n")
                sys.stdout.flush()  # whoever asks line by line gets each answer at once
    return status


def _lines(stream: BinaryIO) -> Iterator[str]:
    """The lines as text; one object that is spread over many lines comes as one.

    What is not UTF-8 becomes a mark that the line is answered with.
    """
    lines = (line.decode("utf-8-sig", errors="replace") for line in stream)
    for first in lines:
        if first.strip() != "{":
            yield first
            continue
        rest = list(lines)
        try:
            yield json.dumps(json.loads(first + "".join(rest)), ensure_ascii=False)
        except (ValueError, RecursionError):
            yield from (first, *rest)
