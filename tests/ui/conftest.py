# SPDX-License-Identifier: Apache-2.0
"""What the tests of the screens share: assets, looks, texts that raise on a missing key."""

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from tests.scenes import SCENARIO
from trainer_gui.adapters.catalogue import load_messages
from trainer_gui.application.library import Entry, Shelf
from trainer_gui.ui.kit.face_art import FaceArt
from trainer_gui.ui.kit.look import Look
from trainer_gui.ui.talk.conversation import ConversationPage
from trainer_gui.ui.window import MainWindow

ASSETS = Path(__file__).parents[2] / "assets"


def entry(**changes) -> Entry:
    """A scene as a chooser sees it."""
    own = {
        "id": SCENARIO.id,
        "title": SCENARIO.title,
        "difficulty": 2,
        "persona": "sharp",
        "customer": SCENARIO.customer,
        "briefing": SCENARIO.briefing,
    }
    return Entry(**{**own, **changes})


@pytest.fixture
def assets() -> Path:
    return ASSETS


@pytest.fixture(params=["zh", "en"])
def messages(request):
    """In both languages; a missing key raises."""
    return load_messages(ASSETS, request.param, strict=True)


@pytest.fixture
def zh():
    return load_messages(ASSETS, "zh", strict=True)


@pytest.fixture(scope="session")
def _one_look(qapp):
    return Look(qapp, ASSETS, theme="light", reduced_motion=True)


@pytest.fixture
def look(_one_look, qapp):
    """Light and still, so that no timer runs on. Widgets of earlier tests are gone."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    chosen = (_one_look.choice, _one_look.text_scale, _one_look.reduced_motion)
    if chosen != ("light", 1.0, True) or not qapp.styleSheet():
        _one_look.choose(theme="light", text_scale=1.0, reduced_motion=True)
    return _one_look


@pytest.fixture
def window(qtbot, look, zh):
    made = MainWindow(look, zh, "1.2.3")
    qtbot.addWidget(made)
    made.show_library(Shelf((entry(),)))
    made.show()
    return made


def pytest_collection_modifyitems(items):
    """The offscreen platform says this of every window; it is no fault of ours."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("does not support propagateSizeHints"))


@pytest.fixture
def talk(qtbot, look, zh, assets):
    """The page of a conversation, shown, with the keys."""
    page = ConversationPage(look, zh, FaceArt(assets))
    qtbot.addWidget(page)
    page.resize(1280, 690)
    with qtbot.waitActive(page):
        page.show()
    page.setFocus()
    return page
