# SPDX-License-Identifier: Apache-2.0
"""A library that tells when its files change."""

import pytest

from trainer_gui.adapters.scenarios.library import FolderLibrary
from trainer_gui.adapters.scenarios.watch import SETTLED_MS, FolderWatch

WAIT_MS = 5_000


@pytest.fixture
def folder(write):
    return write().parent


@pytest.fixture
def watch(qapp, folder):
    made = FolderWatch(folder)
    made.start()
    yield made
    made.close()


def rewritten(path, old, new):
    """As editors save: a new file takes the old one's place."""
    fresh = path.with_suffix(".tmp")
    text = path.read_text(encoding="utf-8")
    assert old in text
    fresh.write_text(text.replace(old, new, 1), encoding="utf-8")
    fresh.replace(path)


def told(qtbot, watch, act):
    with qtbot.waitSignal(watch.changed, timeout=WAIT_MS) as signal:
        act()
    return signal.args[0]


def test_change_is_told_each_time(qtbot, watch, folder):
    path = folder / "T01.yaml"
    assert told(qtbot, watch, lambda: rewritten(path, "谁动了", "谁改了")) == {path}
    assert told(qtbot, watch, lambda: rewritten(path, "谁改了", "别人改了")) == {path}
    text = path.read_text(encoding="utf-8")
    assert told(qtbot, watch, lambda: path.write_text(text + "# x\n", encoding="utf-8")) == {path}


def test_mistake_deep_in_a_changed_file_is_on_the_shelf(qtbot, watch, folder):
    path = folder / "T01.yaml"
    edited = told(qtbot, watch, lambda: rewritten(path, "to: calmed", "to: calmd"))
    shelf = FolderLibrary(folder).shelf(edited)
    assert shelf.entries == ()
    assert "SC113" in str(shelf.problems[0])
    edited = told(qtbot, watch, lambda: rewritten(path, "to: calmd", "to: calmed"))
    assert FolderLibrary(folder).shelf(edited).problems == ()


def test_new_and_deleted_files_are_told(qtbot, watch, folder, scene):
    path = folder / "T02.yaml"
    new = scene.replace("T01", "T02")
    assert told(qtbot, watch, lambda: path.write_text(new, encoding="utf-8")) == {path}
    told(qtbot, watch, path.unlink)


def test_changed_persona_is_told(qtbot, watch, folder):
    persona = folder / "personas" / "regular.yaml"
    assert told(qtbot, watch, lambda: rewritten(persona, "老客户", "老顾客")) == frozenset()


def test_what_is_no_scenario_is_not_told(qtbot, watch, folder):
    with qtbot.assertNotEmitted(watch.changed, wait=3 * SETTLED_MS):
        (folder / "notes.txt").write_text("x", encoding="utf-8")


def test_folder_that_is_not_there_is_watched_in_vain(qapp, tmp_path):
    watch = FolderWatch(tmp_path / "none")
    watch.start()
    watch.close()
