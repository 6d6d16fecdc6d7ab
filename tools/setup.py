# SPDX-License-Identifier: Apache-2.0
"""Sets the project up: system packages, .venv, locked pip packages, the command, the voices.

Runs on the system's Python with the standard library alone, as part of most `make` targets.
Every step tells in one line what it does, and is skipped while what it stands on is unchanged.
Exit codes: 0 ready, 1 cannot go on (one line names what is missing), 2 wrong use, 130 Ctrl-C.
"""

import argparse
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import system_packages
import voices
from progress import LOG, SetupError, run, say

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
SHARE = VENV / "share" / "trainer-gui"
STAMPS = SHARE / "setup.json"
LOCK = ROOT / "requirements.lock"
VERSIONS = ("3.11", "3.12")


def find_python() -> tuple[str, bool]:
    """Return a Python that all dependencies accept, and whether it can make a .venv."""
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    names = [sys.executable, "python3.12", "python3.11", "python3", "/usr/bin/python3"]
    names += [str(path) for path in sorted(pyenv.glob("3.1[12].*/bin/python3"), reverse=True)]
    if chosen := os.environ.get("PYTHON"):
        names = [chosen]
    seen: list[str] = []
    without_venv = ""
    for path in filter(None, map(shutil.which, names)):
        # A pyenv shim also exists for a version that is not switched on, and fails then.
        version, has_venv = _ask(path)
        seen += [version] if version else []
        if version in VERSIONS:
            if has_venv:
                return path, True
            without_venv = without_venv or path
    if without_venv:
        return without_venv, False
    found = ", ".join(dict.fromkeys(seen)) or "no other"
    raise SetupError(
        f"Python 3.11 or 3.12 is missing (found: {found}): "
        "install one, then: make PYTHON=/path/to/python3.12 setup"
    )


def _ask(python: str | Path) -> tuple[str, bool]:
    probe = (
        "import sys, importlib.util as u;"
        "print('%d.%d' % sys.version_info[:2], u.find_spec('ensurepip') is not None)"
    )
    try:
        answer = subprocess.run([python, "-c", probe], capture_output=True, text=True, check=False)
    except OSError:
        return "", False
    version, _, has_venv = answer.stdout.strip().partition(" ")
    return version, has_venv == "True"


def make_venv(python: str) -> None:
    """Make .venv anew."""
    say(f"making .venv with {python}")
    try:
        run([python, "-m", "venv", "--clear", VENV], activity=lambda _: "making .venv")
    except SetupError as error:
        raise SetupError(f"{error} (on Debian: sudo apt-get install python3-venv)") from error


def install_packages() -> None:
    """Install what the lock file names, each file checked by its hash."""
    names = re.findall(r"^([\w.-]+)==", LOCK.read_text(encoding="utf-8"), re.MULTILINE)
    say(f"installing {len(set(names))} pip packages, checked by hash (first time: some 620 MB)")
    count = 0
    step = ""

    def activity(line: str) -> str:
        nonlocal count, step
        words = line.split()
        if words[:1] in (["Collecting"], ["Processing"]):  # from an index, from this disk
            count += 1
            step = words[1]
        elif words[:1] == ["Downloading"]:
            step = " ".join(words[1:])
        elif words[:1] == ["Installing"]:
            step = "unpacking"
        return f"{count} of {len(set(names))}  {step}"

    # The temporary folder is beside .venv: /tmp may be a small memory disk.
    with tempfile.TemporaryDirectory(prefix="pip-", dir=VENV) as temporary:
        _pip("--require-hashes", "-r", LOCK, activity=activity, env={"TMPDIR": temporary})


def install_project() -> None:
    """Put the command trainer-gui into .venv/bin."""
    say("installing the project itself: .venv/bin/trainer-gui")
    _pip("--no-deps", "--no-index", "--no-build-isolation", "-e", ROOT, activity=lambda _: "")


def _pip(
    *args: str | Path, activity: Callable[[str], str], env: dict[str, str] | None = None
) -> None:
    options = ["--no-input", "--progress-bar", "off", "--disable-pip-version-check"]
    try:
        run([PYTHON, "-m", "pip", "install", *options, *args], activity=activity, env=env)
    except SetupError as error:
        raise SetupError(f"pip says: {error} (all of it: {os.path.relpath(LOG)})") from error


def _digest(*parts: object) -> str:
    whole = hashlib.sha256()
    for part in parts:
        whole.update(part.read_bytes() if isinstance(part, Path) else repr(part).encode())
    return whole.hexdigest()


def _read_stamps() -> dict[str, str]:
    try:
        stamps = json.loads(STAMPS.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamps if isinstance(stamps, dict) else {}


def _write_stamps(stamps: dict[str, str]) -> None:
    SHARE.mkdir(parents=True, exist_ok=True)
    part = STAMPS.with_suffix(".part")
    part.write_text(json.dumps(stamps, indent=1), encoding="utf-8")
    part.replace(STAMPS)


@contextmanager
def _alone() -> Iterator[None]:
    """Let a second `make` wait for the first."""
    import fcntl  # noqa: PLC0415  (not on Windows, where main has left before)

    with Path(__file__).open("rb") as me:
        try:
            fcntl.flock(me, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            say("another set-up is at work: waiting for it")
            fcntl.flock(me, fcntl.LOCK_EX)
        yield


def _prepare_system(*, headless: bool, has_venv: bool) -> bool:
    """Install the system packages that are missing; return whether any was."""
    if sys.platform != "linux":
        return False
    wanted = system_packages.wanted(headless=headless)
    missing = system_packages.missing(wanted) + ([] if has_venv else ["python3-venv"])
    if not missing:
        return False
    system_packages.install(missing)
    if still := system_packages.missing(wanted):
        raise SetupError(f"still missing after apt-get: {' '.join(still)}")
    return True


def set_up(*, headless: bool, again: bool) -> None:
    """Do every step that is not done yet; `again`: also try to fetch what could not be had."""
    began = time.monotonic()
    stamps = _read_stamps()
    # A .venv works only where it was made, and on the Python it was made with.
    version = _ask(PYTHON)[0]
    venv_is_good = stamps.get("venv") == _digest(str(VENV), version)
    if os.environ.get("PYTHON"):
        venv_is_good = venv_is_good and _ask(find_python()[0])[0] == version
    python, has_venv = ("", True) if venv_is_good else find_python()
    worked = _prepare_system(headless=headless, has_venv=has_venv)
    if not venv_is_good:
        make_venv(python)
        stamps = {"venv": _digest(str(VENV), _ask(PYTHON)[0])}
    steps: dict[str, tuple[str, Callable[[], None]]] = {
        "packages": (_digest(LOCK), install_packages),
        "project": (
            _digest(ROOT / "pyproject.toml", ROOT / "tools" / "hatch_build.py"),
            install_project,
        ),
    }
    for name, (digest, install) in steps.items():
        if stamps.get(name) != digest:
            install()
            stamps[name] = digest
            _write_stamps(stamps)
            worked = True
    if voices.due(SHARE / "voices", again=again):
        voices.fetch(SHARE / "voices")
        worked = True
    say(f"ready after {time.monotonic() - began:.0f} s" if worked else "up to date")


def main() -> int:
    """Set up, or say in one line why not."""
    parser = argparse.ArgumentParser(prog="tools/setup.py")
    parser.add_argument(
        "--headless", action="store_true", help="also what tests need: Xvfb and PulseAudio"
    )
    parser.add_argument("--again", action="store_true", help="try again to fetch the voices")
    asked = parser.parse_args()
    if os.name == "nt":
        print("setup: on Windows use the two commands of README.md, not make", file=sys.stderr)
        return 1
    display = bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    try:
        with _alone():
            set_up(headless=asked.headless or not display, again=asked.again)
    except SetupError as error:
        print(f"setup: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"setup: {error.strerror or error}: {error.filename or ROOT}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nsetup: stopped; run it again to go on", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
