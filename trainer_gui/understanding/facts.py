# SPDX-License-Identifier: Apache-2.0
"""Which facts of the scenario a reply asks about, and which it states."""

import re
from collections.abc import Sequence
from functools import lru_cache

from trainer_gui.domain.reading import FactCue
from trainer_gui.understanding.sounds import sound_pattern
from trainer_gui.understanding.text import Span, Spoken

_LOOKING = re.compile(
    r"(?:我|现在|马上|这就|帮您|给您|替您|先)[^，。]{0,3}(?:查|看|核|调|翻)(?:查|看|核|调|一下|一|出|询|实|对)"
)
"""The trainee looks it up: that asks for the fact, it does not state it."""
_FOUND = re.compile(r"系统|记录|显示|查到|看到|看了|查了|查出|原来是|您(?:刚才|刚刚)?说")
_DENIED = re.compile(r"(?:没有?说|不是说|没提|先不说|不(?:谈|提|说))[^，。]{0,4}$")


@lru_cache(maxsize=512)
def _expressions(patterns: tuple[str, ...]) -> tuple[re.Pattern[str] | None, ...]:
    """Each pattern over characters, then over sounds; None for one that does not compile."""
    found: list[re.Pattern[str] | None] = []
    for over_text, pattern in [(True, p) for p in patterns] + [(False, p) for p in patterns]:
        written = pattern if over_text else sound_pattern(pattern)
        try:
            found.append(None if written is None else re.compile(written))
        except re.error:  # the scenario lint names it; a session goes on without the cue
            found.append(None)
    return tuple(found)


def _hits(spoken: Spoken, cue: FactCue) -> list[Span]:
    expressions = _expressions(cue.patterns)
    half = len(cue.patterns)
    return [
        Span(*hit.span())
        for place, expression in enumerate(expressions)
        if expression is not None
        for hit in expression.finditer(spoken.text if place < half else spoken.sound)
        if hit.group()
    ]


def facts(spoken: Spoken, cues: Sequence[FactCue]) -> tuple[frozenset[str], frozenset[str]]:
    """Facts asked about, and facts told.

    A cue in a question, in a request to look or remember, or in "let me look it up" asks; one in
    a statement tells; words in quotation marks do neither.
    """
    asked, told = set(), set()
    for cue in cues:
        for hit in _hits(spoken, cue):
            clause, sentence = spoken.clause(hit.start), spoken.sentence(hit.start)
            before = spoken.text[clause.start : hit.start]
            if spoken.quoted(hit) or _DENIED.search(before):
                continue
            words = spoken.slice(clause)
            looking = bool(_LOOKING.search(words))
            asking = looking or spoken.asks(clause)
            if asking or spoken.slice(sentence).endswith("？"):
                asked.add(cue.fact)
                stated = bool(_FOUND.search(spoken.slice(sentence))) and not asking
            else:
                stated = True
            if stated:
                told.add(cue.fact)
    return frozenset(asked), frozenset(told)
