# SPDX-License-Identifier: Apache-2.0
"""The ways between the pages, and out of the window in the middle of things."""

import threading

import pytest
from PySide6.QtWidgets import QPushButton

from tests.adapters.sessions.test_recording import channels
from tests.rig import (
    RUDE,
    SORRY,
    QuickVoice,
    WatchedInput,
    folders,
    has_begun,
    seen,
    transcript,
)
from trainer_gui.app import App, Choices
from trainer_gui.domain.events import (
    Device,
)
from trainer_gui.domain.state import Phase
from trainer_gui.ui.page import Page
from trainer_gui.understanding.reader import Reader

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


def test_trying_again_from_a_turn(rig, places):
    r = rig().begin().type(SORRY).type("这是系统的规定，我也没办法。")
    first = r.walk_out()
    replies = [i for i, t in enumerate(r.app.practice.report.turns) if t.who == "trainee"]
    r.window.retry_from.emit(replies[1])
    assert r.window.page is Page.TALK
    assert [t.text for t in r.state.replies] == [SORRY]
    r.type("您先消消气，我现在就查。")
    second = r.walk_out()
    assert second != first
    assert folders(places) == sorted([first, second])
    told = [t["text"] for t in transcript(second)["turns"] if t["who"] == "trainee"]
    assert told[:3] == [SORRY, "您先消消气，我现在就查。", RUDE]
    times = [t["start_s"] for t in transcript(second)["turns"]]
    assert times == sorted(times)
    r.window.retry_from.emit(replies[0])  # a branch of the branch
    assert r.state.replies == ()
    r.type(RUDE)
    assert len(r.state.replies) == 1


def test_a_turn_that_does_not_exist_can_not_be_tried_again(rig):
    r = rig().begin()
    r.walk_out()
    for turn in (-1, 0, 99):
        r.window.retry_from.emit(turn)
    assert r.window.page is Page.DEBRIEF


def test_again_goes_to_the_briefing_and_keeps_the_session_before(rig, places):
    r = rig().begin()
    first = r.walk_out()
    r.window.debrief.again_button.click()
    assert r.window.page is Page.BRIEF
    r.window.briefing.start.click()
    assert r.walk_out() != first
    assert len(folders(places)) == 2


def test_going_home_keeps_what_was_said(rig, places):
    r = rig().begin().type(SORRY).my_turn()
    r.window.home.emit()
    assert r.window.page is Page.CHOOSE
    (folder,) = folders(places)
    r.until((folder / "session.wav").exists)  # written in the background
    assert [t["who"] for t in transcript(folder)["turns"]] == ["customer", "trainee", "customer"]
    assert r.begin().walk_out() != folder


def test_what_was_heard_of_her_line_is_kept_when_the_scene_is_left(rig, places):
    r = rig(load_voice=lambda: QuickVoice(0.2))
    events = seen(r.app.stage.changed)
    r.begin()
    r.until(lambda: has_begun(events))
    whole = r.state.line.utterance.text
    r.until(lambda: r.app.stage.voice()._player._sounded_s > 0.5)
    r.window.home.emit()
    (folder,) = folders(places)
    r.until((folder / "session.wav").exists)
    r.until(lambda: len(transcript(folder)["turns"]) == 1)
    (line,) = transcript(folder)["turns"]
    assert line["interrupted"]
    assert whole.startswith(line["text"])
    assert 0 < len(line["text"]) < len(whole)


def test_the_microphone_is_open_from_the_briefing_to_the_end_alone(rig):
    port = WatchedInput()
    r = rig(audio_input=lambda post: port)
    r.until(lambda: not r.app.stage._background.is_alive())
    r.until(lambda: Device.RECOGNISER in r.app._ready)
    assert not port.open
    r.choose()
    assert port.open
    r.window.home.emit()
    assert not port.open
    r.begin().walk_out()
    assert not port.open
    r.window.again.emit()
    assert port.open


def test_a_scene_chosen_before_all_is_ready_waits_for_the_one_understanding(rig):
    made, go = [], threading.Event()

    class Slow(Reader):
        def __init__(self):
            super().__init__()
            made.append(self)

        def load(self):
            assert go.wait(10)
            super().load()

    r = rig(reader=Slow)
    r.window.chosen.emit("C02", "practice")
    assert r.window.page is Page.CHOOSE, "the window does not wait"
    go.set()
    r.until(lambda: r.window.page is Page.BRIEF)
    r.window.briefing.start.click()
    assert r.type(SORRY)
    assert len(made) == 1


def test_a_scene_that_is_read_after_its_chooser_was_left_is_not_opened(rig):
    r = rig()
    read = seen(r.app.choosing._scene_read)
    r.window.chosen.emit("C02", "practice")
    r.window.home.emit()
    r.until(lambda: bool(read))
    assert r.window.page is Page.CHOOSE
    assert r.app.stage.session is None


def test_going_home_at_the_very_end_does_not_bring_the_debrief_back(rig, qapp):
    r = rig().begin().my_turn()
    r.window.conversation.stop.click()
    assert r.state.phase is Phase.ENDED
    r.window.home.emit()
    qapp.processEvents()
    assert r.window.page is Page.CHOOSE


def test_leaving_the_briefing_leaves_no_folder(rig, places):
    r = rig()
    r.choose()
    r.window.home.emit()
    assert folders(places) == []


def test_the_window_closes_while_she_speaks(rig, places):
    r = rig(load_voice=lambda: QuickVoice(0.2))
    events = seen(r.app.stage.changed)
    r.begin()
    r.until(lambda: has_begun(events))
    r.close()
    (folder,) = folders(places)
    assert transcript(folder)["result"]["outcome"] == "stopped"
    assert channels(folder / "session.wav")[1].any()


def test_the_window_closes_while_a_reply_is_decoded(rig, places):
    r = rig().begin().my_turn()
    r.recogniser.go.clear()
    r.speak(SORRY)
    r.until(r.recogniser.asked.is_set)
    r.close()
    (folder,) = folders(places)
    assert len(transcript(folder)["turns"]) == 1
    assert channels(folder / "session.wav")[0].any()


def test_the_window_closes_at_once_after_it_was_opened(qapp, places):
    app = App(qapp, Choices(places))
    app.show()
    app.close()
    app.window.deleteLater()
    app.deleteLater()


def test_another_customer_type_plays_the_case(rig):
    r = rig()
    r.window.chosen.emit("C02", "practice")
    r.until(lambda: r.window.page is Page.BRIEF)
    options = r.window.briefing.findChildren(QPushButton)
    own, other, *_ = (o for o in options if o.isCheckable())
    assert (own.isChecked(), other.isChecked()) == (True, False)
    label = other.text()
    other.click()
    r.until(lambda: r.app.choosing.scene.scenario.persona.id == "grumbler")
    assert r.window.page is Page.BRIEF
    assert r.app.choosing.scene.scenario.persona.name in label
    checked = (o.text() for o in r.window.briefing.findChildren(QPushButton) if o.isChecked())
    assert list(checked)[-1] == label


def test_the_customer_type_that_was_chosen_last_plays_though_it_is_still_being_read(rig):
    r = rig()
    r.choose()
    r.window.persona_chosen.emit("grumbler")
    r.window.briefing.start.click()
    r.until(lambda: r.window.page is Page.TALK)
    assert r.state.scenario.persona.id == "grumbler"
    assert r.my_turn().window.page is Page.TALK, "no briefing comes back"
    assert r.state.transcript


def test_a_customer_type_that_can_not_play_leaves_the_one_before(rig):
    r = rig()
    r.choose()
    own = r.app.choosing.scene.scenario.persona
    options = [o for o in r.window.briefing.findChildren(QPushButton) if o.isCheckable()]
    options[1].setChecked(True)
    r.window.persona_chosen.emit("nobody")
    r.until(lambda: "nobody" in r.window._bar.words)
    shown = [o.text() for o in r.window.briefing._cast.findChildren(QPushButton) if o.isChecked()]
    assert shown[-1].startswith(own.name)
    r.window.briefing.start.click()
    assert r.state.scenario.persona.id == own.id
