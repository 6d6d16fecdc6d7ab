# SPDX-License-Identifier: Apache-2.0
"""The first page with a thousand scenes, progress over ten thousand sessions, a long talk."""

import json
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.scenes import listening
from trainer_gui.adapters.catalogue import load_messages
from trainer_gui.adapters.paths import shipped
from trainer_gui.adapters.scenarios.library import FolderLibrary
from trainer_gui.adapters.sessions.index import SessionIndex
from trainer_gui.application.library import Shelf
from trainer_gui.application.overview import Overview, overview
from trainer_gui.domain.taxonomy import FAULTS, MOVES, Dimension
from trainer_gui.ui.home.page import HomePage, Place
from trainer_gui.ui.kit.face_art import FaceArt
from trainer_gui.ui.kit.look import Look
from trainer_gui.ui.window import MainWindow

SCENES, SESSIONS, RUNS = 1_000, 10_000, 7


def run() -> list[str]:
    """Rows of a table."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    assets = shipped("assets")
    look, words = Look(app, assets, theme="light"), load_messages(assets, "zh")
    art = FaceArt(assets)
    few = FolderLibrary(shipped("scenarios")).shelf()

    def page() -> HomePage:
        made = HomePage(look, words, art)
        made.resize(1280, 680)
        made.show()
        return made

    with tempfile.TemporaryDirectory() as folder:
        return [
            *_choosing(page, _many(few)),
            *_progress(page(), few, Path(folder)),
            _talking(MainWindow(look, words)),
        ]


def _many(few: Shelf) -> Shelf:
    entries = [replace(e, id=f"S{i:04}") for i, e in enumerate((few.entries * SCENES)[:SCENES])]
    said = [few.sounds[few.entries[i % len(few.entries)].id] for i in range(SCENES)]
    sounds = {entry.id: sound for entry, sound in zip(entries, said, strict=True)}
    return Shelf(tuple(entries), (), sounds, few.personas)


def _choosing(page: Callable[[], HomePage], shelf: Shelf) -> list[str]:
    def choose() -> HomePage:
        made = page()
        made.chooser.show_shelf(shelf)
        made.show_place(Place.SCENARIOS)
        made.grab()
        return made

    listed = choose()

    def search() -> None:
        listed.chooser.search.setText("" if listed.chooser.search.text() else "tc")
        listed.grab()

    return [
        _row(f"chooser of {SCENES} scenes, made and painted", 200, lambda: choose().deleteLater()),
        _row(f"search in {SCENES} scenes", 50, search),
    ]


def _progress(page: HomePage, few: Shelf, folder: Path) -> list[str]:
    _sessions(folder / "sessions")
    index = SessionIndex(folder / "sessions", folder)
    start = time.perf_counter()
    index.practices()
    first = (time.perf_counter() - start) * 1000
    trains = {e.id: e.briefing.trains for e in few.entries}
    titles = {e.id: e.title for e in few.entries}
    today = date.today().toordinal()

    def whole(at: SessionIndex = index) -> Overview:
        return overview(at.practices(), trains, titles, "", today)

    def show(seen: Overview) -> None:
        page.show_overview(seen)
        page.show_place(Place.PROGRESS)
        page.grab()

    show(whole())  # the plotting library is imported
    seen = whole()
    return [
        f"{SESSIONS} sessions, for the first time: {first:.0f} ms",
        _row(
            f"progress over {SESSIONS} sessions at the start, read and painted",
            300,
            lambda: show(whole(SessionIndex(folder / "sessions", folder))),
        ),
        _row("the same, later", 300, lambda: show(whole())),
        _row("of that on the thread of the window", 50, lambda: show(seen)),
    ]


def _talking(window: MainWindow) -> str:
    play = listening()
    for i in range(20):
        play.say("blame" if i % 2 else "empathy").heard_out()
        window.render(play.state)
    window.show()
    return _row("41 turns of a conversation, shown again", 16, lambda: window.render(play.state))


def _row(name: str, goal: int, act: Callable[[], object]) -> str:
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        act()
        times.append((time.perf_counter() - start) * 1000)
    return f"{name}: median {statistics.median(times):.0f} ms, worst {max(times):.0f} (<= {goal})"


def _sessions(folder: Path) -> None:
    chance = random.Random(5)  # noqa: S311  the same sessions each time
    when = datetime(2025, 1, 1)
    for i in range(SESSIONS):
        when += timedelta(minutes=chance.randint(20, 60))
        scene = f"C{chance.randint(1, 60):02}"
        own = folder / f"{when:%Y-%m-%d_%H-%M-%S}_{scene}"
        own.mkdir(parents=True)
        rated = {d: round(chance.gauss(30 + 40 * i / SESSIONS, 12), 1) for d in Dimension}
        turn = {"who": "trainee", "end_s": 60.0, "faults": chance.sample(FAULTS, 1)}
        shape = {
            "scenario": scene,
            "mode": "practice",
            "turns": [{**turn, "moves": chance.sample(MOVES, 3)} for _ in range(6)],
            "result": {
                "outcome": "satisfied",
                "dimensions": rated,
                "overall": statistics.fmean(rated.values()),
                "passed": True,
                "red_lines": [],
            },
        }
        (own / "transcript.json").write_text(json.dumps(shape), encoding="utf-8")
