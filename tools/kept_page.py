# SPDX-License-Identifier: Apache-2.0
"""A page that is made from something else and kept in the repository."""

import sys
from pathlib import Path


def keep(page: Path, text: str, stale: str) -> int:
    """Write the page or, with `--check`, tell by `stale` that it is not current; exit status."""
    if "--check" not in sys.argv:
        page.write_text(text, encoding="utf-8")
        return 0
    if page.read_text(encoding="utf-8") == text:
        return 0
    print(stale, file=sys.stderr)
    return 1
