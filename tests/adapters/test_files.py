# SPDX-License-Identifier: Apache-2.0
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
