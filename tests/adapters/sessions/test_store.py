# SPDX-License-Identifier: Apache-2.0
"""A folder that is whole at any moment."""

import re
import subprocess
import sys
from datetime import datetime

from tests.adapters.sessions.stored import ended
from tests.adapters.sessions.test_recording import channels, sounding, tone
from tests.scenes import listening
from trainer_gui.adapters.sessions.naming import INTERRUPTED, new_folder
from trainer_gui.adapters.sessions.store import LOCK, recover
from trainer_gui.domain.state import Mode


def files(b):
    return {p.name for p in b.folder.iterdir()}


def test_a_scene_under_way_is_kept_to_go_on_until_it_is_over(bench, play):
    b = bench()
    b.store.save(play.state, {})
    b.settled()
    assert INTERRUPTED in files(b)
    b.store.save(ended(listening().say("blame").heard_out()), {})  # stopped by who plays it
    b.settled()
    assert INTERRUPTED in files(b)
    b.store.save(play.say("abuse").state, {})  # she leaves
    assert b.settled() == []
    assert INTERRUPTED not in files(b)


def test_an_exam_is_not_kept_to_go_on(bench):
    b = bench()
    b.store.save(listening(mode=Mode.EXAM).say("blame").heard_out().state, {})
    assert b.settled() == []
    assert INTERRUPTED not in files(b)


def test_a_session_that_goes_on_has_one_recording(bench, play):
    first, second = bench(), bench(since_s=2.0)
    first.store.hear("trainee", tone(1.0), 0.0)
    first.finished(ended(play))
    first.store.close()
    second.store.hear("trainee", tone(1.0), 3.0)
    second.store.hear("customer", tone(1.0), 5.0)
    assert second.finished(ended(play)).has_audio
    left, right = channels(second.folder / "session.wav")
    assert sounding(left) == [(0.0, 1.0), (3.0, 4.0)]
    assert sounding(right) == [(5.0, 6.0)]


def test_every_save_replaces_the_transcript(bench, play):
    b = bench()
    b.store.save(play.state, {})
    b.settled()
    assert len(b.transcript["turns"]) == 3
    b.store.save(play.say("empathy").state, {})
    assert b.settled() == []
    assert len(b.transcript["turns"]) == 4
    names = sorted(p.name for p in b.folder.iterdir())
    assert names == [INTERRUPTED, "report.html", LOCK, "transcript.json"], (
        "whole at any moment: an app may die now"
    )


def test_a_finished_session_leaves_transcript_sound_and_report(bench, play):
    b = bench(write_report=lambda report: f"<p>{report.outcome}</p>")
    b.store.hear("trainee", tone(0.5), 3.0)
    b.store.hear("customer", tone(1.0), 0.5)
    report = b.finished(ended(play))
    assert (report.folder, report.has_audio) == (b.folder, True)
    b.store.close()
    names = sorted(p.name for p in b.folder.iterdir())
    assert names == ["report.html", "session.wav", "transcript.json"]
    left, right = channels(b.folder / "session.wav")
    assert (sounding(left), sounding(right)) == ([(3.0, 3.5)], [(0.5, 1.5)])
    assert (b.folder / "report.html").read_text(encoding="utf-8") == "<p>stopped</p>"
    assert b.transcript["result"]["outcome"] == "stopped"


def test_a_session_without_sound_has_no_recording(bench, play):
    b = bench()
    report = b.finished(ended(play))
    assert not report.has_audio
    assert sorted(p.name for p in b.folder.iterdir()) == ["report.html", "transcript.json"]


def test_sound_that_comes_after_the_end_does_not_harm_the_recording(bench, play):
    b = bench()
    b.store.hear("trainee", tone(0.5), 0.0)
    b.finished(ended(play))
    b.store.hear("trainee", tone(0.1), 9.0)
    b.store.close()
    recover(b.folder.parent)
    assert sounding(channels(b.folder / "session.wav")[0]) == [(0.0, 0.5)]
    assert not list(b.folder.glob("*.pcm"))


def test_closing_finishes_what_is_pending(bench, play):
    b = bench()
    for _ in range(20):
        b.store.hear("trainee", tone(0.5), 0.0)
        b.store.save(play.state, {})
    b.store.save(play.say("empathy").state, {})
    b.store.close()
    assert len(b.transcript["turns"]) == 4
    b.store.save(play.heard_out().state, {})  # too late: dropped
    b.store.close()
    assert len(b.transcript["turns"]) == 4


def test_a_store_that_is_never_used_leaves_no_folder(bench):
    b = bench()
    b.store.close()
    assert not b.folder.exists()


def test_a_session_that_is_being_recorded_is_left_alone(bench, play):
    b = bench()
    b.store.hear("trainee", tone(0.5), 0.0)
    b.settled()
    assert recover(b.folder.parent) == []  # as a second window would at its start
    b.store.hear("trainee", tone(0.5), 2.0)
    b.finished(ended(play))
    assert sounding(channels(b.folder / "session.wav")[0]) == [(0.0, 0.5), (2.0, 2.5)]


def test_a_lock_whose_owner_died_does_not_count(tmp_path):
    script = (
        "import os, sys; from pathlib import Path; from tests.adapters.sessions.stored import Bench"
        "; from tests.adapters.sessions.test_recording import tone"
        "; b = Bench(Path(sys.argv[1])); b.store.hear('trainee', tone(0.5), 0.0); b.settled()"
        "; os._exit(9)"
    )
    done = subprocess.run([sys.executable, "-c", script, str(tmp_path / "a")], check=False)
    assert done.returncode == 9
    assert recover(tmp_path) == [tmp_path / "a"]
    assert [p.name for p in (tmp_path / "a").iterdir()] == ["session.wav"]


def test_folders_are_named_by_time_and_never_taken_twice(tmp_path):
    now = datetime(2026, 1, 2, 3, 4, 5)
    first = new_folder(tmp_path, "C02", now)
    assert re.fullmatch(r"2026-01-02_03-04-05_C02", first.name)
    first.mkdir()
    assert new_folder(tmp_path, "C02", now).name == "2026-01-02_03-04-05_C02_1"
