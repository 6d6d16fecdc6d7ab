# SPDX-License-Identifier: Apache-2.0
"""The real app from click to file: quick parts, real threads, real folders."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from tests.adapters.sessions.test_recording import channels, sounding
from tests.rig import (
    SETTINGS,
    SORRY,
    QuickVoice,
    briefed,
    folders,
    has_begun,
    kept,
    seen,
    speech,
    transcript,
    trigger,
)
from trainer_gui.adapters.listening.sound import RATE
from trainer_gui.adapters.sessions.naming import INTERRUPTED
from trainer_gui.adapters.understudy import FedMouth
from trainer_gui.application.ports import Pcm
from trainer_gui.domain.events import (
    Device,
    PartialHeard,
)
from trainer_gui.domain.state import Mode
from trainer_gui.ui.guide import GuideWindow
from trainer_gui.ui.page import Page

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


def test_from_the_list_to_the_saved_session(rig, places):
    r = rig().begin()
    assert r.state.seed == 1
    r.type(SORRY).my_turn().window.conversation.stop.click()
    folder = r.debrief()
    assert [folder] == folders(places)
    assert kept(folder) == [INTERRUPTED, "report.html", "session.wav", "transcript.json"]
    told = transcript(folder)
    assert [t["who"] for t in told["turns"]] == ["customer", "trainee", "customer"]
    assert told["turns"][1]["text"] == SORRY
    assert "apology" in told["turns"][1]["moves"]
    assert told["result"]["outcome"] == "stopped"
    assert SORRY in (folder / "report.html").read_text(encoding="utf-8")
    left, right = channels(folder / "session.wav")
    assert not left.any()
    first, last = sounding(right)[0][0], sounding(right)[-1][1]
    spoken = [t for t in told["turns"] if t["who"] == "customer"]
    assert first == pytest.approx(spoken[0]["start_s"], abs=0.1)
    assert last == pytest.approx(spoken[-1]["end_s"], abs=0.15)


def test_a_spoken_reply_is_heard_answered_and_recorded(rig):
    r = rig().begin()
    r.speak(SORRY)
    r.until(lambda: len(r.state.transcript) == 3)
    r.my_turn().window.conversation.stop.click()
    folder = r.debrief()
    _, said, answer = transcript(folder)["turns"]
    assert (said["source"], said["text"]) == ("voice", SORRY)
    assert said["characters_per_minute"] > 0
    waited_s = answer["start_s"] - said["end_s"]
    assert answer["response_ms"] == pytest.approx(1000 * waited_s, abs=2)
    assert channels(folder / "session.wav")[0].any()


def test_partial_words_are_shown_while_one_speaks(rig):
    r = rig().begin().my_turn()
    events = seen(r.app.stage.changed)
    r.recogniser.texts.append("对不起")
    mouth = FedMouth(r.port)  # at the pace of a person
    mouth.speak(Pcm(speech(), RATE))
    try:
        r.until(lambda: any(isinstance(e, PartialHeard) for _, e in events))
    finally:
        mouth.close()
    assert [e.text for _, e in events if isinstance(e, PartialHeard)] == ["对不起"]


@pytest.mark.parametrize("mode", list(Mode))
def test_every_mode_runs_to_its_debrief(rig, mode):
    r = rig().begin(mode=mode)
    assert transcript(r.walk_out())["mode"] == mode.value


def test_language_and_theme_change_in_the_middle(rig, places):
    r = rig().begin().type(SORRY).my_turn()
    trigger(r, "English")
    assert r.window.page is Page.TALK
    trigger(r, "Dark")
    assert r.app.look.theme.dark
    folder = r.walk_out()
    html = (folder / "report.html").read_text(encoding="utf-8")
    assert '<html lang="en">' in html
    assert f"--background: {r.app.look.theme.colours['window']};" in html
    r.close()
    text = places.settings.read_text(encoding="utf-8")
    assert 'language = "en"' in text
    assert 'theme = "dark"' in text


def test_recording_can_be_switched_off(rig):
    r = rig(settings=replace(SETTINGS, record=False)).begin()
    r.speak(SORRY)
    r.until(lambda: len(r.state.replies) == 1)
    folder = r.walk_out()
    assert kept(folder) == ["report.html", "transcript.json"]
    r.window.play_turn.emit(0)
    assert "没有录音" in r.window._bar.words


@pytest.mark.parametrize("language", ["zh", "en"])
def test_recording_that_is_switched_off_over_the_briefing_is_off(rig, language):
    r = rig()
    r.choose()
    r.app.preferences.change(record=False)
    r.app.window.language_chosen.emit(language)  # every page is made anew
    assert r.window.messages("brief.not_recorded") in briefed(r)
    r.window.briefing.start.click()
    r.speak(SORRY)
    r.until(lambda: len(r.state.replies) == 1)
    folder = r.walk_out()
    assert kept(folder) == ["report.html", "transcript.json"]


def test_recording_that_is_switched_off_in_a_scene_keeps_what_there_was(rig):
    r = rig().begin().my_turn()
    heard = r.state.transcript[-1].end_s
    r.app.preferences.change(record=False)
    r.speak(SORRY)
    r.until(lambda: len(r.state.replies) == 1)
    folder = r.walk_out()
    left, right = channels(folder / "session.wav")
    assert not left.any()
    assert sounding(right)[-1][1] == pytest.approx(heard, abs=0.15)


def test_a_turn_can_be_listened_to_again(rig):
    r = rig().begin().type(SORRY)
    r.walk_out()
    r.until(lambda: all(s.closed for s in r.loudspeakers.sinks))
    lines = len(r.loudspeakers.sinks)
    r.window.play_turn.emit(0)
    r.until(lambda: len(r.loudspeakers.sinks) > lines)
    r.until(lambda: any(bytes(r.loudspeakers.sinks[-1].written)))
    r.window.play_turn.emit(1)  # typed: nothing sounded
    assert "没有录音" in r.window._bar.words
    r.loudspeakers.opens = False
    r.window.play_turn.emit(0)
    r.until(lambda: "放不出声音" in r.window._bar.words)
    assert "does not open" in r.window._bar.toolTip()


def test_a_long_silence_ends_the_scene(rig):
    r = rig().begin()
    silent = r.state.scenario.silent_ending
    assert silent
    for _ in range(5):
        r.stay_silent()
    told = transcript(r.debrief())
    assert {t["who"] for t in told["turns"]} == {"customer"}
    ending = r.app.choosing.scene.scenario.endings[silent]
    assert told["result"]["outcome"] == ending.outcome.value
    assert told["result"]["ending"] == ending.title


def test_noise_alone_is_no_reply(rig):
    r = rig().begin().my_turn()
    turn = r.state.turn_id
    r.speak("")  # a voice without words
    r.until(r.recogniser.asked.is_set)
    hiss = bytes(range(256)) * 250
    r.feed(hiss)
    r.feed(bytes(32_000))
    r.my_turn()
    assert r.state.turn_id == turn
    assert r.state.replies == ()
    r.speak(SORRY)
    r.until(lambda: len(r.state.replies) == 1)


def test_typing_while_she_speaks_cuts_in(rig):
    r = rig(load_voice=lambda: QuickVoice(0.2))
    events = seen(r.app.stage.changed)
    r.begin()
    r.until(lambda: has_begun(events))
    r.window.conversation.controls.input.setText(SORRY)
    r.window.conversation.controls.send.click()
    r.until(lambda: len(r.state.replies) == 1)
    assert r.state.transcript[0].interrupted


def test_what_the_user_should_know_of_a_voice_is_said_in_the_language_of_the_screens(rig):
    voice = QuickVoice()
    voice.note = "blended"
    r = rig(load_voice=lambda: voice)
    r.until(lambda: Device.VOICE in r.app._ready)
    r.choose()
    assert "带一点口音" in briefed(r)
    trigger(r, "English")
    assert "slight accent" in briefed(r)


def test_the_help_opens_a_guide(rig):
    r = rig()
    for name in ("trainer", "scenario"):
        r.window.help_chosen.emit(name)
        assert r.app._guide.isVisible()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert len(r.window.findChildren(GuideWindow)) == 1, "the one before is gone"
    r.app._guide.close()
