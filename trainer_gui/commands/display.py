# SPDX-License-Identifier: Apache-2.0
"""Whether there is a screen: Qt itself ends the process where there is none."""

import os
import sys

from trainer_gui.application.errors import UserError

_NAMES = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def has_display() -> bool:
    """Whether Qt finds a screen, or was told how to do without."""
    return not sys.platform.startswith("linux") or any(os.environ.get(n) for n in _NAMES)


def require_display() -> None:
    """Raise UserError where there is no screen."""
    if not has_display():
        raise UserError("there is no display; run it on a desktop, or use tools/headless.sh")
