# SPDX-License-Identifier: Apache-2.0
"""Runs the programs that set-up needs: output into a log, one live line for the person waiting."""

import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

LOG = Path(__file__).resolve().parent.parent / "build" / "setup.log"


class SetupError(Exception):
    """One line for the user: what is missing and what to do."""


def say(line: str) -> None:
    """Print one line at once."""
    print(f"setup: {line}", flush=True)


def run(
    args: Sequence[str | Path],
    *,
    activity: Callable[[str], str | None],
    env: dict[str, str] | None = None,
) -> None:
    """Run a program to its end.

    `activity` picks from a line of output what is worth showing meanwhile.
    Raises SetupError with the program's own last word where it fails.
    """
    LOG.parent.mkdir(exist_ok=True)
    output: list[str] = []
    shown = ""
    program = subprocess.Popen(
        [str(arg) for arg in args],
        stdin=None if sys.stdin and sys.stdin.isatty() else subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        env=os.environ | (env or {}),
    )
    with program as process, LOG.open("a", encoding="utf-8") as log, _ticker(lambda: shown):
        log.write(f"$ {' '.join(str(arg) for arg in args)}\n")
        for line in process.stdout or ():
            log.write(line)
            output.append(line.rstrip())
            shown = activity(output[-1]) or shown
    if program.returncode != 0:
        raise SetupError(_last_word(output) or f"{args[0]}: exit code {program.returncode}")


def _last_word(output: Sequence[str]) -> str:
    pattern = re.compile(r"(error|e|npm error)\b[ :]", re.IGNORECASE)
    errors = [line for line in output if pattern.match(line) and "complete log" not in line]
    return (errors or [line for line in output if line.strip()] or [""])[-1].strip()


@contextmanager
def _ticker(shown: Callable[[], str]) -> Iterator[None]:
    """Keep one line alive on a terminal; elsewhere print a line every 15 s."""
    terminal = sys.stdout.isatty()
    done = threading.Event()
    begin = time.monotonic()

    def tick() -> None:
        while not done.wait(0.5 if terminal else 15.0):
            line = f"       {time.monotonic() - begin:4.0f} s  {shown()}"[:100]
            print(*(("\r\x1b[K", line) if terminal else (line, "\n")), sep="", end="", flush=True)

    thread = threading.Thread(target=tick, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
        if terminal:
            print("\r\x1b[K", end="", flush=True)
