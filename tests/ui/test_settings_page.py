# SPDX-License-Identifier: Apache-2.0
"""The settings page: all that is declared can be seen, chosen by keyboard, and told."""

import pytest
from PySide6.QtCore import Qt

from tests.fits import cut_off
from trainer_gui.application.settings import (
    AS_THE_RULES_SAY,
    Found,
    Section,
    Settings,
    Takes,
    declared,
    sections,
)
from trainer_gui.ui.kit.fields import ChoiceField, NumberField, Switch, TextField
from trainer_gui.ui.settings.settings_page import SettingsPage


@pytest.fixture
def page(qtbot, look, messages):
    made = SettingsPage(look, messages)
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    made.show_settings(Settings())
    return made


def _told(page):
    caught = []
    page.chosen.connect(lambda *change: caught.append(change))
    return caught


def test_every_setting_has_its_words_and_its_choices_have_theirs(messages):
    for setting in declared():
        assert f"setting.{setting.name}" in messages
        assert f"setting.{setting.name}_help" in messages
        for choice in setting.metadata["choices"]:
            assert f"choice.{setting.name}.{choice}" in messages
    for section in Section:
        assert f"section.{section}" in messages
    for takes in set(Takes) - {Takes.NOW}:
        assert f"takes.{takes}" in messages


def test_every_setting_is_on_the_page_of_its_section_alone(page, qtbot):
    for section, group in sections().items():
        page.show_section(section)
        shown = {name for name, line in page.rows.items() if line.field.isVisible()}
        assert shown == {f.name for f in group}


def test_every_field_says_its_name_to_a_screen_reader(page, messages):
    for name, line in page.rows.items():
        field = line.field.focusProxy() or line.field
        assert field.accessibleName() == messages(f"setting.{name}")
        assert field.accessibleDescription() == messages(f"setting.{name}_help")


def test_values_are_shown_without_being_told_as_changes(page):
    told = _told(page)
    other = Settings(language="en", hints=False, weight_soothing=40, trainee="小李", keep_days=0)
    page.show_settings(other)
    rows = page.rows
    assert rows["language"].field.currentData() == "en"
    assert not rows["hints"].field.isChecked()
    assert rows["weight_soothing"].field.spin.value() == 40
    assert rows["trainee"].field.text() == "小李"
    assert told == []


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("record", Switch),
        ("theme", ChoiceField),
        ("microphone", ChoiceField),
        ("end_of_turn_ms", NumberField),
        ("trainee", TextField),
    ],
)
def test_the_type_of_a_setting_decides_what_it_is_chosen_with(page, name, kind):
    assert type(page.rows[name].field) is kind


def test_all_kinds_of_fields_are_changed_by_keys(page, qtbot):
    told = _told(page)
    page.show_section(Section.COACHING)
    qtbot.keyClick(page.rows["hints"].field, Qt.Key.Key_Space)
    page.show_section(Section.GENERAL)
    qtbot.keyClick(page.rows["theme"].field, Qt.Key.Key_Down)
    qtbot.keyClicks(page.rows["trainee"].field, "Li")
    qtbot.keyClick(page.rows["trainee"].field, Qt.Key.Key_Return)
    page.show_section(Section.TURNS)
    qtbot.keyClick(page.rows["end_of_turn_ms"].field.spin, Qt.Key.Key_Up)
    assert told == [
        ("hints", False),
        ("theme", "light"),
        ("trainee", "Li"),
        ("end_of_turn_ms", 850),
    ]


def test_a_weight_is_left_to_the_rules_until_it_is_chosen(page, messages, qtbot):
    spin = page.rows["weight_soothing"].field.spin
    told = _told(page)
    assert spin.text() == messages("settings.rules")
    spin.stepUp()
    spin.stepUp()
    spin.stepDown()
    spin.stepDown()
    values = [value for _, value in told]
    assert values == [0, 5, 0, AS_THE_RULES_SAY]


def test_the_wheel_changes_nothing_by_accident(page, qtbot):
    from PySide6.QtCore import QPoint, QPointF
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtWidgets import QApplication

    told = _told(page)
    for name in ("theme", "text_percent"):
        field = page.rows[name].field.focusProxy() or page.rows[name].field
        wheel = QWheelEvent(
            QPointF(5, 5),
            QPointF(5, 5),
            QPoint(),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,  # noqa: FBT003 - Qt's own signature
        )
        QApplication.sendEvent(field, wheel)
    assert told == []


def test_devices_come_and_go_and_the_chosen_one_stays_named(page, messages):
    field = page.rows["microphone"].field
    page.show_settings(Settings(microphone="USB 耳机"))
    assert field.currentText() == messages("settings.gone", name="USB 耳机")
    page.show_found({Found.MICROPHONES: ("", "内置", "USB 耳机")})
    assert field.currentText() == "USB 耳机"
    assert field.itemText(0) == messages("settings.default_device")
    page.show_found({Found.MICROPHONES: ("", "内置")})
    assert field.currentText() == messages("settings.gone", name="USB 耳机")


def test_an_engine_that_is_not_installed_is_shown_and_cant_be_chosen(page, messages):
    line = page.rows["voice"]
    line.bar(["espeak"])
    i = line.field.findData("espeak")
    assert line.field.itemText(i) == messages(
        "settings.missing", name=messages("choice.voice.espeak")
    )
    assert not line.field.model().item(i).isEnabled()
    assert line.field.currentData() == "auto"


def test_deleting_takes_two_presses(page, qtbot):
    row = page.recordings
    row.show_kept(3, 5 * 1024 * 1024)
    with qtbot.assertNotEmitted(page.delete_wanted):
        row.button.click()
    assert "3" in row.button.text()
    with qtbot.waitSignal(page.delete_wanted):
        row.button.click()


def test_where_nothing_is_kept_nothing_can_be_deleted(page):
    page.recordings.show_kept(0, 0)
    assert not page.recordings.button.isEnabled()


def test_escape_goes_back(page, qtbot):
    with qtbot.waitSignal(page.back):
        qtbot.keyClick(page, Qt.Key.Key_Escape)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_section_can_be_read_to_its_end(qtbot, look, messages, scale):
    look.choose(text_scale=scale)
    made = SettingsPage(look, messages)
    qtbot.addWidget(made)
    made.resize(1280, 690)
    made.show()
    made.show_settings(Settings())
    for section in Section:
        made.show_section(section)
        made.tabs.button(list(Section).index(section)).setChecked(True)
        qtbot.waitUntil(lambda: cut_off(made) == [], timeout=2000)
