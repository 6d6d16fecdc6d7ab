# SPDX-License-Identifier: Apache-2.0
"""The scene of the changed tariff: over two hundred ways to answer her, good and bad."""

import json

import pytest

from tests.bench.understanding import CORPUS, f1, replies
from trainer_gui.understanding.rules import RuleReader

READER = RuleReader()
C02 = replies(CORPUS / "c02.jsonl")


def test_micro_f1() -> None:
    assert len(C02) >= 150
    assert f1(C02, READER)[1] >= 0.9


def test_micro_f1_without_punctuation() -> None:
    bare = [
        r | {"reply": "".join(c for c in r["reply"] if c not in "，。！？；：、“”…～")} for r in C02
    ]
    assert f1(bare, READER)[1] >= 0.85


def test_corpus_of_both_authors() -> None:
    macro, micro = f1(replies(CORPUS / "ab.jsonl"), READER)
    assert macro >= 0.8
    assert micro >= 0.8


@pytest.mark.parametrize(
    ("reply", "exactly"),
    [
        ("换了谁都得急，我现在就给您查。", {"empathy", "act_now"}),
        ("您别着急，慢慢说。", {"calm"}),
        ("对不起，给您添麻烦了，我马上查。", {"apology", "act_now"}),
        ("您先坐，喝口水。", {"comfort"}),
        ("您好，请问您遇到什么事情了？", {"open_question"}),
        ("您是说您一直用的是五十八的，对吧？", {"restate"}),
        ("您上个月来过营业厅吗？", {"closed_question"}),
        ("您收到过10086发的短信没有？", {"closed_question"}),
        ("您手机里的短信还留着吗？", {"closed_question"}),
        ("系统显示二十号下午四点从您手机回了一条短信。", {"explain"}),
        ("没有您的同意，我们无权更改您的套餐。", {"explain"}),
        ("时间久了谁都记不清，不怪您。", {"save_face"}),
        ("我给您改回五十八的套餐，您看可以吗？", {"offer", "consult"}),
        ("您平时留意一下短信，服务密码保管好。", {"advise"}),
        ("还有什么可以帮您的吗？", {"close"}),
        ("您自己回的短信，怪谁呀？", {"blame"}),
        ("不可能，系统不会出错。", {"argue"}),
        ("这不归我管，您打10086问吧。", {"buck_pass"}),
        ("规定就是这样，没办法。", {"rule_wall"}),
        ("你冷静点，嚷什么。", {"lecture"}),
        ("您确定没改过？别是想占便宜吧。", {"doubt"}),
        ("您去投诉吧，我们不怕。", {"threaten"}),
        ("把您的服务密码告诉我。", {"breach"}),
        ("我不是怪您，是想帮您弄清楚。", set()),
        ("三十块。", set()),
        ("嗯，好的。", set()),
    ],
)
def test_must_not_fail(reply: str, exactly: set[str]) -> None:
    assert READER.read([("customer", "谁动了我的套餐？")], reply).labels == exactly


def test_evidence_is_in_the_reply() -> None:
    for record in C02 + replies(CORPUS / "ab.jsonl"):
        context = [(turn["who"], turn["text"]) for turn in record["context"]]
        for evidence in READER.read(context, record["reply"]).evidence:
            assert evidence.quote
            assert evidence.quote in record["reply"]
            assert 0 < evidence.confidence <= 1


def test_labels_shown_while_speaking_stay() -> None:
    shown = withdrawn = 0
    for record in C02 + replies(CORPUS / "ab.jsonl"):
        context = [(turn["who"], turn["text"]) for turn in record["context"]]
        reply, seen, gone = record["reply"], set(), set()
        for end in [*range(4, len(reply), 4), None]:
            now = READER.read(context, reply[:end], partial=end is not None).labels
            gone |= seen - now
            seen |= now if end is not None else set()
        shown, withdrawn = shown + len(seen), withdrawn + len(gone)
    assert shown > 800
    assert withdrawn / shown <= 0.05


def test_faults_shown_while_speaking_are_certain() -> None:
    for record in C02 + replies(CORPUS / "ab.jsonl"):
        context = [(turn["who"], turn["text"]) for turn in record["context"]]
        reply = record["reply"]
        final = READER.read(context, reply)
        for end in range(4, len(reply), 4):
            now = READER.read(context, reply[:end], partial=True)
            assert set(now.faults) <= set(final.faults), reply[:end]


def test_replies_file_is_whole() -> None:
    lines = (CORPUS / "c02.jsonl").read_text(encoding="utf-8").splitlines()
    assert len({json.loads(line)["id"] for line in lines}) == len(lines)
