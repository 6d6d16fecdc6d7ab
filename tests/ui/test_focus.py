# SPDX-License-Identifier: Apache-2.0
"""Whoever uses the keys alone sees where they are, and every stop of Tab does something."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QListView, QScrollArea

from tests.ui.conftest import entry
from trainer_gui.application.library import LessonEntry, LessonShelf, Shelf
from trainer_gui.ui.home.page import Place
from trainer_gui.ui.kit.parts import button, column, plain, scrolling
from trainer_gui.ui.kit.theme import NAMES


@pytest.mark.parametrize("theme", NAMES)
@pytest.mark.parametrize("place", Place)
def test_every_stop_on_the_first_page_looks_different_with_the_focus(
    qtbot, look, window, theme, place
):
    look.choose(theme=theme)
    window.first.show_place(place)
    window.show_library(Shelf((entry(), entry(id="T02"))))
    window.show_lessons(LessonShelf((LessonEntry("L01", "先听", ("restate",), "听"),)))
    with qtbot.waitActive(window):
        window.activateWindow()
    window.show_chooser()
    seen = []
    for _ in range(20):
        widget = QApplication.focusWidget()
        if widget in seen:
            break
        seen.append(widget)
        focused = widget.grab().toImage()
        widget.clearFocus()
        assert widget.grab().toImage() != focused, type(widget)
        widget.setFocus()
        qtbot.keyClick(widget, Qt.Key.Key_Tab)
    assert len(seen) >= 4
    lists = place in (Place.SCENARIOS, Place.LESSONS)
    assert any(isinstance(w, QListView) for w in seen) == lists


def test_tab_stops_at_a_scrolling_page_only_while_there_is_more_of_it(qtbot, look):
    label = QLabel("一行")
    area: QScrollArea = scrolling(label)
    qtbot.addWidget(area)
    area.resize(200, 100)
    area.show()
    assert area.focusPolicy() is Qt.FocusPolicy.NoFocus
    label.setMinimumHeight(400)
    qtbot.waitUntil(lambda: area.focusPolicy() is Qt.FocusPolicy.StrongFocus)


@pytest.mark.parametrize("place", Place)
def test_of_several_tab_stops_at_the_one_that_is_down(qtbot, window, place):
    window.show_library(Shelf((entry(), entry(id="T02"))))
    with qtbot.waitActive(window):
        window.activateWindow()
    window.first.show_place(place)
    window.first.settings.setFocus()
    qtbot.keyClick(window.first.settings, Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() is window.first.tabs.button(tuple(Place).index(place))


def test_what_gets_the_focus_from_outside_comes_into_sight(qtbot, look):
    page, outside = plain(), plain()
    inside = column(page)
    inside.addSpacing(900)
    last = button("最后一个")
    inside.addWidget(last)
    before = button("外面")
    area = scrolling(page, whole=True)
    both = column(outside)
    both.addWidget(before)
    both.addWidget(area)
    qtbot.addWidget(outside)
    outside.resize(400, 300)
    outside.show()
    with qtbot.waitActive(outside):
        outside.activateWindow()
    before.setFocus()
    last.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: area.viewport().rect().contains(last.mapTo(area, last.rect().center())))
