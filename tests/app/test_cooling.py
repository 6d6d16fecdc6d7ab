# SPDX-License-Identifier: Apache-2.0
"""After the hardest scenes one breathes first, where the branch wants it."""

from dataclasses import replace

from tests.rig import SETTINGS
from trainer_gui.ui.page import Page

HARD, EASY = "C12", "C02"


def _ended(r, scenario):
    r.begin(scenario).type("对不起，让您跑这一趟，我现在就帮您查。").my_turn()
    r.window.conversation.stop.click()
    r.until(lambda: r.window.page not in (Page.TALK,))
    return r


def test_the_debrief_comes_after_the_breath(rig):
    r = _ended(rig(), HARD)
    assert r.window.page == "cool"
    r.window.made("cool").go_on.click()
    assert r.window.page == Page.DEBRIEF


def test_an_easier_scene_goes_to_the_debrief_at_once(rig):
    assert _ended(rig(), EASY).window.page == Page.DEBRIEF


def test_it_can_be_switched_off(rig):
    r = _ended(rig(settings=replace(SETTINGS, cool_down=False)), HARD)
    assert r.window.page == Page.DEBRIEF


def test_nobody_has_to_breathe_who_said_nothing(rig):
    r = rig().begin(HARD)
    r.window.conversation.stop.click()
    r.until(lambda: r.window.page != Page.TALK)
    assert r.window.page == Page.DEBRIEF


def test_going_home_from_the_breath_leaves_the_debrief_alone(rig):
    r = _ended(rig(), HARD)
    r.window.home.emit()
    assert r.window.page == Page.CHOOSE


def test_breathing_is_heard_where_it_is_wanted_and_only_there(rig):
    r = _ended(rig(settings=replace(SETTINGS, breath_sound=True)), HARD)
    r.until(lambda: not r.loudspeakers.sinks[-1].closed)
    r.window.made("cool").go_on.click()
    r.until(lambda: r.loudspeakers.sinks[-1].closed)
    assert r.window.page == Page.DEBRIEF
