# SPDX-License-Identifier: Apache-2.0
"""What a crash left, and how it is mended at the next start."""

import threading

from tests.adapters.sessions.test_recording import channels, record, sounding, tone
from trainer_gui.adapters.sessions.store import lock_of, recover


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
