# SPDX-License-Identifier: Apache-2.0
"""Lessons on the screen: the list, the three parts, what each key and button sends."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from tests.lessons import LESSON, Learner
from tests.ui.conftest import entry
from tests.ui.test_pages import words
from trainer_gui.adapters.catalogue import load_messages
from trainer_gui.application.library import LessonEntry, LessonShelf, Problem
from trainer_gui.domain.events import (
    Device,
    PartialHeard,
    RepeatPressed,
    TalkPressed,
    TalkReleased,
    TraineeSaid,
)
from trainer_gui.domain.teaching.study import (
    AgainPressed,
    LineChosen,
    ModelPressed,
    NextPressed,
    PlayPressed,
    Step,
    StepChosen,
    Study,
)
from trainer_gui.ui.home.chooser import Offer
from trainer_gui.ui.home.page import Place
from trainer_gui.ui.kit.face_art import FaceArt
from trainer_gui.ui.lessons.lesson_page import LessonPage
from trainer_gui.ui.page import Page

ENTRY = LessonEntry(LESSON.id, LESSON.title, LESSON.trains, LESSON.what)
OTHER = LessonEntry("L02", "善于提问", ("open_question",), "问对了，话就出来了。")
BROKEN = "scenarios/lessons/L03.yaml:2:1: SC101 error: `titel` is no key; did you mean `title`?"


@pytest.fixture
def chooser(window):
    window.show_lessons(LessonShelf((ENTRY, OTHER), (Problem("L03.yaml", (BROKEN,)),)))
    return window.chooser


@pytest.fixture
def page(qtbot, look, messages, assets):
    """In both languages."""
    made = LessonPage(look, messages, FaceArt(assets))
    qtbot.addWidget(made)
    made.set_cases({"T01": "谁动了我的套餐"})
    made.resize(1280, 700)
    made.show()
    return made


def sent(page):
    """A list that fills with what the page wishes."""
    events = []
    page.studied.connect(events.append)
    return events


# The list


def test_the_list_switches_between_scenarios_and_lessons(window, chooser):
    tabs = window.first.tabs
    tabs.button(1).click()
    assert chooser.list.model().rowCount() == 1
    tabs.button(2).click()
    assert chooser.list.model().rowCount() == 3
    shown = words(chooser)
    assert "今天学哪一招？" in shown
    assert LESSON.what in shown
    assert "立即行动" in shown
    tabs.button(1).click()
    assert "今天练哪一个情景？" in words(chooser)
    assert chooser.list.model().rowCount() == 1


@pytest.mark.parametrize("wanted", ["提问", "L02", "开放式", "open_question", "问对了"])
def test_lessons_are_found_by_any_word(chooser, wanted):
    chooser.offer(Offer.LESSONS)
    chooser.search.setText(wanted)
    assert chooser.list.model().rowCount() == 1
    assert "善于提问" in words(chooser.lesson_card)


def test_a_broken_lesson_says_what_is_wrong(chooser):
    chooser.offer(Offer.LESSONS)
    chooser.list.setCurrentIndex(chooser.list.model().index(2, 0))
    assert BROKEN in words(chooser.lesson_card)
    assert not chooser.lesson_card.start.isEnabled()


def test_no_lessons_say_where_they_belong(window):
    window.chooser.offer(Offer.LESSONS)
    assert "lessons" in words(window.chooser)
    assert not window.chooser.lesson_card.start.isEnabled()


def test_enter_and_the_button_open_a_lesson(qtbot, window, chooser):
    chooser.offer(Offer.LESSONS)
    with qtbot.waitSignal(window.lesson_chosen, timeout=0) as chosen:
        chooser.lesson_card.start.click()
    assert chosen.args == ["L01"]
    with qtbot.waitSignal(window.lesson_chosen, timeout=0) as chosen:
        chooser.search.setText("L02")
        qtbot.keyClick(chooser.search, Qt.Key.Key_Return)
    assert chosen.args == ["L02"]


# The three parts


def test_reading_shows_the_whole_method(page, messages):
    page.render(Study(LESSON))
    shown = words(page)
    for part in (LESSON.title, LESSON.what, *LESSON.when, *LESSON.when_not, *LESSON.steps):
        assert part in shown
    assert messages("label.blame") in shown


def test_going_on_to_listen_plays(qtbot, page):
    page.render(Study(LESSON))
    events = sent(page)
    page.reading.go_on.click()
    qtbot.keyClick(page.reading, Qt.Key.Key_Return)
    assert events == [StepChosen(Step.HEAR), PlayPressed()] * 2


def test_every_line_is_shown_and_one_is_marked(page, messages):
    me = Learner().go(Step.HEAR).do(PlayPressed())
    page.render(me.study)
    shown = words(page)
    assert all(line.text in shown for line in me.study.track)
    assert messages("lesson.place", at=1, of=6) in shown
    assert messages("lesson.pause") in shown
    assert [line._surface.property("now") for line in page.hearing._script._lines[:2]] == [
        "true",
        "false",
    ]
    page.render(me.do(LineChosen(2)).study)
    assert page.hearing._script._lines[2].property("now") == "true"
    assert page.hearing._customer._caption.text() == "一句话推远了。"
    assert page.hearing._customer._who.text() == messages("lesson.comment")


def test_the_face_follows_the_anger_of_its_own_demonstration(page):
    me = Learner().go(Step.HEAR)
    for at, anger in ((0, "60"), (2, "60"), (3, "60"), (5, "20")):
        page.render(me.do(LineChosen(at)).study)
        assert page.hearing._customer._meter._number.text() == anger


def test_listening_by_keys(qtbot, page):
    page.render(Learner().go(Step.HEAR).do(LineChosen(1)).study)
    events = sent(page)
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Return):
        qtbot.keyClick(page.hearing, key)
    assert events == [PlayPressed(), LineChosen(2), LineChosen(0), StepChosen(Step.PRACTISE)]


def test_at_the_end_it_can_be_heard_again(page, messages):
    page.render(Learner(step=Step.HEAR, at=6).study)
    assert page.hearing.play.text() == messages("lesson.replay")
    assert not page.hearing.next_line.isEnabled()
    assert messages("lesson.heard") in words(page)
    assert page.hearing.go_on.property("role") == "primary"  # practising is the next step
    assert page.hearing.play.property("role") != "primary"


def test_a_prompt_then_the_answer_with_why_and_a_model(page, messages):
    me = Learner().asked()
    page.render(me.study)
    prompt = LESSON.drill[0]
    assert prompt.text in words(page)
    assert prompt.model not in words(page), "not before the answer"
    page.render(me.do(PartialHeard(me.study.turn_id, "换了谁")).study)
    assert "换了谁" in words(page)
    page.render(me.reply("empathy", words="我理解").study)
    shown = words(page)
    for part in ("我理解", prompt.tip, prompt.model, messages("label.act_now")):
        assert part in shown
    assert messages("lesson.miss") in shown
    page.render(me.do(AgainPressed()).heard_out().reply("empathy", "act_now").study)
    assert messages("lesson.hit") in words(page)
    page.render(me.do(AgainPressed()).heard_out().reply("empathy", "act_now", "abuse").study)
    assert messages("lesson.harm") in words(page)


def test_answering_by_keys_and_by_typing(qtbot, page):
    me = Learner().asked()
    page.render(me.study)
    events = sent(page)
    qtbot.keyPress(page.drill, Qt.Key.Key_Space)
    qtbot.keyRelease(page.drill, Qt.Key.Key_Space)
    qtbot.keyClick(page.drill, Qt.Key.Key_R)
    qtbot.keyClick(page.drill, Qt.Key.Key_Slash)
    qtbot.keyClicks(page.drill.controls.input, "ra")
    qtbot.keyClick(page.drill.controls.input, Qt.Key.Key_Return)
    assert [type(e) for e in events] == [TalkPressed, TalkReleased, RepeatPressed, TraineeSaid]
    assert events[-1].text == "ra"
    page.render(me.reply("cold").study)
    events.clear()
    for key in (Qt.Key.Key_L, Qt.Key.Key_A, Qt.Key.Key_Return):
        qtbot.keyClick(page.drill, key)
    assert events == [ModelPressed(), AgainPressed(), NextPressed()]


def test_without_a_microphone_it_asks_to_type(page, messages):
    page.set_troubles({Device.MICROPHONE: "no microphone"})
    page.render(Learner().asked().study)
    assert messages("phase.type") in words(page)
    assert not page.drill.controls.talk.isEnabled()


def test_the_result_counts_and_leads_on(qtbot, page, messages):
    me = Learner().asked().reply("cold").do(NextPressed()).heard_out().reply("act_now")
    page.render(me.study)
    assert page.drill.next.text() == messages("lesson.to_result")
    page.render(me.do(NextPressed()).study)
    shown = words(page)
    assert messages("lesson.result", hits=1, of=2) in shown
    assert messages("lesson.result_fair") in shown
    assert "T99" not in shown, "no such scenario"
    events = sent(page)
    with qtbot.waitSignal(page.chosen, timeout=0) as chosen:
        page.drill._result._cases.itemAt(0).widget().click()
    assert chosen.args == ["T01", "practice"]
    page.drill._result.once_more.click()
    page.drill._result.hear_again.click()
    assert events == [AgainPressed(), StepChosen(Step.HEAR), PlayPressed()]


@pytest.mark.parametrize(("labels", "key"), [("act_now", "strong"), ("cold", "weak")])
def test_the_result_is_put_in_words(page, messages, labels, key):
    one = replace(LESSON, drill=LESSON.drill[1:])
    me = Learner(one).asked().reply(labels).do(NextPressed())
    page.render(me.study)
    assert messages(f"lesson.result_{key}") in words(page)


def test_the_parts_can_be_gone_to_and_left_by_keys(qtbot, page):
    page.render(Study(LESSON))
    events = sent(page)
    for i in range(3):
        page.steps.button(i).click()
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3):
        qtbot.keyClick(page, key, Qt.KeyboardModifier.ControlModifier)
    assert events == [StepChosen(step) for step in Step] * 2
    with qtbot.waitSignal(page.home, timeout=0):
        qtbot.keyClick(page, Qt.Key.Key_Escape)
    with qtbot.waitSignal(page.home, timeout=0):
        page.back.click()


def test_escape_leaves_the_words_first(qtbot, page):
    page.render(Learner().asked().study)
    page.drill.controls.input.setFocus()
    with qtbot.assertNotEmitted(page.home):
        qtbot.keyClick(page.drill.controls.input, Qt.Key.Key_Escape)
    with qtbot.waitSignal(page.home, timeout=0):
        qtbot.keyClick(page.drill, Qt.Key.Key_Escape)


def test_the_window_goes_to_the_lesson_and_keeps_it_over_a_change_of_language(window, assets):
    me = Learner().go(Step.HEAR)
    window.show_study(me.study)
    assert window.page is Page.LEARN
    window.set_messages(load_messages(assets, "en", strict=True))
    assert window.page is Page.LEARN
    assert "Done badly" in words(window.lesson)
    window.set_microphone_level(-20.0)
    window.set_customer_level(-20.0)
    window.set_devices({}, {Device.MICROPHONE: "gone"})
    window.show_study(me.go(Step.PRACTISE).heard_out().study)
    window.set_customer_level(-20.0)
    assert not window.lesson.drill.controls.talk.isEnabled()


def test_the_list_stays_with_lessons_over_a_change_of_language(window, chooser, assets):
    window.first.show_place(Place.LESSONS)
    window.set_messages(load_messages(assets, "en", strict=True))
    assert "Which technique today?" in words(window.chooser)
    assert window.page is Page.CHOOSE
    assert entry().title not in words(window.chooser)
