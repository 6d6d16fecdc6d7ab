# SPDX-License-Identifier: Apache-2.0
"""The first page: today's offers, and the lists' filters."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from tests.ui.first_page import HALL, PHONE, first_page, played, words
from trainer_gui.application.library import LessonEntry, LessonShelf
from trainer_gui.application.today import Today
from trainer_gui.domain.progress import Proposal
from trainer_gui.domain.state import Mode
from trainer_gui.domain.taxonomy import Dimension
from trainer_gui.domain.teaching.drills import Drill
from trainer_gui.ui.home.page import Place
from trainer_gui.ui.kit.parts import text


@pytest.fixture
def home(qtbot, look, messages, assets):
    """In both languages."""
    return first_page(qtbot, look, messages, assets)


@pytest.fixture
def wishes(home):
    caught = []
    home.chosen.connect(lambda *choice: caught.append(choice))
    home.continued.connect(lambda *choice: caught.append(choice))
    home.lesson_chosen.connect(caught.append)
    home.trainee_chosen.connect(caught.append)
    return caught


def rows(home):
    model = home.chooser.list.model()
    return [model.row(model.index(i)).entry.id for i in range(model.rowCount())]


def test_before_the_files_are_read_nothing_is_claimed(home, messages):
    assert messages("choose.scenarios_empty") not in words(home.today)
    assert not home.today.start.isEnabled()


def test_a_new_trainee_starts_a_scene_with_one_press(home, wishes, messages):
    home.show_today(Today(scenes=2, proposed=PHONE, why=Proposal("T02")))
    assert PHONE.title in words(home.today)
    assert messages("home.why_first") in words(home.today)
    assert messages("home.step_talk") in words(home.today)
    home.focus_first()
    home.today.start.click()
    assert wishes == [("T02", "practice")]


def test_the_microphone_can_be_checked_before_the_first_scene(home):
    wished = []
    home.check_wished.connect(lambda: wished.append(1))
    home.show_today(Today(scenes=2, proposed=PHONE, why=Proposal("T02")))
    home.today.check.click()
    assert wished == [1]
    home.show_today(Today(last=HALL, last_practice=played("a"), sessions=1))
    assert not home.today.check.isVisible()


def test_why_a_scene_is_offered_is_said(home, messages):
    why = Proposal("T02", Dimension.SOOTHING, ("empathy",), None)
    home.show_today(Today(proposed=PHONE, why=why, sessions=5))
    said = words(home.today)
    assert messages("dimension.soothing") in said
    assert messages("label.empathy") in said
    for played_at, key in ((None, "why_new"), (1.0, "why_old")):
        home.show_today(Today(proposed=PHONE, why=Proposal("T02", played=played_at), sessions=5))
        assert messages(f"home.{key}") in words(home.today)


@pytest.mark.parametrize("unfinished", [True, False])
def test_the_last_scene_can_be_played_again(home, wishes, messages, unfinished):
    last = played("a", mode=Mode.CHALLENGE)
    home.show_today(
        Today(last=HALL, last_practice=last, unfinished=unfinished, sessions=1, this_week=1)
    )
    assert messages("home.unfinished" if unfinished else "home.last") in words(home.today)
    assert messages("home.again") in words(home.today)
    home.today.again.click()
    assert wishes == [("T01", "challenge")]


def test_a_scene_that_was_interrupted_goes_on(home, wishes, messages):
    last = played("a", mode=Mode.CHALLENGE)
    home.show_today(Today(last=HALL, last_practice=last, unfinished=True, goes_on=True, sessions=1))
    assert messages("home.go_on") in words(home.today)
    home.today.again.click()
    assert wishes == [("T01", "challenge", "a")]


def test_enter_presses_the_button_that_has_the_focus(home, wishes, qtbot):
    home.show_today(Today(lesson=LessonEntry("L07", "问对了", ("open_question",), "")))
    qtbot.keyClick(home.today.learn, "\r")
    assert wishes == ["L07"]


def test_the_lesson_and_the_lists_are_one_press_away(home, wishes):
    home.show_today(Today(lesson=LessonEntry("L07", "问对了", ("open_question",), "")))
    home.today.learn.click()
    assert wishes == ["L07"]
    home.today.browse.click()
    assert home.chooser.list.isVisible()
    home.show_place(Place.TODAY)
    home.today.progress.click()
    assert home.progress.own.isVisible()


def test_lessons_that_were_learnt_are_marked_and_counted(home, messages):
    first, second = (LessonEntry(f"L0{i}", "问对了", ("restate",), "") for i in (1, 2))
    home.chooser.show_lessons(LessonShelf((first, second)))
    done = {"L01": Drill("L01", "", 0.0, 4, 5)}
    home.show_today(Today(lesson=second, lessons=2, drilled=done))
    assert messages("home.lessons_done", count=2, done=1) in words(home.today)
    assert home.today.learn.text() == messages("home.learn")
    home.show_place(Place.LESSONS)
    model, mark = home.chooser.list.model(), messages("lesson.done", hits=4, of=5)
    assert [mark in str(model.index(i, 0).data()) for i in (0, 1)] == [True, False]
    home.show_today(Today(lesson=first, lessons=1, drilled=done))
    assert home.today.learn.text() == messages("home.learn_again")
    home.show_today(Today(lesson=first, lessons=2))  # somebody else sat down
    assert mark not in str(model.index(0, 0).data())


def test_levels_are_shown_when_there_are_any(home, messages):
    home.show_today(Today(sessions=1))
    assert messages("home.no_levels", count=2) in words(home.today)
    home.show_today(Today(sessions=3, levels={Dimension.SOOTHING: 91.0}, weeks=3))
    assert f"91 · {messages('grade.excellent')}" in words(home.today)
    assert messages("home.weeks", count=3) in words(home.today)


def test_an_empty_library_offers_nothing(home, wishes, messages):
    home.show_today(Today())
    assert not home.today.start.isEnabled()
    assert messages("choose.scenarios_empty") in words(home.today)
    assert not home.today.learn.isEnabled()


def test_who_practises_is_told_once(home, wishes, qtbot):
    home.show_today(Today(trainees=("小王",)))
    qtbot.keyClicks(home.who.lineEdit(), " Li ")
    home.who.lineEdit().editingFinished.emit()
    home.who.lineEdit().editingFinished.emit()
    assert wishes == ["Li"]
    home.show_today(Today(trainee="Li", trainees=("小王",)))
    assert [home.who.itemText(i) for i in range(home.who.count())] == ["", "小王", "Li"]


def test_after_a_name_enter_leads_on_to_todays_scene(home, wishes, qtbot):
    home.show_today(Today(scenes=2, proposed=PHONE, why=Proposal("T02")))
    name = home.who.lineEdit()
    name.setFocus()
    qtbot.keyClicks(name, "Li")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    assert wishes == ["Li"], "the name alone starts nothing"
    qtbot.keyClick(home.focusWidget(), Qt.Key.Key_Return)
    assert wishes == ["Li", ("T02", "practice")]


def test_what_is_shown_anew_leaves_a_name_that_is_being_typed(home, qtbot, wishes):
    home.show_today(Today(trainee="小王", trainees=("小王",)))
    home.who.lineEdit().selectAll()
    qtbot.keyClicks(home.who.lineEdit(), "Li")
    home.show_today(Today(trainee="小王", trainees=("小王", "小张")))
    assert home.who.currentText() == "Li"
    home.who.lineEdit().editingFinished.emit()
    assert wishes == ["Li"]
    home.show_today(Today(trainee="Li", trainees=("小王", "小张")))
    assert [home.who.itemText(i) for i in range(home.who.count())] == ["", "小王", "小张", "Li"]


@pytest.mark.parametrize(
    ("kind", "value"),
    [("move", "broken_record"), ("place", "热线"), ("level", 4), ("persona", "silent")],
)
def test_the_list_is_narrowed_by_each_box(home, kind, value):
    home.show_place(Place.SCENARIOS)
    assert rows(home) == ["T01", "T02"]
    box = home.chooser.filters.boxes[kind]
    box.setCurrentIndex(box.findData(value))
    assert rows(home) == ["T02"]
    home.show_place(Place.LESSONS)
    home.show_place(Place.SCENARIOS)
    assert rows(home) == ["T01", "T02"]


def test_boxes_that_leave_nothing_say_so(home, messages):
    home.show_place(Place.SCENARIOS)
    boxes = home.chooser.filters.boxes
    boxes["level"].setCurrentIndex(boxes["level"].findData(4))
    boxes["persona"].setCurrentIndex(boxes["persona"].findData("sharp"))
    assert messages("choose.none_fits") in words(home.chooser)


@pytest.mark.parametrize("typed", ["lrdh", "LAOREN", "沉默"])
def test_scenes_are_found_by_pinyin_and_by_the_kind_of_customer(home, typed):
    home.show_place(Place.SCENARIOS)
    home.chooser.search.setText(typed)
    assert rows(home) == ["T02"]


@pytest.mark.parametrize("mode", list(Mode))
def test_a_scene_can_be_played_in_every_mode(home, wishes, messages, mode):
    home.show_place(Place.SCENARIOS)
    buttons = {b.text(): b for b in home.chooser.findChildren(QAbstractButton) if b.isVisible()}
    buttons[messages(f"mode.{mode}")].click()
    buttons[messages("choose.start")].click()
    assert wishes == [("T01", mode.value)]


def test_a_short_fact_is_not_broken_in_two(qtbot, look):
    facts = text("薛先生，38 岁 · 网店大件客服电话 · 难度 4/5", wrap=True)
    qtbot.addWidget(facts)
    facts.setFont(look.font("body"))
    broken = text("薛先生，38 岁，网店大件客服电话，难度 4/5", wrap=True)
    qtbot.addWidget(broken)
    broken.setFont(look.font("body"))
    assert facts.text() == "薛先生，38 岁 · 网店大件客服电话 · 难度 4/5"
    width = facts.fontMetrics().horizontalAdvance("网店大件客服")
    assert facts.minimumSizeHint().width() > width
    assert broken.minimumSizeHint().width() < width


def test_the_heading_stays_where_it_is_from_tab_to_tab(qtbot, home):
    def places(place):
        home.show_place(place)
        QApplication.processEvents()
        shown = [label for label in home.findChildren(QLabel) if label.isVisible()]
        heading = next(label for label in shown if label.property("type") == "display")
        return heading.mapTo(home, QPoint(0, 0))

    assert len({places(place) for place in Place}) == 1
