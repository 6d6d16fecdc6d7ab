# SPDX-License-Identifier: Apache-2.0
"""A trainer before a room who never looks for the mouse, and one who clicks between the words."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from tests.rig import SETTINGS, SORRY, Rig, speech
from trainer_gui.domain.state import Mode, Phase

CONTROL = Qt.KeyboardModifier.ControlModifier
NAMES = replace(SETTINGS, room_names="小王 小李")


@pytest.fixture
def r(rig, qtbot) -> Rig:
    """A scene under way; Space opens the microphone."""
    made = rig(settings=replace(NAMES, turn_policy="press_to_talk"))
    with qtbot.waitActive(made.window):
        made.window.activateWindow()
    return made.begin("C02", Mode.GROUP).my_turn()


def press(key, with_=Qt.KeyboardModifier.NoModifier):
    """A key, wherever the focus is."""
    QTest.keyClick(QApplication.focusWidget(), key, with_)


def click(widget):
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def test_everything_a_trainer_needs_in_a_hurry_is_a_key(r):
    press(Qt.Key.Key_T, CONTROL)
    assert r.state.room.player == "小王"
    press(Qt.Key.Key_H, CONTROL)
    assert not r.state.room.hints
    r.type(SORRY).my_turn()
    r.window.conversation.setFocus()
    press(Qt.Key.Key_P)
    assert r.state.phase is Phase.PAUSED
    press(Qt.Key.Key_M, CONTROL)
    QTest.keyClicks(QApplication.focusWidget(), "pp")
    press(Qt.Key.Key_Return)
    assert r.state.transcript[-1].note == "pp"
    press(Qt.Key.Key_B, CONTROL)
    assert r.state.replies == ()
    press(Qt.Key.Key_3, CONTROL)
    assert r.window.room.console.answers.isVisible()
    press(Qt.Key.Key_P)
    r.my_turn()


@pytest.mark.parametrize("tab", range(4))
def test_space_is_talk_whatever_was_clicked_before(r, tab):
    console = r.window.room.console
    click(console.tab_buttons[tab])
    click(console.anger[2])
    click(console.players.next)
    anger = r.state.emotion.anger
    r.recogniser.texts.extend([SORRY] * 3)  # a pause between the words is decoded as well
    focused = QApplication.focusWidget()
    QTest.keyPress(focused, Qt.Key.Key_Space)
    assert r.window.conversation.controls.held
    r.feed(speech())
    QTest.keyRelease(focused, Qt.Key.Key_Space)
    r.until(lambda: len(r.state.replies) == 1)
    assert r.state.replies[0].text == SORRY
    assert r.state.replies[0].name == "小王"
    assert r.state.emotion.anger < anger, "no button was pressed once more"


def test_the_keys_go_back_to_the_conversation_after_typing_on_the_console(r):
    console = r.window.room.console
    click(console.tab_buttons[1])
    click(console.events.words)
    assert QApplication.focusWidget() is console.events.words
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_P)
    assert r.state.phase is Phase.PAUSED


def test_p_freezes_from_a_button_of_the_console_too(r):
    r.window.room.console.freeze.setFocus()
    press(Qt.Key.Key_P)
    assert r.state.phase is Phase.PAUSED


def test_on_the_telephone_nobody_stands_in_a_queue(r):
    def offered():
        tab = r.window.room.console.events
        return {b.text() for b in tab.findChildren(QPushButton)}

    words = r.window.messages
    assert words("room_event.room_queue") in offered()
    r.window.home.emit()
    r.begin("C01", Mode.GROUP).my_turn()
    r.until(lambda: words("room_event.room_line") in offered())
    assert words("room_event.room_queue") not in offered()
    assert words("room_event.manager") in offered()
