# SPDX-License-Identifier: Apache-2.0
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer_gui.adapters.voice.wording import in_words, pause_after, spell_latin, split_clauses


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("我打10086，等了40分钟！你说吧。", ("我打10086，", "等了40分钟！", "你说吧。")),
        ("哎，你们怎么回事？", ("哎，你们怎么回事？",)),
        ("“凭什么？”他说。", ("“凭什么？”", "他说。")),
        ("10:30来的，扣了1,000块", ("10:30来的，", "扣了1,000块")),
        ("等等等等……", ("等等等等……",)),
        ("", ()),
        ("好" * 90, ("好" * 40, "好" * 40, "好" * 10)),
    ],
)
def test_clauses(text, clauses):
    assert split_clauses(text) == clauses


@given(st.text(alphabet="你好啊1a，。！？…”“ \n:,", max_size=60))
def test_clauses_keep_every_character(text):
    assert "".join(split_clauses(text)) == text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("打10086", "打幺零零八六"),
        ("打12315投诉", "打幺二三幺五投诉"),
        ("扣了58元", "扣了五十八元"),
        ("￥30", "三十元"),
        ("3.5元", "三点五元"),
        ("涨了20%", "涨了百分之二十"),
        ("等了40分钟", "等了四十分钟"),
        ("2024年3月5日10:30", "二零二四年三月五日十点半"),
        ("13800138000", "幺三八零零幺三八零零零"),
        ("等3-5天", "等三到五天"),
    ],
)
def test_digits_are_read_as_people_say_them(text, words):
    assert in_words(text) == words


@pytest.mark.parametrize("text", ["五G套餐", "VIP", "wifi", "APP上", "abcdefghijklmnopqrstuvwxyz"])
def test_no_latin_letter_is_left(text):
    assert not any(c.isascii() and c.isalpha() for c in spell_latin(text))


def test_a_sentence_ends_in_a_longer_pause_than_a_clause():
    assert pause_after("好。") > pause_after("好，") > pause_after("好")
    assert pause_after("“好！”") == pause_after("好。")
