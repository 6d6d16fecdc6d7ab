# SPDX-License-Identifier: Apache-2.0
"""Promises of money and favours, held against what the role may grant."""

import re
from dataclasses import dataclass

from trainer_gui.domain.scenario import Authority

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10000}
_AMOUNT = re.compile(
    r"(?P<number>[0-9]+(?:\.[0-9]+)?|[零〇一两二三四五六七八九十百千万]+)(?P<ten>万)?(?:元|块|人民币)"
)
_GIVING = re.compile(
    r"赔|补偿|退(?!订|网|卡|出)|返还|减免|免掉|免了|送(?!货|修|达|到)|报销|给您报(?!修|警|名|案|备)|垫付|抵扣"
)
_NOT_GIVEN = re.compile(
    r"不(?:能|可|会|敢|好|是|了|够|到|给|符合)|没(?!问题|关系|事)|无(?:权|法)|(?:最多|顶多|只能|超过|以上|以内)"
    r"|申请|请示|批|争取|看看|吗|要是|如果|您(?:是)?(?:要|想|说|提)|依据|上次|之前|(?:同事|他|她)(?:说|答应|承诺)"
)
_PLEDGE = re.compile(r"保证|一定|绝对|肯定|包在|算数|放心|答应您|全(?:额|部|都|给)|给您|帮您|替您")
_EVERYTHING = re.compile(r"全额|全部|全都|全给|全免|所有|全赔|都赔|都退|都免")
_OPEN_ENDED = re.compile(r"每|双倍|[两二三四五十]倍|以上|起|按|差价|全额|全部")
"""What makes a sum in the authority no bound by itself: 每千分六十元."""
_CLAUSE = re.compile(r"[^，。！？；,.!?;\s]+")
_SENTENCE = re.compile(r"[^。！？!?\n]+")
_EMPTY = re.compile(
    r"(?:不得|不能|不可以?|不准|禁止|不予|无权|承诺|答应|保证|赔偿|赔付|赔|直接|一定|任何|客户|用户|给予|给|为|办理"
    r"|[的或和与及、，。])+"
)
_KINDS = ("退返", "赔补", "送赠", "减免")
"""Kinds of giving: each by the characters that name it."""
_SHORTEST = 3
"""Characters of what is forbidden that say what it is about."""


@dataclass(frozen=True, slots=True)
class Promise:
    """What a reply promises: `within` or `beyond` the authority, and its exact words."""

    kind: str
    quote: str


def amounts(text: str) -> list[float]:
    """The sums of money named in a text, in yuan: 两百块 is 200."""
    return [_value(m) for m in _AMOUNT.finditer(text)]


def promise_of(text: str, authority: Authority) -> Promise | None:
    """The promise in a reply that goes furthest; None where that can't be told.

    A sum beyond every sum that the role may grant, a thing that it may not grant, or everything
    where it may grant only so much, goes beyond it.
    """
    if not (authority.may or authority.may_not):
        return None
    forbidden = [w for line in authority.may_not for w in _topics(line)]
    forbidden = [w for w in forbidden if w not in " ".join(authority.may)]
    kept: Promise | None = None
    for clause in (*_CLAUSE.finditer(text), *_SENTENCE.finditer(text)):
        words = clause.group()
        given = _GIVING.search(words)
        if _NOT_GIVEN.search(words) or not (given or _PLEDGE.search(words)):
            continue
        limit = _limit(authority, given.group() if given else "")
        sums = amounts(words) if given else []
        sum_ = sums[0] if len(set(sums)) == 1 else 0.0  # of several it may be any
        too_much = bool(limit) and sum_ > limit
        everything = bool(given and limit and not sums) and bool(_EVERYTHING.search(words))
        if too_much or everything or any(w in words for w in forbidden):
            return Promise("beyond", words)
        if 0 < sum_ <= limit and kept is None:
            kept = Promise("within", words)
    return kept


def _limit(authority: Authority, giving: str) -> float:
    """The largest sum that may be given in this way; 0: no such bound is known.

    Where the role may give in just this way, the sums that it may give in others say nothing.
    """
    kinds = [kind for kind in _KINDS if any(c in kind for c in giving)]
    same = [line for line in authority.may if any(c in line for kind in kinds for c in kind)]
    lines = same or authority.may
    if any(_OPEN_ENDED.search(line) for line in lines):
        return 0.0
    if same and not all(amounts(line) for line in same):
        return 0.0
    return max((n for line in lines for n in amounts(line)), default=0.0)


def _topics(forbidden: str) -> list[str]:
    """What a line of `may_not` is about: 不得承诺赔偿误工费 is about 误工费."""
    return [part for part in _EMPTY.split(forbidden) if len(part) >= _SHORTEST]


def _value(found: re.Match[str]) -> float:
    number = found["number"]
    value = float(number) if number.isascii() else _chinese(number)
    return value * (10000 if found["ten"] else 1)


def _chinese(number: str) -> float:
    """一千五 is 1500, 三百零五 is 305."""
    total, section, digit, unit = 0, 0, 0, 1
    for character in number:
        if character in _DIGITS:
            digit = _DIGITS[character]
            unit = 1 if digit == 0 else unit
            continue
        size = _UNITS[character]
        if size == _UNITS["万"]:
            total, section = (total + section + digit) * size, 0
        else:
            section += (digit or 1) * size
        digit, unit = 0, size
    return float(total + section + digit * max(1, unit // 10))
