# SPDX-License-Identifier: Apache-2.0
"""The command line: the window without a command, tools for writers and scripts with one.

JSON lines on standard output, messages on standard error. Exit 0: fine, 1: found problems, 2: wrong
use, 130: stopped by Ctrl-C, 143: by SIGTERM.
"""

import importlib
import io
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from types import ModuleType

INTERRUPTED = 130
QUIET = "qt.multimedia.*=false;default.warning=false"
"""What Qt and the sound libraries under it say to themselves; what is wrong, the screens say."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit status."""
    _open_output()
    from trainer_gui.application.errors import UserError  # noqa: PLC0415

    try:
        command, options = _loaded(arguments)
        status: int = command.run(options)
        sys.stdout.flush()
    except UserError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 1
    except ImportError as error:  # a library of the system, as on a Linux without libegl1
        print(f"{error}; install what is missing, or run make setup", file=sys.stderr)  # noqa: T201
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # the reader of our output went away, as `head` does
        _drop_output()
        return 0
    except OSError as error:  # most of all: the disk that our output goes to is full
        line = f"{error.filename or 'output'}: {error.strerror}; mend that, and try again"
        print(line, file=sys.stderr)  # noqa: T201
        _drop_output()
        return 1
    return status


def _loaded(arguments: Sequence[str] | None) -> "tuple[ModuleType, argparse.Namespace]":
    """The command and its options.

    Ctrl-C meanwhile ends the process at once: nothing is begun, and a library that is being
    loaded would abort with a message of its own.
    """
    before = signal.getsignal(signal.SIGINT)
    if before is signal.default_int_handler:
        signal.signal(signal.SIGINT, lambda *_: os._exit(INTERRUPTED))
    try:
        from trainer_gui.commands.arguments import parse  # noqa: PLC0415

        options = parse(arguments)
        os.environ.setdefault("QT_LOGGING_RULES", QUIET)
        # Each command loads only what it needs: the window must be quick to open.
        name = options.command or "window"
        return importlib.import_module(f"trainer_gui.commands.{name}"), options
    finally:
        signal.signal(signal.SIGINT, before)


def _open_output() -> None:
    """Let there be UTF-8: Windows has another default, and gives a program of an icon no output."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _drop_output() -> None:
    """What still waits to be written goes nowhere: Python would try again at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
