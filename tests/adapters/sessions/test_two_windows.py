# SPDX-License-Identifier: Apache-2.0
"""One session, two windows: what one of them plays the other does not touch."""

import shutil

import pytest

from tests.adapters.sessions.stored import ended
from tests.adapters.sessions.test_recording import channels, sounding, tone
from tests.fakes import TableReader
from tests.scenes import listening, reading
from trainer_gui.adapters.sessions import store
from trainer_gui.adapters.sessions.interrupted import read
from trainer_gui.adapters.sessions.naming import TRANSCRIPT
from trainer_gui.adapters.sessions.store import lock_of, rewrite_session
from trainer_gui.application.correcting import corrected
from trainer_gui.application.report import report
from trainer_gui.domain.events import Device, DeviceFailed

PUT_RIGHT = "换了谁都着急，我马上查"


@pytest.fixture
def windows(bench, monkeypatch):
    """The one that plays it, and the one that comes too late."""
    monkeypatch.setattr(store, "LOCK_MS", 0)
    return bench(), bench()


def mended(state, folder):
    reader = TableReader({PUT_RIGHT: reading("empathy")})
    return report(corrected(state, {1: PUT_RIGHT}, reader), folder)


def test_who_comes_second_is_told_once_and_touches_nothing(windows, play):
    first, second = windows
    first.store.hear("trainee", tone(0.5), 0.0)
    first.store.save(play.state, {})
    assert first.settled() == []
    for at in range(2):
        second.store.save(listening().say("empathy").state, {})
        second.store.hear("trainee", tone(0.5), float(at))
    late = second.finished(ended(listening()))
    (failed,) = second.settled()
    assert failed == DeviceFailed(Device.STORE, f"{second.folder}: it is played in another window")
    assert (late.folder, late.has_audio) == (None, False)
    assert len(first.transcript["turns"]) == 3
    assert first.finished(ended(play)).has_audio
    assert sounding(channels(first.folder / "session.wav")[0]) == [(0.0, 0.5)]


def test_a_scene_that_goes_on_is_taken_before_it_begins(windows, play):
    first, second = windows
    first.store.claim()
    assert first.settled() == []
    second.store.claim()
    assert [type(e) for e in second.settled()] == [DeviceFailed]
    first.store.close()
    second.store.save(play.state, {})
    second.settled()
    assert len(second.transcript["turns"]) == 3, "it is free again"


def test_what_is_put_right_after_a_scene_was_stopped_counts_when_it_goes_on(bench, play):
    b = bench()
    b.store.save(play.state, {})
    state = ended(play)
    b.finished(state)
    before = read(b.folder).scene
    rewrite_session(mended(state, b.folder), lambda _: "")
    after = read(b.folder).scene
    assert after.transcript[1].text == PUT_RIGHT
    assert after.transcript[1].heard == before.transcript[1].text
    assert after.transcript[::2] == before.transcript[::2]
    assert after.now == before.now
    rewrite_session(report(state, b.folder), lambda _: "")
    assert read(b.folder).scene == before, "it was heard well after all"


def test_what_is_deleted_stays_so_though_something_was_put_right(bench, play):
    b = bench()
    b.finished(ended(play))
    shutil.rmtree(b.folder)
    rewrite_session(mended(play.state, b.folder), lambda _: "")
    assert not b.folder.exists()


def test_what_is_played_elsewhere_is_not_written_over(bench, play, monkeypatch):
    monkeypatch.setattr(store, "LOOK_MS", 0)
    b = bench()
    b.finished(ended(play))
    before = (b.folder / TRANSCRIPT).read_bytes()
    lock = lock_of(b.folder)
    assert lock.tryLock(0)
    with pytest.raises(OSError, match="another window"):
        rewrite_session(mended(play.state, b.folder), lambda _: "")
    assert (b.folder / TRANSCRIPT).read_bytes() == before
