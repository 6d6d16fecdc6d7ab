# SPDX-License-Identifier: Apache-2.0
"""Results of lessons are kept, whatever else is in their file."""

from pathlib import Path

import pytest

from trainer_gui.adapters.sessions.drills import DrillFile
from trainer_gui.application.errors import UserError
from trainer_gui.domain.teaching.drills import Drill

FIRST = Drill("L01", "小李", 1.5, 3, 5)
SECOND = Drill("L02", "", 2.5, 5, 5)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "lessons.jsonl"


def test_what_was_kept_is_read_again(path):
    file = DrillFile(path)
    assert file.read() == ([], None)
    file.add(FIRST)
    file.add(SECOND)
    assert DrillFile(path).read() == ([FIRST, SECOND], None)


@pytest.mark.parametrize(
    "line",
    [
        b"{",
        b"[]",
        b"\xff",
        b'{"lesson": "L01"}',
        b'{"lesson":"L","trainee":"","at":1,"hits":6,"of":5}',
    ],
)
def test_a_bad_line_is_told_and_neither_it_nor_its_neighbours_are_lost(path, line):
    file = DrillFile(path)
    file.add(FIRST)
    with path.open("ab") as out:
        out.write(line)  # and its end was not written
    file.add(SECOND)
    drills, trouble = DrillFile(path).read()
    assert drills == [FIRST, SECOND]
    assert str(trouble).startswith(f"{path}:2: ")
    assert line in path.read_bytes().splitlines()


def test_what_cannot_be_written_now_counts_and_is_written_with_the_next(path):
    file = DrillFile(path)
    path.mkdir(parents=True)
    with pytest.raises(UserError, match=r"lessons\.jsonl"):
        file.add(FIRST)
    drills, trouble = file.read()
    assert drills == [FIRST]
    assert trouble is not None
    path.rmdir()
    file.add(SECOND)
    assert DrillFile(path).read() == ([FIRST, SECOND], None)


def test_a_place_that_cannot_be_written_to_is_told(path):
    path.parent.parent.joinpath("data").write_text("", encoding="utf-8")
    with pytest.raises(UserError, match="not kept yet"):
        DrillFile(path).add(FIRST)
