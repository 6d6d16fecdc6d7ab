# SPDX-License-Identifier: Apache-2.0
"""A folder of scenarios: a cheap list for a chooser, and each scene when it is wanted."""

import difflib
from collections.abc import Collection
from dataclasses import fields
from pathlib import Path
from typing import TypeVar

from trainer_gui.adapters.paths import shipped
from trainer_gui.adapters.scenarios.declarations import SCENARIO
from trainer_gui.adapters.scenarios.diagnostics import Diagnostic, Mark, ScenarioError
from trainer_gui.adapters.scenarios.fields import Record
from trainer_gui.adapters.scenarios.index import Index
from trainer_gui.adapters.scenarios.lessons import LESSON, LESSONS, load_lesson
from trainer_gui.adapters.scenarios.loader import (
    COACH_FILE,
    PERSONAS,
    load_coach,
    load_lines,
    load_persona,
    load_scenario,
    read_root,
)
from trainer_gui.adapters.scenarios.scoring import SCORING_FILE, load_rulebook
from trainer_gui.adapters.scenarios.sharing import LINE_GROUPS
from trainer_gui.adapters.scenarios.spelling import spelt
from trainer_gui.adapters.scenarios.yaml_nodes import Document, Mapping, read_document
from trainer_gui.application.errors import UserError
from trainer_gui.application.library import Entry, LessonEntry, LessonShelf, Problem, Shelf
from trainer_gui.domain.coach import EMPTY_COACH, Coach
from trainer_gui.domain.scenario import Scenario
from trainer_gui.domain.scoring import Rulebook
from trainer_gui.domain.teaching.lesson import Lesson

T = TypeVar("T")

_KEYS = tuple(f.name for f in fields(Entry))
_ENTRY = Record(
    "a scenario",
    Entry,
    {k: SCENARIO.keys[k] for k in _KEYS},
    required=tuple(k for k in _KEYS if k in SCENARIO.required),
)
_LESSON_KEYS = tuple(f.name for f in fields(LessonEntry))
_LESSON_ENTRY = Record(
    "a lesson", LessonEntry, {k: LESSON.keys[k] for k in _LESSON_KEYS}, required=_LESSON_KEYS
)


class FolderLibrary:
    """Implements `Library` over one folder; files are read anew at each call: it may change."""

    def __init__(self, folder: Path, index: Path | None = None) -> None:
        """Read nothing yet.

        Args:
            folder: Of the files.
            index: Where entries are kept between runs; None: nowhere.
        """
        self._folder = folder
        self._index = index

    def shelf(self, whole: Collection[Path] = ()) -> Shelf:
        """All scenes, read only as far as a chooser needs; a broken file hides no other.

        Args:
            whole: Files that are read to their end, for all their mistakes.
        """
        index = Index(self._index, read_entry)
        entries: list[Entry] = []
        problems: list[Problem] = []
        try:
            paths = self._files()
        except ScenarioError as error:
            return Shelf((), (_problem(self._folder, error),))
        for path in paths:
            try:
                if path in whole:
                    load_scenario(path)
                entries.append(index.entry(path))
            except ScenarioError as error:
                problems.append(_problem(path, error))
        index.save()
        self._check_shared(problems)
        personas = self._personas(problems)
        sounds = {e.id: spelt(e.title, e.briefing.place, e.customer.name) for e in entries}
        return Shelf(tuple(entries), tuple(problems), sounds, personas)

    def scenario(self, name: str, persona: str = "") -> Scenario:
        """The whole scene with this id, played by its own persona or another that it allows.

        Raises:
            ScenarioError: It is not there or can't be used.
            UserError: There is no such scene, or it does not allow this persona.
        """
        known = {p.stem: p for p in self._files()}
        if name not in known:
            near = difflib.get_close_matches(name, known, 1)
            advice = f"did you mean {near[0]}?" if near else f"known: {', '.join(known) or 'none'}"
            raise UserError(f"{self._folder}: no scenario {name!r}; {advice}")
        return load_scenario(known[name], persona)

    def coach(self) -> Coach:
        """The folder's shared hints; none where it has no such file.

        Raises:
            ScenarioError: The file can't be used.
        """
        path = self._folder / COACH_FILE
        return load_coach(path) if path.exists() else EMPTY_COACH

    def rulebook(self) -> Rulebook:
        """The folder's rules of the score; those shipped where it has no such file.

        Raises:
            ScenarioError: The file can't be used.
        """
        own = self._folder / SCORING_FILE
        return load_rulebook(own if own.exists() else shipped("scenarios") / SCORING_FILE)

    def lessons(self) -> LessonShelf:
        """All lessons, read only as far as a chooser needs; none where there is no such folder."""
        entries: list[LessonEntry] = []
        problems: list[Problem] = []
        for path in sorted((self._folder / LESSONS).glob("*.yaml")):
            try:
                entries.append(_read_head(path, _LESSON_ENTRY))
            except ScenarioError as error:
                problems.append(_problem(path, error))
        sounds = {e.id: spelt(e.title) for e in entries}
        return LessonShelf(tuple(entries), tuple(problems), sounds)

    def lesson(self, name: str) -> Lesson:
        """The whole lesson with this id.

        Raises:
            ScenarioError: It is not there or can't be used.
        """
        return load_lesson(self._folder / LESSONS / f"{name}.yaml")

    def _personas(self, problems: list[Problem]) -> dict[str, str]:
        """Names of the customer types; one that can't be used is a problem."""
        names = {}
        for path in sorted((self._folder / PERSONAS).glob("*.yaml")):
            try:
                names[path.stem] = load_persona(path).name
            except ScenarioError as error:
                problems.append(_problem(path, error))
        return names

    def _check_shared(self, problems: list[Problem]) -> None:
        """Files that many scenes stand on: a mistake in one is seen before a scene is wanted."""
        folder = self._folder
        groups = [(path, load_lines) for path in sorted((folder / LINE_GROUPS).glob("*.yaml"))]
        once = [(folder / COACH_FILE, load_coach), (folder / SCORING_FILE, load_rulebook)]
        for path, load in (*((p, load) for p, load in once if p.exists()), *groups):
            try:
                load(path)
            except ScenarioError as error:
                problems.append(_problem(path, error))

    def _files(self) -> list[Path]:
        if not self._folder.is_dir():
            message = "no such folder; check the path"
            raise ScenarioError([Diagnostic(str(self._folder), Mark(), "SC001", message)])
        return scene_files(self._folder)


def read_entry(path: Path) -> Entry:
    """What a chooser shows of a file; nothing is read beyond that.

    Raises:
        ScenarioError: The part that was read can't be used.
    """
    return _read_head(path, _ENTRY)


def scene_files(folder: Path) -> list[Path]:
    """The scenario files of a folder, in order."""
    return sorted(p for p in folder.glob("*.yaml") if p.name not in (COACH_FILE, SCORING_FILE))


def _read_head(path: Path, record: Record[T]) -> T:
    keys = tuple(record.keys)
    whole = read_document(path, until=keys).root
    here = [k for k in keys if k in whole.values]
    head = Mapping(whole.mark, {k: whole.keys[k] for k in here}, {k: whole.values[k] for k in here})
    return read_root(record, Document(str(path), head))


def _problem(path: Path, error: ScenarioError) -> Problem:
    found = error.diagnostics
    readable = all(d.code != "SC001" for d in found)
    return Problem(path.name, tuple(map(str, found)), readable)
