# SPDX-License-Identifier: Apache-2.0
"""What a reply promises, and how it addresses the customer."""

import pytest

from trainer_gui.domain.reading import Evidence, Promise
from trainer_gui.understanding.promises import address, promises
from trainer_gui.understanding.reader import Reader
from trainer_gui.understanding.text import Spoken


def promised(reply: str, *labels: str) -> list[tuple[str, str, str, str]]:
    found = promises(Spoken.of(reply), [Evidence(label, reply[:1]) for label in labels])
    assert all(promise.quote in reply for promise in found)
    return [(p.what, p.by, p.until, p.amount) for p in found]


@pytest.mark.parametrize(
    ("reply", "promise"),
    [
        ("您别急，明天上午十点前我给您回电话。", ("我给您回电话", "我", "明天上午十点前", "")),
        ("周五下午五点前，经理上门看。", ("经理上门看", "经理", "周五下午五点前", "")),
        ("三个工作日内，退到您卡上。", ("退到您卡上", "我", "三个工作日内", "")),
        ("今儿下班前师傅到您家。", ("师傅到您家", "师傅", "今儿下班前", "")),
        ("下个月一号我们给您改回来。", ("一号我们给您改回来", "我们", "下个月", "")),
    ],
)
def test_by_when(reply: str, promise: tuple[str, str, str, str]) -> None:
    assert promise in promised(reply, "commit")


@pytest.mark.parametrize(
    ("reply", "amount"),
    [
        ("多扣的三十块我给您退回去。", "三十块"),
        ("我按双倍赔您。", "双倍"),
        ("再送您两百积分。", "两百积分"),
        ("50元话费给您充上。", "50元"),
    ],
)
def test_how_much(reply: str, amount: str) -> None:
    assert [p[3] for p in promised(reply, "offer", "compensate")] == [amount]


@pytest.mark.parametrize(
    "reply",
    [
        "明天能不能到，我不敢保证。",
        "您明天上午十点前来过吗？",
        "您刚才说“明天给您退三十块”。",
        "一般三天，可能五天。",
        "昨天上午我给您打过电话。",
        "我给您记下来。",
        "",
    ],
)
def test_nothing_promised(reply: str) -> None:
    assert promised(reply, "commit", "compensate") == []


def test_without_a_commitment_a_time_is_no_promise() -> None:
    assert promised("师傅明天上午十点前上门。", "explain") == []


def test_a_reading_holds_them() -> None:
    reading = Reader().read(
        [("customer", "什么时候能修好？")], "明天上午十点前，我一定给您修好，您放心。"
    )
    assert reading.promises == (
        Promise("我一定给您修好", "我", "明天上午十点前", "", "明天上午十点前，我一定给您修好"),
    )
    assert reading.address == "您"


@pytest.mark.parametrize(
    ("reply", "words"),
    [("您好。", "您"), ("你好，您坐。", "您你"), ("好的。", ""), ("他说“你们不行”，是吧。", "")],
)
def test_address(reply: str, words: str) -> None:
    assert address(Spoken.of(reply)) == words
