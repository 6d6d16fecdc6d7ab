# SPDX-License-Identifier: Apache-2.0
import os
import sys
import threading

import pytest

from trainer_gui.adapters.files import write_atomically
from trainer_gui.adapters.paths import places, shipped


def test_a_file_is_replaced_whole(tmp_path):
    path = tmp_path / "new" / "file"
    write_atomically(path, b"one")
    write_atomically(path, b"two")
    assert path.read_bytes() == b"two"
    assert list(path.parent.iterdir()) == [path]


def test_where_it_fails_the_old_file_stays_and_nothing_else(tmp_path):
    path = tmp_path / "file"
    path.mkdir()
    (path / "inside").write_bytes(b"old")
    with pytest.raises(OSError, match="file"):
        write_atomically(path, b"new")
    assert [p.name for p in tmp_path.iterdir()] == ["file"]
    assert (path / "inside").read_bytes() == b"old"


def test_on_a_full_disk_the_old_file_stays_and_nothing_else(tmp_path, full_disk):
    path = tmp_path / "file"
    write_atomically(path, b"old")
    with full_disk(), pytest.raises(OSError, match="large"):
        write_atomically(path, bytes(5000))
    assert [p.name for p in tmp_path.iterdir()] == ["file"]
    assert path.read_bytes() == b"old"


posix = pytest.mark.skipif(sys.platform == "win32", reason="modes and pipes are POSIX")


@posix
def test_others_may_read_what_the_user_lets_them_read(tmp_path):
    before = os.umask(0o027)
    try:
        write_atomically(tmp_path / "file", b"for the branch")
    finally:
        os.umask(before)
    assert (tmp_path / "file").stat().st_mode & 0o777 == 0o640


@posix
def test_a_pipe_stays_one(tmp_path):
    path, read = tmp_path / "pipe", []
    os.mkfifo(path)
    reader = threading.Thread(target=lambda: read.append(path.read_bytes()))
    reader.start()
    write_atomically(path, b"words")
    reader.join()
    assert read == [b"words"]
    assert path.is_fifo()


def test_all_folders_lie_under_one_root(tmp_path):
    here = places(tmp_path)
    everything = (here.data, here.cache, here.config, here.sessions, here.settings)
    assert all(tmp_path in p.parents for p in everything)
    assert len({here.data, here.cache, here.config}) == 3
    assert here.sessions.parent == here.data
    assert here.settings.name == "settings.toml"
    assert list(tmp_path.iterdir()) == []


def test_without_a_root_they_are_the_users(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("DATA", "CACHE", "CONFIG"):
        monkeypatch.delenv(f"XDG_{name}_HOME", raising=False)
    here = places()
    assert "trainer-gui" in str(here.data)
    assert len({here.data, here.cache, here.config}) >= 2 or here.data.is_absolute()


@pytest.mark.parametrize(
    ("folder", "file"), [("scenarios", "C02.yaml"), ("assets", "i18n/zh.toml")]
)
def test_what_is_shipped_is_there(folder, file):
    assert (shipped(folder) / file).is_file()
