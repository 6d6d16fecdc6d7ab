# SPDX-License-Identifier: Apache-2.0
"""A folder that can't be written to: nothing is lost that was whole, and the scene goes on."""

import json
import subprocess
import sys
import threading
from dataclasses import replace

import pytest

from tests.adapters.sessions.stored import ended
from tests.adapters.sessions.test_recording import channels, sounding, tone
from trainer_gui.adapters.sessions.naming import INTERRUPTED
from trainer_gui.domain.events import Device, DeviceFailed, DeviceReady


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
from tests.adapters.sessions.stored import Bench
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
