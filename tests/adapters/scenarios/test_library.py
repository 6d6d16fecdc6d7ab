# SPDX-License-Identifier: Apache-2.0

import pytest

from trainer_gui.adapters.scenarios.diagnostics import ScenarioError
from trainer_gui.adapters.scenarios.library import FolderLibrary
from trainer_gui.application.errors import UserError
from trainer_gui.domain.coach import EMPTY_COACH


def test_broken_file_hides_no_other(write, scene):
    folder = write().parent
    (folder / "T00.yaml").write_text("id: T00\n\tx: 1\n", encoding="utf-8")
    (folder / "T02.yaml").write_text(scene.replace("T01", "T02"), encoding="utf-8")
    shelf = FolderLibrary(folder).shelf()
    assert [(e.id, e.customer.name) for e in shelf.entries] == [
        ("T01", "周女士"),
        ("T02", "周女士"),
    ]
    (problem,) = shelf.problems
    assert (problem.name, problem.readable) == ("T00.yaml", True)
    assert "T00.yaml:" in problem.lines[0]
    assert "SC005" in problem.lines[0]


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("coach.yaml", "fautls: {}\n"),
        ("scoring.yaml", "dimensions: 1\n"),
        ("lines/phone.yaml", "id: phone\n"),
        ("personas/guest.yaml", "id: guest\n"),
    ],
)
def test_broken_file_that_scenes_stand_on_is_shown_among_them(write, file: str, text: str):
    folder = write().parent
    (folder / file).parent.mkdir(exist_ok=True)
    (folder / file).write_text(text, encoding="utf-8")
    shelf = FolderLibrary(folder).shelf()
    assert [e.id for e in shelf.entries] == ["T01"]
    (problem,) = shelf.problems
    assert problem.name == file.rpartition("/")[2]
    assert "SC10" in problem.lines[0]


def test_list_reads_heads_only(write, scene):
    heard = scene.replace("briefing:", "emotion: {anger: 22}\nbriefing:", 1)
    folder = write(heard.replace("    rules:", "   ]rules:")).parent
    library = FolderLibrary(folder)
    assert [(e.id, e.emotion.anger) for e in library.shelf().entries] == [("T01", 22)]
    with pytest.raises(ScenarioError, match="SC004"):
        library.scenario("T01")


def test_head_keys_may_come_last(write, scene):
    line = "difficulty: 2\n"
    folder = write(scene.replace(line, "") + line).parent
    assert [e.difficulty for e in FolderLibrary(folder).shelf().entries] == [2]


def test_head_is_checked(write, scene):
    folder = write(scene.replace("id: T01", "id: T09").replace("difficulty: 2\n", "")).parent
    (problem,) = FolderLibrary(folder).shelf().problems
    assert [line.split(": ")[1].split()[0] for line in problem.lines] == ["SC102", "SC111"]


def test_scene_and_coach(write):
    library = FolderLibrary(write().parent)
    assert library.scenario("T01").persona.id == "regular"
    assert library.coach().ideas
    with pytest.raises(UserError, match="no scenario 'T99'; known: T01"):
        library.scenario("T99")


def test_folder_that_is_not_there(tmp_path):
    library = FolderLibrary(tmp_path / "no")
    assert library.shelf().entries == ()
    (problem,) = library.shelf().problems
    assert "SC001" in problem.lines[0]
    assert not problem.readable
    assert library.coach() == EMPTY_COACH


def test_scenes_are_spelt_in_latin_letters_and_customers_have_names(write, scene):
    folder = write(scene.replace("title: ", "title: 谁动了我的套餐 # ", 1)).parent
    (folder / "personas" / "broken.yaml").write_text("name: [", encoding="utf-8")
    shelf = FolderLibrary(folder).shelf()
    assert {"sdlwdtc", "shuidonglewodetaocan", "zns"} <= set(shelf.sounds["T01"].split())
    assert list(shelf.personas) == ["regular"]
    assert set(FolderLibrary(folder).lessons().sounds) == {"L01"}
