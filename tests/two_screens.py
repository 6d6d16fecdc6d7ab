# SPDX-License-Identifier: Apache-2.0
"""A group's scene on a laptop and a projector, in real windows; tells as JSON what is seen.

python -m tests.two_screens FOLDER, on an X display of 1920×1080 or more.
"""

import json
import sys
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QPoint, QRect
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.monitors import Monitors
from tests.rig import SETTINGS, SORRY, WAIT_MS, Rig
from trainer_gui.adapters.paths import places
from trainer_gui.domain.state import Mode

LAPTOP, BEAMER = (0, 0, 960, 1080), (960, 0, 960, 1080)


class Patience:
    """Waits as pytest-qt does, without pytest."""

    def waitUntil(self, done, timeout=WAIT_MS):  # noqa: N802 - as pytest-qt
        spent = QElapsedTimer()
        spent.start()
        while not done():
            QTest.qWait(10)
            assert spent.elapsed() < timeout, "waited in vain"


def on_screen(part: QWidget) -> QRect:
    """Where a part of a window is."""
    return QRect(part.mapToGlobal(QPoint(0, 0)), part.size())


def seen(rig: Rig) -> dict[str, object]:
    """Where the room's window is, and what the scene is."""
    audience = rig.app.group.audience
    return {
        "visible": audience.isVisible(),
        "screen": audience.screen().name(),
        "area": audience.geometry().getRect(),
        "full": audience.isFullScreen(),
        "turns": [t.text for t in rig.state.transcript],
        "caption": audience.scene._caption.text(),
        "message": rig.window._bar.words if rig.window._bar.isVisible() else "",
        "covered": audience.geometry().intersects(on_screen(rig.window._bar)),
    }


def main(folder: Path) -> None:
    """Begin, plug in, play, pull out, play on, plug in again."""
    monitors = Monitors()
    monitors.plug_in("laptop", LAPTOP, first=True)
    qt = QApplication([])
    wait = Patience()
    wait.waitUntil(lambda: [s.name() for s in qt.screens()] == ["laptop"])
    rig = Rig(qt, wait, places(folder / "data"), settings=replace(SETTINGS, room_names="小王"))
    laptop = next(s for s in qt.screens() if s.name() == "laptop")
    rig.window.setGeometry(laptop.geometry())
    told = {}
    try:
        rig.begin("C02", Mode.GROUP).my_turn()
        told["before"] = seen(rig)
        monitors.plug_in("beamer", BEAMER)
        wait.waitUntil(rig.app.group.audience.isVisible)
        rig.window.room.console.players.next.click()
        rig.type(SORRY).my_turn()
        QTest.qWait(300)
        told["together"] = seen(rig)
        qt.primaryScreen().grabWindow(0, 0, 0, 1920, 1080).save(str(folder / "together.png"))
        monitors.pull_out("beamer")
        wait.waitUntil(lambda: len(qt.screens()) == 1)
        QTest.qWait(300)
        told["alone"] = seen(rig)
        qt.primaryScreen().grabWindow(0, 0, 0, 1920, 1080).save(str(folder / "alone.png"))
        rig.type("您慢慢说，我听着。").my_turn()
        monitors.plug_in("beamer", BEAMER)
        wait.waitUntil(lambda: len(qt.screens()) == 2)
        wait.waitUntil(lambda: rig.app.group.audience.screen().name() == "beamer")
        QTest.qWait(300)
        told["again"] = seen(rig)
    finally:
        rig.close()
    print(json.dumps(told, ensure_ascii=False))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
