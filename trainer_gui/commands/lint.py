# SPDX-License-Identifier: Apache-2.0
"""`trainer-gui lint [PATH…] [--play]`."""

import argparse
import sys
from functools import partial

from trainer_gui.adapters.paths import shipped
from trainer_gui.adapters.scenarios.lint import run_lint
from trainer_gui.adapters.scenarios.rehearse import load_stock, rehearse
from trainer_gui.understanding.reader import Reader


def run(options: argparse.Namespace) -> int:
    """Check the files; exit 1 where there is something to mend."""
    paths = options.paths or [options.scenarios or shipped("scenarios")]
    reader = Reader()
    stage = None
    if options.play or options.table:
        stock = load_stock(shipped("assets") / "trainees.toml")
        stage = partial(rehearse, reader=reader, stock=stock, seeds=options.seeds)
    return run_lint(paths, sys.stdout, sys.stderr, reader=reader, stage=stage, show=options.table)
