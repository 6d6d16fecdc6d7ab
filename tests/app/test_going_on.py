# SPDX-License-Identifier: Apache-2.0
"""A scene that was left, or that a crash ended, goes on where it stopped."""

import shutil
from dataclasses import replace

import pytest

from tests.rig import SETTINGS, SORRY, briefed, folders, transcript
from trainer_gui.adapters.paths import shipped
from trainer_gui.adapters.sessions import interrupted
from trainer_gui.adapters.sessions.interrupted import read
from trainer_gui.adapters.sessions.naming import INTERRUPTED
from trainer_gui.domain.state import Mode, Phase
from trainer_gui.ui.page import Page

COLD = "这是系统的规定，我也没办法。"
SILENT = replace(SETTINGS, record=False)


def offered(r):
    return r.window.first.today._today


def go_on(r):
    """From the first page back into the scene that was left."""
    r.until(lambda: offered(r).goes_on)
    r.window.first.today.again.click()
    r.until(lambda: r.window.page is Page.BRIEF)


def kept_turns(folder):
    kept = read(folder)
    return len(kept.scene.transcript) if kept else 0


def said(state):
    return [t.text for t in state.transcript]


def test_a_scene_that_is_left_goes_on_where_it_stopped(rig, places):
    r = rig().begin(mode=Mode.CHALLENGE).type(SORRY).my_turn()
    left = r.state
    r.window.home.emit()
    go_on(r)
    assert r.window.messages("brief.says_again", line=said(left)[-1]) in briefed(r)
    r.window.briefing.start.click()
    assert r.window.page is Page.TALK
    assert said(r.state) == said(left)[:-1]
    assert r.state.line.utterance.text == said(left)[-1]
    r.my_turn()
    assert (r.state.emotion, r.state.beat_id) == (left.emotion, left.beat_id)
    assert (r.state.seed, r.state.mode) == (left.seed, Mode.CHALLENGE)
    folder = r.walk_out()
    assert folders(places) == [folder]  # it is one session
    assert transcript(folder)["turns"][1]["text"] == SORRY
    assert not (folder / INTERRUPTED).exists()
    r.window.home.emit()
    r.until(lambda: offered(r).sessions == 1 and not offered(r).unfinished)


def test_after_a_crash_it_goes_on_too(rig, places, tmp_path):
    r = rig().begin().type(SORRY).my_turn()
    left, (folder,) = r.state, folders(places)
    r.until(lambda: kept_turns(folder) == len(left.transcript))
    crashed = tmp_path / "crashed"
    shutil.copytree(folder, crashed, ignore=shutil.ignore_patterns("*.lock", ".*"))
    r.window.home.emit()
    r.until(lambda: offered(r).goes_on)
    shutil.rmtree(folder)
    crashed.rename(folder)
    assert (folder / "customer.pcm").exists()  # as the crash left it
    r = rig()
    go_on(r)
    r.window.briefing.start.click()
    r.my_turn()
    assert said(r.state) == said(left)
    assert r.state.emotion == left.emotion
    r.walk_out()
    for turn in (0, len(r.state.transcript) - 1):  # one recording, from the first day to the last
        r.window.play_turn.emit(turn)
        assert not r.window._bar.isVisibleTo(r.window)


def test_an_earlier_reply_can_be_tried_again_after_going_on(rig):
    r = rig()
    r.window.first.trainee_chosen.emit("小王")
    r.begin().type(SORRY).my_turn()
    r.window.home.emit()
    go_on(r)
    r.window.briefing.start.click()
    r.walk_out()
    r.window.retry_from.emit(1)
    r.my_turn()
    assert len(r.state.transcript) == 1
    assert r.state.trainee == "小王"


def test_it_may_start_anew_instead(rig):
    r = rig().begin().type(SORRY).my_turn()
    r.window.home.emit()
    go_on(r)
    r.window.briefing._anew.click()
    assert r.window.messages("brief.anew") not in briefed(r)
    r.window.briefing.start.click()
    assert r.state.transcript == ()
    r.walk_out()
    r.window.again.emit()  # from the debrief
    r.window.briefing.start.click()
    assert r.state.transcript == ()


def test_once_more_after_going_on_starts_anew(rig):
    r = rig().begin().type(SORRY).my_turn()
    r.window.home.emit()
    go_on(r)
    r.window.briefing.start.click()
    r.walk_out()
    r.window.again.emit()
    r.window.briefing.start.click()
    assert r.state.transcript == ()


@pytest.mark.parametrize("how", ["changed", "damaged"])
def test_where_it_can_not_go_on_it_says_so_and_starts_anew(rig, tmp_path, places, how):
    folder = tmp_path / "scenarios"
    shutil.copytree(shipped("scenarios"), folder)
    r = rig(scenarios=folder).begin().type(SORRY).my_turn()
    r.window.home.emit()
    r.until(lambda: offered(r).goes_on)
    if how == "changed":
        scene = folder / "C02.yaml"
        text = scene.read_text(encoding="utf-8")
        scene.write_text(text.replace("title: ", "title: 又", 1), encoding="utf-8")
    else:
        (session,) = folders(places)
        (session / INTERRUPTED).write_text("{", encoding="utf-8")
    r.window.first.today.again.click()
    key = "case_changed" if how == "changed" else "progress_lost"
    r.until(lambda: r.window.messages(f"error.{key}") in r.window._bar.words)
    assert r.window.page is Page.BRIEF
    r.window.briefing.start.click()
    r.until(lambda: r.state.phase is Phase.SPEAKING)  # the case may still be read anew
    assert r.state.transcript == ()


def test_an_exam_that_was_left_is_taken_anew(rig):
    r = rig().begin(mode=Mode.EXAM).type(SORRY).my_turn()
    r.window.home.emit()
    r.until(lambda: offered(r).unfinished)
    assert not offered(r).goes_on
    r.window.first.today.again.click()
    r.until(lambda: r.window.page is Page.BRIEF)
    r.window.briefing.start.click()
    assert r.state.transcript == ()


def test_what_was_put_right_after_it_was_stopped_is_there_when_it_goes_on(rig):
    r = rig().begin().type(COLD).my_turn()
    r.window.conversation.stop.click()
    folder = r.debrief()
    r.window.corrected.emit(1, SORRY)
    r.window.home.emit()
    go_on(r)
    r.window.briefing.start.click()
    r.my_turn()
    assert (r.state.transcript[1].text, r.state.transcript[1].heard) == (SORRY, COLD)
    r.walk_out()
    assert transcript(folder)["turns"][1]["heard"] == COLD


def test_a_second_window_starts_it_anew_and_says_why(rig, monkeypatch):
    monkeypatch.setattr(interrupted, "LOCK_MS", 0)
    first = rig(settings=SILENT).begin().type(SORRY).my_turn()
    first.window.home.emit()
    go_on(first)
    second = rig(settings=SILENT)
    go_on(second)
    assert second.window.messages("error.played_elsewhere") in second.window._bar.words
    second.window.briefing.start.click()
    assert second.state.transcript == ()
    first.window.briefing.start.click()
    assert said(first.state)[1] == SORRY


def test_a_case_that_is_saved_as_it_was_goes_on_all_the_same(rig):
    r = rig().begin().type(SORRY).my_turn()
    r.window.home.emit()
    go_on(r)
    r.app.choosing.read_anew(frozenset())
    r.until(lambda: r.app.choosing._wanted is None)
    assert not r.window._bar.isVisibleTo(r.window)
    r.window.briefing.start.click()
    assert said(r.state)[1] == SORRY
