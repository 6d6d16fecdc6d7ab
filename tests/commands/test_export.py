# SPDX-License-Identifier: Apache-2.0
"""`trainer-gui export`: a file, or one clear line."""

import json

import pytest

from trainer_gui.__main__ import main

REPLIES = "对不起，您先消消气，我现在就帮您查。\n您上个月来过营业厅吗？\n"


@pytest.fixture
def session(tmp_path):
    """The folder of a session that was typed."""
    from tests.adapters.sessions.test_exporting import played
    from trainer_gui.adapters.sessions.transcript import report_json

    folder = tmp_path / "data" / "data" / "sessions" / "2026-01-02_03-04-05_C02"
    folder.mkdir(parents=True)
    told = report_json(played(*REPLIES.splitlines()))
    (folder / "transcript.json").write_text(json.dumps(told), encoding="utf-8")
    return folder


@pytest.mark.parametrize("form", ["html", "pdf", "csv", "xapi"])
def test_a_file_in_each_format(run, session, monkeypatch, qapp, form):
    monkeypatch.chdir(session)
    status, (line,), messages = run("export", "last", "--format", form)
    assert (status, messages) == (0, [])
    assert line["path"].startswith(session.name)
    assert (session / line["path"]).stat().st_size == line["bytes"] > 0


def test_to_standard_output(session, tmp_path, capsys):
    arguments = ["--data-dir", str(tmp_path / "data"), "export", str(session), "--out", "-"]
    assert main([*arguments, "--format", "xapi", "--home", "https://learn.example"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told[0]["object"]["id"] == "https://learn.example/scenarios/C02"
    assert main([*arguments, "--format", "pdf"]) == 1
    assert "give a file name" in capsys.readouterr().err


def test_what_is_not_there(run, session):
    status, lines, messages = run("export", "nothing", "--format", "csv")
    assert (status, lines, len(messages)) == (1, [], 1)
    assert session.name in messages[0]
