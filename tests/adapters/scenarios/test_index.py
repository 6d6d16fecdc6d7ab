# SPDX-License-Identifier: Apache-2.0
"""The index of a library: the same shelf as without it, and only what changed is read."""

import json

import pytest

from trainer_gui.adapters.scenarios import library as reading
from trainer_gui.adapters.scenarios.library import FolderLibrary


@pytest.fixture
def folder(write, scene):
    folder = write().parent
    (folder / "T02.yaml").write_text(scene.replace("T01", "T02"), encoding="utf-8")
    return folder


@pytest.fixture
def index(tmp_path_factory):
    return tmp_path_factory.mktemp("cache") / "deep" / "shelf.json"


@pytest.fixture
def read(monkeypatch):
    """Names of the files that were read as YAML."""
    names = []
    really = reading.read_entry

    def counted(path):
        names.append(path.name)
        return really(path)

    monkeypatch.setattr(reading, "read_entry", counted)
    return names


def test_shelf_is_the_same_and_read_once(folder, index, read):
    plain = FolderLibrary(folder).shelf()
    read.clear()
    shelves = [FolderLibrary(folder, index).shelf() for _ in range(3)]
    assert all(shelf == plain for shelf in shelves)
    assert read == ["T01.yaml", "T02.yaml"]


def test_what_changed_is_read(folder, index, read, scene):
    FolderLibrary(folder, index).shelf()
    read.clear()
    (folder / "T02.yaml").write_text(
        scene.replace("T01", "T02").replace("谁动了我的套餐\n", "套餐变了\n"), encoding="utf-8"
    )
    (folder / "T03.yaml").write_text(scene.replace("T01", "T03"), encoding="utf-8")
    entries = FolderLibrary(folder, index).shelf().entries
    assert [e.title for e in entries] == ["谁动了我的套餐", "套餐变了", "谁动了我的套餐"]
    assert read == ["T02.yaml", "T03.yaml"]


def test_renamed_file_is_read(folder, index):
    FolderLibrary(folder, index).shelf()
    (folder / "T02.yaml").rename(folder / "T09.yaml")
    (problem,) = FolderLibrary(folder, index).shelf().problems
    assert "SC111" in problem.lines[0]


def test_broken_file_is_read_each_time(folder, index, read, scene):
    (folder / "T02.yaml").write_text(scene.replace("T01", "T02").replace("difficulty: 2\n", ""))
    for _ in range(2):
        assert "SC102" in FolderLibrary(folder, index).shelf().problems[0].lines[0]
    assert read == ["T01.yaml", "T02.yaml", "T02.yaml"]


def test_deleted_files_are_forgotten(folder, index):
    FolderLibrary(folder, index).shelf()
    (folder / "T02.yaml").unlink()
    FolderLibrary(folder, index).shelf()
    assert len(json.loads(index.read_bytes())["entries"]) == 1


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff", b"[]", b'{"version": 0, "entries": {}}', b'{"version": 1, "entries": 3}',
     b"[" * 100_000],
)  # fmt: skip
def test_spoiled_index_is_forgotten(folder, index, data):
    index.parent.mkdir()
    index.write_bytes(data)
    assert len(FolderLibrary(folder, index).shelf().entries) == 2
    assert len(json.loads(index.read_bytes())["entries"]) == 2


def test_spoiled_entry_is_read_anew(folder, index):
    plain = FolderLibrary(folder, index).shelf()
    kept = json.loads(index.read_bytes())
    one, other = kept["entries"]
    kept["entries"][one] = {"id": "T01"}
    kept["entries"][other]["nonsense"] = 1
    index.write_text(json.dumps(kept), encoding="utf-8")
    assert FolderLibrary(folder, index).shelf() == plain


def test_index_that_cant_be_written_does_no_harm(folder, tmp_path):
    (tmp_path / "file").touch()
    assert len(FolderLibrary(folder, tmp_path / "file" / "shelf.json").shelf().entries) == 2
