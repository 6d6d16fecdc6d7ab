# SPDX-License-Identifier: Apache-2.0
"""The index tells what the folders hold, whatever happens to either."""

import json
import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import datetime

import pytest

from tests.scenes import listening
from trainer_gui.adapters.sessions import index as sessions_index
from trainer_gui.adapters.sessions.index import FILE, SessionIndex
from trainer_gui.adapters.sessions.transcript import report_json
from trainer_gui.application.report import report
from trainer_gui.domain.scenario import Outcome
from trainer_gui.domain.state import Mode


@pytest.fixture
def sessions(tmp_path):
    return tmp_path / "sessions"


@pytest.fixture
def index(sessions, tmp_path):
    return SessionIndex(sessions, tmp_path / "cache")


def keep(sessions, name, trainee="小李", mode=Mode.PRACTICE):
    """A session as the store leaves it: a new file takes the old one's place."""
    play = listening(mode=mode).say("empathy", "restate").heard_out().say("abuse")
    shape = report_json(report(replace(play.state, trainee=trainee)))
    folder = sessions / name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "new").write_text(json.dumps(shape), encoding="utf-8")
    (folder / "new").replace(folder / "transcript.json")
    return shape


def test_what_was_played_is_told(sessions, index):
    shape = keep(sessions, "2026-11-20_09-30-00_T01", mode=Mode.EXAM)
    (told,) = index.practices()
    assert (told.name, told.scenario) == ("2026-11-20_09-30-00_T01", "T01")
    assert (told.trainee, told.mode, told.outcome) == ("小李", Mode.EXAM, Outcome.WALKED_OUT)
    assert told.at == datetime(2026, 11, 20, 9, 30).timestamp()
    assert told.day == datetime(2026, 11, 20).toordinal()
    assert (told.overall, told.passed) == (shape["result"]["overall"], False)
    rated = {d: v for d, v in shape["result"]["dimensions"].items() if v is not None}
    assert told.dimensions == rated
    assert told.red_lines == ("abuse",)
    assert told.uses == {"empathy": 1, "restate": 1, "abuse": 1}
    assert told.replies == 2
    assert told.seconds == shape["turns"][-1]["end_s"]


def test_it_follows_the_folders(sessions, index):
    first, second = "2026-11-20_09-30-00_T01", "2026-11-19_09-30-00_T01"
    keep(sessions, first)
    assert [p.name for p in index.practices()] == [first]
    keep(sessions, second)
    assert [p.name for p in index.practices()] == [second, first]  # the oldest first
    shutil.rmtree(sessions / first)
    assert [p.name for p in index.practices()] == [second]


def test_a_transcript_that_was_corrected_is_told_as_it_is_now(sessions, index):
    name = "2026-11-20_09-30-00_T01"
    keep(sessions, name)
    index.practices()
    keep(sessions, name, trainee="小王")
    assert [p.trainee for p in index.practices()] == ["小王"]


def test_a_session_of_before_there_were_names_belongs_to_nobody(sessions, index):
    shape = keep(sessions, "old")
    del shape["trainee"]
    (sessions / "old" / "transcript.json").write_text(json.dumps(shape), encoding="utf-8")
    assert [p.trainee for p in index.practices()] == [""]


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"turns": [], "result": 5}', "null"])
def test_what_is_no_session_hides_no_other(sessions, index, text):
    keep(sessions, "2026-11-20_09-30-00_T01")
    for name in ("2026-11-20_09-31-00_T01", "empty"):
        (sessions / name).mkdir()
    (sessions / "2026-11-20_09-31-00_T01" / "transcript.json").write_text(text, encoding="utf-8")
    (sessions / "note.txt").write_text("not a session", encoding="utf-8")
    assert len(index.practices()) == 1


def test_without_a_name_that_says_so_it_began_when_it_was_written(sessions, index):
    keep(sessions, "demo")
    os.utime(sessions / "demo", (1_700_000_000, 1_700_000_000))
    assert [p.at for p in index.practices()] == [1_700_000_000.0]


def test_a_damaged_index_is_made_anew(sessions, index, tmp_path):
    keep(sessions, "2026-11-20_09-30-00_T01")
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / FILE).write_bytes(b"this is no database" * 100)
    assert len(index.practices()) == 1
    assert len(index.practices()) == 1


def test_an_index_that_another_window_holds_is_done_without(sessions, index, tmp_path, monkeypatch):
    monkeypatch.setattr(sessions_index, "WAIT_S", 0.01)
    keep(sessions, "2026-11-20_09-30-00_T01")
    index.practices()
    kept = (tmp_path / "cache" / FILE).read_bytes()
    keep(sessions, "2026-11-21_09-30-00_T01")
    with closing(sqlite3.connect(tmp_path / "cache" / FILE)) as other:
        other.execute("begin exclusive")
        assert len(index.practices()) == 2
    assert (tmp_path / "cache" / FILE).read_bytes() == kept
    assert len(SessionIndex(sessions, tmp_path / "cache").practices()) == 2


def test_an_index_that_another_window_took_something_out_of_still_tells_it(
    sessions, index, tmp_path, monkeypatch
):
    keep(sessions, "2026-11-20_09-30-00_T01")
    follow = SessionIndex._follow

    def behind(self, engine, there):
        """The other window listed the folders before this session came."""
        follow(self, engine, there)
        follow(self, engine, {})

    monkeypatch.setattr(SessionIndex, "_follow", behind)
    assert len(index.practices()) == 1


def test_without_a_place_for_the_index_it_is_made_each_time(sessions, tmp_path):
    keep(sessions, "2026-11-20_09-30-00_T01")
    (tmp_path / "file").touch()
    index = SessionIndex(sessions, tmp_path / "file" / "cache")
    assert len(index.practices()) == len(index.practices()) == 1


def test_sessions_that_can_not_be_listed_are_none(index, sessions):
    sessions.touch()
    assert index.practices() == []


def test_before_the_first_session_there_is_none(index):
    assert index.practices() == []
