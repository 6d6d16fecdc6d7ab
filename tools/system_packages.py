# SPDX-License-Identifier: Apache-2.0
"""The Debian packages that a window, and tests without one, stand on."""

import ctypes
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence

from progress import SetupError, run, say

WINDOW = {
    "libegl1": "libEGL.so.1",
    "libgl1": "libGL.so.1",
    "libxkbcommon0": "libxkbcommon.so.0",
    "libfontconfig1": "libfontconfig.so.1",
    "libdbus-1-3": "libdbus-1.so.3",
    "libglib2.0-0": "libgthread-2.0.so.0",
    "libxkbcommon-x11-0": "libxkbcommon-x11.so.0",
    "libxcb-cursor0": "libxcb-cursor.so.0",
    "libxcb-icccm4": "libxcb-icccm.so.4",
    "libxcb-image0": "libxcb-image.so.0",
    "libxcb-keysyms1": "libxcb-keysyms.so.1",
    "libxcb-randr0": "libxcb-randr.so.0",
    "libxcb-render-util0": "libxcb-render-util.so.0",
    "libxcb-shape0": "libxcb-shape.so.0",
    "libxcb-xkb1": "libxcb-xkb.so.1",
    "libx11-xcb1": "libX11-xcb.so.1",
    "libxext6": "libXext.so.6",
    "libxrandr2": "libXrandr.so.2",
    "libdrm2": "libdrm.so.2",
    "libpulse0": "libpulse.so.0",
}
"""What a window needs: the name of a package, and what shows that it is there."""
HEADLESS = {"xvfb": "Xvfb", "pulseaudio": "pulseaudio", "pulseaudio-utils": "pactl"}
"""What tests need where there is no screen and no sound card."""


def wanted(*, headless: bool) -> dict[str, str]:
    """The packages to have, each with the library or program that shows that it is there."""
    return WINDOW | HEADLESS if headless else WINDOW


def missing(packages: dict[str, str]) -> list[str]:
    """Name those whose library does not load or whose program is not found."""
    return [package for package, sign in packages.items() if not _is_there(sign)]


def _is_there(sign: str) -> bool:
    if ".so" not in sign:
        return shutil.which(sign) is not None
    try:
        ctypes.CDLL(sign)
    except OSError:
        return False
    return True


def install(packages: Sequence[str]) -> None:
    """Install, with sudo where that is needed; `SetupError` says what to do by hand."""
    names = " ".join(packages)
    by_hand = f"apt-get install --no-install-recommends {names}"
    if not shutil.which("apt-get"):
        raise SetupError(f"system packages are missing; install what Debian calls: {names}")
    sudo: list[str] = []
    if os.geteuid() != 0:
        sudo = ["sudo"] if sys.stdin and sys.stdin.isatty() else ["sudo", "-n"]
        if not shutil.which("sudo"):
            raise SetupError(f"system packages are missing; as root: {by_hand}")
        if subprocess.run([*sudo, "true"], stderr=subprocess.DEVNULL, check=False).returncode:
            raise SetupError(f"system packages are missing: sudo {by_hand}")
    say(f"installing {len(packages)} system packages: {names}")
    apt = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "LC_ALL=C", "apt-get", "-y"]
    pick = re.compile(r"(Get:\d+|Unpacking|Setting up) ")
    install = [*apt, "install", "--no-install-recommends", *packages]
    try:
        run([*apt, "update"], activity=lambda _: "reading the package lists")
    except SetupError as error:  # one bad source of many, or no network: they may do as they are
        say(f"apt-get update says: {error}; going on with the package lists that are here")
    try:
        run(install, activity=lambda line: line if pick.match(line) else None)
    except SetupError as error:
        raise SetupError(f"apt-get says: {error}; mend that, or as root: {by_hand}") from error
