# SPDX-License-Identifier: Apache-2.0
"""Whisper's tokens without those that Mandarin never needs: nothing that is said gets lost."""

import json

import pytest
from tokenizers import Tokenizer

from trainer_gui.adapters.listening.tokens import Tokens, whisper_files

NAME = b"decoder/embeddings/weight\0"
SHAPE_BYTES = 14


@pytest.fixture(scope="module")
def files():
    return whisper_files()


@pytest.fixture(scope="module")
def tokens(files):
    return Tokens(files["vocabulary.json"])


@pytest.mark.parametrize(
    "text",
    [
        "非常抱歉，给您添麻烦了！这一千二百八十八块我马上退给您。",
        "您的流量是5.5GB，套餐一个月99元，先下载APP，再打10086。",
        "会员Plus、VIP和iPhone的用户可以用WiFi",
        "囍麤龘这样的字也写得出来",
        "unquestionably, Übermut, 안녕하세요",
    ],
)
def test_every_text_can_be_written_with_what_is_left(files, tokens, text):
    tokenizer = Tokenizer.from_buffer(files["tokenizer.json"])
    placed = tokens.placed(tokenizer.encode(text, add_special_tokens=False).ids)
    left = json.loads(tokens.trimmed(files)["vocabulary.json"])
    assert max(placed) < len(left) < 12_000
    assert tokenizer.decode(tokens.whole(placed)) == text


def test_the_model_gets_smaller_by_the_rows_of_the_tokens_that_go(files, tokens):
    whole = json.loads(files["vocabulary.json"])
    trimmed = tokens.trimmed(files)
    left = json.loads(trimmed["vocabulary.json"])
    row = 2 * 512
    gone = len(whole) - len(left)
    assert len(files["model.bin"]) - len(trimmed["model.bin"]) == gone * row
    start = files["model.bin"].index(NAME) + len(NAME) + SHAPE_BYTES
    for token in ("!", "çļĦ", "<|zh|>"):  # the second: 的, in Whisper's letters
        here, there = start + whole.index(token) * row, start + left.index(token) * row
        assert trimmed["model.bin"][there:][:row] == files["model.bin"][here:][:row]


def test_weights_of_another_form_are_refused(files, tokens):
    with pytest.raises(ValueError, match="expected"):
        tokens.trimmed(files | {"model.bin": b"..decoder/embeddings/weight\0" + bytes(40)})
    with pytest.raises(ValueError, match="not found"):
        tokens.trimmed(files | {"model.bin": b"nothing"})
