# SPDX-License-Identifier: Apache-2.0
"""What a screen reader says: which page it is, what a button is about, which of several is down."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QAccessible

from tests.scenes import SCENARIO
from tests.ui.conftest import entry
from tests.ui.first_page import PHONE
from trainer_gui.application.today import Today
from trainer_gui.domain.state import Mode
from trainer_gui.ui.home.page import Place
from trainer_gui.ui.page import Page


def heard(widget, what=QAccessible.Text.Name):
    return QAccessible.queryAccessibleInterface(widget).text(what)


def test_a_page_is_called_by_its_name(window):
    assert heard(window.made(Page.CHOOSE)) == "首页"
    window.show_briefing(SCENARIO, Mode.PRACTICE)
    assert heard(window.briefing) == f"背景: {SCENARIO.title}"


def test_the_button_that_starts_a_scene_tells_what_awaits_the_trainee(window):
    window.show_briefing(SCENARIO, Mode.PRACTICE)
    about = heard(window.briefing.start, QAccessible.Text.Description)
    assert SCENARIO.customer.name in about
    assert SCENARIO.briefing.situation in about


def test_a_button_on_the_first_page_tells_which_scene_it_starts(window):
    today = window.first.today
    today.show_today(Today(proposed=entry(), last=None))
    assert heard(today.start, QAccessible.Text.Description) == SCENARIO.title
    today.show_today(replace(Today(), proposed=PHONE))
    assert heard(today.start, QAccessible.Text.Description) == PHONE.title


@pytest.mark.parametrize("place", Place)
def test_one_of_several_is_a_radio_button_and_says_whether_it_is_down(window, place):
    window.first.show_place(place)
    tabs = [QAccessible.queryAccessibleInterface(b) for b in window.first.tabs.buttons()]
    assert {t.role() for t in tabs} == {QAccessible.Role.RadioButton}
    down = [t.text(QAccessible.Text.Name) for t in tabs if t.state().checked]
    assert down == [window.messages(f"home.tab_{place}")]
