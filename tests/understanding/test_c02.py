# SPDX-License-Identifier: Apache-2.0
"""The scene of the changed tariff: over two hundred ways to answer her, good and bad."""

import json

import pytest

from tests.bench.understanding import CORPUS, replies
from trainer_gui.understanding.reader import Reader

READER = Reader()
STORM = "我一直用的是五十八块的套餐，怎么变成三十的了？谁让你们改的！"
C02 = replies(CORPUS / "c02.jsonl")


@pytest.mark.parametrize(
    ("line", "reply", "exactly"),
    [
        (STORM, "换了谁都得急，我现在就给您查。", {"empathy", "act_now"}),
        (STORM, "您好，请问您遇到什么事情了？", {"open_question"}),
        (STORM, "您是说您一直用的是五十八的，对吧？", {"restate"}),
        (STORM, "对不起，给您添麻烦了，我马上查。", {"apology", "act_now"}),
        ("我没改过，你给我查！", "您上个月来过营业厅吗？", {"closed_question"}),
        ("我没改过，你给我查！", "您收到过10086发的短信没有？", {"closed_question"}),
        ("到底是怎么改的？", "系统显示二十号下午四点从您手机回了一条短信。", {"explain"}),
        ("你们想改谁的就改谁的？", "没有您的同意，我们无权更改您的套餐。", {"explain"}),
        ("好像是我自己回的，我给忘了。", "时间久了谁都记不清，不怪您。", {"save_face"}),
        ("那现在怎么办？", "我给您改回五十八的套餐，您看可以吗？", {"offer", "consult"}),
        ("那我以后怎么办呢？", "您平时留意一下短信，服务密码保管好。", {"advise"}),
        ("改回来就行，谢谢你。", "请问还有别的需要吗？", {"close"}),
        (STORM, "您自己回的短信，怪谁呀？", {"blame"}),
        ("是不是你们系统出错了？", "不可能，系统不会出错。", {"argue"}),
        ("那这事谁给我解决？", "这不归我管，您打10086问吧。", {"buck_pass"}),
        ("凭什么下个月才能改？", "规定就是这样，没办法。", {"rule_wall"}),
        (STORM, "你冷静点，嚷什么。", {"lecture"}),
        ("我没改过！", "您确定没改过？别是想占便宜吧。", {"doubt"}),
        ("我要投诉你们！", "您去投诉吧，我们不怕。", {"threaten"}),
        ("那你帮我改吧。", "把您的服务密码告诉我。", {"breach"}),
        ("你是说我自己改的？", "我不是怪您，是想帮您弄清楚。", set()),
        ("现在是多少钱的套餐？", "三十块。", set()),
        ("麻烦你了啊。", "好的。", set()),
    ],
)
def test_must_not_fail(line: str, reply: str, exactly: set[str]) -> None:
    reading = READER.read([("customer", line)], reply)
    assert reading.held_against().labels == exactly


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
    shown, wrong = 0, []
    for record in C02 + replies(CORPUS / "ab.jsonl"):
        context = [(turn["who"], turn["text"]) for turn in record["context"]]
        reply = record["reply"]
        final = READER.read(context, reply)
        early: set[str] = set()
        for end in range(4, len(reply), 4):
            early.update(READER.read(context, reply[:end], partial=True).faults)
        shown += len(early)
        wrong += [(fault, reply) for fault in early.difference(final.faults)]
    assert shown > 50
    assert len(wrong) / shown <= 0.02, wrong


def test_replies_file_is_whole() -> None:
    lines = (CORPUS / "c02.jsonl").read_text(encoding="utf-8").splitlines()
    assert len({json.loads(line)["id"] for line in lines}) == len(lines)
