# SPDX-License-Identifier: Apache-2.0
"""Keys and buttons of the conversation become signals."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.scenes import listening
from trainer_gui.domain.state import Mode, TurnPolicy


def test_space_is_talk(qtbot, talk):
    talk.render(listening(policy=TurnPolicy.PRESS_TO_TALK).state)
    with qtbot.waitSignals([talk.talk_pressed, talk.talk_released], timeout=0):
        QTest.keyPress(talk, Qt.Key.Key_Space)
        QTest.keyRelease(talk, Qt.Key.Key_Space)


def test_a_held_space_is_one_press(qtbot, talk):
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication

    talk.render(listening().state)
    sent = []
    talk.talk_pressed.connect(lambda: sent.append("down"))
    talk.talk_released.connect(lambda: sent.append("up"))
    none = Qt.KeyboardModifier.NoModifier
    for kind, auto in (("KeyPress", False), ("KeyPress", True), ("KeyRelease", True)):
        event = QKeyEvent(getattr(QEvent.Type, kind), Qt.Key.Key_Space, none, " ", auto)
        QApplication.sendEvent(talk, event)
    assert sent == ["down"]
    QTest.keyRelease(talk, Qt.Key.Key_Space)
    assert sent == ["down", "up"]


def test_space_on_a_focused_button_still_talks(qtbot, talk):
    talk.render(listening().state)
    talk.controls.repeat.setFocus()
    with (
        qtbot.waitSignal(talk.talk_pressed, timeout=0),
        qtbot.assertNotEmitted(talk.repeat_pressed),
    ):
        QTest.keyPress(talk.controls.repeat, Qt.Key.Key_Space)
    with qtbot.waitSignal(talk.repeat_pressed, timeout=0):
        QTest.keyClick(talk.controls.repeat, Qt.Key.Key_Return)


def test_leaving_the_page_releases_the_talk_key(qtbot, talk):
    talk.render(listening().state)
    QTest.keyPress(talk, Qt.Key.Key_Space)
    with qtbot.waitSignal(talk.talk_released, timeout=0):
        talk.hide()


@pytest.mark.parametrize(
    ("key", "signal"),
    [
        (Qt.Key.Key_R, "repeat_pressed"),
        (Qt.Key.Key_H, "hint_pressed"),
        (Qt.Key.Key_P, "pause_pressed"),
        (Qt.Key.Key_Escape, "pause_pressed"),
    ],
)
def test_letters_are_shortcuts(qtbot, talk, key, signal):
    talk.render(listening().state)
    with qtbot.waitSignal(getattr(talk, signal)):
        qtbot.keyClick(talk, key)


def test_control_and_full_stop_ends_the_scene_even_while_typing(qtbot, talk):
    talk.render(listening().state)
    talk.controls.input.setFocus()
    with qtbot.waitSignal(talk.stop_pressed):
        qtbot.keyClick(talk.controls.input, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)


def test_an_exam_ends_at_the_second_press(qtbot, talk, zh):
    talk.render(listening(mode=Mode.EXAM).state)
    with qtbot.assertNotEmitted(talk.stop_pressed):
        talk.stop.click()
    assert talk.stop.text() == zh("talk.stop_sure")
    with qtbot.waitSignal(talk.stop_pressed, timeout=0):
        talk.stop.click()
    assert talk.stop.text() == zh("talk.stop")


def test_typing_is_for_words_not_for_shortcuts(qtbot, talk):
    talk.render(listening().state)
    qtbot.keyClick(talk, Qt.Key.Key_Slash)
    assert talk.controls.input.hasFocus()
    with (
        qtbot.waitSignal(talk.typing, timeout=0),
        qtbot.assertNotEmitted(talk.repeat_pressed),
        qtbot.assertNotEmitted(talk.talk_pressed),
    ):
        qtbot.keyClicks(talk.controls.input, "r h p")
    assert talk.controls.input.text() == "r h p"
    with qtbot.waitSignal(talk.typed, timeout=0) as sent:
        qtbot.keyClick(talk.controls.input, Qt.Key.Key_Return)
    assert sent.args == ["r h p"]
    assert talk.controls.input.text() == ""
    with qtbot.assertNotEmitted(talk.pause_pressed):
        qtbot.keyClick(talk.controls.input, Qt.Key.Key_Escape)
    assert not talk.controls.input.hasFocus()


def test_the_field_says_how_to_leave_it_and_the_keys_come_back(qtbot, talk, zh):
    talk.render(listening().state)
    field = talk.controls.input
    assert field.placeholderText() == zh("talk.type_here")
    qtbot.keyClick(talk, Qt.Key.Key_Slash)
    assert field.placeholderText() == zh("talk.typing_here")
    qtbot.keyClicks(field, "/ab/")
    assert field.text() == "ab/"  # within a reply it is a character as others
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.placeholderText() == zh("talk.type_here")
    with qtbot.waitSignal(talk.hint_pressed):
        qtbot.keyClick(talk, Qt.Key.Key_H)


def test_an_empty_reply_is_not_sent(qtbot, talk):
    talk.render(listening().state)
    talk.controls.input.setText("   ")
    with qtbot.assertNotEmitted(talk.typed):
        talk.controls.send.click()


def test_the_buttons_do_what_the_keys_do(qtbot, talk):
    talk.render(listening().state)
    with qtbot.waitSignals([talk.talk_pressed, talk.talk_released], timeout=0):
        talk.controls.talk.click()
    for button, signal in (
        (talk.controls.repeat, talk.repeat_pressed),
        (talk.controls.hint, talk.hint_pressed),
        (talk.pause, talk.pause_pressed),
        (talk.stop, talk.stop_pressed),
    ):
        with qtbot.waitSignal(signal, timeout=0):
            button.click()
