# SPDX-License-Identifier: Apache-2.0
"""Process start to first paint: ours beside a bare window with one label, in turn."""

import json
import statistics
import subprocess
import sys
import tempfile
import time

RUNS = 9

_WATCH = """
import sys, time
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
class Watch(QObject):
    def eventFilter(self, watched, event):
        paint = event.type() is QEvent.Type.Paint
        if paint and isinstance(watched, QWidget) and watched.isWindow():
            print(time.monotonic(), flush=True)
            import os
            os._exit(0)
        return False
"""
_BARE = (
    _WATCH
    + """
from PySide6.QtWidgets import QLabel
app = QApplication([])
watch = Watch()
app.installEventFilter(watch)
label = QLabel("trainer")
label.resize(1280, 720)
label.show()
app.exec()
"""
)
_OURS = (
    _WATCH
    + """
import PySide6.QtWidgets
class Watched(QApplication):
    def __init__(self, arguments):
        super().__init__(arguments)
        self.watch = Watch()
        self.installEventFilter(self.watch)
PySide6.QtWidgets.QApplication = Watched
from trainer_gui.__main__ import main
main(["--data-dir", sys.argv[1]])
"""
)


def run() -> list[str]:
    """Rows of a table; times are medians in milliseconds."""
    with tempfile.TemporaryDirectory() as folder:
        pairs = [(_time(_BARE, folder), _time(_OURS, folder)) for _ in range(RUNS + 1)][1:]
    bare, ours = (statistics.median(side) for side in zip(*pairs, strict=True))
    ratio = statistics.median(o / b for b, o in pairs)
    return [
        f"bare window {bare:.0f} ms, trainer-gui {ours:.0f} ms, ratio {ratio:.2f} (goal 1.5)",
        json.dumps([[round(b), round(o)] for b, o in pairs]),
    ]


def _time(program: str, folder: str) -> float:
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", program, folder], capture_output=True, text=True, check=False
    )
    return 1000 * (float(done.stdout.split()[0]) - began)
