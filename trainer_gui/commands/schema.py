# SPDX-License-Identifier: Apache-2.0
"""`trainer-gui schema KIND`: the format of a kind of file as JSON Schema, for editors."""

import argparse
import json
import sys

from trainer_gui.adapters.scenarios.schema import schema_of


def run(options: argparse.Namespace) -> int:
    """Print the schema."""
    json.dump(schema_of(options.kind), sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")
    return 0
