# SPDX-License-Identifier: Apache-2.0
"""What there is of finished sessions, told quickly: an index beside the folders, in SQLite.

The folders are the truth. The index is made of them, follows them whenever it is read, and may be
deleted at any time; so it needs no migrations: another shape is another file. Several windows may
share it.
"""

import contextlib
import json
import os
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Float,
    Integer,
    MetaData,
    String,
    Table,
    create_engine,
    delete,
    insert,
    select,
)
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import NullPool, StaticPool

from trainer_gui.adapters.sessions.naming import TRANSCRIPT, begun_at
from trainer_gui.domain.progress import Practice
from trainer_gui.domain.scenario import Outcome
from trainer_gui.domain.state import Mode
from trainer_gui.domain.taxonomy import Dimension

FILE = "sessions-1.sqlite"
"""The number is the table's shape."""
WAIT_S = 5.0
"""How long another window may hold the index; then it is done without."""
_AT_ONCE = 500
"""Sessions that are read before they are written to the index: what is done stays done."""
_USELESS = frozenset({sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_ERROR})
"""What SQLite says of a file that is no index, or a damaged one."""

_SESSIONS = Table(
    "sessions",
    MetaData(),
    Column("name", String, primary_key=True),
    Column("changed", Integer, nullable=False),
    Column("at", Float, nullable=False),
    Column("told", JSON),
)
"""`changed`: when something was last written to the folder; `told`: None where it holds no whole
session, else what `_told` makes of it."""


class SessionIndex:
    """Reads what was practised; any thread, one at a time."""

    def __init__(self, sessions: Path, cache: Path) -> None:
        """Touch nothing yet.

        Args:
            sessions: The folder that holds one folder a session.
            cache: The folder for the index.
        """
        self._sessions = sessions
        self._file = cache / FILE
        self._seen: dict[str, int] | None = None
        """The folders of which `_told` tells."""
        self._told: list[Practice] = []

    def practices(self) -> list[Practice]:
        """Every session, oldest first. A folder without a whole transcript is passed over."""
        there = _folders(self._sessions)
        if there != self._seen:
            self._told, self._seen = self._read(there), there
        return list(self._told)

    def _read(self, there: dict[str, int]) -> list[Practice]:
        for _ in range(2):
            try:
                return self._kept(there)
            except OSError:
                break
            except DatabaseError as error:
                if not _is_useless(error):
                    break
                with contextlib.suppress(OSError):
                    self._file.unlink(missing_ok=True)
        # no place for it, or another window holds it: slower, and nothing is lost
        return self._practices(create_engine("sqlite://", poolclass=StaticPool), there)

    def _kept(self, there: dict[str, int]) -> list[Practice]:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        wait = {"timeout": WAIT_S}
        engine = create_engine(f"sqlite:///{self._file}", poolclass=NullPool, connect_args=wait)
        return self._practices(engine, there)

    def _practices(self, engine: Engine, there: dict[str, int]) -> list[Practice]:
        _SESSIONS.metadata.create_all(engine)
        self._follow(engine, there)
        rows = select(_SESSIONS.c.name, _SESSIONS.c.at, _SESSIONS.c.told)
        with engine.connect() as connection:
            told = {row.name: (row.at, row.told) for row in connection.execute(rows)}
        for name in there.keys() - told.keys():  # taken out by a window that looked before it came
            entry = self._entry(name, there[name])
            told[name] = (entry["at"], entry["told"])
        whole = [_practice(n, at, parts) for n, (at, parts) in told.items() if n in there and parts]
        return sorted(whole, key=lambda practice: practice.at)

    def _follow(self, engine: Engine, there: dict[str, int]) -> None:
        """Take in what is new or changed, forget what is gone."""
        with engine.begin() as connection:
            rows = connection.execute(select(_SESSIONS.c.name, _SESSIONS.c.changed))
            known = {row.name: row.changed for row in rows}
            _forget(connection, known.keys() - there.keys())
        fresh = [name for name, changed in there.items() if known.get(name) != changed]
        for start in range(0, len(fresh), _AT_ONCE):
            names = fresh[start : start + _AT_ONCE]
            entries = [self._entry(name, there[name]) for name in names]
            with engine.begin() as connection:
                _forget(connection, names)
                connection.execute(insert(_SESSIONS), entries)

    def _entry(self, name: str, changed: int) -> dict[str, Any]:
        """The row of a folder."""
        told = _told(self._sessions / name / TRANSCRIPT)
        return {"name": name, "changed": changed, "at": _began(name, changed), "told": told}


def _is_useless(error: DatabaseError) -> bool:
    """Whether the file is to be made anew; a full disk or a lock is no reason to."""
    code: int = getattr(error.orig, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    return code & 0xFF in _USELESS  # above it stands what exactly


def _folders(sessions: Path) -> dict[str, int]:
    """The folders there are, with the moment at which each was last written to."""
    try:
        with os.scandir(sessions) as entries:
            return dict(_changes(entries))
    except OSError:  # none yet; or who writes there says what is wrong
        return {}


def _changes(entries: Iterable[os.DirEntry[str]]) -> Iterator[tuple[str, int]]:
    for entry in entries:
        if entry.is_dir():
            yield entry.name, entry.stat().st_mtime_ns  # files in it are replaced, never changed


def _forget(connection: Connection, names: Iterable[str]) -> None:
    gone = list(names)
    for start in range(0, len(gone), _AT_ONCE):
        some = gone[start : start + _AT_ONCE]
        connection.execute(delete(_SESSIONS).where(_SESSIONS.c.name.in_(some)))


def _began(name: str, changed: int) -> float:
    """When a session began: its folder's name says so."""
    at = begun_at(name)
    return changed / 1e9 if at is None else at.timestamp()


def _told(path: Path) -> list[Any] | None:
    """The part of a transcript that progress is made of; None where it can't be read."""
    try:
        session = json.loads(path.read_text(encoding="utf-8"))
        turns, result = session["turns"], session["result"]
        own = [t for t in turns if t["who"] == "trainee"]
        uses = Counter(label for t in own for label in {*t["moves"], *t["faults"]})
        told = [
            session["scenario"],
            Mode(session["mode"]),
            session.get("trainee", ""),
            Outcome(result["outcome"]),
            result["passed"],
            result["overall"],
            {Dimension(d): v for d, v in result["dimensions"].items() if v is not None},
            result["red_lines"],
            dict(sorted(uses.items())),
            len(own),
            turns[-1]["end_s"] if turns else 0.0,
        ]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return told


def _practice(name: str, at: float, told: list[Any]) -> Practice:
    scenario, mode, trainee, outcome, passed, overall, dimensions, lines, uses, replies, s = told
    return Practice(
        name=name,
        at=at,
        scenario=scenario,
        day=date.fromtimestamp(at).toordinal(),
        mode=_MODES[mode],
        trainee=trainee,
        outcome=_OUTCOMES[outcome],
        passed=passed,
        overall=overall,
        dimensions={_DIMENSIONS[d]: v for d, v in dimensions.items()},
        red_lines=tuple(lines),
        uses=uses,
        replies=replies,
        seconds=s,
    )


_MODES = {m.value: m for m in Mode}
_OUTCOMES = {o.value: o for o in Outcome}
_DIMENSIONS = {d.value: d for d in Dimension}
