# SPDX-License-Identifier: Apache-2.0
"""A clerk alone, then the manager: by mouse, keyboard and voice, in the program's real window."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.journey import ANSWERS, NAME
from tests.test_end_to_end import missing
from trainer_gui.adapters.catalogue import load_messages
from trainer_gui.adapters.paths import shipped
from trainer_gui.domain.speech.sound_check import Finding

pytestmark = [pytest.mark.slow, pytest.mark.timeout(400), pytest.mark.skipif("missing()")]
WORDS = load_messages(shipped("assets"), "zh")


def gone(way, folder):
    """What was seen on the way."""
    assert not missing()
    done = subprocess.run(
        [sys.executable, "-m", "tests.journey", way, str(folder)],
        env={**os.environ, "QT_QPA_PLATFORM": "xcb"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("journeys")


@pytest.fixture(scope="module")
def clerk(folder):
    return gone("clerk", folder)


@pytest.fixture(scope="module")
def manager(folder, clerk):
    return gone("manager", folder)


@pytest.fixture(scope="module")
def sessions(folder, clerk):
    """What was kept after the clerk had gone, oldest first."""
    files = sorted((folder / "data").rglob("transcript.json"))
    return [json.loads(path.read_text(encoding="utf-8")) for path in files]


def test_a_newcomer_is_told_what_to_do_and_offered_a_scene(clerk):
    assert WORDS("home.why_first") in clerk["welcome"]
    assert "谁动了我的套餐" in clerk["welcome"]
    assert "她说套餐被人改了" in clerk["briefing"]


def test_the_microphone_is_checked_by_reading_a_sentence(clerk, folder):
    verdicts = {WORDS(f"check.{found}_verdict") for found in ("fine", *Finding)}
    assert verdicts & set(clerk["check"].splitlines())
    assert len(clerk["heard"]) > 10
    kept = json.loads((folder / "data" / "data" / "microphones.json").read_text(encoding="utf-8"))
    assert NAME in json.dumps(kept, ensure_ascii=False)


def test_replies_are_heard_and_answered_and_the_scene_comes_to_its_end(sessions):
    first, _ = sessions
    replies = [t for t in first["turns"] if t["who"] == "trainee"]
    assert len(replies) >= 3
    assert {t["source"] for t in replies} == {"voice"}
    assert any(t["faults"] for t in replies)
    assert any(t["moves"] for t in replies)
    assert first["trainee"] == NAME
    assert first["result"]["outcome"] in {"satisfied", "resigned", "walked_out"}


def test_the_debrief_shows_the_score_and_what_to_do_next(clerk, sessions):
    result = sessions[0]["result"]
    assert str(round(result["overall"])) in clerk["debrief"]
    assert result["ending"] in clerk["debrief"]
    assert WORDS("home.start") in clerk["debrief"]


def test_the_lesson_is_read_heard_and_answered_by_voice(clerk):
    assert "人在气头上听不进道理" in clerk["lesson"]
    assert clerk["demonstrations"] == [
        "排到我你说下班？",
        "这个不归我管。",
        "换我也急，我现在就办。",
    ]
    assert len(clerk["drill"]) == len(ANSWERS)
    assert all(hit for _, hit in clerk["drill"])


def test_progress_shows_the_session(clerk, sessions):
    assert str(round(sessions[0]["result"]["overall"])) in clerk["progress"]


def test_the_manager_sees_the_class_and_takes_it_away_as_a_file(manager):
    assert NAME in manager["class"]
    with Path(manager["file"]).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert [row[0] for row in rows[1:]] == [NAME]


def test_the_next_day_home_knows_where_the_clerk_stopped(clerk, manager, sessions):
    assert WORDS("home.unfinished") in manager["welcome"]
    assert WORDS("home.go_on") in manager["welcome"]
    assert len(clerk["left"]) == 3
    assert manager["gone_on"] == clerk["left"]
    assert manager["anger"] == clerk["anger"]
    assert len(sessions) == 2
