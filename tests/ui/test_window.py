# SPDX-License-Identifier: Apache-2.0

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication

from tests.scenes import SCENARIO, listening
from tests.ui.conftest import entry
from tests.ui.test_pages import words
from trainer_gui.adapters.catalogue import load_messages
from trainer_gui.application.errors import UserError
from trainer_gui.application.library import Shelf
from trainer_gui.application.report import report
from trainer_gui.domain.events import Device, DeviceFailed, StopPressed
from trainer_gui.domain.state import Mode
from trainer_gui.ui.page import Page
from trainer_gui.ui.talk.transcript_view import Bubble


def trigger(window, text):
    next(a for a in window.findChildren(QAction) if a.text() == text).trigger()


def test_the_four_pages_follow_each_other(qtbot, window):
    assert window.page is Page.CHOOSE
    with qtbot.waitSignal(window.chosen, timeout=0) as sent:
        window.chooser.card.start.click()
    assert sent.args == ["T01", "practice"]
    window.show_briefing(SCENARIO, Mode.PRACTICE)
    assert window.page is Page.BRIEF
    with qtbot.waitSignal(window.started, timeout=0):
        window.briefing.start.click()
    play = listening()
    window.render(play.state)
    assert window.page is Page.TALK
    with qtbot.waitSignal(window.pause_pressed, timeout=0):
        window.conversation.pause.click()
    play.do(StopPressed(play.later(1)))
    window.render(play.state)
    window.show_report(report(play.state))
    assert window.page is Page.DEBRIEF
    window.render(play.state)  # a late event of the finished scene
    assert window.page is Page.DEBRIEF
    with qtbot.waitSignal(window.home, timeout=0):
        window.debrief._home.click()
    window.show_chooser()
    assert window.page is Page.CHOOSE


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_page_is_painted_in_both_languages_and_themes(window, assets, language, theme):
    window.set_messages(load_messages(assets, language, strict=True))
    window._look.choose(theme=theme)
    play = listening().say("blame").heard_out()
    window.show_briefing(SCENARIO, Mode.CHALLENGE)
    brief = window.grab().toImage()
    window.render(play.state)
    talk = window.grab().toImage()
    play.do(StopPressed(play.later(1)))
    window.show_report(report(play.state))
    debrief = window.grab().toImage()
    assert len({bytes(i.constBits()) for i in (brief, talk, debrief)}) == 3
    expected = window._look.colour("window")
    assert debrief.pixelColor(debrief.width() - 40, 40) == expected


def test_changing_the_language_keeps_the_place(window, assets):
    play = listening().say("blame").heard_out()
    window.show_briefing(SCENARIO, Mode.PRACTICE)
    window.render(play.state)
    window.set_messages(load_messages(assets, "en", strict=True))
    assert window.page is Page.TALK
    said = words(window.conversation)
    assert "Blaming the customer" in said
    assert window.windowTitle() == "Complaint trainer"
    assert window.chooser.list.model().rowCount() == 1


def test_a_shortcut_still_works_after_the_language_was_changed(qtbot, window, assets):
    window.set_messages(load_messages(assets, "en", strict=True))
    QApplication.processEvents()
    with qtbot.waitActive(window):
        window.activateWindow()
    window.chooser.list.setFocus()
    with qtbot.waitSignal(window.home):
        qtbot.keyClick(window.chooser.list, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)


def test_the_menu_changes_theme_language_text_and_motion(qtbot, window):
    with qtbot.waitSignal(window.theme_chosen, timeout=0) as sent:
        trigger(window, "深色")
    assert sent.args == ["dark"]
    assert window._look.theme.dark
    with qtbot.waitSignal(window.language_chosen, timeout=0) as sent:
        trigger(window, "English")
    assert sent.args == ["en"]
    with qtbot.waitSignal(window.reduced_motion_chosen, timeout=0) as sent:
        trigger(window, "减少动画")
    assert sent.args == [False]
    with qtbot.waitSignal(window.text_percent_chosen) as sent:
        trigger(window, "150 %")
    assert sent.args == [150]
    assert window._look.text_scale == 1.5
    assert window.page is Page.CHOOSE


@pytest.mark.parametrize(
    ("text", "signal"),
    [
        ("首页", "home"),
        ("打开情景文件夹", "scenario_folder_opened"),
        ("打开练习记录", "session_folder_opened"),
    ],
)
def test_the_file_menu(qtbot, window, text, signal):
    with qtbot.waitSignal(getattr(window, signal), timeout=0):
        trigger(window, text)


def test_the_help_menu(qtbot, window):
    for text, name in (("训练师指南", "trainer"), ("情景编写指南", "scenario")):
        with qtbot.waitSignal(window.help_chosen, timeout=0) as sent:
            trigger(window, text)
        assert sent.args == [name]
    trigger(window, "关于")
    assert "1.2.3" in window._bar.words


def test_an_error_is_one_line_with_a_next_step(qtbot, window):
    done = []
    window.show_error(UserError("没有磁盘空间"), "打开文件夹", lambda: done.append(1))
    assert window._bar.isVisible()
    assert window._bar.words == "没有磁盘空间"
    before = window.chooser.geometry()
    window._bar._action.click()
    assert done == [1]
    assert not window._bar.isVisible()
    assert window.chooser.geometry() == before  # it floats: nothing moves


def test_the_message_bar_follows_the_window(window):
    window.show_error("一行")
    window.resize(1000, 700)
    bar = window._bar.geometry()
    assert abs(bar.center().x() - window._stack.width() // 2) <= 2


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_message_covers_neither_her_face_nor_the_buttons(qtbot, window, look, zh, scale):
    look.choose(text_scale=scale)
    window.set_messages(zh)
    window.resize(1280, 720)
    window.render(listening().state)
    window.show_error(zh("welcome.answer"))
    page = window.conversation
    parts = (page.pause, page.stop, page._customer._face, page._customer._caption)

    def clear():
        bar = window._bar.geometry()
        return not any(
            bar.intersects(QRect(part.mapTo(page, QPoint()), part.size())) for part in parts
        )

    qtbot.waitUntil(clear, timeout=2000)
    assert window._bar.isVisible()


def test_a_device_that_fails_is_told_once(window, zh):
    play = listening()
    window.render(play.state)
    play.do(DeviceFailed(Device.MICROPHONE, "拔掉了"))
    window.render(play.state)
    assert window._bar.words == zh("trouble.microphone")
    assert window._bar.toolTip() == "拔掉了"
    window._bar.hide()
    window.render(play.say("empathy", typed=True).state)
    assert not window._bar.isVisible()


def test_levels_before_the_conversation_are_ignored(window):
    window.set_microphone_level(-20.0)
    window.set_customer_level(-20.0)
    assert Page.TALK not in window._pages


def test_pages_are_made_when_they_are_needed(window):
    assert set(window._pages) == {Page.CHOOSE}


def test_the_talk_key_is_released_when_the_window_loses_the_keyboard(qtbot, window):
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QWidget

    with qtbot.waitActive(window):
        window.render(listening().state)
        window.activateWindow()
    QTest.keyPress(window.conversation, Qt.Key.Key_Space)
    assert window.conversation.controls.held
    other = QWidget()
    qtbot.addWidget(other)
    with qtbot.waitSignal(window.talk_released):
        other.show()
        other.activateWindow()


def test_one_of_a_thousand_scenes_is_found(window):
    entries = tuple(entry(id=f"T{i:04}", title=f"第 {i} 个情景") for i in range(1000))
    window.show_library(Shelf(entries))
    window.grab()
    window.chooser.search.setText("T099")
    window.grab()
    assert window.chooser.list.model().rowCount() == 10


def test_what_was_said_is_not_made_anew_with_every_event(window):
    play = listening()
    for i in range(20):
        if play.state.line is not None:
            play.heard_out()
        play.say("blame" if i % 2 else "empathy", text="我现在就帮您查这件事情，请您稍等一下。" * 2)
        window.render(play.state)
        window.grab()
    said = window.conversation.findChildren(Bubble)
    assert len(said) > 40
    window.render(play.heard_out().state)
    assert window.conversation.findChildren(Bubble)[: len(said)] == said
