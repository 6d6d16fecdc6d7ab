# SPDX-License-Identifier: Apache-2.0
"""The command line: JSON lines out, one clear line for what is wrong, exit status 0, 1 or 2."""

import json
import sys
import wave

import pytest

from trainer_gui.__main__ import main
from trainer_gui.commands.figures import quantile

SORRY = "对不起，让您跑这一趟，我现在就帮您查。"


def wrong_use(capsys, *arguments):
    with pytest.raises(SystemExit) as end:
        main(list(arguments))
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("usage: trainer-gui")
    return end.value.code


@pytest.mark.parametrize(
    "arguments",
    [
        ["juggle"],
        ["--theme", "pink"],
        ["play", "C02"],
        ["play", "C02", "--replies", "-", "--mode", "hard"],
        ["play", "C02", "--replies", "-", "--seed", "one"],
        ["hear"],
        ["say", "您好"],
        ["say", "您好", "--out", "x.wav", "--anger", "very"],
        ["demo"],
        ["lint", "--seeds", "0"],
        ["lint", "--table", "csv"],
        ["schema", "report"],
        ["new"],
    ],
    ids=" ".join,
)
def test_wrong_use_is_2(capsys, arguments):
    assert wrong_use(capsys, *arguments) == 2


def test_every_command_explains_itself(capsys):
    for name in (
        "demo",
        "lint",
        "new",
        "schema",
        "play",
        "understand",
        "hear",
        "say",
        "models",
        "doctor",
    ):
        with pytest.raises(SystemExit) as end:
            main([name, "--help"])
        assert end.value.code == 0
        assert f"trainer-gui {name}" in capsys.readouterr().out


def test_understand_answers_line_by_line(run, stdin):
    stdin(
        json.dumps({"id": 1, "context": [], "reply": SORRY}, ensure_ascii=False)
        + "\nnot json\n"
        + json.dumps({"id": 2, "context": [], "reply": "您当时怎么不看清楚呢？"})
        + "\n"
    )
    status, lines, messages = run("understand")
    assert status == 1
    assert [line["id"] for line in lines] == [1, 2]
    assert "apology" in lines[0]["moves"]
    assert lines[1]["faults"]
    assert len(messages) == 1
    assert messages[0].startswith("stdin:2:")


def test_understand_a_file(run, given):
    status, lines, messages = run("understand", given('{"id": 1, "context": [], "reply": "好"}'))
    assert (status, len(lines), messages) == (0, 1, [])


def test_a_file_may_be_called_stdin(run, given, stdin, monkeypatch, tmp_path):
    given('{"id": 1, "context": [], "reply": "好"}', "stdin")
    stdin('{"id": 2, "context": [], "reply": "好"}')
    monkeypatch.chdir(tmp_path)
    assert [run("understand", name)[1][0]["id"] for name in ("stdin", "-")] == [1, 2]


@pytest.mark.parametrize(
    ("scenario", "says"),
    [
        ("C99", "did you mean C"),
        ("../scenarios/C02", "no scenario"),
        ("coach", "no scenario"),
        ("\0", "no scenario"),
        ("长" * 300, "no scenario"),
    ],
)
def test_understand_a_scenario_that_is_not_there(run, stdin, scenario, says):
    stdin(json.dumps({"id": 1, "reply": "好", "scenario": scenario}))
    status, lines, (message,) = run("understand")
    assert (status, lines) == (1, [])
    assert message.startswith("stdin:1: ")
    assert says in message


def test_understand_says_what_is_wrong_with_a_broken_scenario(run, stdin, given):
    broken = given("id: T01\ntitel: x\n", "T01.yaml")
    stdin(json.dumps({"id": 1, "reply": "好", "scenario": "T01"}))
    status, lines, (message,) = run("understand", "--scenarios", broken.parent)
    assert (status, lines) == (1, [])
    assert "T01.yaml:1:1: SC102 " in message


@pytest.mark.parametrize("name", ["none.jsonl", "."])
def test_understand_a_file_that_is_not_there(run, tmp_path, name):
    status, lines, messages = run("understand", tmp_path / name)
    assert (status, lines, len(messages)) == (1, [], 1)


def test_lint_what_is_shipped(capsys):
    assert main(["lint"]) == 0
    assert "error" not in capsys.readouterr().err


def test_lint_finds_problems(capsys, given):
    broken = given("id: T01\ntitel: x\n", "T01.yaml")
    assert main(["lint", str(broken)]) == 1
    out, err = capsys.readouterr()
    assert f"{broken}:2:1" in out + err
    assert main(["lint", str(broken.parent / "none")]) == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["您好", "--anger", "101"], "0 to 100"),
        (["您好", "--anger", "nan"], "0 to 100"),
        (["  "], "no text"),
        (["您好", "--persona", "grumblr"], "did you mean grumbler?"),
        (["您好", "--persona", "王"], "known: "),
    ],
)
def test_say_what_can_not_be_said(run, tmp_path, arguments, said):
    status, lines, messages = run("say", *arguments, "--out", tmp_path / "x.wav")
    assert (status, lines, len(messages)) == (1, [], 1)
    assert said in messages[0]
    assert not (tmp_path / "x.wav").exists()


@pytest.mark.usefixtures("espeak")
def test_say_writes_a_file(run, tmp_path):
    out = tmp_path / "x.wav"
    status, lines, _ = run("say", SORRY, "--persona", "C02", "--anger", "80", "--out", out)
    assert status == 0
    with wave.open(str(out), "rb") as file:
        seconds = file.getnframes() / file.getframerate()
    assert lines == [{"path": str(out), "seconds": pytest.approx(seconds, abs=0.01)}]
    assert 1 < seconds < 15


@pytest.mark.usefixtures("espeak")
@pytest.mark.parametrize("out", [".", "file/x.wav"])
def test_say_where_nothing_can_be_written(run, given, tmp_path, out):
    given("", "file")
    status, lines, messages = run("say", SORRY, "--out", tmp_path / out)
    assert (status, lines, len(messages)) == (1, [], 1)
    assert str(tmp_path / out) in messages[0]


def test_a_broken_settings_file_is_one_line(run, given, tmp_path):
    (tmp_path / "data" / "config").mkdir(parents=True)
    (tmp_path / "data" / "config" / "settings.toml").write_text("voice = 1")
    for arguments in (["say", SORRY, "--out", tmp_path / "x.wav"], ["hear", tmp_path / "x.wav"]):
        status, lines, messages = run(*arguments)
        assert (status, lines, len(messages)) == (1, [], 1)
        assert "settings.toml: voice must be of type str" in messages[0]


@pytest.mark.slow
def test_hear_goes_on_after_a_file_that_can_not_be_read(run, espeak, given, tmp_path):
    out = tmp_path / "x.wav"
    run("say", "您好", "--out", out)
    status, lines, messages = run("hear", tmp_path / "none.wav", given("no sound", "n.wav"), out)
    assert status == 1
    assert len(messages) == 2
    assert "none.wav" in messages[0]
    assert [line["path"] for line in lines] == [str(out)]
    assert set(lines[0]) == {"path", "text", "seconds", "latency_ms", "characters_per_minute"}


def test_quantiles():
    assert quantile([], 0.5) is None
    assert quantile([10.0], 0.95) == 10
    assert quantile([30.0, 10.0, 20.0], 0.5) == 20
    assert quantile([2.0, 1.0], 0.0) == 1


def test_a_library_that_is_missing_is_one_line(run, monkeypatch):
    monkeypatch.setitem(sys.modules, "trainer_gui.commands.lint", None)
    status, lines, (message,) = run("lint")
    assert (status, lines) == (1, [])
    assert message.endswith("install what is missing, or run make setup")


def test_models_tells_what_is_here_and_where_others_are(run, tmp_path):
    status, lines, (message,) = run("models")
    assert status == 0
    assert {line["state"] for line in lines} == {"can_be_had"}
    assert all(line["url"].startswith("https://") for line in lines)
    assert "models" in message
    by_hand = tmp_path / "data" / "data" / "models" / "small"
    (by_hand / "am").mkdir(parents=True)
    (by_hand / "conf").mkdir()
    (by_hand / "am" / "final.mdl").write_bytes(b"none")
    status, lines, _ = run("models", "check")
    assert status == 1
    assert [(line["name"], line["state"]) for line in lines] == [("small", "damaged")]
    assert run("models", "list")[1][0]["state"] == "unproven"
    assert run("models", "install", str(by_hand))[0] == 1
    assert run("models", "remove", "small")[1] == [{"name": "small", "state": "removed"}]


def test_models_refuses_in_one_line(run, tmp_path):
    assert run("models", "install", str(tmp_path / "none.zip"), str(tmp_path))[0] == 1
    status, lines, (message,) = run("models", "remove", "none")
    assert (status, lines) == (1, [])
    assert "no model 'none' is installed" in message
