# SPDX-License-Identifier: Apache-2.0
"""Every page opened for the first time and once more: how long the GUI thread was blocked, by what.

In the real window with the program's own engines and scenes; replies are typed.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

GOAL_MS = 50


def run() -> list[str]:
    """Rows of a table."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.pages", folder],
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        raise SystemExit(done.stderr)
    return json.loads(done.stdout.splitlines()[-1])


def measure(folder: Path) -> list[str]:
    """Walk through the program in this process. Returns the rows."""
    from PySide6.QtWidgets import QApplication

    from tests.bench.heartbeat import Heartbeat
    from tests.person import Person

    heart = Heartbeat(curious=True)
    options = argparse.Namespace(data_dir=folder, scenarios=None, language="zh", theme="light")
    qt = QApplication([])
    heart.step = "open"
    heart.start()
    me = Person(qt, options)
    steps: list[str] = []

    def step(name: str, act: Callable[[], object], done: Callable[[], bool] = lambda: True) -> None:
        steps.append(name)
        heart.step = name
        act()
        me.until(done)
        me.rest()

    try:
        _walk(me, step)
    finally:
        heart.stop()
        me.close()
    return [row for name in ("open", *steps) for row in _rows(heart, name)]


def _rows(heart, name: str) -> list[str]:
    there = [b for b in heart.long if b.step == name]
    worst = max(there, key=lambda b: b.busy_ms, default=None)
    if worst is None:
        return [f"{name}: under 25 ms"]
    longest = max(b.ms for b in there)
    rows = [f"{name}: blocked {longest:.0f} ms (<= {GOAL_MS}), computing {worst.busy_ms:.0f} ms"]
    for place, count in Counter(worst.places).most_common(3):
        rows.append(f"    {count} of {len(worst.places)} looks: {place}")
    return rows


def _walk(me, step: Callable[..., None]) -> None:
    from PySide6.QtCore import Qt

    from trainer_gui.domain.events import Device
    from trainer_gui.domain.state import Mode, Phase
    from trainer_gui.ui.home.page import Place
    from trainer_gui.ui.window import Page

    window = me.window
    tabs = window.first.tabs

    def tab(place: Place) -> Callable[[], None]:
        return lambda: me.click(tabs.button(list(Place).index(place)))

    def on(page: Page) -> Callable[[], bool]:
        return lambda: window.page == page

    def my_turn() -> bool:
        return me.state.phase in (Phase.LISTENING, Phase.ENDED)

    def type_reply() -> None:
        me.type("实在对不起，我现在就帮您查。", window.conversation.controls.input)

    step("engines", lambda: None, lambda: me.has(Device.VOICE, Device.RECOGNISER))
    for again in ("", ", again"):
        for place in (Place.SCENARIOS, Place.LESSONS, Place.PROGRESS, Place.TODAY):
            step(f"{place}{again}", tab(place))
        step(f"briefing{again}", lambda: me.click(me.today.start), on(Page.BRIEF))
        step(f"begin{again}", lambda: me.press(Qt.Key.Key_Return), on(Page.TALK))
        step(f"her line{again}", lambda: None, my_turn)
        step(f"reply{again}", type_reply, lambda: my_turn() and bool(me.state.replies))
        step(f"stop{again}", lambda: me.click(window.conversation.stop), on(Page.DEBRIEF))
        step(f"home{again}", window.home.emit, on(Page.CHOOSE))
        step(f"lesson{again}", lambda: me.click(me.today.learn), on(Page.LEARN))
        step(f"demonstration{again}", lambda: me.press(Qt.Key.Key_Return))
        step(f"leave{again}", lambda: me.press(Qt.Key.Key_Escape), on(Page.CHOOSE))
        step(f"settings{again}", lambda: me.click(window.first.settings), on("settings"))
        step(f"check{again}", window.check_wanted.emit, on("check"))
        step(f"back{again}", lambda: me.press(Qt.Key.Key_Escape), on("settings"))
        step(f"out{again}", lambda: me.press(Qt.Key.Key_Escape), on(Page.CHOOSE))
        chosen = ("C02", Mode.GROUP.value)
        step(f"group{again}", lambda given=chosen: window.chosen.emit(*given), on(Page.BRIEF))
        step(f"room{again}", lambda: me.press(Qt.Key.Key_Return), on(Page.ROOM))
        step(f"end{again}", window.home.emit, on(Page.CHOOSE))


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1])), ensure_ascii=False))
