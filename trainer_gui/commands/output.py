# SPDX-License-Identifier: Apache-2.0
"""What commands print: JSON lines on standard output, messages on standard error."""

import json
import sys


def emit(record: object) -> None:
    """One JSON line on standard output, at once."""
    sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def tell(message: str) -> None:
    """One line on standard error."""
    sys.stderr.write(message + "\n")
    sys.stderr.flush()
