# SPDX-License-Identifier: Apache-2.0
"""Reads a reply by rules: tables of words, and the lines that the taxonomy draws between them."""

import re
from collections.abc import Iterable, Sequence

from trainer_gui.domain.reading import NOTHING_READ, Evidence, FactCue, Reading
from trainer_gui.domain.taxonomy import FAULTS, MOVES
from trainer_gui.understanding.facts import facts
from trainer_gui.understanding.patterns.faults import (
    RAMBLE_CHARACTERS,
    RAMBLE_CLAUSES,
    RAMBLE_JOINTS,
    RAMBLE_POINTS,
)
from trainer_gui.understanding.patterns.sign import Sign
from trainer_gui.understanding.patterns.table import SIGNS
from trainer_gui.understanding.settle import settled
from trainer_gui.understanding.text import Span, Spoken

CERTAIN = 0.9
"""Confidence from which a fault is shown while the trainee is still speaking."""
TAIL = 4
"""Characters at the end of a partial reply that may still change their meaning."""
FAULT_TAIL = 8
"""The same for a fault: it is shown late rather than wrongly."""
REVOCABLE = frozenset(
    (
        *("decline", "closed_question", "explain", "offer", "compensate"),
        *("blunt_but", "rule_wall", "cold"),
    )
)
"""Labels that later words often take back: never shown on a partial reply."""

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
_FAULTS = frozenset(FAULTS)
_ORDER = {label: place for place, label in enumerate((*MOVES, *FAULTS))}


class RuleReader:
    """Understands replies by tables of words; see `patterns`."""

    def __init__(self, signs: Iterable[Sign] = SIGNS) -> None:
        self._signs = tuple(signs)

    def load(self) -> None:
        """Do now what the first `read` would otherwise wait for; may run on any thread."""
        self.read((), "对不起，我现在就给您查。")

    def read(
        self,
        context: Sequence[tuple[str, str]],
        reply: str,
        cues: Sequence[FactCue] = (),
        *,
        partial: bool = False,
    ) -> Reading:
        """What `reply` does.

        Args:
            context: Earlier (who, text), who being "customer" or "trainee", the last one answered.
            reply: What the trainee said, with or without punctuation.
            cues: How to notice the scenario's facts.
            partial: Whether more is coming; then only what further words can't take back.

        Returns:
            Labels with exact words of `reply` as evidence, facts asked about, facts told.
        """
        spoken = Spoken.of(reply)
        if not spoken.hanzi and not any(c.isalnum() for c in spoken.text):
            return NOTHING_READ
        found = settled(self.signs(spoken), spoken, context)
        if partial:
            found = {label: e for label, e in found.items() if stays(e, spoken)}
        asked, told = facts(spoken, cues)
        ordered = sorted(found.values(), key=lambda e: _ORDER[e.label])
        return Reading(tuple(ordered), asked, told)

    def signs(self, spoken: Spoken) -> dict[str, Evidence]:
        """Every label that has a sign in the reply, not yet held against the others."""
        found: dict[str, Evidence] = {}
        for sign in self._signs:
            if sign.label not in found and (evidence := _evidence(sign, spoken)):
                found[sign.label] = evidence
        if rambling := _ramble(spoken):
            found["ramble"] = rambling
        return found


def _evidence(sign: Sign, spoken: Spoken) -> Evidence | None:
    """The first valid hit of the strongest pattern."""
    for pattern, confidence in sign.patterns:
        for hit in pattern.finditer(spoken.text):
            span = Span(*hit.span())
            if hit.group() and not _void(sign, spoken, span):
                return Evidence(sign.label, spoken.raw[span.start : span.end], confidence)
    return None


def _void(sign: Sign, spoken: Spoken, hit: Span) -> bool:
    """Whether a hit means nothing: quoted, reported, denied, or of a kind the sign excludes."""
    if spoken.quoted(hit) or sign.not_here.match(spoken.text, hit.start):
        return True
    clause = spoken.clause(hit.start)
    before = spoken.text[clause.start : hit.start]
    if sign.negatable and _NOT.search(before):
        return True
    span = spoken.sentence(hit.start)
    if sign.label in _FAULTS and (
        _REPORTED.search(before) or _REPORTED_ON.search(spoken.text[span.start : hit.start])
    ):
        return True
    sentence = spoken.slice(span)
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


def stays(evidence: Evidence, spoken: Spoken) -> bool:
    """Whether further words can't take a label back."""
    if evidence.label in REVOCABLE:
        return False
    fault = evidence.label in _FAULTS
    if fault and evidence.confidence < CERTAIN:
        return False
    end = spoken.raw.find(evidence.quote) + len(evidence.quote)
    return evidence.label == "ramble" or len(spoken.raw) - end >= (FAULT_TAIL if fault else TAIL)
