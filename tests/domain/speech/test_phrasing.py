# SPDX-License-Identifier: Apache-2.0
"""Where a reply stands: done, in the middle, looking for words."""

import pytest

from trainer_gui.domain.speech.phrasing import Close, close_of, hesitations


@pytest.mark.parametrize(
    "text",
    [
        "您是需要重新办一张卡吗？",
        "您是需要重新办一张卡吗",
        "我现在就给您取消了",
        "这个套餐是上个月在线上办理的。",
        "您先别着急，我马上帮您处理",
        "您的话费已经退到账户里了。",
        "真是对不起",
        "谢谢您！",
        "行吗？",
    ],
)
def test_a_complete_sentence_is_whole(text: str):
    assert close_of(text) is Close.WHOLE


@pytest.mark.parametrize(
    "text",
    [
        "嗯",
        "嗯……",
        "好的",
        "您好",
        "我帮您看一下那个",
        "我帮您看一下，那个，",
        "这个套餐是因为",
        "因为系统升级了",
        "如果您不满意的话",
        "我可以给您申请退费，但是",
        "您的套餐被",
        "我们",
        "我现在就帮您查，您",
    ],
)
def test_words_in_the_middle_of_a_reply_leave_it_open(text: str):
    assert close_of(text) is Close.OPEN


@pytest.mark.parametrize(
    "text",
    [
        "",
        "。",
        "我来查",
        "您先坐",
        "因为系统升级所以您的套餐自动改成了五十八",
        "我马上告诉您",
        "您在手机上打开这个软件点击进入个人中心",
    ],
)
def test_of_all_else_nobody_can_tell(text: str):
    assert close_of(text) is Close.UNSURE


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("我帮您查一下那个套餐。", 0),
        ("嗯，那个，呃……", 3),
        ("嗯嗯嗯，我看看", 1),
        ("这个怎么说呢，就是说，", 2),
        ("超额的部分那个月没有收", 0),
    ],
)
def test_words_that_fill_time_are_counted(text: str, times: int):
    assert hesitations(text) == times
