# SPDX-License-Identifier: Apache-2.0
"""What a session's folder is called, and the file that makes it one."""

from datetime import datetime
from pathlib import Path

TRANSCRIPT = "transcript.json"
INTERRUPTED = "interrupted.json"
"""Of a scene that waits to go on; gone when it is over."""
_STAMP = "%Y-%m-%d_%H-%M-%S"
_STAMP_LENGTH = 19


def new_folder(sessions: Path, scenario: str, now: datetime) -> Path:
    """A folder name that is not taken: date, time, scenario."""
    stem = f"{now:{_STAMP}}_{scenario}"
    names = (sessions / (stem + (f"_{n}" if n else "")) for n in range(1000))
    return next(folder for folder in names if not folder.exists())


def begun_at(name: str) -> datetime | None:
    """When the session in the folder of this name began, in local time; None: it does not say."""
    try:
        return datetime.strptime(name[:_STAMP_LENGTH], _STAMP)
    except ValueError:
        return None
