# SPDX-License-Identifier: Apache-2.0
"""`understand`: good lines are answered, bad ones named, whatever stands between them."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer_gui.domain.reading import FactCue
from trainer_gui.understanding.jsonl import Problem, understand_lines, written
from trainer_gui.understanding.reader import Reader

READER = Reader()
SMS = FactCue("sms", ("短信",))


def cues(scenario: str) -> tuple[FactCue, ...]:
    if scenario != "C02":
        raise LookupError(f"no scenario {scenario!r}; known: C02")
    return (SMS,)


GOOD = json.dumps(
    {"id": "g", "context": [{"who": "customer", "text": "快查！"}], "reply": "我现在就给您查。"}
)


def test_a_good_line() -> None:
    (answer,) = understand_lines([GOOD], "in", READER, cues)
    assert not isinstance(answer, Problem)
    assert answer["id"] == "g"
    assert answer["moves"] == ["act_now"]
    assert answer["faults"] == []
    assert json.loads(written(answer)) == answer
    assert all(set(e) == {"label", "quote", "confidence"} for e in answer["evidence"])


def test_facts_promises_and_address() -> None:
    line = {"id": 1, "scenario": "C02", "reply": "您收到过短信吗？我明天上午十点前给您回电话。"}
    (answer,) = understand_lines([json.dumps(line)], "in", READER, cues)
    assert not isinstance(answer, Problem)
    assert answer["asked"] == ["sms"]
    assert answer["told"] == []
    assert answer["address"] == "您"
    (promise,) = answer["promises"]
    assert set(promise) == {"what", "by", "until", "amount", "quote"}
    assert promise["until"] == "明天上午十点前"


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
        ('{"id": "1", "reply": "好", "scenario": 2}', '"scenario" is a number'),
        ('{"id": "1", "reply": "好", "scenario": "Z"}', "no scenario 'Z'; known: C02"),
    ],
)
def test_a_bad_line_between_good_ones(line: str, says: str) -> None:
    first, problem, last = understand_lines([GOOD, line, GOOD], "in.jsonl", READER, cues)
    assert first == last
    assert isinstance(problem, Problem)
    assert str(problem).startswith("in.jsonl:2: ")
    assert says in str(problem)
    assert "\n" not in str(problem)
    assert len(str(problem)) < 250


def test_blank_lines_byte_order_mark_and_missing_context() -> None:
    lines = ["", "\ufeff" + '{"id": 7, "reply": ""}\n', "  \n", "{"]
    answer, problem = understand_lines(lines, "-", READER, cues)
    assert not isinstance(answer, Problem)
    assert answer.pop("id") == 7
    assert not any(answer.values())
    assert isinstance(problem, Problem)
    assert problem.line == 4


def test_half_characters_can_be_written() -> None:
    (answer,) = understand_lines(['{"id": "\\ud800", "reply": "对不起\\ud800"}'], "-", READER, cues)
    assert not isinstance(answer, Problem)
    written(answer).encode("utf-8")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=12,
)
KEYS = st.sampled_from(["id", "reply", "context", "scenario", "who", "text", "x"])
TURNS = st.lists(st.dictionaries(KEYS, JSON, max_size=3), max_size=3)
RECORDS = st.dictionaries(KEYS, st.one_of(JSON, TURNS), max_size=5)
LINES = st.one_of(st.text(max_size=60), JSON.map(json.dumps), RECORDS.map(json.dumps))


@given(line=LINES)
@settings(max_examples=300, deadline=None)
def test_any_line_is_answered_or_named(line: str) -> None:
    told = list(understand_lines([line, GOOD], "in", READER, cues))
    assert len(told) == (2 if line.strip() else 1)
    assert not isinstance(told[-1], Problem)
    if isinstance(told[0], Problem):
        assert str(told[0]).startswith("in:1: ")
        assert len(str(told[0]).splitlines()) == 1
    else:
        assert json.loads(written(told[0])) == told[0]


@pytest.mark.parametrize(
    ("reply", "label"),
    [
        ("實在抱歉，給您添麻煩了。", "apology"),
        ("俺这就给您查查，莫急嘛。", "act_now"),
        ("sorry啊，实在对不起您😭", "apology"),
        ("对不起\x00\u200b，给您添麻烦了", "apology"),
        ("对不起，" * 2500, "apology"),
    ],
    ids=["traditional", "dialect", "English and emoji", "control characters", "ten thousand"],
)
def test_odd_replies_are_understood(reply: str, label: str) -> None:
    line = json.dumps({"id": 1, "context": [{"who": "customer", "text": "啊？"}], "reply": reply})
    (answer,) = understand_lines([line], "in", READER, cues)
    assert not isinstance(answer, Problem)
    assert label in answer["moves"]
    assert all(e["quote"] and e["quote"] in reply for e in answer["evidence"])
