# SPDX-License-Identifier: Apache-2.0
"""`trainer-gui score`: from a file or standard input, by the branch's own rules and weights."""

import json
import re

import pytest

from trainer_gui.adapters.paths import shipped

TURNS = [
    {"who": "customer", "text": "你们凭什么多扣我三十块？气死我了！"},
    {"who": "trainee", "text": "多扣了钱换谁都生气，实在对不起。"},
]
LINE = json.dumps({"id": 1, "turns": TURNS}, ensure_ascii=False)
OTHERS = ("listening", "explaining", "solution", "conduct", "self_control")


@pytest.fixture
def score(run):
    return lambda *arguments: run("score", *arguments)


def test_file_and_standard_input_give_the_same(score, given, stdin):
    status, (answer,), err = score(given(LINE + "\n"))
    assert (status, err, answer["id"]) == (0, [], 1)
    stdin(LINE)
    assert score() == (0, [answer], [])


def test_bad_lines_are_named_and_the_rest_is_scored(score, given):
    path = given(b"{\n" + LINE.encode() + b"\n\xff\xfe\n")
    status, answers, err = score(path)
    assert (status, len(answers)) == (1, 1)
    assert [message.split(": ")[0] for message in err] == [f"{path}:1", f"{path}:3"]


def test_missing_file_is_one_line(score, tmp_path):
    status, out, (message,) = score(tmp_path / "none.jsonl")
    assert (status, out) == (1, [])
    assert "none.jsonl" in message


def test_rules_with_errors_are_one_line(score, tmp_path):
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "scoring.yaml").write_text("dimensions: {soothing: {weight: much}}\n")
    status, out, (message,) = score("-", "--scenarios", folder)
    assert (status, out) == (1, [])
    assert f"{folder / 'scoring.yaml'}:1:" in message


def test_weights_of_the_branch_count(score, given, tmp_path):
    own = tmp_path / "data" / "config" / "settings.toml"
    own.parent.mkdir(parents=True)
    own.write_text("".join(f"weight_{name} = 0\n" for name in OTHERS))
    _, (answer,), _ = score(given(LINE))
    assert answer["overall"] == answer["dimensions"]["soothing"]


def test_weights_in_the_rules_count_unless_the_branch_has_its_own(score, given, tmp_path):
    rules = tmp_path / "own" / "scoring.yaml"
    rules.parent.mkdir()
    text = (shipped("scenarios") / "scoring.yaml").read_text(encoding="utf-8")
    weightless = re.sub(r"weight: (?!25\n    floor: 38)\d+", "weight: 0", text)
    rules.write_text(weightless, encoding="utf-8")
    _, (answer,), _ = score(given(LINE), "--scenarios", rules.parent)
    assert answer["overall"] == answer["dimensions"]["soothing"]
    own = tmp_path / "data" / "config" / "settings.toml"
    own.parent.mkdir(parents=True)
    own.write_text("weight_soothing = 0\nweight_conduct = 5\n")
    _, (answer,), _ = score(given(LINE), "--scenarios", rules.parent)
    assert answer["overall"] == answer["dimensions"]["conduct"]


def test_the_transcript_of_a_session_will_do(score, given):
    session = {"scenario": "C02", "seed": 1, "turns": TURNS, "result": {"overall": 1}}
    status, (answer,), err = score(given(json.dumps(session, ensure_ascii=False, indent=1)))
    assert (status, err, answer["id"]) == (0, [], "C02")
