# SPDX-License-Identifier: Apache-2.0
"""What is missing, broken or full is said, and the scene goes on."""

import shutil
import threading

import pytest

from tests.adapters.scenarios.example import SCENE
from tests.adapters.sessions.test_recording import record, tone
from tests.rig import (
    RUDE,
    SORRY,
    NoMicrophone,
    has_begun,
    seen,
    speech,
    transcript,
    trigger,
    unloadable,
)
from trainer_gui.adapters.paths import shipped
from trainer_gui.application.settings import Settings
from trainer_gui.domain.events import (
    Device,
    DeviceFailed,
    DeviceReady,
    TraineeSaid,
    TraineeStarted,
)
from trainer_gui.ui.page import Page

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


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
    line = r.state.line.utterance.text
    r.window.conversation.controls.input.setText(RUDE)  # the caption was read: no cutting in
    r.window.conversation.controls.send.click()
    r.until(lambda: len(r.state.replies) == 1)
    r.window.conversation.stop.click()
    folder = r.debrief()
    assert not (folder / "session.wav").exists()
    first = transcript(folder)["turns"][0]
    assert (first["text"], first["interrupted"]) == (line, False)


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


def test_a_broken_scenario_hides_no_other(rig, tmp_path):
    folder = tmp_path / "library"
    for shared in ("personas", "lines"):
        shutil.copytree(shipped("scenarios") / shared, folder / shared)
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
    assert app.preferences.now == Settings()
    assert str(places.settings) in app.window._bar.words
    assert "theme must be one of" in app.window._bar.toolTip()
    app.window.choose_theme("dark")
    assert app.preferences.now.theme == "dark"
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
