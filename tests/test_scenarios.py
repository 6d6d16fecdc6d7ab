# SPDX-License-Identifier: Apache-2.0
"""Every file that is shipped in `scenarios` is without errors and warnings."""

from pathlib import Path

import pytest

from trainer_gui.adapters.scenarios.diagnostics import Severity
from trainer_gui.adapters.scenarios.library import FolderLibrary
from trainer_gui.adapters.scenarios.lint import lint
from trainer_gui.understanding.reader import Reader

FOLDER = Path(__file__).parents[1] / "scenarios"
READER = Reader()
FILES = sorted(p.relative_to(FOLDER).as_posix() for p in FOLDER.rglob("*.yaml"))


@pytest.mark.parametrize("name", FILES)
def test_shipped_file_is_clean(name: str):
    findings = lint([FOLDER / name], reader=READER)
    assert [str(f) for f in findings if f.severity is not Severity.INFO] == []


def test_shipped_folder_has_scenes_and_a_coach():
    library = FolderLibrary(FOLDER)
    shelf = library.shelf()
    assert shelf.problems == ()
    assert "C02" in {e.id for e in shelf.entries}
    assert all(library.scenario(e.id).beats for e in shelf.entries)
    assert library.coach().ideas
    assert library.rulebook().rules
