# SPDX-License-Identifier: Apache-2.0
"""Lesson files: read whole, refused with a place, listed by their heads."""

import textwrap

import pytest

from tests.adapters.scenarios.example import LESSON
from trainer_gui.adapters.scenarios import lessons
from trainer_gui.adapters.scenarios.diagnostics import ScenarioError
from trainer_gui.adapters.scenarios.lessons import load_lesson
from trainer_gui.adapters.scenarios.library import FolderLibrary
from trainer_gui.application.library import LessonShelf
from trainer_gui.domain.teaching.lesson import ANGER, Speaker


def test_lesson_is_read_whole(write):
    library = FolderLibrary(write().parent)
    (entry,) = library.lessons().entries
    lesson = library.lesson(entry.id)
    assert (entry.title, entry.trains) == (lesson.title, ("empathy", "act_now"))
    assert (lesson.avoids, lesson.cases, lesson.customer.gender) == (("blame",), ("T01",), "woman")
    first, second, third, *_ = lesson.demonstration.good
    assert (first.who, first.text, first.anger) == (Speaker.CUSTOMER, "排到我你说下班？", 60)
    assert (second.who, second.moves) == (Speaker.TRAINEE, {"empathy", "act_now"})
    assert third.who is Speaker.COMMENT
    assert lesson.drill[4].expect == (frozenset({"empathy", "act_now"}),)
    assert [p.anger for p in lesson.drill] == [ANGER] * 4 + [70]


def test_documented_example_is_a_whole_lesson(tmp_path):
    assert lessons.__doc__
    path = tmp_path / "L01.yaml"
    path.write_text(textwrap.dedent(lessons.__doc__.split(":\n\n", 1)[1]), encoding="utf-8")
    assert load_lesson(path).drill[0].model == "跑三趟真够累的。"


def test_broken_lesson_hides_no_other(write):
    folder = write().parent
    (folder / "lessons" / "L02.yaml").write_text(
        LESSON.replace("L01", "L02").replace("title", "titel"), encoding="utf-8"
    )
    shelf = FolderLibrary(folder).lessons()
    assert [e.id for e in shelf.entries] == ["L01"]
    (problem,) = shelf.problems
    assert problem.name == "L02.yaml"
    with pytest.raises(ScenarioError) as caught:
        FolderLibrary(folder).lesson("L02")
    lines = [str(d).rpartition("/")[2] for d in caught.value.diagnostics]
    assert (
        "L02.yaml:2:1: SC101 error: `titel` is no key of a lesson; did you mean `title`?" in lines
    )


def test_folder_without_lessons(tmp_path):
    assert FolderLibrary(tmp_path).lessons() == LessonShelf()
