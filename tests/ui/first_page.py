# SPDX-License-Identifier: Apache-2.0
"""The first page to test with: two scenes, sessions, and what is to be read on it."""

from dataclasses import replace

from PySide6.QtWidgets import QAbstractButton, QLabel

from tests.scenes import SCENARIO
from tests.ui.conftest import entry
from trainer_gui.application.library import Shelf
from trainer_gui.application.overview import overview
from trainer_gui.domain.progress import Practice
from trainer_gui.domain.scenario import Outcome
from trainer_gui.domain.taxonomy import Dimension
from trainer_gui.ui.home.page import HomePage, Place
from trainer_gui.ui.kit.face_art import FaceArt

DAY = 739_575
HALL = entry()
PHONE = entry(
    id="T02",
    title="老人的话费",
    difficulty=4,
    persona="silent",
    briefing=replace(SCENARIO.briefing, place="热线，夜里", trains=("empathy", "broken_record")),
)
SHELF = Shelf((HALL, PHONE), sounds={"T02": "lrdhf laorendehuafei"}, personas={"silent": "沉默的"})


def played(name, scenario="T01", **changes):
    values = {
        "outcome": Outcome.SATISFIED,
        "passed": True,
        "overall": 72.0,
        "dimensions": dict.fromkeys(Dimension, 72.0),
        "replies": 3,
        "uses": {"empathy": 2},
    }
    plain = Practice(name, 0.0, scenario, DAY, trainee="小李")
    return replace(plain, **{**values, **changes})


def first_page(qtbot, look, messages, assets):
    """The first page with its lists, on the screen."""
    page = HomePage(look, messages, FaceArt(assets))
    qtbot.addWidget(page)
    page.chooser.show_shelf(SHELF)
    page.resize(1280, 700)
    page.show()
    return page


def words(widget):
    parts = [x for x in widget.findChildren(QLabel) if x.isVisible()]
    parts += [x for x in widget.findChildren(QAbstractButton) if x.isVisible()]
    return " ".join(x.text() for x in parts)


def show(home, *practices):
    trains = {e.id: e.briefing.trains for e in SHELF.entries}
    titles = {e.id: e.title for e in SHELF.entries}
    home.show_overview(overview(practices, trains, titles, "小李", DAY))
    home.show_place(Place.PROGRESS)
    return home.progress
