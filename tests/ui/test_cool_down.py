# SPDX-License-Identifier: Apache-2.0
"""The page to breathe on: four seconds in, six out, three times, and a way out at any moment."""

import pytest
from PySide6.QtCore import Qt

from trainer_gui.ui.talk.cool_down_page import BREATHS, CoolDownPage, way


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "in"), (3.9, "in"), (4, "out"), (9.9, "out"), (10, "in"), (10 * BREATHS, "enough")],
)
def test_in_for_four_seconds_and_out_for_six(seconds, words):
    assert way(seconds) == f"cool.{words}"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_it_is_left_by_a_key_at_any_moment(qtbot, look, messages, key):
    page = CoolDownPage(look, messages)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    page.go_on.setFocus()
    qtbot.waitUntil(page.isActiveWindow)
    with qtbot.waitSignal(page.over):
        qtbot.keyClick(page.go_on, key)


def test_it_stands_still_while_nobody_sees_it(qtbot, look, messages):
    page = CoolDownPage(look, messages)
    qtbot.addWidget(page)
    page.show()
    assert page._looks.isActive()
    page.hide()
    assert not page._looks.isActive()
