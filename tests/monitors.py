# SPDX-License-Identifier: Apache-2.0
"""Monitors that are plugged in and out of an X display: RandR's virtual ones."""

import ctypes
from ctypes import POINTER, Structure, byref, c_char_p, c_int, c_ulong, c_void_p


class _Monitor(Structure):
    """`XRRMonitorInfo` of libXrandr."""

    _fields_ = (
        ("name", c_ulong),
        *((flag, c_int) for flag in ("primary", "automatic", "noutput")),
        *((number, c_int) for number in ("x", "y", "width", "height", "mwidth", "mheight")),
        ("outputs", POINTER(c_ulong)),
    )


class _Resources(Structure):
    """The beginning of `XRRScreenResources`."""

    _fields_ = (
        *((stamp, c_ulong) for stamp in ("timestamp", "configured")),
        ("ncrtc", c_int),
        ("crtcs", c_void_p),
        ("noutput", c_int),
        ("outputs", POINTER(c_ulong)),
    )


class Monitors:
    """Of the display that `DISPLAY` names; the first monitor takes the display's one output."""

    def __init__(self) -> None:
        """Connect. Raises OSError where the libraries are missing."""
        self._x = ctypes.CDLL("libX11.so.6")
        self._randr = ctypes.CDLL("libXrandr.so.2")
        self._x.XOpenDisplay.restype = c_void_p
        self._x.XDefaultRootWindow.argtypes = [c_void_p]
        self._x.XDefaultRootWindow.restype = c_ulong
        self._x.XInternAtom.argtypes = [c_void_p, c_char_p, c_int]
        self._x.XInternAtom.restype = c_ulong
        self._x.XSync.argtypes = [c_void_p, c_int]
        self._randr.XRRGetScreenResources.argtypes = [c_void_p, c_ulong]
        self._randr.XRRGetScreenResources.restype = POINTER(_Resources)
        self._randr.XRRSetMonitor.argtypes = [c_void_p, c_ulong, POINTER(_Monitor)]
        self._randr.XRRDeleteMonitor.argtypes = [c_void_p, c_ulong, c_ulong]
        self._display = self._x.XOpenDisplay(None)
        assert self._display, "no display"
        self._root = self._x.XDefaultRootWindow(self._display)

    def plug_in(self, name: str, area: tuple[int, int, int, int], *, first: bool = False) -> None:
        """Let there be a monitor that shows `area` (left, top, width, height)."""
        resources = self._randr.XRRGetScreenResources(self._display, self._root).contents
        monitor = _Monitor(self._atom(name), 0, 0, int(first), *area, 300, 200)
        monitor.outputs = resources.outputs
        self._randr.XRRSetMonitor(self._display, self._root, byref(monitor))
        self._x.XSync(self._display, 0)

    def pull_out(self, name: str) -> None:
        """Let it be gone."""
        self._randr.XRRDeleteMonitor(self._display, self._root, self._atom(name))
        self._x.XSync(self._display, 0)

    def _atom(self, name: str) -> int:
        return int(self._x.XInternAtom(self._display, name.encode(), 0))
