# SPDX-License-Identifier: Apache-2.0
"""What a recogniser wrote, made fit to use."""

import pytest

from trainer_gui.adapters.listening.words import cleaned, count_characters


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("電話費太貴了", "电话费太贵了"),
        (" 您好, 请问是 128 元吗? ", "您好，请问是128元吗？"),
        ("养老金领取就55,60,65", "养老金领取就55,60,65"),
        ("对对对对，是这样", "对对对，是这样"),
        ("好的好的好的", "好的好的好的"),
        ("号码是13800000000", "号码是13800000000"),
        ("谢谢您的理解", "谢谢您的理解"),
        ("这个服务由电信提供", "这个服务由电信提供"),
        ("OK", "OK"),
        ("", ""),
        ("……。", ""),
        ("字幕由Amara提供", ""),
        ("谢谢观看", ""),
        ("请不吝点赞 订阅 转发 打赏支持明镜与点点栏目", ""),
        ("的是的是的是的是的是的是的是的是的是的", ""),
        ("谢谢谢谢谢谢谢谢谢谢谢谢谢谢谢谢", ""),
    ],
)
def test_words_are_simplified_and_made_up_ones_dropped(written, kept):
    assert cleaned(written) == kept


def test_a_credit_inside_a_real_sentence_stays():
    assert cleaned("您说的字幕功能是在电视的设置里打开的") == "您说的字幕功能是在电视的设置里打开的"


def test_characters_are_counted_as_they_are_spoken():
    assert count_characters("您好，VIP套餐128元。") == 2 + 1 + 2 + 3 + 1
