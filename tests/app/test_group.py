# SPDX-License-Identifier: Apache-2.0
"""A trainer before a room: the whole app, on a laptop without a projector."""

from dataclasses import replace

from tests.rig import RATE, RUDE, SETTINGS, SORRY, Rig, speech, transcript
from trainer_gui.domain.state import Mode, Phase
from trainer_gui.ui.page import Page

NAMES = replace(SETTINGS, room_names="小王 小李")


def hand(players, name):
    """Pick a name from the box, as a click on it does."""
    players.box.setCurrentText(name)
    players.box.activated.emit(players.box.currentIndex())


def grouped(rig, **more) -> Rig:
    r = rig(settings=NAMES, **more)
    r.choose("C02", Mode.GROUP)
    r.window.briefing.start.click()
    assert r.window.page is Page.ROOM
    return r.my_turn()


def test_a_whole_lesson_before_a_room(rig):
    r = grouped(rig)
    console = r.window.room.console
    console.players.next.click()
    assert r.state.room.player == "小王"
    r.type(SORRY).my_turn()
    console.anger[-1].click()
    assert r.state.emotion.anger > 64 - 8
    console.freeze.click()
    assert r.state.phase is Phase.PAUSED
    console.back.click()
    assert r.state.replies == ()
    console.answers.ask.click()
    for name, words in (("小王", SORRY), ("小李", RUDE)):
        hand(console.players, name)
        console.answers.words.setText(words)
        console.answers.words.returnPressed.emit()
    good, bad = r.state.room.answers
    assert good.after.anger < good.before.anger < bad.after.anger
    console.answers.board.taken.emit(0)
    r.my_turn()
    console.events._buttons.itemAt(0).widget().click()
    r.until(lambda: r.state.transcript[-1].name == console.events._shared[0].event.by.name)
    r.my_turn()
    console.note.setText("这里接得好")
    console.note.returnPressed.emit()
    r.window.conversation.stop.click()
    folder = r.debrief()
    kept = transcript(folder)
    assert kept["mode"] == "group"
    assert kept["steered"] is True
    assert [a["name"] for a in kept["answers"]] == ["小王", "小李"]
    assert len(kept["taken_back"]) == 1
    assert [t["name"] for t in kept["turns"] if t["who"] == "trainee"] == ["小王"]
    assert kept["turns"][-1]["note"] == "这里接得好"
    assert kept["result"]["passed"] is None


def test_an_answer_is_given_by_voice(rig):
    r = grouped(rig)
    console = r.window.room.console
    console.answers.ask.click()
    console.answers.record.click()
    r.until(lambda: r.state.room.hearing)
    r.recogniser.texts.append(SORRY)
    r.feed(speech())
    r.feed(bytes(RATE * 2))
    r.until(lambda: len(r.state.room.answers) == 1)
    assert r.state.room.answers[0].said.text == SORRY
    assert not r.state.room.hearing
    assert r.state.replies == ()


def test_with_one_screen_the_big_screen_is_a_window_when_it_is_asked_for(rig, qapp):
    r = grouped(rig)
    assert len(qapp.screens()) == 1
    tab = r.window.room.console.screen_tab
    assert not r.app.group.audience.isVisible()
    tab.open.click()
    audience = r.app.group.audience
    assert audience.isVisible()
    assert not audience.isFullScreen()
    assert audience.scene._name.text() == r.state.scenario.customer.name
    tab.themes["projector"].click()
    assert audience.look.choice == "projector"
    assert r.app.preferences.now.room_theme == "projector"
    tab.open.click()
    assert not audience.isVisible()
    tab.open.click()
    r.window.home.emit()
    assert not audience.isVisible()


def test_the_language_changes_in_the_middle_and_nothing_is_lost(rig):
    r = grouped(rig)
    r.window.room.console.screen_tab.open.click()
    r.type(SORRY).my_turn()
    before = r.state
    r.window.language_chosen.emit("en")
    assert r.state == before
    assert r.window.page is Page.ROOM
    assert r.window.room.console.freeze.text() == "Freeze"
    assert r.app.group.audience.windowTitle() == "Big screen"
    r.window.room.console.freeze.click()
    assert r.state.phase is Phase.PAUSED


def test_names_are_kept_for_the_next_lesson(rig):
    r = grouped(rig)
    players = r.window.room.console.players
    players.list.setText("陈静、赵磊")
    players.list.editingFinished.emit()
    assert r.app.preferences.now.room_names == "陈静、赵磊"


def test_a_practice_after_it_is_as_ever(rig):
    r = grouped(rig)
    r.window.home.emit()
    r.begin("C02", Mode.PRACTICE)
    r.type(SORRY)
    assert r.state.replies[0].name == ""
