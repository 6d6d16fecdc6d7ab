# SPDX-License-Identifier: Apache-2.0
"""`make bench`: every figure that the project promises, measured in one run.

`python -m tests.bench [NAME…]` measures only some of: start, understanding, score, scenarios,
prosody, sound, hear, session, pages, turns, home, delay, endurance.
"""

import os
import platform
import sys
from pathlib import Path

from tests.bench import (
    delay,
    endurance,
    hear,
    home,
    pages,
    prosody,
    scenarios,
    score,
    session,
    sound,
    start,
    turns,
    understanding,
)

SHARED = Path(os.environ.get("TRAINER_GUI_SHARED", "../shared"))


def main(wanted: list[str]) -> int:
    """Print a table for each benchmark."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    print(f"{platform.platform()}, {os.cpu_count()} cores, load {load:.1f}", flush=True)
    tables = {
        "start": start.run,
        "understanding": understanding.run,
        "score": score.run,
        "scenarios": scenarios.run,
        "prosody": prosody.run,
        "sound": sound.run,
        "hear": lambda: hear.run(SHARED / "speech" / "human"),
        "session": session.run,
        "pages": pages.run,
        "turns": lambda: turns.run(SHARED / "speech" / "human"),
        "home": home.run,
        "delay": lambda: delay.run(SHARED / "speech" / "human"),
        "endurance": endurance.run,
    }
    for name in wanted or tables:
        print(f"\n## {name}", flush=True)
        for row in tables[name]():
            print(row, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
