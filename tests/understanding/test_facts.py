# SPDX-License-Identifier: Apache-2.0
"""Facts asked about and facts told, by the scenario's cues."""

import pytest

from trainer_gui.domain.reading import FactCue
from trainer_gui.understanding.reader import Reader

READER = Reader()
SMS = FactCue("sms", ("短信", "信息", "回过什么", "10086"))
HALL = FactCue("hall", ("营业厅|柜台", "来.{0,3}办过"))


@pytest.mark.parametrize(
    "reply",
    [
        "您收到过10086的短信吗？",
        "您有没有回过什么短信",
        "麻烦您看看手机里的短信。",
        "您再回忆一下，那天的短信还有印象吗",
        "我查一下短信记录。",
        "您收到过段信吗？",
    ],
)
def test_asked(reply: str) -> None:
    reading = READER.read((), reply, (SMS, HALL))
    assert reading.asked == {"sms"}
    assert not reading.told


@pytest.mark.parametrize(
    "reply",
    [
        "二十号下午四点，您的手机回了一条短信。",
        "系统显示您回过一条短信，您还有印象吗？",
        "套餐是那条段信改的。",
    ],
)
def test_told(reply: str) -> None:
    assert "sms" in READER.read((), reply, (SMS, HALL)).told


@pytest.mark.parametrize("reply", ["您别着急。", "我没说您回过短信。", "您说“回了短信”。", ""])
def test_neither(reply: str) -> None:
    reading = READER.read((), reply, (SMS, HALL))
    assert not reading.asked
    assert not reading.told


def test_two_facts_in_one_question() -> None:
    assert READER.read((), "您来营业厅办过，还是回过短信？", (SMS, HALL)).asked == {"sms", "hall"}


def test_patterns_with_ranges_and_broken_ones_do_not_stop_the_reading() -> None:
    cues = (FactCue("any", ("[一-龥]{2}信", "短信(", "")),)
    assert READER.read((), "您回了短信。", cues).told == {"any"}
