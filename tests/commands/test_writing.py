# SPDX-License-Identifier: Apache-2.0
"""The commands for those who write scenarios: new, schema, lint."""

import json
from pathlib import Path

from trainer_gui.__main__ import main


def test_new_writes_a_scene_that_lints_clean(tmp_path, capsys):
    folder = tmp_path / "mine"
    assert main(["new", "甲01", "--scenarios", str(folder)]) == 0
    out, err = capsys.readouterr()
    assert (out, err.count(": written\n")) == ("", 3)
    assert main(["lint", "--play", str(folder)]) == 0
    assert capsys.readouterr().out == ""


def test_new_overwrites_nothing(tmp_path, capsys):
    for scene, status in (("A1", 0), ("A2", 0), ("A1", 1), ("a/b", 1), ("", 1)):
        before = {p: p.read_bytes() for p in tmp_path.rglob("*.yaml")}
        assert main(["new", scene, "--scenarios", str(tmp_path)]) == status
        assert len(capsys.readouterr().err.splitlines()) == {0: 3, 3: 1}.get(len(before), 1)
        assert all(p.read_bytes() == data for p, data in before.items())
    (tmp_path / "file").touch()
    assert main(["new", "A3", "--scenarios", str(tmp_path / "file")]) == 1
    assert capsys.readouterr().err.endswith("choose another folder\n")


def test_new_on_a_full_disk_can_be_tried_again(tmp_path, capsys, full_disk):
    with full_disk():
        assert main(["new", "A1", "--scenarios", str(tmp_path)]) == 1
    assert capsys.readouterr().err == f"{tmp_path}: File too large; choose another folder\n"
    assert not list(tmp_path.glob("*.yaml"))
    assert main(["new", "A1", "--scenarios", str(tmp_path)]) == 0


def test_schema_is_json(capsys):
    for kind in ("scenario", "persona", "coach"):
        assert main(["schema", kind]) == 0
        assert json.loads(capsys.readouterr().out)["title"] == f"trainer-gui {kind}"


def test_lint_shows_what_was_played(tmp_path, capsys):
    scene = str(Path(__file__).parents[2] / "scenarios" / "C13.yaml")
    assert main(["lint", "--table", "json", "--seeds", "1", scene]) == 0
    *_, last = map(json.loads, capsys.readouterr().out.splitlines())
    assert last["nobody"] == []
