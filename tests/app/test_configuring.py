# SPDX-License-Identifier: Apache-2.0
"""Settings changed in the running app: felt at once, kept, and a scene is held meanwhile."""

from dataclasses import replace

import pytest

from tests.rig import SETTINGS, trigger
from trainer_gui.adapters.settings_file import load_settings
from trainer_gui.application.settings import Section
from trainer_gui.domain.events import Device, DeviceReady
from trainer_gui.domain.state import Mode, Phase, TurnPolicy
from trainer_gui.ui.page import Page

PAGE = "settings"


@pytest.fixture
def settings_of(rig):
    """A rig with the settings page open."""

    def opened(**parts):
        r = rig(**parts)
        trigger(r, r.window.messages("menu.settings"))
        assert r.window.page == PAGE
        return r

    return opened


def _page(r):
    return r.window.made(PAGE)


def _choose(r, name, value):
    field = _page(r).rows[name].field
    field.setCurrentIndex(field.findData(value))
    field.activated.emit(field.currentIndex())


def test_a_change_is_kept_and_shown_where_it_came_from(settings_of):
    r = settings_of()
    _page(r).rows["hints"].field.click()
    assert not r.app.preferences.now.hints
    r.until(r.places.settings.exists)
    r.until(lambda: not load_settings(r.places.settings).hints)
    _page(r).leave.click()
    assert r.window.page == Page.CHOOSE


def test_the_first_page_has_a_way_to_the_settings(rig):
    r = rig()
    r.window.first.settings.click()
    assert r.window.page == PAGE


def test_colours_size_and_language_change_at_once_and_the_page_stays(settings_of):
    r = settings_of()
    _choose(r, "theme", "dark")
    assert r.app.look.choice == "dark"
    _page(r).rows["text_percent"].field.spin.stepUp()
    assert r.app.look.text_scale == 1.1
    _choose(r, "language", "en")
    assert r.window.messages.language == "en"
    assert r.window.page == PAGE
    page = _page(r)
    now = r.app.preferences.now
    assert (now.theme, now.text_percent, now.language) == ("dark", 110, "en")
    assert page.rows["text_percent"].field.spin.value() == 110
    assert page.rows["language"].field.currentData() == "en"


def test_how_turns_are_taken_changes_with_the_next_scene(settings_of):
    r = settings_of()
    _choose(r, "turn_policy", TurnPolicy.PRESS_TO_TALK.value)
    _page(r).leave.click()
    r.begin()
    assert r.state.policy is TurnPolicy.PRESS_TO_TALK
    r.my_turn()
    r.speak("您好")
    assert r.state.phase is Phase.LISTENING, "the key was not pressed"


def test_a_scene_waits_while_the_settings_are_open(rig):
    r = rig().begin().my_turn()
    trigger(r, r.window.messages("menu.settings"))
    assert r.state.phase is Phase.PAUSED
    _page(r).leave.click()
    assert r.window.page == Page.TALK
    assert r.state.phase is Phase.PAUSED


def test_an_exam_that_cant_be_paused_is_not_left(rig):
    r = rig(settings=replace(SETTINGS, exam_pause=False)).begin(mode=Mode.EXAM).my_turn()
    trigger(r, r.window.messages("menu.settings"))
    assert r.window.page == Page.TALK
    assert r.state.phase is Phase.LISTENING


def test_the_chosen_voice_can_be_heard(settings_of):
    r = settings_of()
    _page(r).show_section(Section.VOICE)
    _page(r).listen.button.click()
    assert not _page(r).listen.button.isEnabled()
    r.until(lambda: bool(r.loudspeakers.sinks))
    assert _page(r).listen.button.isEnabled()


def _kept(r, name, days_old=0):
    folder = r.places.sessions / name
    folder.mkdir(parents=True)
    (folder / "session.wav").write_bytes(bytes(1000))
    (folder / "transcript.json").write_text("{}")
    return folder


def test_recordings_are_counted_and_deleted_and_the_words_stay(rig):
    r = rig()
    folder = _kept(r, "2026-01-01_10-00-00_C01")
    trigger(r, r.window.messages("menu.settings"))
    row = _page(r).recordings
    r.until(row.button.isEnabled)
    row.button.click()
    row.button.click()
    r.until(lambda: not (folder / "session.wav").exists())
    r.until(lambda: not row.button.isEnabled())
    assert (folder / "transcript.json").exists()


def test_sound_that_was_kept_long_enough_goes_at_the_start(rig, places):
    import os
    import time

    old = places.sessions / "2020-01-01_10-00-00_C01"
    old.mkdir(parents=True)
    (old / "session.wav").write_bytes(bytes(10))
    past = time.time() - 91 * 24 * 3600
    os.utime(old / "session.wav", (past, past))
    r = rig()
    r.until(lambda: not (old / "session.wav").exists())


def test_the_text_grows_from_the_menu_while_the_settings_are_open(rig):
    r = rig()
    r.app.configuring.open()
    r.window.choose_text(150)
    assert r.window.page == "settings"
    assert r.app.look.text_scale == 1.5


def test_a_device_that_comes_meanwhile_does_not_bring_the_scene_back(rig):
    r = rig().begin().my_turn()
    r.app.configuring.open()
    r.app.stage.bridge.post(DeviceReady(Device.VOICE, "another"))
    r.until(lambda: r.app.stage.names.get(Device.VOICE) == "another")
    assert r.window.page == "settings"


def test_a_scene_before_a_room_waits_as_well(rig):
    r = rig().begin(mode=Mode.GROUP)
    r.app.configuring.open()
    assert r.state.phase is Phase.PAUSED
    _page(r).leave.click()
    assert r.window.page == Page.ROOM


def test_reversed_roles_end_when_they_are_left(rig):
    r = rig()
    r.choose()
    r.window.reversed_chosen.emit()
    assert r.window.page == Page.REVERSED
    r.app.configuring.open()
    assert r.app.reversed.swap.reversal is None
    assert r.window.page == "settings"
