# SPDX-License-Identifier: Apache-2.0
"""What a coach would say on the last page, the other way, and putting right what was heard."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QScrollArea, QWidget

from tests.fakes import TableReader
from tests.scenes import COACH, SCENARIO, STORM, listening, reading, reply_turn, small
from tests.ui.conftest import entry
from tests.ui.test_pages import words
from trainer_gui.application.coaching import Pledge
from trainer_gui.application.report import report
from trainer_gui.application.today import Today
from trainer_gui.application.typed_scene import TypedScene
from trainer_gui.application.what_if import what_if
from trainer_gui.domain.events import Source, StopPressed
from trainer_gui.domain.progress import Proposal
from trainer_gui.domain.reading import Promise
from trainer_gui.domain.state import new_state
from trainer_gui.domain.taxonomy import Dimension
from trainer_gui.ui.debrief.page import DebriefPage
from trainer_gui.ui.debrief.turn_review import MOST
from trainer_gui.ui.kit.face_art import FaceArt

BETTER = STORM.models[0]
BAD = "您自己点的吧。"
READER = TableReader({BAD: reading("blame"), BETTER.say: reading(*BETTER.moves)})


@pytest.fixture
def page(qtbot, look, messages, assets):
    made = DebriefPage(look, messages, FaceArt(assets))
    qtbot.addWidget(made)
    made.resize(1280, 700)
    with qtbot.waitExposed(made):
        made.show()
    return made


def pressed(page, said):
    """The buttons that can be pressed, once the page has settled."""
    QApplication.processEvents()
    return [b for b in page.findChildren(QPushButton) if b.text() == said and b.isVisible()]


def open_fields(page):
    """The fields to write in, once the page has settled."""
    QApplication.processEvents()
    return [f for f in page.findChildren(QLineEdit) if f.isVisible()]


def blamed(**more):
    play = listening().say("blame", text=BAD, **more).heard_out()
    return play.say("empathy", "act_now").heard_out().do(StopPressed(play.later(1))).state


def imagined():
    """A report with the other way."""
    scene = TypedScene(new_state(SCENARIO, COACH, seed=1), READER)
    scene.reply(BAD)
    scene.reply("嗯。")
    branches, state = scene.session.branches, scene.stop()
    later = [t for t in state.replies if t.text != BAD]
    return replace(report(state), what_if=what_if(branches[1], BETTER, later, READER))


def test_what_to_change_has_its_words_and_better_ones(qtbot, page, messages):
    made = report(blamed())
    page.show_report(made)
    shown = words(page)
    for remark in (*made.change, *made.well):
        assert remark.says.of(messages.language) in shown
        quote = remark.quote or "…"
        assert messages("debrief.said_at", number=remark.turn + 1, quote=quote) in shown
    better = [r for r in made.change if r.better]
    assert better
    assert all(r.better.say in shown for r in better)
    with qtbot.waitSignal(page.what_if_asked, timeout=0) as sent:
        pressed(page, messages("debrief.imagine"))[0].click()
    assert sent.args == [better[0].turn, better[0].better]
    with qtbot.waitSignal(page.retry_from, timeout=0) as sent:
        pressed(page, messages("review.retry"))[0].click()
    assert sent.args == [made.change[0].turn]


def test_the_turn_that_decided_it_is_named(page, messages):
    made = report(blamed())
    page.show_report(made)
    number = made.turning.turn + 1
    assert made.turning.why == "lost"
    wanted = messages("debrief.turning_lost", number=number, quote=BAD, moved="+20")
    assert wanted in words(page)
    state = listening().do(StopPressed(9.0)).state
    page.show_report(report(state))
    assert wanted not in words(page)


def test_promises_say_who_until_when_and_whether_they_may_be_made(page, messages):
    with_date = Promise("退给您", "经理", "明天", "五十块", "明天退给您五十块")
    open_end = Promise("帮您问", "我", "", "", "我帮您问")
    pledges = (Pledge(1, with_date, within=False), Pledge(1, open_end, within=None))
    page.show_report(replace(report(blamed()), pledges=pledges))
    shown = words(page)
    for key in ("pledge.beyond", "pledge.unknown", "pledge.no_date"):
        assert messages(key) in shown
    assert messages("pledge.until", when="明天") in shown
    assert messages("pledge.by", who="经理") in shown
    assert messages("pledge.within") not in shown


def test_the_other_way_stands_beside_what_was(page, messages):
    made = imagined()
    page.show_report(replace(made, what_if=None))
    assert messages("debrief.what_if") not in words(page)
    page.show_report(made, afresh=False)
    shown = words(page)
    other = made.what_if
    assert BETTER.say in shown
    assert other.answer[0].text in shown
    assert messages("curve.other") in shown
    assert str(round(other.anger)) in shown


def test_what_comes_after_is_shown_on_request(page, messages):
    made = imagined()
    scene = TypedScene(new_state(small(), COACH, seed=1), READER)
    scene.reply(BAD)
    scene.reply(BAD)
    state = scene.stop()
    branch = scene.session.branches[1]
    later = [replace(t, beat="talk") for t in state.replies[1:]]
    page.show_report(replace(report(state), what_if=what_if(branch, BETTER, later, READER)))
    assert messages("what_if.own") not in words(page)
    pressed(page, messages("what_if.more"))[0].click()
    assert messages("what_if.own") in words(page)
    assert not pressed(page, messages("what_if.more"))
    page.show_report(made)
    assert messages("what_if.own") not in words(page)


def test_a_reply_that_was_misheard_is_put_right(qtbot, page, messages):
    page.show_report(report(blamed()))
    pressed(page, messages("review.wrong"))[0].click()
    (field,) = open_fields(page)
    assert field.text() == BAD
    with qtbot.assertNotEmitted(page.corrected):
        pressed(page, messages("review.save"))[0].click()  # nothing was changed
    assert not field.isVisible()
    pressed(page, messages("review.wrong"))[0].click()
    field.setText("您自己选的吧。")
    with qtbot.waitSignal(page.corrected, timeout=0) as sent:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert sent.args == [1, "您自己选的吧。"]
    pressed(page, messages("review.cancel"))[0].click()
    assert not field.isVisible()


def test_what_was_heard_stays_in_sight_and_can_come_back(qtbot, page, messages):
    state = blamed()
    turns = list(state.transcript)
    turns[1] = replace(turns[1], text="您自己选的吧。", heard=BAD)
    page.show_report(report(replace(state, transcript=tuple(turns))))
    assert messages("review.heard", words=BAD) in words(page)
    with qtbot.waitSignal(page.corrected, timeout=0) as sent:
        pressed(page, messages("review.undo"))[0].click()
    assert sent.args == [1, ""]


def test_typed_words_were_not_misheard(page, messages):
    page.show_report(report(blamed(source=Source.TYPED)))
    assert len(pressed(page, messages("review.wrong"))) == 1


def test_what_is_being_put_right_survives_news_of_the_other_way(page, messages):
    made = imagined()
    spoken = tuple(replace(t, source=Source.VOICE) for t in made.turns)
    before = replace(made, turns=spoken, what_if=None)
    page.show_report(before)
    pressed(page, messages("review.wrong"))[0].click()
    (field,) = open_fields(page)
    field.setText("您自己")
    page.show_report(replace(before, what_if=made.what_if), afresh=False)
    assert field.isVisible()
    assert field.text() == "您自己"


def test_a_scene_of_two_thousand_turns_comes_in_parts(qtbot, page, messages):
    hers = listening().state.transcript[0]
    turns = tuple(hers if i % 2 else reply_turn("empathy") for i in range(2000))
    made = replace(report(listening().state), turns=turns)
    page.show_report(made)
    more = messages("review.more", count=2000 - MOST)
    qtbot.waitUntil(lambda: bool(pressed(page, more)), timeout=20_000)
    assert words(page).count(f" · {messages('speaker.trainee')}\n") == MOST // 2
    pressed(page, more)[0].click()
    less = messages("review.more", count=2000 - 2 * MOST)
    qtbot.waitUntil(lambda: bool(pressed(page, less)), timeout=20_000)


def test_what_to_practise_next_and_why(qtbot, page, messages):
    weak = Proposal("T01", Dimension.LISTENING, ("restate",))
    offered = Today(proposed=entry(), why=weak, sessions=2)
    page.show_report(report(blamed()))
    assert messages("debrief.next") not in words(page)
    page.show_next(offered)
    shown = words(page)
    assert SCENARIO.title in shown
    assert messages("dimension.listening") in shown
    assert messages("debrief.no_levels") in shown
    levels = {Dimension.LISTENING: 43.4, Dimension.CONDUCT: None}
    page.show_next(replace(offered, levels=levels))
    name = messages("dimension.listening")
    assert messages("debrief.levels", levels=f"{name} 43") in words(page)
    with qtbot.waitSignal(page.chosen, timeout=0) as sent:
        pressed(page, messages("home.start"))[0].click()
    assert sent.args == ["T01", "practice"]
    page.show_next(Today())
    assert messages("debrief.next") not in words(page)


def test_the_other_way_asked_for_comes_into_view(qtbot, page, messages):
    before = report(blamed())
    made = replace(before, what_if=imagined().what_if)
    page.resize(900, 500)
    page.show_report(before)
    area = page.findChild(QScrollArea)
    page.show_report(made, afresh=False)
    qtbot.wait(0)
    assert area.verticalScrollBar().value() == 0
    pressed(page, messages("debrief.imagine"))[0].click()
    page.show_report(made, afresh=False)
    heading = next(x for x in page.findChildren(QLabel) if x.text() == messages("debrief.what_if"))
    qtbot.waitUntil(lambda: not heading.visibleRegion().isEmpty())


@pytest.mark.parametrize(("scale", "columns"), [(1.0, 2), (2.0, 1)])
def test_large_text_has_one_column(qtbot, look, messages, scale, columns):
    look.choose(text_scale=scale)
    made = DebriefPage(look, messages, FaceArt(look.assets))
    qtbot.addWidget(made)
    made.resize(1280, 660)
    with qtbot.waitExposed(made):
        made.show()
    made.show_report(report(blamed()))
    parts = (made._curve, made._review)

    def found():
        return len({part.mapTo(made, QPoint()).x() for part in parts})

    qtbot.waitUntil(lambda: found() == columns)
    qtbot.waitUntil(lambda: made.findChild(QWidget, "debrief").width() <= made.width())
    assert made._footer.sizeHint().width() <= made.width()  # words give way to icons
    assert made._save.accessibleName() == messages("debrief.save")
