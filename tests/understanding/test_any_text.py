# SPDX-License-Identifier: Apache-2.0
"""Whatever the words are: an answer in time, its quotes from the reply."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer_gui.domain.reading import NOTHING_READ, FactCue
from trainer_gui.understanding.reader import Reader
from trainer_gui.understanding.text import Spoken

READER = Reader()
READER.load()
CUES = (FactCue("sms", ("短信", "回过.{0,4}信")),)
CHARACTERS = [*"您我给不是没查吗？，。“”还谁都急退赔对說ａ１…~"]
PIECES = [
    "现在",
    "马上",
    "改回",
    "五十八",
    "套餐",
    "短信",
    "对不起",
    "但是",
    "要么",
    "三天",
    "内",
    "保证",
]
ODD = ["VIP", "BOSS", "😡", "\u200b", "\x00", "\ud800"]
WORDS = st.sampled_from([*CHARACTERS, *PIECES, *ODD])
ANY = st.one_of(
    st.text(max_size=300),
    st.text(st.characters(categories=["Lo", "Po", "Cc", "Cs", "So", "Nd"]), max_size=300),
    st.lists(WORDS, max_size=120).map("".join),
)


@given(reply=ANY, before=ANY, partial=st.booleans())
@settings(max_examples=150, deadline=None)
def test_any_reply(reply: str, before: str, *, partial: bool) -> None:
    context = [("trainee", before), ("customer", before)]
    reading = READER.read(context, reply, CUES, partial=partial)
    assert all(e.quote and e.quote in reply for e in reading.evidence)
    assert len(reading.labels) == len(reading.evidence)
    assert reading == READER.read(context, reply, CUES, partial=partial)


@given(reply=ANY)
@settings(max_examples=100, deadline=None)
def test_making_ready_keeps_every_place(reply: str) -> None:
    spoken = Spoken.of(reply)
    assert len(spoken.text) == len(spoken.raw) == len(spoken.sound)
    covered = sum(c.end - c.start for c in spoken.clauses)
    assert covered == len(spoken.text)


@pytest.mark.parametrize(
    "piece",
    [
        "您",
        "我给您现在",
        "要么",
        "换成谁",
        "我三天内",
        "是您还是",
        "真的很够是",
        "“",
        "，",
        "a",
        "😡",
        "\x00",
        "對不起",
    ],
)
def test_ten_thousand_characters(piece: str) -> None:
    reply = (piece * 10_000)[:10_000]
    reading = READER.read((), reply, CUES)
    assert all(e.quote in reply for e in reading.evidence)


@pytest.mark.parametrize("reply", ["", " ", "\n", "。。。", "😡😡", "\x00"])
def test_no_words(reply: str) -> None:
    assert READER.read((), reply) == NOTHING_READ


def test_pure_english_is_read_without_labels() -> None:
    assert not READER.read((), "please wait a moment, sir").labels


def test_importing_is_light() -> None:
    code = (
        "import sys, trainer_gui.understanding.reader\n"
        "print([m for m in ('pypinyin', 'opencc', 'numpy', 'jieba') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
