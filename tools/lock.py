# SPDX-License-Identifier: Apache-2.0
"""Renews requirements.lock: one lock for all Pythons and systems, with hashes.

The lock names no index: whoever installs from it uses the index that their pip is set up for.
Usage: python tools/lock.py [--upgrade]
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
UV = "uv==0.9.30"
HEADER = """\
# Everything that `make setup` installs, for Python 3.11 and 3.12 on Linux, Windows and macOS.
# Written by `make lock` from pyproject.toml: do not edit.
"""
NEVER = re.compile(r"python_full_version >= '3\.13'|sys_platform == 'emscripten'")
ADDRESSES = ("://", "--index", "--extra-index", "--find-links", "--trusted-host")


def _never(line: str) -> bool:
    """Tell whether a lock line is for a system that pyproject.toml refuses anyway."""
    return bool(NEVER.search(line)) and " or " not in line


def main() -> int:
    """Compile the lock with uv, which resolves for all platforms at once."""
    with tempfile.TemporaryDirectory(prefix="lock-") as temporary:
        folder = Path(temporary)
        python = folder / "venv" / "bin" / "python"
        draft = folder / "requirements.lock"
        if LOCK.exists() and "--upgrade" not in sys.argv:
            draft.write_bytes(LOCK.read_bytes())  # uv keeps the versions that still fit
        subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
        subprocess.run([python, "-m", "pip", "install", "-qq", UV], check=True)
        subprocess.run(
            [
                *(python, "-m", "uv", "pip", "compile", "pyproject.toml", "--group", "dev"),
                *("--universal", "--python-version", "3.11", "--generate-hashes", "--native-tls"),
                *("--no-emit-index-url", "--no-annotate", "--no-header", "--quiet", "-o", draft),
            ],
            cwd=ROOT,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        entries = re.split(r"\n(?=\w)", draft.read_text(encoding="utf-8").strip())
    text = "\n".join(entry for entry in entries if not _never(entry.partition("\n")[0])) + "\n"
    if named := [word for word in ADDRESSES if word in text]:
        print(
            f"lock: the lock would name an address ({', '.join(named)}): not written",
            file=sys.stderr,
        )
        return 1
    LOCK.write_text(HEADER + text, encoding="utf-8")
    print(f"lock: {LOCK.name} is written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
