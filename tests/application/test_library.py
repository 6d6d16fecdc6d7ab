# SPDX-License-Identifier: Apache-2.0
"""What a chooser is given, and what goes wrong in one line."""

from collections.abc import Collection
from pathlib import Path

import pytest

from tests.scenes import COACH, SCENARIO
from trainer_gui.application.errors import EngineError, UserError
from trainer_gui.application.library import Entry, LessonShelf, Library, Shelf
from trainer_gui.domain.coach import Coach
from trainer_gui.domain.scenario import Scenario
from trainer_gui.domain.teaching.lesson import Lesson


class _OneScene:
    def shelf(self, whole: Collection[Path] = ()) -> Shelf:
        scene = SCENARIO
        entry = Entry(scene.id, scene.title, 2, "直性子", scene.customer, scene.briefing)
        return Shelf((entry,))

    def scenario(self, name: str, persona: str = "") -> Scenario:
        if name != SCENARIO.id:
            raise UserError(f"no scenario {name}; choose T01")
        return SCENARIO

    def lessons(self) -> LessonShelf:
        return LessonShelf()

    def lesson(self, name: str) -> Lesson:
        raise UserError(f"no lesson {name}; there are none")

    def coach(self) -> Coach:
        return COACH


def test_a_shelf_names_what_a_library_can_open():
    library: Library = _OneScene()
    (entry,) = library.shelf().entries
    assert library.scenario(entry.id).title == entry.title
    assert library.shelf().problems == ()


def test_what_a_user_can_mend_is_one_kind_of_error():
    with pytest.raises(UserError, match="choose T01"):
        _OneScene().scenario("T99")
    assert issubclass(EngineError, UserError)
