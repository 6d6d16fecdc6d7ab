# SPDX-License-Identifier: Apache-2.0
"""The real app from click to file: quick parts, real threads, real folders."""

import json
import threading
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel

from tests.adapters.scenarios.example import SCENE
from tests.adapters.sessions.test_recording import channels, record, sounding, tone
from tests.rig import (
    RUDE,
    NoMicrophone,
    QuickVoice,
    Rig,
    WatchedInput,
    has_begun,
    seen,
    speech,
    unloadable,
)
from trainer_gui.adapters.listening.sound import RATE
from trainer_gui.adapters.paths import shipped
from trainer_gui.adapters.understudy import FedMouth
from trainer_gui.app import App, Choices
from trainer_gui.application.ports import Pcm
from trainer_gui.application.settings import Settings
from trainer_gui.domain.events import (
    Device,
    DeviceFailed,
    DeviceReady,
    PartialHeard,
    TraineeSaid,
    TraineeStarted,
)
from trainer_gui.domain.state import Mode, Phase
from trainer_gui.ui.guide import GuideWindow
from trainer_gui.ui.window import Page
from trainer_gui.understanding.rules import RuleReader

SORRY = "对不起，让您跑这一趟，我现在就帮您查。"
SETTINGS = Settings(theme="light", reduced_motion=True)

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


@pytest.fixture
def rig(qapp, qtbot, places):
    made = []

    def make(**parts):
        made.append(Rig(qapp, qtbot, places, **parts))
        return made[-1]

    yield make
    for one in made:
        one.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def bare(qapp, places, monkeypatch):
    """Makes the app as the program does, but without its engines."""
    made = []

    def make(**choices):
        app = App(qapp, Choices(places, **choices))
        made.append(app)
        monkeypatch.setattr(app.stage, "warm_up", lambda modules: None)
        app._after_first_paint()
        return app

    yield make
    for app in made:
        app.close()
        app.window.deleteLater()
        app.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def transcript(folder):
    return json.loads((folder / "transcript.json").read_text(encoding="utf-8"))


def folders(places):
    return sorted(places.sessions.iterdir()) if places.sessions.exists() else []


def trigger(rig, text):
    next(a for a in rig.window.findChildren(QAction) if a.text() == text).trigger()


def briefed(rig):
    return " ".join(label.text() for label in rig.window.briefing.findChildren(QLabel))


def test_from_the_list_to_the_saved_session(rig, places):
    r = rig().begin()
    assert r.state.seed == 1
    r.type(SORRY).my_turn().window.conversation.stop.click()
    folder = r.debrief()
    assert [folder] == folders(places)
    names = sorted(p.name for p in folder.iterdir())
    assert names == ["report.html", "session.wav", "transcript.json"]
    kept = transcript(folder)
    assert [t["who"] for t in kept["turns"]] == ["customer", "trainee", "customer"]
    assert kept["turns"][1]["text"] == SORRY
    assert "apology" in kept["turns"][1]["moves"]
    assert kept["result"]["outcome"] == "stopped"
    assert SORRY in (folder / "report.html").read_text(encoding="utf-8")
    left, right = channels(folder / "session.wav")
    assert not left.any()
    first, last = sounding(right)[0][0], sounding(right)[-1][1]
    spoken = [t for t in kept["turns"] if t["who"] == "customer"]
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
    assert 0 <= answer["response_ms"] < 5000
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


def test_trying_again_from_a_turn(rig, places):
    r = rig().begin().type(SORRY).type("这是系统的规定，我也没办法。")
    first = r.walk_out()
    replies = [i for i, t in enumerate(r.app._report.turns) if t.who == "trainee"]
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
    r.until(lambda: r.app.stage._speaker._player._sounded_s > 0.5)
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

    class Slow(RuleReader):
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
    read = seen(r.app._scene_read)
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


def test_recording_can_be_switched_off(rig):
    r = rig(settings=replace(SETTINGS, record=False)).begin()
    r.speak(SORRY)
    r.until(lambda: len(r.state.replies) == 1)
    folder = r.walk_out()
    assert sorted(p.name for p in folder.iterdir()) == ["report.html", "transcript.json"]
    r.window.play_turn.emit(0)
    assert "没有录音" in r.window._bar.words


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


def test_without_a_microphone_the_replies_are_typed(rig):
    r = rig(audio_input=NoMicrophone).begin()
    r.until(lambda: Device.MICROPHONE in r.state.troubles)
    assert transcript(r.walk_out())["result"]["outcome"] == "walked_out"


def test_a_microphone_that_is_pulled_out_in_the_middle_of_a_turn(rig):
    r = rig().begin().my_turn()
    events = seen(r.app.stage.changed)
    r.recogniser.texts.append("对不起")
    r.feed(speech())
    r.until(lambda: any(isinstance(e, TraineeStarted) for _, e in events))
    r.port.unplug()
    r.app.stage.bridge.post(DeviceFailed(Device.MICROPHONE, "the microphone USB is gone"))
    r.until(lambda: Device.MICROPHONE in r.state.troubles)
    assert r.window._bar.isVisibleTo(r.window)
    r.until(lambda: any(isinstance(e, TraineeSaid) for _, e in events))  # what was said counts
    r.type(SORRY)
    r.app.stage.bridge.post(DeviceReady(Device.MICROPHONE, "USB"))
    r.until(lambda: Device.MICROPHONE not in r.state.troubles)
    r.speak(SORRY)
    r.until(lambda: len(r.state.replies) == 3)


def test_without_a_loudspeaker_she_is_read(rig):
    r = rig()
    r.loudspeakers.set_there(False)
    r.until(lambda: Device.LOUDSPEAKER in r.app.stage.troubles)
    events = seen(r.app.stage.changed)
    r.begin()
    r.until(lambda: has_begun(events))
    assert r.state.line.utterance.text
    r.window.conversation.controls.input.setText(RUDE)  # cutting in, typed
    r.window.conversation.controls.send.click()
    r.until(lambda: len(r.state.replies) == 1)
    r.window.conversation.stop.click()
    folder = r.debrief()
    assert not (folder / "session.wav").exists()
    assert transcript(folder)["turns"][0]["interrupted"]


def test_without_a_recogniser_the_replies_are_typed(rig):
    r = rig(load_recogniser=unloadable)
    r.until(lambda: Device.RECOGNISER in r.app.stage.troubles)
    assert r.app.stage.troubles[Device.RECOGNISER].startswith("it is broken")
    r.begin().my_turn()
    assert "打字" in r.window.conversation.controls._state.text()
    assert r.walk_out()


def test_without_a_voice_the_scene_goes_on_with_captions(rig):
    r = rig(load_voice=unloadable)
    r.until(lambda: Device.VOICE in r.app.stage.troubles)
    events = seen(r.app.stage.changed)
    r.begin()
    r.until(lambda: has_begun(events))
    r.window.conversation.controls.input.setText(SORRY)
    r.window.conversation.controls.send.click()
    r.until(lambda: len(r.state.replies) == 1)
    r.window.conversation.stop.click()
    assert len(transcript(r.debrief())["turns"]) >= 2


def test_what_the_user_should_know_of_a_voice_is_said_in_the_language_of_the_screens(rig):
    voice = QuickVoice()
    voice.note = "blended"
    r = rig(load_voice=lambda: voice)
    r.until(lambda: Device.VOICE in r.app._ready)
    r.choose()
    assert "带一点口音" in briefed(r)
    trigger(r, "English")
    assert "slight accent" in briefed(r)


def test_a_long_silence_ends_the_scene(rig):
    r = rig().begin()
    silent = r.state.scenario.silent_ending
    assert silent
    for _ in range(5):
        r.stay_silent()
    kept = transcript(r.debrief())
    assert {t["who"] for t in kept["turns"]} == {"customer"}
    ending = r.app._scene.scenario.endings[silent]
    assert kept["result"]["outcome"] == ending.outcome.value
    assert kept["result"]["ending"] == ending.title


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


def test_a_broken_scenario_hides_no_other(rig, tmp_path):
    folder = tmp_path / "library"
    (folder / "personas").mkdir(parents=True)
    for path in shipped("scenarios").glob("personas/*.yaml"):
        (folder / "personas" / path.name).write_bytes(path.read_bytes())
    for name in ("C02.yaml", "coach.yaml"):
        (folder / name).write_bytes((shipped("scenarios") / name).read_bytes())
    (folder / "X01.yaml").write_text("id: X01\ntitel: 坏的\n", encoding="utf-8")
    (folder / "T01.yaml").write_text(SCENE.replace("opening:", "openning:"), encoding="utf-8")
    r = rig(scenarios=folder)
    shelf = r.window._shelf
    assert "C02" in [e.id for e in shelf.entries]
    (problem,) = shelf.problems
    assert any("X01.yaml:1:1" in line and "title" in line for line in problem.lines)
    assert len(problem.lines) > 1
    assert r.window.chooser.list.model().rowCount() == len(shelf.entries) + 1
    r.window.chosen.emit("T01", "practice")  # broken further down than a chooser reads
    r.until(lambda: "T01.yaml 里有 2 处错误" in r.window._bar.words)
    assert "T01.yaml:" in r.window._bar.toolTip()
    assert r.window.page is Page.CHOOSE
    assert r.begin().walk_out()


@pytest.mark.parametrize("folder", ["none", "empty"])
def test_a_library_that_is_not_there_or_empty_is_said(qtbot, bare, tmp_path, folder):
    (tmp_path / "empty").mkdir()
    app = bare(scenarios=tmp_path / folder)
    qtbot.waitUntil(lambda: app.window._shelf is not None)
    assert app.window._shelf.entries == ()
    if folder == "none":
        assert "no such folder" in app.window._shelf.problems[0].lines[0]
        app.window.scenario_folder_opened.emit()
        assert "还没有这个文件夹" in app.window._bar.words
        assert not (tmp_path / "none").exists()


def test_a_broken_settings_file_is_said_and_left_alone(bare, places):
    places.config.mkdir(parents=True)
    places.settings.write_text('theme = "pink"', encoding="utf-8")
    app = bare()
    assert app.settings == Settings()
    assert str(places.settings) in app.window._bar.words
    assert "theme must be one of" in app.window._bar.toolTip()
    app.window._on_theme("dark")
    assert app.settings.theme == "dark"
    assert places.settings.read_text(encoding="utf-8") == 'theme = "pink"'


def test_settings_that_can_not_be_saved_are_said(rig, places):
    r = rig()
    places.config.write_text("in the way")
    trigger(r, "深色")
    assert r.app.look.theme.dark
    r.until(lambda: "settings.toml" in r.window._bar.words)


def test_a_session_that_can_not_be_kept_is_said_and_goes_on(rig, places):
    r = rig()
    places.data.mkdir(parents=True, exist_ok=True)
    places.sessions.write_text("in the way")
    r.begin().type(SORRY)
    r.until(lambda: Device.STORE in r.state.troubles)
    assert "存不下来" in r.window._bar.words
    r.window.home.emit()
    r.until(lambda: "存不下来" in r.window._bar.words)
    places.sessions.unlink()
    r.begin()
    assert Device.STORE not in r.state.troubles
    assert transcript(r.walk_out())


def test_a_scene_that_can_not_be_kept_after_it_was_left_does_not_trouble_the_next(rig):
    left, go = threading.Event(), threading.Event()

    def write_report(report):
        if left.is_set() and threading.current_thread().name == "session store":
            assert go.wait(10)
            raise OSError(28, "No space left on device")
        return "<html>"

    r = rig(write_report=write_report).begin().type(SORRY).my_turn()
    left.set()
    r.window.home.emit()
    r.choose()
    go.set()
    r.until(lambda: "存不下来" in r.window._bar.words)
    assert Device.STORE not in r.state.troubles
    left.clear()
    r.window.briefing.start.click()
    assert transcript(r.walk_out())


def test_what_a_crash_left_is_mended_at_the_start(rig, places):
    crashed = places.sessions / "2026-01-01_00-00-00_C02"
    crashed.mkdir(parents=True)
    record(crashed, "trainee", (tone(0.5), 1.0))
    rig()
    r = rig()
    r.until(lambda: not r.app.stage._background.is_alive())
    assert [p.name for p in crashed.iterdir()] == ["session.wav"]


def test_the_help_opens_a_guide(rig):
    r = rig()
    for name in ("trainer", "scenario"):
        r.window.help_chosen.emit(name)
        assert r.app._guide.isVisible()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert len(r.window.findChildren(GuideWindow)) == 1, "the one before is gone"
    r.app._guide.close()
