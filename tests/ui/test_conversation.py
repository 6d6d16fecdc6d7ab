# SPDX-License-Identifier: Apache-2.0
"""The conversation shows the engine's state and nothing else; keys and buttons become signals."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.scenes import Play, listening, reading
from tests.ui.test_pages import words
from trainer_gui.domain.events import (
    Device,
    DeviceFailed,
    LineStarted,
    PartialHeard,
    PausePressed,
    TraineeEnded,
    TraineeStarted,
)
from trainer_gui.domain.state import Live, Mode, TurnPolicy
from trainer_gui.ui.kit.face_art import FaceArt
from trainer_gui.ui.talk.conversation import ConversationPage
from trainer_gui.ui.talk.transcript_view import TranscriptView


@pytest.fixture
def page(qtbot, look, zh, assets):
    made = ConversationPage(look, zh, FaceArt(assets))
    qtbot.addWidget(made)
    made.resize(1280, 690)
    with qtbot.waitActive(made):
        made.show()
    made.setFocus()
    return made


def shown(page, play):
    page.render(play.state)
    return words(page)


def test_her_line_her_mood_and_the_state_are_shown(page, zh):
    play = Play().start()
    play.do(LineStarted(play.state.line.line_id, 0.1))
    said = shown(page, play)
    assert play.state.line.utterance.text in said
    assert "周女士" in said
    assert "64" in said
    assert zh("band.angry") in said
    assert zh("phase.speaking") in said


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_phase_has_its_word(qtbot, look, assets, language):
    from trainer_gui.adapters.catalogue import load_messages

    messages = load_messages(assets, language, strict=True)
    page = ConversationPage(look, messages, FaceArt(assets))
    qtbot.addWidget(page)
    play = listening()
    assert messages("phase.listening") in shown(page, play)
    play.do(TraineeStarted(play.state.turn_id, 4), TraineeEnded(play.state.turn_id, 5))
    assert messages("phase.thinking") in shown(page, play)
    play.do(PausePressed(6))
    assert messages("phase.paused") in shown(page, play)
    assert messages("talk.resume") in shown(page, play)


def test_what_is_heard_appears_as_it_is_heard(page, zh):
    play = listening()
    turn = play.state.turn_id
    play.do(TraineeStarted(turn, 4), PartialHeard(turn, "换了谁都", reading("empathy")))
    said = shown(page, play)
    assert "换了谁都" in said
    assert zh("talk.hearing") in said
    assert zh("label.empathy") in said
    assert zh("label.empathy") in shown(page, play.say("empathy", "apology"))
    assert zh("talk.hearing") not in words(page)


def test_bubbles_are_only_added_to(page):
    play = listening()
    page.render(play.state)
    before = list(page._transcript._bubbles)
    play.say("blame").heard_out()
    page.render(play.state)
    after = page._transcript._bubbles
    assert len(after) == 3
    assert after[: len(before)] == before


def test_no_line_of_a_bubble_is_hidden_when_it_gets_narrower(qtbot, look, zh):
    view = TranscriptView(look, zh)
    qtbot.addWidget(view)
    said = listening().state.transcript[0]
    whole = "昨天上午十点半的样子就在这儿不是你是另一个姑娘"
    turns = tuple(replace(said, text=(whole * 3)[:length]) for length in range(20, 60))
    view.resize(700, 400)
    view.render_turns(turns, Live())
    for width in (680, 660, 640):
        view.resize(width, 400)
        view.show()
        for bubble in view._bubbles:
            label = bubble._words
            assert label.height() >= label.heightForWidth(label.width())


def test_an_earlier_branch_starts_the_bubbles_anew(page):
    play = listening()
    first = play.state
    play.say("blame").heard_out().say("empathy").heard_out()
    page.render(play.state)
    page.render(first)
    assert len(page._transcript._bubbles) == 1


def test_hint_and_calm_line_light_up_in_place(qtbot, page, zh):
    play = listening()
    page.render(play.state)
    places = {w: w.geometry() for w in page.findChildren(QWidget) if w.isVisible()}
    hint = page._strips._hint_strip
    play.say("blame")
    page.render(play.state)
    assert play.state.prompt is not None
    said = words(page)
    assert play.state.prompt.text in said
    assert hint.property("lit") == ("true" if play.state.hint else "")
    for fixed in (hint, page._strips._calm_strip, page.controls, page._customer, page._transcript):
        assert fixed.geometry() == places[fixed]


def test_an_exam_shows_neither_hints_nor_chips(page, zh):
    play = listening(mode=Mode.EXAM)
    play.say("blame")
    said = shown(page, play)
    assert zh("label.blame") not in said
    assert zh("talk.hint_exam") in said
    assert not page.controls.hint.isEnabled()


def test_without_a_microphone_typing_is_asked_for(page, zh):
    play = listening()
    play.do(DeviceFailed(Device.MICROPHONE, ""))
    assert zh("phase.type") in shown(page, play)
    assert not page.controls.talk.isEnabled()
    assert page.controls.input.isEnabled()


def test_a_pause_says_how_to_go_on(page, zh):
    play = listening().do(PausePressed(9.0))
    page.render(play.state)
    assert page.pause.text() == zh("talk.resume")
    assert page.controls.input.placeholderText() == zh("talk.paused_here")
    page.render(play.do(PausePressed(10.0)).state)
    assert page.pause.text() == zh("talk.pause")
    assert page.controls.input.placeholderText() == zh("talk.type_here")


def test_space_is_talk(qtbot, page):
    page.render(listening(policy=TurnPolicy.PRESS_TO_TALK).state)
    with qtbot.waitSignals([page.talk_pressed, page.talk_released], timeout=0):
        QTest.keyPress(page, Qt.Key.Key_Space)
        QTest.keyRelease(page, Qt.Key.Key_Space)


def test_a_held_space_is_one_press(qtbot, page):
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication

    page.render(listening().state)
    sent = []
    page.talk_pressed.connect(lambda: sent.append("down"))
    page.talk_released.connect(lambda: sent.append("up"))
    none = Qt.KeyboardModifier.NoModifier
    for kind, auto in (("KeyPress", False), ("KeyPress", True), ("KeyRelease", True)):
        event = QKeyEvent(getattr(QEvent.Type, kind), Qt.Key.Key_Space, none, " ", auto)
        QApplication.sendEvent(page, event)
    assert sent == ["down"]
    QTest.keyRelease(page, Qt.Key.Key_Space)
    assert sent == ["down", "up"]


def test_space_on_a_focused_button_still_talks(qtbot, page):
    page.render(listening().state)
    page.controls.repeat.setFocus()
    with (
        qtbot.waitSignal(page.talk_pressed, timeout=0),
        qtbot.assertNotEmitted(page.repeat_pressed),
    ):
        QTest.keyPress(page.controls.repeat, Qt.Key.Key_Space)
    with qtbot.waitSignal(page.repeat_pressed, timeout=0):
        QTest.keyClick(page.controls.repeat, Qt.Key.Key_Return)


def test_leaving_the_page_releases_the_talk_key(qtbot, page):
    page.render(listening().state)
    QTest.keyPress(page, Qt.Key.Key_Space)
    with qtbot.waitSignal(page.talk_released, timeout=0):
        page.hide()


@pytest.mark.parametrize(
    ("key", "signal"),
    [
        (Qt.Key.Key_R, "repeat_pressed"),
        (Qt.Key.Key_H, "hint_pressed"),
        (Qt.Key.Key_P, "pause_pressed"),
        (Qt.Key.Key_Escape, "pause_pressed"),
    ],
)
def test_letters_are_shortcuts(qtbot, page, key, signal):
    page.render(listening().state)
    with qtbot.waitSignal(getattr(page, signal)):
        qtbot.keyClick(page, key)


def test_control_and_full_stop_ends_the_scene_even_while_typing(qtbot, page):
    page.render(listening().state)
    page.controls.input.setFocus()
    with qtbot.waitSignal(page.stop_pressed):
        qtbot.keyClick(page.controls.input, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)


def test_an_exam_ends_at_the_second_press(qtbot, page, zh):
    page.render(listening(mode=Mode.EXAM).state)
    with qtbot.assertNotEmitted(page.stop_pressed):
        page.stop.click()
    assert page.stop.text() == zh("talk.stop_sure")
    with qtbot.waitSignal(page.stop_pressed, timeout=0):
        page.stop.click()
    assert page.stop.text() == zh("talk.stop")


def test_typing_is_for_words_not_for_shortcuts(qtbot, page):
    page.render(listening().state)
    qtbot.keyClick(page, Qt.Key.Key_Slash)
    assert page.controls.input.hasFocus()
    with (
        qtbot.waitSignal(page.typing, timeout=0),
        qtbot.assertNotEmitted(page.repeat_pressed),
        qtbot.assertNotEmitted(page.talk_pressed),
    ):
        qtbot.keyClicks(page.controls.input, "r h p")
    assert page.controls.input.text() == "r h p"
    with qtbot.waitSignal(page.typed, timeout=0) as sent:
        qtbot.keyClick(page.controls.input, Qt.Key.Key_Return)
    assert sent.args == ["r h p"]
    assert page.controls.input.text() == ""
    with qtbot.assertNotEmitted(page.pause_pressed):
        qtbot.keyClick(page.controls.input, Qt.Key.Key_Escape)
    assert not page.controls.input.hasFocus()


def test_the_field_says_how_to_leave_it_and_the_keys_come_back(qtbot, page, zh):
    page.render(listening().state)
    field = page.controls.input
    assert field.placeholderText() == zh("talk.type_here")
    qtbot.keyClick(page, Qt.Key.Key_Slash)
    assert field.placeholderText() == zh("talk.typing_here")
    qtbot.keyClicks(field, "/ab/")
    assert field.text() == "ab/"  # within a reply it is a character as others
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.placeholderText() == zh("talk.type_here")
    with qtbot.waitSignal(page.hint_pressed):
        qtbot.keyClick(page, Qt.Key.Key_H)


def test_an_empty_reply_is_not_sent(qtbot, page):
    page.render(listening().state)
    page.controls.input.setText("   ")
    with qtbot.assertNotEmitted(page.typed):
        page.controls.send.click()


def test_the_buttons_do_what_the_keys_do(qtbot, page):
    page.render(listening().state)
    with qtbot.waitSignals([page.talk_pressed, page.talk_released], timeout=0):
        page.controls.talk.click()
    for button, signal in (
        (page.controls.repeat, page.repeat_pressed),
        (page.controls.hint, page.hint_pressed),
        (page.pause, page.pause_pressed),
        (page.stop, page.stop_pressed),
    ):
        with qtbot.waitSignal(signal, timeout=0):
            button.click()


def test_the_level_is_heard_only_while_the_microphone_is_open(page):
    play = listening()
    page.render(play.state)
    page.set_microphone_level(-12.0)
    assert max(page.controls.meter._bars) == 1.0
    play.say("empathy")
    page.render(play.state)
    assert max(page.controls.meter._bars) == 0.0
    page.set_microphone_level(-12.0)
    assert max(page.controls.meter._bars) == 0.0


def test_everything_that_shows_only_a_picture_has_a_name(page):
    page.render(listening().state)
    controls = page.controls
    for picture in (page._customer._face, page._customer._meter, controls.meter, controls.send):
        assert picture.accessibleName()
    assert "64" in page._customer._meter.accessibleName()
    assert listening().state.scenario.title in page.accessibleName()  # it has the focus itself


def test_a_trend_is_an_arrow_and_a_number(page, zh):
    play = listening()
    assert zh("meter.level") in shown(page, play)
    play.say("blame")
    said = shown(page, play)
    assert zh("meter.up", points=round(play.state.emotion.anger) - 64) in said


def test_long_words_fit_the_caption(page):
    play = Play().start()
    long = replace(
        play.state.line.utterance, pieces=("我等了整整三天，你们没有一个人回我电话。" * 6,)
    )
    play.state = replace(play.state, line=replace(play.state.line, utterance=long))
    page.render(play.state)
    panel = page._customer
    caption = panel._caption
    assert caption.heightForWidth(caption.width()) <= panel._speech.height()


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 2.0])
def test_there_is_room_to_type_at_every_text_size(qtbot, look, messages, scale):
    look.choose(text_scale=scale)
    page = ConversationPage(look, messages, FaceArt(look.assets))
    qtbot.addWidget(page)
    page.render(listening().state)
    page.resize(1280, 640)
    with qtbot.waitExposed(page):
        page.show()
    assert page.controls.input.width() >= 12 * look.type_px("body")
    assert page.controls.repeat.accessibleName() == messages("talk.repeat")
    if scale == 1.0:
        assert page.controls.repeat.text() == messages("talk.repeat")


@pytest.mark.parametrize("size", [(1280, 690), (1920, 1050)])
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_nothing_is_wider_than_the_window(qtbot, look, messages, size, scale):
    look.choose(text_scale=scale)
    page = ConversationPage(look, messages, FaceArt(look.assets))
    qtbot.addWidget(page)
    page.render(listening().say("blame").heard_out().state)
    page.resize(*size)
    with qtbot.waitExposed(page):
        page.show()
    assert page.minimumSizeHint().width() <= size[0]
    assert page.minimumSizeHint().height() <= size[1]
