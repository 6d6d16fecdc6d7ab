# SPDX-License-Identifier: Apache-2.0
"""What the form of Mandarin words tells about the speaker: done, in the middle, looking for words.

Works on what a recogniser wrote, so punctuation is a sign but never the proof.
"""

import re
from enum import Enum, auto


class Close(Enum):
    """Whether a reply can end where it stands."""

    OPEN = auto()
    """More has to come: it stops in the middle of a clause, or on a word that fills time."""
    WHOLE = auto()
    """A complete sentence."""
    UNSURE = auto()


_MARKS = "，。？！、；：…—,.?!;: "
_TIME = "嗯+|呃+|额+|唔+|诶|那个|这个|就是说?|怎么说呢?|这样子?|然后呢?|那么|的话|是这样的?|我想想"
"""Words that fill time."""
_AWAIT = (
    "因为|所以|但是?|可是|不过|如果|要是|虽然|尽管|而且|还有|或者|以及|并且|[^理]由于?|为了|同时|另外|首先|其次"
    "|比如说?|例如|至于|关于|对于|根据|按照|除了|只要|只有|既然|不管|无论|先|再|又|也|就|才|都|很|更|最"
    "|把|被|让|给|对|跟|和|与|及|从|向|往|比|在|是|要|会|能|该|想|应该|需要|可能|已经|正在|马上|现在"
    "|一个|第[一二三四五]|您好|你好|您的|你的|我的|我们的"
)
"""Words after which something has to follow, or usually does."""
_PEOPLE = "我|我们|咱们|您|你|他|她|它|这边|那边"
_OPEN = re.compile(f"(?:{_TIME}|{_AWAIT})$")
_OPEN_UNMARKED = re.compile(f"(?:{_PEOPLE})$")
_FIRST_HALF = re.compile(
    r"(?:^|[。？！])(?:因为|由于|如果|要是|虽然|尽管|既然|只要)[^，。？！]{0,11}$"
)
"""Recognisers leave commas out, so a longer one may hold its second half as well."""
_NOT_OPEN = re.compile(
    r"(?:谢谢|感谢|麻烦|对不起|抱歉|帮|给|告诉)[您你]$|(?:什么|怎么)[会在要]$|没[有在]$|怎么办$|(?:不|很)对$|不[会能要想是]$"
)
_WHOLE = re.compile(
    "(?:[吗呢吧啦呀]|[^为除]了|可以的?|行的?|是的|没问题|不好意思|抱歉|对不起|谢谢[您你]?|稍等|再见|处理|解决)$"
)
_WORD_ALONE = re.compile("^(?:嗯|呃|额|哦|啊|诶|好的|好|对|是|行|那个|这个)+$")
_LISTENS = re.compile("^(?:[嗯恩呃额哦噢喔啊唔唉哎诶欸哼]|对|是|是的|好|好的)+$")
_MUMBLED, _SURE = 3, 0.6
"""A hum (嗯嗯, 哦) is mostly written down as up to so many characters (您呢, 我来), heard with less
than this confidence: 13 of 14 in six synthetic voices; 对不起 and 您听我说 are heard with more."""
_SHORTEST = 4
"""Characters; fewer are whole only as a question or an exclamation."""
_FILLER = re.compile(r"嗯+|呃+|额+(?=$|[，。、])|那个(?=$|[，。、…那这就嗯呃])|就是说|怎么说呢?")


def close_of(text: str) -> Close:
    """How a reply stands after `text`, the words so far."""
    text = text.strip()
    words = text.rstrip(_MARKS)
    if not words:
        return Close.UNSURE
    if text.endswith(("，", "、", "…", "：")) or _WORD_ALONE.match(words):
        return Close.OPEN
    done = _NOT_OPEN.search(words)
    if not done and (_OPEN.search(words) or _FIRST_HALF.search(words)):
        return Close.OPEN
    if text.endswith(("？", "！")):
        return Close.WHOLE
    if len(words) >= _SHORTEST and (text.endswith("。") or _WHOLE.search(words)):
        return Close.WHOLE
    return Close.OPEN if _OPEN_UNMARKED.search(words) and not done else Close.UNSURE


def hesitations(text: str) -> int:
    """How many times the words only fill time."""
    return len(_FILLER.findall(text))


def only_listens(text: str, confidence: float) -> bool:
    """Whether words said over another's only tell that somebody listens: 嗯, 哦, 对对."""
    words = "".join(c for c in text if c not in _MARKS)
    mumbled = confidence < _SURE and len(words) <= _MUMBLED
    return mumbled or bool(_LISTENS.match(words))
