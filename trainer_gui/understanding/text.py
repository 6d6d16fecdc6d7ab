# SPDX-License-Identifier: Apache-2.0
"""A reply made ready for reading: one form of each character, clauses, sentences, quotations.

Every step keeps the length, so that an offset found here is an offset in what was said.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Protocol

from trainer_gui.understanding.sounds import mend_homophones, sounds

LONGEST = 2000
"""Characters that are read: eight minutes of speech; what comes after is not looked at."""

_SAME = str.maketrans({",": "，", "?": "？", "!": "！", ";": "；", ":": "：", "~": "～", "「": "“",
                       "」": "”", "『": "“", "』": "”", "\n": "。", "\r": "。"})  # fmt: skip
_DOT = re.compile(r"(?<![0-9a-zA-Z])\.|\.(?![0-9a-zA-Z])")
_GAP = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")
_STRONG = "。！？；…"
_BREAK = re.compile(
    r"[。！？；…，：、—～ ]+"
    # Recognisers leave punctuation out: a particle that ends a clause, or a word that begins one.
    r"|(?<=[吗呢吧啊])(?=[您我请那这])"
    r"|(?<=[\u4e00-\u9fff]{4})(?=但是|可是|不过|而且|所以|因为|然后|另外|还有[什没别]|那您|您看"
    r"|我现在|我马上|我这就|我[给帮]您|请问|请您|麻烦您|以后|下次|如果|要不|对不起|实在抱歉)"
)
_QUOTED = re.compile(r"“[^”]{0,60}(?:”|$)|‘[^’]{0,60}(?:’|$)|《[^》]{0,40}(?:》|$)|\"[^\"]{1,60}\"")
_ASKING = re.compile(
    r"？|吗|[^什那这怎要多]么$|没有$|了没$|过没$|不$|(?<!不)呢$|(?<!都)是不是|有没有|记不记得|能不能|会不会|什么|怎么"
    r"|为何|为啥|[是跟给让]谁|哪[一天个里儿位]|几[号点月个位条]|多少|请问|对不对|[^说]说说|讲讲|想想|想一想|回想"
    r"|报一下|念一下|告诉我|回忆|翻[翻一出]|找找|看看您|(?<![给帮替为])(?:您|麻烦您?|请您?)再?(?:看|想|查|确认|核对)"
)


class Converter(Protocol):
    """Traditional to simplified characters."""

    def convert(self, text: str) -> str:
        """`text` in simplified characters."""


@cache
def _simplifier() -> Converter:
    import opencc  # noqa: PLC0415  (slow to import)

    converter: Converter = opencc.OpenCC("t2s")
    return converter


def _simplified(text: str) -> str:
    converted = _simplifier().convert(text)
    if len(converted) == len(text):
        return converted
    single = (_simplifier().convert(c) for c in text)
    return "".join(s if len(s) == 1 else c for s, c in zip(single, text, strict=True))


def _plain(character: str) -> str:
    """One form of a character: half width, no control characters or lone surrogates."""
    if character in "\n\r…":
        return character
    folded = unicodedata.normalize("NFKC", character)
    kept = folded if len(folded) == 1 else character
    return " " if unicodedata.category(kept) in {"Cc", "Cf", "Cs", "Co"} else kept


def normalised(text: str) -> str:
    """Simplified characters, Chinese punctuation, homophones of the trade mended; same length."""
    plain = "".join(c if "\u4e00" <= c <= "\u9fff" else _plain(c) for c in text)
    plain = _GAP.sub("，", _DOT.sub("。", plain.translate(_SAME)))
    return mend_homophones(_simplified(plain))


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the reply, end not included."""

    start: int
    end: int


@dataclass(frozen=True)
class Spoken:
    """One reply, ready for patterns."""

    raw: str
    text: str

    @classmethod
    def of(cls, reply: str) -> "Spoken":
        """Make `reply` ready; only its first `LONGEST` characters are read."""
        raw = reply[:LONGEST]
        return cls(raw, normalised(raw))

    @cached_property
    def sound(self) -> str:
        """The text in toneless pinyin, one letter a syllable."""
        return sounds(self.text)

    @cached_property
    def hanzi(self) -> int:
        """How many Chinese characters were said."""
        return sum("\u4e00" <= c <= "\u9fff" for c in self.text)

    @cached_property
    def clauses(self) -> tuple[Span, ...]:
        """What lies between commas, or where a clause plainly begins without one."""
        spans, start = [], 0
        for cut in _BREAK.finditer(self.text):
            if cut.start() > start:
                spans.append(Span(start, cut.end()))
                start = cut.end()
        if start < len(self.text):
            spans.append(Span(start, len(self.text)))
        return tuple(spans)

    @cached_property
    def quotations(self) -> tuple[Span, ...]:
        """Words in quotation marks: somebody else's."""
        return tuple(Span(*q.span()) for q in _QUOTED.finditer(self.text))

    @cached_property
    def own(self) -> str:
        """The text with nothing but the marks of what is quoted; same length."""
        text = self.text
        for inner in self.quotations:
            text = text[: inner.start + 1] + "”" * (inner.end - inner.start - 1) + text[inner.end :]
        return text

    def clause(self, at: int) -> Span:
        """The clause around a place."""
        return next((c for c in self.clauses if c.start <= at < c.end), Span(0, len(self.text)))

    def sentence(self, at: int) -> Span:
        """From full stop to full stop around a place."""
        start = max(self.text.rfind(mark, 0, at) for mark in _STRONG) + 1
        ends = (self.text.find(mark, at) for mark in _STRONG)
        return Span(start, min((e + 1 for e in ends if e >= 0), default=len(self.text)))

    def quoted(self, span: Span) -> bool:
        """Whether a stretch lies inside quotation marks."""
        return any(q.start <= span.start and span.end <= q.end for q in self.quotations)

    def slice(self, span: Span) -> str:
        """The normalised text of a stretch."""
        return self.text[span.start : span.end]

    def asks(self, span: Span) -> bool:
        """Whether the words of a clause are a question or a request to tell or to look."""
        return bool(_ASKING.search(self.slice(span).rstrip("。，！；… ")))
