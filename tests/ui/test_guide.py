# SPDX-License-Identifier: Apache-2.0
"""The windows' places on the screen, and the guides that open beside the work."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QAction

from trainer_gui.ui.frame import SIZE, SMALLEST, size_on
from trainer_gui.ui.guide import GuideWindow, place_beside


@pytest.fixture
def guide(qtbot, look, zh, window):
    made = GuideWindow(look, zh, "# 指南\n\n第一段。\n\n第二段。", window)
    with qtbot.waitActive(made):
        made.show()
    return made


def test_escape_closes_a_guide(qtbot, guide):
    assert guide.windowTitle() == "指南"
    qtbot.keyClick(guide.focusWidget(), Qt.Key.Key_Escape)
    assert not guide.isVisible()


def test_a_listing_and_a_list_are_one_piece_and_stand_apart(qtbot, look, zh, window):
    words = "# A\n\nOne.\n\n```yaml\na: 1\nb: 2\n```\n\nTwo.\n\n- x\n- y\n\nThree."
    made = GuideWindow(look, zh, words, window)
    qtbot.addWidget(made)
    made.show()
    page = made._text.document()
    areas = [(b.text(), page.documentLayout().blockBoundingRect(b)) for b in blocks(page)]
    gaps = {
        upper + lower: below.top() - above.bottom()
        for (upper, above), (lower, below) in pairwise(areas)
    }
    inside, around = (gaps["a: 1b: 2"], gaps["xy"]), (gaps["b: 2Two."], gaps["yThree."])
    assert max(inside) < min(around)


def blocks(page):
    block = page.begin()
    while block.isValid():
        yield block
        block = block.next()


def test_its_button_closes_a_guide(guide):
    guide.closing.click()
    assert not guide.isVisible()


@pytest.mark.parametrize("window", [QRect(0, 0, 1280, 720), QRect(900, 100, 1280, 720)])
def test_a_guide_opens_beside_the_window_where_there_is_room(window):
    place = place_beside(window, QRect(0, 0, 2200, 1080))
    assert not place.intersects(window)


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1366, 768), (800, 600)])
def test_a_guide_lies_on_a_small_screen_as_a_whole(width, height):
    screen = QRect(0, 0, width, height)
    place = place_beside(QRect(0, 40, 1276, 680), screen)
    assert screen.contains(place)


def test_a_guide_is_centred_on_the_window_where_neither_side_has_room():
    window = QRect(300, 200, 1280, 720)
    place = place_beside(window, QRect(0, 0, 1920, 1080))
    assert (place.center() - window.center()).manhattanLength() <= 1


def test_f1_opens_the_guide_of_trainers(window):
    keys = {a.shortcut().toString(): a for a in window.findChildren(QAction)}
    opened = []
    window.help_chosen.connect(opened.append)
    keys["F1"].trigger()
    assert opened == ["trainer"]


def test_every_menu_has_a_letter_of_its_own(qtbot, window, messages):
    window.set_messages(messages)
    letters = [m.text()[m.text().index("&") + 1] for m in window.menuBar().actions()]
    assert len(letters) == len(set(letters)) == 3


@pytest.mark.parametrize("screen", [QSize(1280, 720), QSize(1366, 740)])
def test_the_window_leaves_room_for_its_title_bar(screen):
    size = size_on(screen)
    assert size.width() <= screen.width()
    assert size.height() <= screen.height() - 32


def test_the_window_is_neither_larger_than_wanted_nor_too_small():
    assert size_on(QSize(3840, 2160)) == QSize(*SIZE)
    assert size_on(QSize(640, 480)) == QSize(*SMALLEST)
