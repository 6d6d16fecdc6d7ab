# SPDX-License-Identifier: Apache-2.0
"""`understand`: good lines are answered, bad ones named, whatever stands between them."""

import json

import pytest

from trainer_gui.understanding.jsonl import Problem, understand_lines, written
from trainer_gui.understanding.rules import RuleReader

READER = RuleReader()
GOOD = json.dumps(
    {"id": "g", "context": [{"who": "customer", "text": "快查！"}], "reply": "我现在就给您查。"}
)


def test_a_good_line() -> None:
    (answer,) = understand_lines([GOOD], "in", READER)
    assert not isinstance(answer, Problem)
    assert answer["id"] == "g"
    assert answer["moves"] == ["act_now"]
    assert answer["faults"] == []
    assert json.loads(written(answer)) == answer
    assert all(set(e) == {"label", "quote", "confidence"} for e in answer["evidence"])


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "not JSON"),
        ("nonsense", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[1]", "a list instead of an object"),
        ("null", "null instead of an object"),
        ("3", "a number instead of an object"),
        ('{"reply": "好"}', '"id" is missing'),
        ('{"id": null, "reply": "好"}', '"id" is null'),
        ('{"id": true, "reply": "好"}', '"id" is true or false'),
        ('{"id": "1"}', '"reply" is missing'),
        ('{"id": "1", "reply": 3}', '"reply" is a number'),
        ('{"id": "1", "reply": ["好"]}', '"reply" is a list'),
        ('{"id": "1", "reply": "好", "context": "x"}', '"context" is a text'),
        ('{"id": "1", "reply": "好", "context": ["x"]}', 'turn 1 of "context" is a text'),
        ('{"id": "1", "reply": "好", "context": [{"who": "a"}]}', '"text" of turn 1'),
        ('{"id": "1", "reply": "好", "context": [{"who": 1, "text": ""}]}', '"who" of turn 1'),
    ],
)
def test_a_bad_line_between_good_ones(line: str, says: str) -> None:
    first, problem, last = understand_lines([GOOD, line, GOOD], "in.jsonl", READER)
    assert first == last
    assert isinstance(problem, Problem)
    assert str(problem).startswith("in.jsonl:2: ")
    assert says in str(problem)
    assert "\n" not in str(problem)
    assert len(str(problem)) < 250


def test_blank_lines_byte_order_mark_and_missing_context() -> None:
    lines = ["", "\ufeff" + '{"id": 7, "reply": ""}\n', "  \n", "{"]
    answer, problem = understand_lines(lines, "-", READER)
    assert answer == {"id": 7, "moves": [], "faults": [], "evidence": []}
    assert isinstance(problem, Problem)
    assert problem.line == 4


def test_half_characters_can_be_written() -> None:
    (answer,) = understand_lines(['{"id": "\\ud800", "reply": "对不起\\ud800"}'], "-", READER)
    assert not isinstance(answer, Problem)
    written(answer).encode("utf-8")
