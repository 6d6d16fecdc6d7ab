# SPDX-License-Identifier: Apache-2.0
"""What a recogniser wrote, made fit to use: simplified Chinese, without what it made up."""

import re
import unicodedata
from functools import cache
from typing import Protocol

_SPOKEN = re.compile(r"[a-z]+|[0-9]|[\u3400-\u9fff]", re.IGNORECASE)
_MADE_UP = re.compile(
    # What Whisper learnt from the credits of films and says to noise.
    r"字幕|谢谢(?:大家)?(?:的)?(?:观看|收看|收听)|(?:请|欢迎).{0,8}(?:订阅|点赞|转发|打赏)"
    r"|明镜与点点|普通话的句子|中文(?:字幕|翻译)|amara",
    re.IGNORECASE,
)
_LOOP = re.compile(r"(.{1,12}?)\1{3,}")
_STAMMER_TIMES = 3
_LOOP_LENGTH = 12
_LOOP_SHARE = 0.6
_BESIDE_MADE_UP = 4
"""Characters beside made-up words that are still part of them."""
_BETWEEN_CHINESE = re.compile(r"(?<=[\u3400-\u9fff，。？！])\s+|\s+(?=[\u3400-\u9fff，。？！])")
_TO_CHINESE_MARKS = str.maketrans(",?!;:", "，？！；：")


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


def cleaned(text: str) -> str:
    """`text` in simplified characters; empty where there were no words or only made-up ones.

    A few syllables said over and over stay as three: a recogniser's loop is longer than a stammer.
    """
    text = _simplifier().convert(text).strip()
    text = _BETWEEN_CHINESE.sub("", text.replace("\ufffd", ""))
    if re.search(r"[\u3400-\u9fff]", text):
        text = re.sub(r"(?<!\d)[,?!;:]|[,?!;:](?!\d)", _chinese_mark, text)
    if _MADE_UP.search(text) and count_characters(_MADE_UP.sub("", text)) <= _BESIDE_MADE_UP:
        return ""
    looped = sum(len(m.group()) for m in _LOOP.finditer(text) if _is_loop(m))
    if looped > _LOOP_SHARE * len(text):
        return ""
    text = _LOOP.sub(_shortened, text)
    return text if count_characters(text) else ""


def count_characters(text: str) -> int:
    """Chinese characters; a digit or a Latin word counts as one."""
    return len(_SPOKEN.findall(unicodedata.normalize("NFKC", text)))


def _chinese_mark(match: "re.Match[str]") -> str:
    return match.group().translate(_TO_CHINESE_MARKS)


def _is_loop(match: "re.Match[str]") -> bool:
    return len(match.group()) >= _LOOP_LENGTH and count_characters(match.group(1)) > 0


def _shortened(match: "re.Match[str]") -> str:
    unit, run = match.group(1), match.group()
    if count_characters(unit) == 0 or unit.isdigit() or len(run) // len(unit) <= _STAMMER_TIMES:
        return run
    return unit * _STAMMER_TIMES


@cache
def _simplifier() -> _Converter:
    from opencc import OpenCC  # noqa: PLC0415 - not before it is needed

    converter: _Converter = OpenCC("t2s")
    return converter
