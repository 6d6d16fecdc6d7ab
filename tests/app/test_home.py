# SPDX-License-Identifier: Apache-2.0
"""What was practised comes back on the first page, for whoever practised it."""

import json
import shutil
from datetime import date

from tests.rig import seen, transcript
from trainer_gui.adapters.paths import shipped
from trainer_gui.ui.home.page import Place
from trainer_gui.ui.page import Page


def offered(r):
    return r.window.first.today._today


def test_a_new_trainee_goes_from_the_first_page_into_a_scene(rig):
    r = rig()
    r.until(lambda: offered(r).proposed is not None)
    r.window.first.today.start.click()
    r.until(lambda: r.window.page is Page.BRIEF)
    assert r.app.choosing.scene.scenario.id == offered(r).proposed.id


def test_a_session_is_told_on_the_first_page_of_who_practised(rig):
    r = rig()
    r.until(lambda: offered(r).proposed is not None)
    r.window.first.trainee_chosen.emit("小李")
    assert transcript(r.begin().walk_out())["trainee"] == "小李"
    r.window.home.emit()
    assert r.window.page is Page.CHOOSE
    r.until(lambda: offered(r).sessions == 1)
    assert (offered(r).last.id, offered(r).trainee) == ("C02", "小李")
    r.window.first.trainee_chosen.emit("小王")
    r.until(lambda: offered(r).trainee == "小王")
    assert (offered(r).sessions, offered(r).trainees) == (0, ("小李",))


def test_a_scene_that_is_left_is_there_to_be_played_again(rig):
    r = rig()
    r.begin().type("您好")
    r.window.home.emit()
    r.until(lambda: offered(r).unfinished)
    r.window.first.today.again.click()
    r.until(lambda: r.window.page is Page.BRIEF)


def test_the_class_is_exported_to_the_users_folder(rig, places):
    r = rig()
    r.begin().walk_out()
    r.until(lambda: offered(r).sessions == 1)
    r.window.home.emit()
    r.window.first.show_place(Place.PROGRESS)
    exported = seen(r.app.home._exported)
    r.window.first.progress.everyone.export.click()
    r.until(lambda: bool(exported))
    (path,) = places.data.glob("*.csv")
    assert "C02" not in path.read_text(encoding="utf-8-sig")
    assert str(path) in r.window._bar.words


def test_a_folder_that_can_not_be_written_to_is_said(rig, places):
    r = rig()
    r.begin().walk_out()
    r.until(lambda: offered(r).sessions == 1)
    name = r.window.messages("progress.file", day="x").split("x")
    refused = seen(r.app.refused)
    (places.data / f"{name[0]}{date.today().isoformat()}{name[1]}").mkdir()
    r.window.class_exported.emit()
    r.until(lambda: bool(refused))
    assert r.window.messages("error.not_exported", file="").rstrip() in r.window._bar.words


def test_a_session_whose_report_is_gone_is_said(rig):
    r = rig()
    folder = r.begin().walk_out()
    (folder / "report.html").unlink()
    r.window.session_opened.emit(folder.name)
    assert str(folder) in r.window._bar.words


def test_a_broken_session_spoils_nothing(rig, places):
    broken = places.sessions / "2026-01-01_10-00-00_C02"
    broken.mkdir(parents=True)
    (broken / "transcript.json").write_text(json.dumps({"turns": 3}), encoding="utf-8")
    r = rig()
    r.until(lambda: offered(r).proposed is not None)
    assert offered(r).sessions == 0


def test_broken_rules_of_the_score_hide_no_scene(rig, tmp_path):
    folder = tmp_path / "scenarios"
    shutil.copytree(shipped("scenarios"), folder)
    (folder / "scoring.yaml").write_text("dimensions: 1\n", encoding="utf-8")
    r = rig(scenarios=folder)
    r.until(lambda: offered(r).proposed is not None)
