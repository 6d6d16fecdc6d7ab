# SPDX-License-Identifier: Apache-2.0
"""Sound is deleted when it is old, or at once; what was written of a session stays."""

import os
from datetime import datetime, timedelta

import pytest

from trainer_gui.adapters.sessions.recording import mix
from trainer_gui.adapters.sessions.retention import delete, expired, recordings
from trainer_gui.adapters.sessions.store import lock_of
from trainer_gui.application.errors import UserError

NOW = datetime(2026, 5, 1, 12)


@pytest.fixture
def session(tmp_path):
    """Makes a session's folder with sound of that age."""

    def make(name, *, days=0, sound=("session.wav",)):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "transcript.json").write_text("{}")
        (folder / "report.html").write_text("<p>")
        for file in sound:
            (folder / file).write_bytes(bytes(100))
            at = (NOW - timedelta(days=days)).timestamp()
            os.utime(folder / file, (at, at))
        return folder

    return make


def test_the_sound_of_each_session_is_found_with_its_size(tmp_path, session):
    session("a")
    session("b", sound=("trainee.pcm", "customer.pcm"))
    session("typed", sound=())
    assert [r.size for r in recordings(tmp_path)] == [100, 200]
    assert recordings(tmp_path / "nowhere") == ()


def test_what_is_being_recorded_is_left_alone(tmp_path, session):
    folder = session("a", sound=("trainee.pcm",))
    lock = lock_of(folder)
    assert lock.tryLock(0)
    assert recordings(tmp_path) == ()
    lock.unlock()
    assert len(recordings(tmp_path)) == 1


def test_looking_leaves_no_trace(tmp_path, session):
    folder = session("a")
    before = folder.stat().st_mtime_ns
    os.utime(folder, ns=(1, 1))
    assert len(recordings(tmp_path)) == 1
    assert folder.stat().st_mtime_ns == 1 < before


def test_only_old_sound_expires(tmp_path, session):
    old, fresh = session("a", days=31), session("b", days=29)
    assert delete(expired(recordings(tmp_path), 30, NOW)) == 1
    assert sorted(p.name for p in old.iterdir()) == ["report.html", "transcript.json"]
    assert (fresh / "session.wav").exists()


def test_nothing_expires_where_it_is_kept_for_ever(tmp_path, session):
    session("a", days=9999)
    assert expired(recordings(tmp_path), 0, NOW) == ()


def test_all_of_it_can_go_at_once(tmp_path, session):
    session("a")
    session("b", sound=("session.wav", ".session.wav", "trainee.pcm"))
    assert delete(recordings(tmp_path)) == 2
    assert recordings(tmp_path) == ()
    assert delete(()) == 0


def test_what_cant_be_deleted_is_said(tmp_path, session):
    folder = session("a")
    found = recordings(tmp_path)
    (folder / "session.wav").unlink()
    (folder / "session.wav").mkdir()
    with pytest.raises(UserError, match=r"session\.wav: .*by hand"):
        delete(found)


def test_what_is_being_mixed_is_not_deleted_under_the_mixers_hands(tmp_path, session):
    folder = session("a", sound=("trainee.pcm", "customer.pcm"))
    found = recordings(tmp_path)
    lock = lock_of(folder)
    assert lock.tryLock(0)
    assert delete(found) == 0
    assert (folder / "trainee.pcm").exists()
    lock.unlock()
    assert delete(found) == 1
    assert sorted(p.name for p in folder.iterdir()) == ["report.html", "transcript.json"]


def test_what_was_mixed_since_it_was_found_is_deleted_too(tmp_path, session):
    folder = session("a", sound=("trainee.pcm",))
    found = recordings(tmp_path)
    mix(folder)
    assert delete(found) == 1
    assert not (folder / "session.wav").exists()


def test_sound_of_a_scene_that_goes_on_this_moment_is_not_deleted(tmp_path, session):
    folder = session("a", sound=("session.wav",))
    (folder / "interrupted.json").touch()
    found = recordings(tmp_path)
    lock = lock_of(folder)  # who goes on takes it before the sound is made tracks again
    assert lock.tryLock(0)
    assert delete(found) == 0
    assert (folder / "session.wav").exists()
    lock.unlock()
    assert delete(found) == 1
    assert not (folder / "session.wav").exists()
