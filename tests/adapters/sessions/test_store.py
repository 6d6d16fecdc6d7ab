# SPDX-License-Identifier: Apache-2.0
"""A folder that is whole at any moment."""

import json
import queue
import re
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import datetime

import pytest

from tests.adapters.sessions.test_recording import channels, record, sounding, tone
from tests.scenes import listening
from trainer_gui.adapters.sessions.naming import INTERRUPTED, new_folder
from trainer_gui.adapters.sessions.store import SessionFolder, lock_of, recover
from trainer_gui.domain.events import Device, DeviceFailed, DeviceReady, StopPressed
from trainer_gui.domain.state import Mode

WAIT_S = 10


class Bench:
    def __init__(self, folder, write_report=lambda report: "<html>", since_s=0.0):
        self.posted = queue.Queue()
        self.folder = folder
        self.store = SessionFolder(folder, self.posted.put, write_report, since_s=since_s)

    def finished(self, state):
        """The report, as the debrief gets it."""
        done = queue.Queue()
        self.store.finish(state, done.put)
        return done.get(timeout=WAIT_S)

    def settled(self):
        """What was posted until all that was asked for is done."""
        done = threading.Event()
        self.store._worker.submit(done.set)
        assert done.wait(WAIT_S)
        events = []
        while not self.posted.empty():
            events.append(self.posted.get())
        return events

    @property
    def transcript(self):
        return json.loads((self.folder / "transcript.json").read_text(encoding="utf-8"))


@pytest.fixture
def bench(tmp_path):
    made = []

    def make(**options):
        made.append(Bench(tmp_path / "sessions" / "one", **options))
        return made[-1]

    yield make
    for one in made:
        one.store.close()


@pytest.fixture
def play():
    return listening().say("blame").heard_out()


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


def ended(play):
    return play.do(StopPressed(play.later(1))).state


def test_every_save_replaces_the_transcript(bench, play):
    b = bench()
    b.store.save(play.state, {})
    b.settled()
    assert len(b.transcript["turns"]) == 3
    b.store.save(play.say("empathy").state, {})
    assert b.settled() == []
    assert len(b.transcript["turns"]) == 4
    names = sorted(p.name for p in b.folder.iterdir())
    assert names == [INTERRUPTED, "report.html", "transcript.json"], (
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


def test_a_folder_that_can_not_be_made_is_told_once_and_tried_again(bench, play, tmp_path):
    b = bench()
    (tmp_path / "sessions").write_text("in the way")
    for at in range(3):
        b.store.save(play.state, {})
        b.store.hear("trainee", tone(0.5), float(at))
    (failed,) = b.settled()
    assert isinstance(failed, DeviceFailed)
    assert failed.device is Device.STORE
    assert str(b.folder) in failed.reason
    assert "\n" not in failed.reason
    (tmp_path / "sessions").unlink()
    b.store.hear("trainee", tone(0.5), 3.0)
    b.store.save(play.state, {})
    assert b.settled() == [DeviceReady(Device.STORE, str(b.folder))]
    b.finished(ended(play))
    assert sounding(channels(b.folder / "session.wav")[0]) == [(3.0, 3.5)]


def test_sound_that_goes_on_failing_is_not_told_again_at_every_turn(bench, play):
    b = bench()
    b.folder.mkdir(parents=True)
    (b.folder / "trainee.pcm").mkdir()
    for at in range(3):
        b.store.hear("trainee", tone(0.1), float(at))
        b.store.save(play.state, {})
    (failed,) = b.settled()
    assert isinstance(failed, DeviceFailed)
    assert len(b.transcript["turns"]) == 3


def test_the_debrief_comes_even_where_nothing_can_be_written(bench, play, tmp_path):
    b = bench()
    (tmp_path / "sessions").write_text("in the way")
    report = b.finished(ended(play))
    assert report.turns
    assert not report.has_audio
    assert [type(e) for e in b.settled()] == [DeviceFailed]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_mistake_in_the_report_is_told_as_a_bug_and_the_session_is_kept(bench, play):
    told = []
    before, threading.excepthook = threading.excepthook, told.append
    try:
        b = bench(write_report=lambda report: 1 / 0)
        report = b.finished(ended(play))
        assert [type(e) for e in b.settled()] == [DeviceFailed]
    finally:
        threading.excepthook = before
    assert report.turns
    assert [t.exc_type for t in told] == [ZeroDivisionError]
    assert b.transcript["turns"]


def test_a_session_that_can_not_be_judged_is_told_and_its_sound_is_kept(bench, play, monkeypatch):
    told = []
    monkeypatch.setattr(threading, "excepthook", told.append)
    b = bench()
    b.store.hear("trainee", tone(0.5), 0.0)
    b.store.finish(replace(play.state, transcript=(None,)), told.append)
    assert [type(e) for e in b.settled()] == [DeviceFailed]
    assert [t.exc_type for t in told] == [AttributeError]
    assert (b.folder / "session.wav").exists()


FULL_DISK = """
import json, queue, resource, sys
from pathlib import Path
from tests.adapters.sessions.test_recording import tone
from tests.adapters.sessions.test_store import Bench
from tests.scenes import listening

play = listening()
for _ in range(4):
    play.say("blame").heard_out()
b = Bench(Path(sys.argv[1]))
b.store.save(play.state, {})
b.store.hear("trainee", tone(0.01), 0.0)
events = [b.settled()]
_, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
play.say("empathy")
for at in range(3):
    b.store.save(play.state, {})
    b.store.hear("trainee", tone(0.5), float(at))
events.append(b.settled())
kept = b.transcript["turns"]
resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
b.store.hear("trainee", tone(0.5), 9.0)
b.store.save(play.state, {})
events.append(b.settled())
b.store.close()
left = sorted(p.name for p in b.folder.iterdir())
print(json.dumps([[[type(e).__name__ for e in es] for es in events], len(kept), left,
                  len(b.transcript["turns"])]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of file size are POSIX")
def test_a_full_disk_keeps_the_last_whole_transcript(tmp_path):
    """Files may not grow any more, as on a full disk; later they may again."""
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(tmp_path / "one")],
        capture_output=True, text=True, timeout=50, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    events, kept, left, after = json.loads(done.stdout)
    assert events == [[], ["DeviceFailed"], ["DeviceReady"]]
    assert (kept, after) == (9, 10)
    assert left == [INTERRUPTED, "report.html", "trainee.pcm", "transcript.json"]
    assert done.stderr == ""


def test_what_a_crash_left_is_mended_at_the_next_start(tmp_path):
    crashed, whole = tmp_path / "a", tmp_path / "b"
    crashed.mkdir()
    whole.mkdir()
    record(crashed, "trainee", (tone(0.5), 1.0))
    record(crashed, "customer", (tone(0.5), 0.0))
    (crashed / "transcript.json").write_text("{}")
    (whole / "session.wav").write_bytes(b"as it is")
    assert recover(tmp_path) == [crashed]
    assert sounding(channels(crashed / "session.wav")[0]) == [(1.0, 1.5)]
    assert sorted(p.name for p in crashed.iterdir()) == ["session.wav", "transcript.json"]
    assert (whole / "session.wav").read_bytes() == b"as it is"
    assert recover(tmp_path) == []
    assert recover(tmp_path / "none") == []


def test_a_folder_that_can_not_be_mended_does_not_hold_up_the_others(tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        record(tmp_path / name, "trainee", (tone(0.5), 1.0))
    (tmp_path / "a" / ".session.wav").mkdir()
    assert recover(tmp_path) == [tmp_path / "b"]
    assert (tmp_path / "a" / "trainee.pcm").exists()


def test_a_session_that_is_being_recorded_is_left_alone(bench, play):
    b = bench()
    b.store.hear("trainee", tone(0.5), 0.0)
    b.settled()
    assert recover(b.folder.parent) == []  # as a second window would at its start
    b.store.hear("trainee", tone(0.5), 2.0)
    b.finished(ended(play))
    assert sounding(channels(b.folder / "session.wav")[0]) == [(0.0, 0.5), (2.0, 2.5)]


def test_who_looks_at_the_sound_for_a_moment_does_not_keep_it_from_being_mended(tmp_path):
    crashed = tmp_path / "a"
    crashed.mkdir()
    record(crashed, "trainee", (tone(0.5), 1.0))
    lock = lock_of(crashed)
    assert lock.tryLock(0)
    looks = threading.Timer(0.02, lock.unlock)
    looks.start()
    assert recover(tmp_path) == [crashed]
    looks.join()


def test_a_lock_whose_owner_died_does_not_count(tmp_path):
    script = (
        "import os, sys; from pathlib import Path; from tests.adapters.sessions.test_store import *"
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
