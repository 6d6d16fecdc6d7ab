# SPDX-License-Identifier: Apache-2.0
"""A scenario is written while the window is open."""

import pytest

from tests.adapters.scenarios.example import SCENE
from trainer_gui.adapters.paths import shipped
from trainer_gui.ui.window import Page

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
    r.until(lambda: r.app._scene.scenario.briefing.situation.startswith("她说有人动了套餐"))
    assert r.window.page is Page.BRIEF
    edit(file, "to: calmed", "to: calmd")
    r.until(lambda: "T01.yaml" in r.window._bar.words)
    assert r.window.page is Page.BRIEF


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
