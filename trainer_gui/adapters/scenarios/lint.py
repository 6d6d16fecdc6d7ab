# SPDX-License-Identifier: Apache-2.0
"""`trainer-gui lint`: every finding in the files of a scenario folder, and what they hold."""

import json
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import TextIO

from trainer_gui.adapters.scenarios.diagnostics import (
    Diagnostic,
    Mark,
    ScenarioError,
    Severity,
    in_order,
    shown,
)
from trainer_gui.adapters.scenarios.flow import check_flow
from trainer_gui.adapters.scenarios.lesson_checks import (
    check_lesson,
    check_lesson_understood,
    said_in,
)
from trainer_gui.adapters.scenarios.lessons import LESSONS, open_lesson
from trainer_gui.adapters.scenarios.library import scene_files
from trainer_gui.adapters.scenarios.limits import check_guest, check_limits, check_speech
from trainer_gui.adapters.scenarios.loader import (
    COACH_FILE,
    PERSONAS,
    Opened,
    load_coach,
    load_lines,
    load_persona,
    open_lines,
    open_scenario,
)
from trainer_gui.adapters.scenarios.references import Steps
from trainer_gui.adapters.scenarios.rehearse import Played, check_played, table
from trainer_gui.adapters.scenarios.report import Report
from trainer_gui.adapters.scenarios.scoring import SCORING_FILE, check_rulebook, open_rulebook
from trainer_gui.adapters.scenarios.sharing import LINE_GROUPS, offered, shared_names
from trainer_gui.adapters.scenarios.teaching import check_beats, check_facts, check_understood
from trainer_gui.adapters.scenarios.wording import (
    check_coach,
    check_lines,
    check_privacy,
    persona_lines,
    speech_lines,
    spoken_lines,
    written_lines,
)
from trainer_gui.adapters.scenarios.yaml_nodes import Document, read_document
from trainer_gui.application.ports import Reader
from trainer_gui.domain.coach import EMPTY_COACH, Coach
from trainer_gui.domain.scenario import Scenario

_TELLING = 8  # shorter lines (我找你们经理！) are everybody's


class Linter:
    """Looks at files one by one; what they share is read once."""

    def __init__(
        self, reader: Reader | None = None, stage: Callable[[Opened], Played] | None = None
    ) -> None:
        """Look at nothing yet.

        Args:
            reader: Where given, model answers are checked against what it understands.
            stage: Where given, it plays every scene.
        """
        self._reader = reader
        self._stage = stage
        self._persona = cache(load_persona)
        self._group = cache(load_lines)
        self._coach = cache(_coach_or_none)
        self.diagnostics: list[Diagnostic] = []
        self.statistics: list[str] = []
        self.played: list[Played] = []
        self._said: dict[str, str] = {}
        self._groups: dict[Path, Document] = {}
        self._shared: set[str] = set()

    def look_at(self, path: Path) -> None:
        """Check a file; its name and folder say of which sort it is."""
        report = Report(str(path))
        try:
            if path.name == COACH_FILE:
                document = read_document(path)
                check_coach(document, load_coach(path), report)
                check_privacy(document, report)
            elif path.name == SCORING_FILE:
                check_rulebook(*open_rulebook(path), report)
            elif path.parent.name == LESSONS:
                self._look_at_lesson(path, report)
            elif path.parent.name == PERSONAS:
                self._look_at_persona(path, report)
            elif path.parent.name == LINE_GROUPS:
                self._look_at_lines(path, report)
            else:
                self._look_at_scenario(path, report)
        except ScenarioError as error:
            self.diagnostics.extend(error.diagnostics)
        self.diagnostics.extend(report.diagnostics)

    def _look_at_persona(self, path: Path, report: Report) -> None:
        document, persona = read_document(path), self._persona(path)
        self._check_speech(document, persona_lines(persona), report)

    def _look_at_lines(self, path: Path, report: Report) -> None:
        document, parts = open_lines(path)
        self._groups[path] = document
        self._check_speech(document, speech_lines(**parts), report)

    def _check_speech(
        self, document: Document, lines: Iterable[tuple[Steps, str]], report: Report
    ) -> None:
        told = list(lines)
        check_speech(document, told, report)
        self._check_shared(Path(document.path).stem, document, told, report)
        check_privacy(document, report)

    def look_back(self) -> None:
        """Check what only the whole folder shows: line groups, and sets, that no scene shares."""
        for path, document in self._groups.items():
            report = Report(str(path))
            for name, mark in offered(document):
                if name not in self._shared:
                    message = f"no scene shares `{name}`; name it in one or delete it"
                    report.add("SC317", mark, message)
            self.diagnostics.extend(report.diagnostics)

    def _look_at_scenario(self, path: Path, report: Report) -> None:
        opened = open_scenario(path, self._persona, self._group)
        self._shared |= shared_names(opened.document)
        check_flow(opened, report)
        check_lines(opened, report)
        check_beats(opened, self._coach(path.parent / COACH_FILE), report)
        check_facts(opened, report)
        check_limits(opened, report)
        for guest in opened.scenario.personas:
            check_guest(opened, self._persona(path.parent / PERSONAS / f"{guest}.yaml"), report)
        lines = written_lines(opened)
        self._check_shared(opened.scenario.id, opened.document, lines, report)
        check_privacy(opened.document, report)
        if self._reader is not None:
            check_understood(opened, self._reader, report)
        if self._stage is not None:
            played = self._stage(opened)
            check_played(played, report)
            self.played.append(played)
        self.statistics.append(counts(opened.scenario))

    def _look_at_lesson(self, path: Path, report: Report) -> None:
        document, lesson = open_lesson(path)
        check_lesson(document, lesson, [p.stem for p in scene_files(path.parent.parent)], report)
        spoken = ((steps, text) for steps, _, text in said_in(lesson))
        self._check_shared(lesson.id, document, spoken, report)
        check_privacy(document, report)
        if self._reader is not None:
            check_lesson_understood(document, lesson, self._reader, report)
        lines = [text for _, _, text in said_in(lesson)]
        self.statistics.append(
            f"{lesson.id} {lesson.title}: {len(lines)} lines to be heard "
            f"({sum(map(len, lines))} characters), {len(lesson.drill)} prompts"
        )

    def _check_shared(
        self, name: str, document: Document, lines: Iterable[tuple[Steps, str]], report: Report
    ) -> None:
        """Report lines that a file looked at earlier has as well."""
        for steps, text in lines:
            letters = "".join(c for c in text if c.isalnum())
            other = self._said.setdefault(letters, name)
            if other != name and len(letters) >= _TELLING:
                message = f"{shown(text)} is said in {other} as well; reword one"
                report.add("SC314", document.mark(*steps), message)


def lint(
    paths: Iterable[Path],
    *,
    reader: Reader | None = None,
    stage: Callable[[Opened], Played] | None = None,
) -> list[Diagnostic]:
    """All findings in `paths` (files, or folders with all that is in them), in order.

    Args:
        paths: Scenario, persona, lesson and coach files, or folders of them.
        reader: Where given, model answers must be understood as the moves that they claim.
        stage: Where given, it plays every scene.
    """
    return list(in_order(_linted(paths, Linter(reader, stage)).diagnostics))


def run_lint(
    paths: Iterable[Path],
    out: TextIO,
    err: TextIO,
    *,
    reader: Reader | None = None,
    stage: Callable[[Opened], Played] | None = None,
    show: str | None = None,
) -> int:
    """Write findings to `out`, a line each, and counts to `err`.

    Args:
        paths: As for `lint`.
        out: Takes findings, then the table.
        err: Takes how much there is in each scene.
        reader: As for `lint`.
        stage: As for `lint`.
        show: `text` or `json`: the table of what was played, after the findings.

    Returns:
        The exit code: 1 where there is an error or a warning.
    """
    linter = _linted(paths, Linter(reader, stage))
    findings = in_order(linter.diagnostics)
    for finding in findings:
        print(finding, file=out)
    if show == "text":
        for line in table(linter.played):
            print(line, file=out)
    elif show == "json":
        for row in (row for played in linter.played for row in played.rows):
            print(json.dumps(row, ensure_ascii=False), file=out)
    for line in linter.statistics:
        print(line, file=err)
    return int(any(f.severity is not Severity.INFO for f in findings))


def counts(scenario: Scenario) -> str:
    """One line: how much there is in a scene."""
    lines = [text for _, text in spoken_lines(scenario)]
    models = sum(len(b.models) for b in scenario.beats.values())
    return (
        f"{scenario.id} {scenario.title}: {len(scenario.beats)} beats, "
        f"{len(scenario.endings)} endings, {len(lines)} customer lines "
        f"({sum(map(len, lines))} characters), {models} model answers, {len(scenario.facts)} facts"
    )


def _linted(paths: Iterable[Path], linter: Linter) -> Linter:
    for path in paths:
        files = _files(path)
        if not files:
            message = "no .yaml file in this folder; check the path"
            linter.diagnostics.append(Diagnostic(str(path), Mark(), "SC001", message))
        for file in files:
            linter.look_at(file)
        if path.is_dir():
            linter.look_back()
    return linter


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    folders = (path, path / LINE_GROUPS, path / PERSONAS, path / LESSONS)
    return sorted(file for folder in folders for file in folder.glob("*.yaml"))


def _coach_or_none(path: Path) -> Coach:
    """The coach's hints, or none where the file is missing or broken (it has findings itself)."""
    try:
        return load_coach(path)
    except ScenarioError:
        return EMPTY_COACH
