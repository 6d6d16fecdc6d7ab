# SPDX-License-Identifier: Apache-2.0
"""`make screenshots`: every screen, in three themes, at two sizes and with text of 200 %.

`python -m tests.screens FOLDER [NAME…]` takes only some of the screens. What does not fit is told.
"""

import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.fits import cut_off
from tests.rig import SORRY, Rig
from tests.screens import states
from tests.screens.room import room, together
from trainer_gui.adapters.catalogue import load_messages
from trainer_gui.adapters.paths import places, shipped
from trainer_gui.application.settings import Settings
from trainer_gui.domain.state import Mode
from trainer_gui.domain.teaching.study import Ask
from trainer_gui.ui.home.page import Place

THEMES = ("light", "dark", "projector")
SIZES = ((1280, 720, 1.0), (1920, 1080, 1.0), (1280, 720, 2.0))
LANGUAGES = ("zh", "en")
BIG_SCREENS = ((1920, 1080), (1280, 720), (1024, 768), (800, 600))
"""A good projector, a cheap one, an old one, a very old one."""
BIG_THEMES = ("projector_dark", "projector")
LOOK_MS = 20
DRAWN_MS = 60
LOOKS = 60
REPLIES = (SORRY, "您先坐，我问您一下，这个月您收到过什么短信吗？", "你自己办的，怪谁？")


class Waiter:
    """Waits as `qtbot` does, for the rig."""

    def waitUntil(self, done: Callable[[], bool], timeout: int) -> None:  # noqa: N802
        for _ in range(timeout // LOOK_MS):
            if done():
                return
            QTest.qWait(LOOK_MS)
        raise TimeoutError(done)


class Camera:
    """Takes a page in every way."""

    def __init__(self, rig: Rig, folder: Path, wanted: list[str]) -> None:
        self._rig = rig
        self._folder = folder
        self._wanted = wanted
        self.misfits: dict[str, list[str]] = {}

    def take(
        self,
        name: str,
        settle: Callable[[], object] = lambda: None,
        of: Callable[[], QWidget] | None = None,
    ) -> None:
        """Take what is shown.

        Args:
            name: Of the pictures.
            settle: Puts it back after the page was made anew.
            of: What to take; None: the window.
        """
        if self._wanted and name not in self._wanted:
            return
        window, look = self._rig.window, self._rig.app.look
        for language in LANGUAGES:
            for width, height, scale in SIZES:
                look.choose(theme="light", text_scale=scale)
                window.set_messages(load_messages(shipped("assets"), language))
                settle()
                window.resize(width, height)
                QTest.qWait(2 * DRAWN_MS)  # what grew makes its page longer
                size = f"{width}x{height}" + ("-200" if scale > 1 else "")
                shot = f"{name}-{language}-{size}"
                if found := self._misfits(of):
                    self.misfits[shot] = found
                for theme in THEMES:
                    look.choose(theme=theme)
                    QTest.qWait(DRAWN_MS)
                    (of() if of else window).grab().save(str(self._folder / f"{shot}-{theme}.png"))
        look.choose(theme="light", text_scale=1.0)
        window.set_messages(load_messages(shipped("assets"), "zh"))
        settle()

    def _misfits(self, of: Callable[[], QWidget] | None) -> list[str]:
        """What does not fit once all is laid out: what flows in lines knows its height late."""
        found: list[str] = []
        for _ in range(LOOKS):
            found = cut_off(of() if of else self._rig.window.centralWidget().currentWidget())
            if not found:
                break
            QTest.qWait(LOOK_MS)
        return found

    def take_big_screen(self, name: str) -> None:
        """Take what the room sees, as projectors show it."""
        if self._wanted and name not in self._wanted:
            return
        audience = self._rig.app.group.audience
        assert audience is not None
        for language in LANGUAGES:
            audience.set_messages(load_messages(shipped("assets"), language))
            for width, height in BIG_SCREENS:
                audience.resize(width, height)
                QTest.qWait(DRAWN_MS)
                shot = f"{name}-{language}-{width}x{height}"
                if found := cut_off(audience.scene):
                    self.misfits[shot] = found
                for theme in BIG_THEMES:
                    audience.look.choose(theme=theme)
                    QTest.qWait(DRAWN_MS)
                    audience.grab().save(str(self._folder / f"{shot}-{theme}.png"))
        audience.set_messages(load_messages(shipped("assets"), "zh"))


def main(arguments: list[str]) -> int:
    """Take the screens into the folder that is named first."""
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory() as name:
        own = places(Path(name))
        rig = Rig(app, Waiter(), own, settings=Settings(theme="light", reduced_motion=True))
        camera = Camera(rig, folder, arguments[1:])
        for step in _screens(rig, camera):
            print(step, flush=True)
        rig.close()
    for shot, found in camera.misfits.items():
        print(f"{shot}: does not fit: {'; '.join(found)}")
    return 0


def _screens(rig: Rig, camera: Camera) -> Iterator[str]:
    """A user's way through the app."""
    window = rig.window
    rig.until(window.first.today.start.isEnabled)
    camera.take("home-new", lambda: window.first.show_place(Place.TODAY))
    _practise(rig)
    for place in Place:
        camera.take(f"home-{place}", lambda place=place: window.first.show_place(place))
        yield place
    camera.take("class", lambda: _class(rig))
    yield "class"
    yield from _talk(rig, camera)
    yield from states.conversation(window, camera.take)
    yield from states.debriefs(window, camera.take)
    yield from states.rare(window, camera.take)
    window.home.emit()
    yield from _lesson(rig, camera)
    rig.app.checking.open()
    camera.take("check")
    yield from states.checks(window, camera.take)
    window.home.emit()
    yield from room(rig, camera)
    yield from together(rig, camera)
    rig.app.configuring.open()
    camera.take("settings")

    def trouble() -> None:
        said = window.messages
        window.show_error(said("trouble.store"), said("progress.show_file"), print)

    camera.take("message", trouble)
    yield "settings"


def _class(rig: Rig) -> None:
    rig.window.first.show_place(Place.PROGRESS)
    rig.window.first.progress.views.button(1).click()


def _talk(rig: Rig, camera: Camera) -> Iterator[str]:
    window = rig.window
    rig.choose("C02")
    camera.take("briefing")
    yield "briefing"
    window.briefing.start.click()
    rig.my_turn()
    camera.take("talk-first")
    for reply in REPLIES:
        rig.type(reply)
    rig.my_turn()
    window.hint_pressed.emit()
    camera.take("talk")
    window.pause_pressed.emit()
    camera.take("talk-paused")
    window.pause_pressed.emit()
    yield "talk"
    window.stop_pressed.emit()
    rig.debrief()
    QTest.qWait(500)
    camera.take("debrief")
    window.home.emit()
    rig.begin("C02", Mode.EXAM).walk_out()
    camera.take("debrief-exam")
    window.home.emit()
    yield "debrief"


def _lesson(rig: Rig, camera: Camera) -> Iterator[str]:
    window = rig.window
    window.lesson_chosen.emit("L01")
    rig.until(lambda: window.page == "learn")
    camera.take("lesson-read")
    window.lesson.reading.go_on.click()
    camera.take("lesson-hear")
    window.lesson.hearing.go_on.click()
    rig.until(lambda: rig.app.lessons.classroom.study.ask is Ask.LISTENING)
    camera.take("lesson-practise")
    yield "lesson"
    window.home.emit()


def _practise(rig: Rig) -> None:
    """Half a year of sessions, of two clerks."""
    when = datetime(2026, 5, 4, 9)
    for i in range(24):
        when += timedelta(days=3, minutes=17 * i)
        points = 45.0 + 1.6 * i + 9 * (i % 3)
        ok = points >= 70
        shape = {
            "scenario": ("C02", "C05", "C11", "C20")[i % 4],
            "mode": ("practice", "challenge", "exam")[i % 3],
            "trainee": "小李" if i % 3 else "小王",
            "turns": [
                {"who": "trainee", "end_s": 90.0, "moves": ["empathy", "restate"], "faults": []}
            ],
            "result": {
                "outcome": "satisfied" if ok else "escalated",
                "dimensions": {"soothing": points, "listening": points - 12, "solution": points},
                "overall": points,
                "passed": ok,
                "red_lines": ["overpromise"] if i == 7 else [],
            },
        }
        folder = rig.places.sessions / f"{when:%Y-%m-%d_%H-%M-%S}_{shape['scenario']}"
        folder.mkdir(parents=True)
        text = json.dumps(shape, ensure_ascii=False)
        (folder / "transcript.json").write_text(text, encoding="utf-8")
    rig.window.trainee_chosen.emit("小李")
    rig.until(lambda: rig.window._today is not None and rig.window._today.sessions > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
