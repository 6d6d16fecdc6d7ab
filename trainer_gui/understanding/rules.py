# SPDX-License-Identifier: Apache-2.0
"""The first stage of reading: what tables of words find in a reply."""

import re
from typing import NamedTuple

from trainer_gui.domain.reading import Evidence
from trainer_gui.domain.taxonomy import FAULTS
from trainer_gui.understanding.patterns.faults import (
    RAMBLE_CHARACTERS,
    RAMBLE_CLAUSES,
    RAMBLE_JOINTS,
    RAMBLE_POINTS,
)
from trainer_gui.understanding.patterns.sign import Sign
from trainer_gui.understanding.patterns.table import SIGNS
from trainer_gui.understanding.settle import Found
from trainer_gui.understanding.text import Span, Spoken

_NOT = re.compile(
    r"(?:(?<![是这])不是|(?<!有)没有?|(?<![能可要])不(?:会|能|敢|想|要|用|必|该|可以)?|别|并非|绝不|从不|从没|难道|不等于)"
    r"(?:我|我们)?(?:在|要|想|是|说|说过|觉得|认为|打算|意思是|因为|真的)?$"
)
_REPORTED = re.compile(
    r"(?:您|你|客户|他|她|人家|别人|有人|同事)(?:刚才|刚刚|才|上次|一直|老|总|也|都)?(?:说|骂|觉得|认为|讲|喊|嚷|问)"
    r"(?:的是|是|过|着|我们|我|了|，)*[^，。！？]{0,6}$"
)
_REPORTED_ON = re.compile(r"(?:您|他|她|人家)(?:刚才|刚刚)?说[^。！？]{1,14}，(?:又|还|也)?说$")
_MARKS = frozenset("。！？")
_SOOTHING = frozenset(
    (
        *("empathy", "apology", "own_fault", "thanks", "comfort", "calm", "praise", "close"),
        *("open_question", "closed_question", "restate", "consult", "relate"),
    )
)
"""Who has done nothing but that has taken no stand yet."""
_FAULTS = frozenset(FAULTS)


class Signs(NamedTuple):
    """What the tables find, not yet held against each other."""

    found: Found
    denied: frozenset[str]
    """Labels whose words are there, but quoted, reported or denied."""
    barred: frozenset[str]
    """Labels whose words are there, but as part of a phrase that means something else."""


def signs(spoken: Spoken) -> Signs:
    """Every label that has a sign in the reply, and those that only seem to have one."""
    found: Found = {}
    denied, barred = set(), set()
    for sign in SIGNS:
        if sign.label not in found:
            evidence, seeming = _evidence(sign, spoken)
            if evidence:
                found[sign.label] = evidence
            elif seeming:
                denied.add(sign.label)
            elif _phrase(sign, spoken):
                barred.add(sign.label)
    if rambling := _ramble(spoken):
        found["ramble"] = rambling
    return Signs(found, frozenset(denied.difference(found)), frozenset(barred.difference(found)))


def _evidence(sign: Sign, spoken: Spoken) -> tuple[Evidence | None, bool]:
    """The first valid hit of the strongest pattern; without one, whether a hit was denied."""
    denied = False
    for pattern, confidence in sign.patterns:
        for hit in pattern.finditer(spoken.text):
            span = Span(*hit.span())
            if not hit.group():
                continue
            if _denied(sign, spoken, span):
                denied = True
            elif not _void(sign, spoken, span):
                quote = spoken.raw[span.start : span.end]
                return Evidence(sign.label, quote, confidence), False
    return None, denied


def _phrase(sign: Sign, spoken: Spoken) -> bool:
    """Whether words of a sign stand in a phrase that it excludes."""
    return any(
        sign.not_here.match(spoken.text, hit.start())
        for pattern, _ in sign.patterns
        for hit in pattern.finditer(spoken.text)
    )


def _denied(sign: Sign, spoken: Spoken, hit: Span) -> bool:
    """Whether the words of a hit are quoted, reported or denied."""
    if spoken.quoted(hit):
        return True
    before = spoken.text[spoken.clause(hit.start).start : hit.start]
    if sign.negatable and _NOT.search(before):
        return True
    earlier = spoken.text[spoken.sentence(hit.start).start : hit.start]
    return sign.label in _FAULTS and bool(_REPORTED.search(before) or _REPORTED_ON.search(earlier))


def _void(sign: Sign, spoken: Spoken, hit: Span) -> bool:
    """Whether a hit is of a kind that the sign excludes."""
    if sign.not_here.match(spoken.text, hit.start):
        return True
    sentence = spoken.slice(spoken.sentence(hit.start))
    wrong_mood = {
        "question": not _question(spoken, hit, sentence),
        "statement": _asked_here(spoken, hit),
    }
    return wrong_mood.get(sign.mood, False) or bool(sign.voiding.search(sentence))


def _question(spoken: Spoken, hit: Span, sentence: str) -> bool:
    """Whether the sentence is a question; where a reply has marks, they decide."""
    if sentence.endswith("？"):
        return True
    return not _MARKS.intersection(spoken.text) and spoken.asks(spoken.clause(hit.end - 1))


def _asked_here(spoken: Spoken, hit: Span) -> bool:
    """Whether the very clause is a question: a statement may come before one."""
    clause = spoken.clause(hit.end - 1)
    return spoken.asks(clause) or spoken.slice(clause).endswith("？")


def _ramble(spoken: Spoken) -> Evidence | None:
    """Too long and too many points in one go."""
    if spoken.hanzi < RAMBLE_CHARACTERS:
        return None
    joints = sum(1 for _ in RAMBLE_JOINTS.patterns[0][0].finditer(spoken.text))
    if joints < RAMBLE_POINTS or len(spoken.clauses) < RAMBLE_CLAUSES:
        return None
    return Evidence("ramble", spoken.raw, 0.9)


def says_something(earlier: str) -> bool:
    """Whether an earlier turn took a stand: named a plan, a limit or a reason."""
    found = signs(Spoken.of(earlier)).found
    return not found or not _SOOTHING.issuperset(found)
