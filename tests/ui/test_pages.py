# SPDX-License-Identifier: Apache-2.0
"""The first two pages and the last one: what they show, what they send."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from tests.scenes import SCENARIO, STORM, listening, small, spoken, texts
from tests.ui.conftest import entry
from trainer_gui.application.library import Problem, Shelf
from trainer_gui.application.report import report
from trainer_gui.domain.dialogue.moment import moment, taken_up
from trainer_gui.domain.events import Device, StopPressed
from trainer_gui.domain.reading import Evidence, Reading
from trainer_gui.domain.scenario import Authority, ModelAnswer
from trainer_gui.domain.state import Mode, new_state
from trainer_gui.domain.taxonomy import LABELS
from trainer_gui.domain.transcript import Speaker
from trainer_gui.ui.debrief.page import DebriefPage
from trainer_gui.ui.home.chooser import ChooserPage
from trainer_gui.ui.kit.face_art import FaceArt
from trainer_gui.ui.kit.parts import column, plain, scrolling, text
from trainer_gui.ui.talk.briefing import BriefingPage

BROKEN = "scenarios/C09.yaml:12:3: SC014 error: unknown key 'emotoin'; did you mean 'emotion'?"


def words(widget) -> str:
    """All that is written on a widget, once it has settled."""
    QApplication.processEvents()
    labels = [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]
    buttons = [b.text() for b in widget.findChildren(QPushButton) if b.isVisibleTo(widget)]
    return "\n".join((*labels, *buttons))


@pytest.fixture
def chooser(qtbot, look, zh, assets):
    page = ChooserPage(look, zh, FaceArt(assets))
    qtbot.addWidget(page)
    trains = replace(SCENARIO.briefing, place="电话", trains=("empathy", "broken_record"))
    second = entry(id="T02", title="老人的话费", briefing=trains)
    page.show_shelf(Shelf((entry(), second), (Problem("C99.yaml", (BROKEN,)),)))
    page.resize(1280, 700)
    page.show()
    return page


def test_all_files_are_listed_the_broken_ones_too(chooser):
    assert chooser.list.model().rowCount() == 3
    assert "谁动了我的套餐" in words(chooser.card)
    chooser.list.setCurrentIndex(chooser.list.model().index(2, 0))
    assert BROKEN in words(chooser.card)
    assert not chooser.card.start.isEnabled()


@pytest.mark.parametrize("wanted", ["老人", "T02", "电话 破唱片", "broken_record", "t02"])
def test_the_filter_finds_by_any_word(chooser, wanted):
    chooser.search.setText(wanted)
    assert chooser.list.model().rowCount() == 1
    assert "老人的话费" in words(chooser.card)


def test_a_filter_that_finds_nothing_says_so(chooser):
    chooser.search.setText("没有这个")
    assert "没有找到“没有这个”" in words(chooser)
    assert not chooser.card.start.isEnabled()
    chooser.search.clear()
    assert chooser.card.start.isEnabled()


def test_an_empty_library_says_what_to_do(chooser):
    chooser.show_shelf(Shelf(()))
    assert "情景文件夹" in words(chooser)


def test_enter_starts_what_is_picked(qtbot, chooser):
    chooser.select("T02")
    chooser.card.choose_mode(Mode.EXAM)
    with qtbot.waitSignal(chooser.chosen, timeout=0) as sent:
        qtbot.keyClick(chooser.list, Qt.Key.Key_Return)
    assert sent.args == ["T02", "exam"]
    with qtbot.waitSignal(chooser.chosen, timeout=0) as sent:
        qtbot.keyClick(chooser.search, Qt.Key.Key_Return)
    assert sent.args == ["T02", "exam"]
    with qtbot.waitSignal(chooser.chosen, timeout=0):
        chooser.card.start.click()


def test_a_broken_file_does_not_start(qtbot, chooser):
    chooser.list.setCurrentIndex(chooser.list.model().index(2, 0))
    with qtbot.assertNotEmitted(chooser.chosen):
        qtbot.keyClick(chooser.list, Qt.Key.Key_Return)


def test_the_briefing_tells_what_is_known_and_may_be_granted(qtbot, look, messages, assets):
    page = BriefingPage(look, messages, FaceArt(assets))
    qtbot.addWidget(page)
    authority = Authority(("查询记录",), ("免除费用",), "值班经理")
    page.show_scenario(small(authority=authority), Mode.PRACTICE)
    shown = words(page)
    for needed in ("五十八块的套餐", "查询记录", "免除费用", "值班经理", "她说套餐被人改了。"):
        assert needed in shown
    assert "没来过营业厅" not in shown  # that has to be asked for
    page.show_scenario(small(facts={}), Mode.EXAM)
    assert "查询记录" not in words(page)
    assert messages("brief.nothing_known") in words(page)


def test_a_scene_that_goes_on_is_told_where_it_stopped(qtbot, look, messages, assets):
    page = BriefingPage(look, messages, FaceArt(assets))
    qtbot.addWidget(page)
    play = listening().say("blame").heard_out()
    scene = taken_up(new_state(SCENARIO), moment(play.state), play.state.transcript)
    page.show_scenario(SCENARIO, Mode.PRACTICE, going_on=scene)
    shown = words(page)
    assert messages("brief.says_again", line=texts(play)[-1]) in shown
    assert messages("brief.go_on") in shown
    anger = round(play.state.emotion.anger)
    mood = messages(f"band.{play.state.emotion.band}")
    assert messages("brief.stopped", count=1, mood=mood, anger=anger) in shown
    with qtbot.waitSignal(page.begun_anew, timeout=1000):
        page._anew.click()
    page.show_scenario(SCENARIO, Mode.PRACTICE)
    assert messages("brief.start") in words(page)
    assert messages("brief.anew") not in words(page)


def test_consent_says_where_sound_is_kept_how_long_and_how_to_stop_it(
    qtbot, look, messages, assets
):
    page = BriefingPage(look, messages, FaceArt(assets))
    qtbot.addWidget(page)
    page.show_consent(recorded=True, keep_days=90)
    days = messages("brief.kept_days", days=90)
    assert messages("brief.recorded", days=days) in words(page)
    page.show_consent(recorded=True)
    assert messages("brief.recorded", days=messages("brief.kept_ever")) in words(page)
    page.show_consent(recorded=False)
    assert messages("brief.not_recorded") in words(page)


def test_the_briefing_shows_the_sound(qtbot, look, zh, assets):
    page = BriefingPage(look, zh, FaceArt(assets))
    qtbot.addWidget(page)
    page.set_devices({Device.VOICE: "Kokoro", Device.LOUDSPEAKER: ""}, {Device.MICROPHONE: ""})
    shown = words(page)
    assert "Kokoro" in shown
    assert zh("trouble.microphone") in shown
    assert zh("device.preparing") in shown


def test_the_briefing_starts_and_goes_back(qtbot, look, zh, assets):
    page = BriefingPage(look, zh, FaceArt(assets))
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
    with qtbot.waitSignal(page.started, timeout=0):
        page.start.click()
    page.start.setFocus()
    with qtbot.waitSignal(page.started):
        qtbot.keyClick(page.start, Qt.Key.Key_Return)
    with qtbot.waitSignal(page.back):
        qtbot.keyClick(page.start, Qt.Key.Key_Escape)


MODEL = ModelAnswer("换了谁都得急，我现在就给您查。", frozenset({"empathy", "act_now"}))


def finished(**more):
    scene = small(beats={**SCENARIO.beats, "storm": replace(STORM, models=(MODEL,))})
    play = listening(scene)
    blamed = Reading((Evidence("blame", "您自己点的"), Evidence("overpromise", "包在我身上")))
    play.say(reading=blamed, text="是您自己点的，包在我身上。", delivery=spoken(350))
    play.heard_out().say("empathy", "apology", "act_now").heard_out()
    play.do(StopPressed(play.later(1)))
    if play.state.line is not None:
        play.cut_off()
    return replace(report(play.state, **more), has_audio=True)


@pytest.fixture
def debrief(qtbot, look, messages, assets):
    page = DebriefPage(look, messages, FaceArt(assets))
    qtbot.addWidget(page)
    page.resize(1280, 700)
    page.show()
    return page


def test_the_debrief_shows_three_results_evidence_and_a_better_answer(debrief, messages):
    result = finished()
    debrief.show_report(result)
    shown = words(debrief)
    for key in ("result.customer", "result.technique", "result.self_control"):
        assert messages(key) in shown
    assert f"{result.score.overall:.0f}" in shown
    assert messages("result.unfinished") in shown
    assert messages("result.unrated") in shown or messages("result.passed") not in shown
    assert "“是您自己点的”" in shown, "a quote is a whole clause"
    assert f"2 · {messages('speaker.trainee')}" in shown
    assert messages("review.points", points="+25") in shown
    for turn in result.turns:
        assert turn.text in shown


def test_the_debrief_says_what_was_missed(debrief, messages):
    result = finished()
    missed = [p for p in result.score.points if p.points < 0 and not p.label]
    assert missed
    debrief.show_report(result)
    assert all(p.says.of(messages.language) in words(debrief) for p in missed)


def test_the_curve_names_what_moved_her(debrief, messages):
    result = finished()
    debrief.show_report(result)
    debrief._curve.point_at(1)
    note = debrief._curve._note.text()
    assert messages("label.blame") in note
    assert "+15" in note
    assert note.startswith(messages("curve.note").split(" ·")[0].format(number=2))
    debrief._curve.point_at(99)
    assert debrief._curve._note.text() == messages("curve.empty")


def test_the_debrief_sends_what_to_do_next(qtbot, debrief, messages):
    result = finished()
    debrief.show_report(result)
    replies = [i for i, t in enumerate(result.turns) if t.who is Speaker.TRAINEE]
    retry = debrief._review.findChildren(QPushButton)
    for turn in replies:
        wanted = [b for b in retry if b.text() == messages("review.retry")][replies.index(turn)]
        with qtbot.waitSignal(debrief.retry_from, timeout=0) as sent:
            wanted.click()
        assert sent.args == [turn]
    play = next(b for b in retry if b.text() == messages("review.play"))
    with qtbot.waitSignal(debrief.play_turn, timeout=0) as sent:
        play.click()
    assert sent.args == [replies[0]]
    for signal, key in (
        (debrief.again, "debrief.again"),
        (debrief.home, "debrief.home"),
        (debrief.folder_opened, "debrief.folder"),
    ):
        pressed = next(b for b in debrief.findChildren(QPushButton) if b.text() == messages(key))
        with qtbot.waitSignal(signal, timeout=0):
            pressed.click()


def test_a_scene_without_a_word_has_a_debrief_too(debrief, messages, tmp_path):
    play = listening()
    play.state = replace(play.state, transcript=())
    debrief.show_report(report(play.state, tmp_path))
    shown = words(debrief)
    assert messages("result.unrated") in shown
    assert messages("review.empty") in shown
    debrief.show_report(finished())  # and the next one replaces it
    assert messages("review.empty") not in words(debrief)


def test_every_label_has_a_chip(qapp, messages):
    from trainer_gui.ui.kit.labels import chip_kind, label_chip

    for label in LABELS:
        made = label_chip(messages, label, "原话")
        assert messages(f"label.{label}") in made.text()
        assert made.text()[0] in {"move": "✓", "fault": "!", "red": "✕"}[chip_kind(label)]
        assert "原话" in made.toolTip()


def test_a_page_that_grows_longer_than_the_window_stays_where_it_is(qtbot, look):
    page = plain()
    inside = column(page, look.space("huge"))
    area = scrolling(page, whole=True)
    qtbot.addWidget(area)
    area.resize(800, 400)
    area.show()
    qtbot.waitUntil(lambda: page.width() > 0)
    before = page.width(), page.mapTo(area, QPoint(0, 0)).x()
    for _ in range(60):
        inside.addWidget(text("一行"))
    qtbot.waitUntil(area.verticalScrollBar().isVisible)
    assert (page.width(), page.mapTo(area, QPoint(0, 0)).x()) == before
    bar = area.verticalScrollBar()
    assert area.childAt(bar.mapTo(area, bar.rect().center())) is bar  # not below the page
