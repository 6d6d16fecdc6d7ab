# SPDX-License-Identifier: Apache-2.0
"""A scenario is written while the window is open."""

import pytest

from tests.adapters.scenarios.example import SCENE
from tests.rig import briefed, seen
from trainer_gui.adapters.paths import shipped
from trainer_gui.ui.page import Page

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


@pytest.fixture
def file(tmp_path):
    """A scenario in a library of its own."""
    (tmp_path / "personas").mkdir()
    persona = (shipped("scenarios") / "personas" / "sharp_regular.yaml").read_text("utf-8")
    regular = tmp_path / "personas" / "regular.yaml"
    regular.write_text(persona.replace("id: sharp_regular", "id: regular"), encoding="utf-8")
    path = tmp_path / "T01.yaml"
    path.write_text(SCENE, encoding="utf-8")
    return path


def edit(path, old, new):
    assert old in SCENE
    path.write_text(SCENE.replace(old, new, 1), encoding="utf-8")


def test_a_briefing_is_shown_anew(rig, file):
    r = rig(scenarios=file.parent)
    r.window.chosen.emit("T01", "practice")
    r.until(lambda: r.window.page is Page.BRIEF)
    edit(file, "她说套餐被人改了", "她说有人动了套餐")
    r.until(lambda: r.app.choosing.scene.scenario.briefing.situation.startswith("她说有人动了套餐"))
    assert r.window.page is Page.BRIEF
    edit(file, "to: calmed", "to: calmd")
    r.until(lambda: "T01.yaml" in r.window._bar.words)
    assert r.window.page is Page.BRIEF


def test_a_persona_named_anew_plays(rig, file):
    r = rig(scenarios=file.parent)
    r.choose("T01")
    regular = file.parent / "personas" / "regular.yaml"
    other = regular.read_text("utf-8").replace("id: regular", "id: other")
    name = r.app.choosing.scene.scenario.persona.name
    (file.parent / "personas" / "other.yaml").write_text(
        other.replace(f"name: {name}", "name: 新来的客户", 1), encoding="utf-8"
    )
    edit(file, "persona: regular", "persona: other")
    r.until(lambda: "新来的客户" in briefed(r))
    assert not r.window._bar.isVisible()


def test_a_file_saved_as_it_was_disturbs_nobody(rig, file):
    r = rig(scenarios=file.parent)
    r.choose("T01")
    session = r.app.stage.session
    back = r.window.briefing._back
    back.setFocus()
    read = seen(r.app.choosing._scene_read)
    file.write_text(SCENE + "# a note\n", encoding="utf-8")
    r.until(lambda: bool(read))
    assert r.window.focusWidget() is back
    assert r.app.stage.session is session


def test_a_scene_started_while_it_is_read_begins_as_it_is_now_written(rig, file):
    r = rig(scenarios=file.parent)
    r.choose("T01")
    r.app._watch.close()  # told by hand, so that nothing else is read
    edit(file, "她说套餐被人改了", "她说有人动了套餐")
    r.app.choosing.read_anew(frozenset())
    r.window.briefing.start.click()
    r.until(lambda: r.window.page is Page.TALK)
    assert r.state.scenario.briefing.situation.startswith("她说有人动了套餐")
    r.until(lambda: bool(r.state.transcript))
    assert r.window.page is Page.TALK, "no briefing comes back"


def test_a_scene_started_while_it_is_read_waits_for_its_mistakes_to_be_mended(rig, file):
    r = rig(scenarios=file.parent)
    r.choose("T01")
    r.app._watch.close()  # told by hand, so that nothing else is read
    edit(file, "to: calmed", "to: calmd")
    r.app.choosing.read_anew(frozenset())
    r.window.briefing.start.click()
    r.until(lambda: "T01.yaml" in r.window._bar.words)
    assert r.window.page is Page.BRIEF
    r.window.briefing.start.click()  # as it was before
    assert r.window.page is Page.TALK


def test_mistakes_are_shown_where_the_scene_was(rig, file):
    r = rig(scenarios=file.parent)
    chooser = r.window.chooser
    r.until(lambda: chooser.list.model().rowCount() == 1)
    edit(file, "to: calmed", "to: calmd")
    r.until(lambda: bool(r.window._shelf.problems))
    shown = chooser._model.row(chooser.list.currentIndex())
    assert shown.title == "T01.yaml"
    assert "SC113" in shown.error
    edit(file, "谁动了我的套餐", "谁改了我的套餐")
    r.until(lambda: bool(r.window._shelf.entries))
    assert chooser._model.row(chooser.list.currentIndex()).entry.title == "谁改了我的套餐"
