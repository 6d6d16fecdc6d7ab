# SPDX-License-Identifier: Apache-2.0
"""`trainer-gui lint [PATH…]`."""

import argparse
import sys

from trainer_gui.adapters.paths import shipped
from trainer_gui.adapters.scenarios.lint import run_lint
from trainer_gui.understanding.rules import RuleReader


def run(options: argparse.Namespace) -> int:
    """Check the files; exit 1 where there is something to mend."""
    paths = options.paths or [options.scenarios or shipped("scenarios")]
    return run_lint(paths, sys.stdout, sys.stderr, reader=RuleReader())
