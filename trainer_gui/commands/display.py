# SPDX-License-Identifier: Apache-2.0
"""Whether there is a screen: Qt itself ends the process where there is none."""

import os
import sys

from trainer_gui.application.errors import UserError


def has_display() -> bool:
    """Whether Qt finds a screen, or was told how to do without."""
    if not sys.platform.startswith("linux"):
        return True
    if os.environ.get("QT_QPA_PLATFORM") or os.environ.get("WAYLAND_DISPLAY"):
        return True
    return bool(os.environ.get("DISPLAY")) and _answers()


def require_display() -> None:
    """Raise UserError where there is no screen."""
    if not has_display():
        name = os.environ.get("DISPLAY", "")
        what = f"the display {name} does not answer" if name else "there is no display"
        raise UserError(f"{what}; run it on a desktop, or use tools/headless.sh")


def _answers() -> bool:
    """Whether the X server lets us in."""
    import ctypes

    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # Qt tells what is missing
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    fails = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return not fails
