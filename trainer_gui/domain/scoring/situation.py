# SPDX-License-Identifier: Apache-2.0
"""What each reply stood before: the customer's words and heat, what had been said, how it came."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from trainer_gui.domain.delivery import Delivery, too_fast
from trainer_gui.domain.scenario import Authority, Scenario
from trainer_gui.domain.scoring.promises import Promise, promise_of
from trainer_gui.domain.scoring.rulebook import Heat, Rulebook
from trainer_gui.domain.taxonomy import FAULTS, Dimension
from trainer_gui.domain.transcript import TRAINER, Speaker, Turn

LOW_CONFIDENCE = 0.4
"""Words heard with less confidence never cost points."""
QUOTED = 24
"""Characters of a reply that are quoted where no part of it stands out."""

Placed = tuple[int, Turn]
"""A turn with its index in the transcript."""
_ASIDE = re.compile(r"[（(【\[][^）)】\]]*[）)】\]]")


def wordy(text: str) -> bool:
    """Whether anything is said: not 「……」, nor a remark in brackets such as 「（沉默）」."""
    return any(c.isalnum() for c in _ASIDE.sub("", text))


@dataclass(frozen=True, slots=True)
class Situation:
    """One reply (turns in a row are one) and all that the rules may ask about it."""

    said: tuple[Placed, ...]
    number: int
    """1: the first reply to the customer's words; 0: before she has said any."""
    left: int
    """How many replies come after it."""
    labels: frozenset[str]
    """What the reply does, as far as it is certain."""
    earlier: frozenset[str]
    """What earlier replies did."""
    rows: Counter[str]
    """Of each label: in how many replies in a row, this one last."""
    signals: frozenset[str]
    """What the customer's words show that the reply answers."""
    heat: float
    climb: float
    promise: Promise | None
    delivery: frozenset[str]
    persona: str
    asked: int
    """Facts asked about that only the customer knows."""
    facts: int | None
    """Facts asked about or stated so far; None: no scene with facts is known."""
    way: frozenset[Dimension] | None
    """The dimensions of the scene's right way that the reply comes nearest to; None: no such."""
    sure: bool
    """Whether the words were heard well enough to be held against anybody."""

    @property
    def judged(self) -> bool:
        """Whether it answers the customer with words that were heard, or that do something."""
        return bool(self.number) and wordy(self.text) and (self.sure or bool(self.labels))

    @property
    def text(self) -> str:
        """All that was said."""
        return "\n".join(turn.text for _, turn in self.said)

    def confidence(self, label: str) -> float:
        """How surely the reply does something; 0: it does not."""
        evidence = (e for _, turn in self.said for e in turn.reading.evidence)
        return max((e.confidence for e in evidence if e.label == label), default=0.0)

    def place(self, label: str, quote: str = "") -> tuple[int, str]:
        """Index and words of the turn that shows a label or holds a quote; else of the first."""
        for index, turn in self.said:
            if shows := turn.reading.quote(label):
                return index, shows
            if quote and quote in turn.text:
                return index, quote
        index, turn = self.said[0]
        return index, turn.text.strip()[:QUOTED]


def situations(
    rulebook: Rulebook,
    transcript: Sequence[Turn],
    scenario: Scenario | None,
    authority: Authority,
) -> Iterator[Situation]:
    """Every reply in its situation, in order; what others say stands between no two turns."""
    theirs = ((i, t) for i, t in enumerate(transcript) if t.who is not Speaker.OTHER)
    groups = [(who, tuple(g)) for who, g in groupby(theirs, lambda p: p[1].who)]
    left = sum(who is Speaker.TRAINEE for who, _ in groups)
    number = 0
    steered = 0.0
    earlier: frozenset[str] = frozenset()
    rows: Counter[str] = Counter()
    touched: frozenset[str] = frozenset()
    spoken: list[Delivery] = []
    hers: tuple[Placed, ...] = ()
    signals: frozenset[str] = frozenset()
    heat = scenario.emotion.anger if scenario else rulebook.heat.start
    before: float | None = None
    for who, group in groups:
        if who is Speaker.CUSTOMER:
            hers = group
            signals = shown(rulebook, "\n".join(t.text for _, t in group))
            heat = group[-1][1].emotion.anger if scenario else _felt(rulebook.heat, heat, signals)
            steered += _steered(group)
            number += any(wordy(t.text) for _, t in group) and number == 0
            continue
        left -= 1
        sure = all(t.confidence >= LOW_CONFIDENCE for _, t in group)
        labels = frozenset[str]().union(*(_certain(rulebook, t, sure=sure) for _, t in group))
        rows = Counter({label: rows[label] + 1 for label in labels})
        touched |= {f for _, t in group for f in t.reading.asked | t.reading.told}
        yield Situation(
            said=group,
            number=number,
            left=left,
            labels=labels,
            earlier=earlier,
            rows=rows,
            signals=signals,
            heat=heat,
            climb=0.0 if before is None else heat - before - steered,
            promise=_promise(group, authority) if sure else None,
            delivery=_delivery(group, hers, spoken, sure=sure),
            persona=scenario.persona.id if scenario else "",
            asked=sum(_asked(scenario, t) for _, t in group),
            facts=len(touched) if scenario and scenario.facts else None,
            way=_way(rulebook, scenario, group[0][1].beat, labels),
            sure=sure,
        )
        earlier |= labels
        before, steered = heat, _steered(group)
        number += number > 0


def _steered(group: Iterable[Placed]) -> float:
    """The anger that a trainer put into these turns: no doing of the trainee's."""
    causes = (c for _, turn in group for c in turn.causes if c.what == TRAINER)
    return sum((c.shift.anger for c in causes), 0.0)


def shown(rulebook: Rulebook, words: str) -> frozenset[str]:
    """The signals in the customer's words."""
    return frozenset(name for name, p in rulebook.signals.items() if found(p, words))


def found(patterns: Iterable[str], text: str) -> str:
    """The words that the first fitting pattern finds; empty where none does."""
    matches = (re.search(pattern, text) for pattern in patterns)
    return next((m.group() for m in matches if m), "")


def _felt(heat: Heat, before: float, signals: frozenset[str]) -> float:
    """Her anger after words with these signals, where no scene tells it."""
    felt = heat.start + sum(heat.signals.get(s, 0.0) for s in sorted(signals))
    return min(100.0, max(0.0, heat.carry * before + (1 - heat.carry) * felt))


def _certain(rulebook: Rulebook, turn: Turn, *, sure: bool) -> frozenset[str]:
    """The labels that count: no fault in words heard uncertainly."""
    return frozenset(
        e.label
        for e in turn.reading.evidence
        if e.confidence >= rulebook.certain.get(e.label, 0.0) and (sure or e.label not in FAULTS)
    )


def _promise(group: Iterable[Placed], authority: Authority) -> Promise | None:
    """The promise that goes furthest."""
    made = [p for _, t in group if (p := promise_of(t.text, authority))]
    return min(made, key=lambda p: p.kind, default=None)  # `beyond` comes before `within`


def _delivery(
    group: Iterable[Placed], hers: Iterable[Placed], spoken: list[Delivery], *, sure: bool
) -> frozenset[str]:
    """What was wrong with how a reply was spoken; `spoken` is what came before, and grows."""
    cut_in = any(c.what == "interrupted" for _, t in hers for c in t.causes)
    wrong = {"interrupted"} if cut_in else set()
    for _, turn in group:
        if turn.delivery is not None and sure:
            if too_fast(turn.delivery, spoken):
                wrong.add("fast")
            spoken.append(turn.delivery)
    return frozenset(wrong)


def _asked(scenario: Scenario | None, turn: Turn) -> int:
    facts = scenario.facts if scenario else {}
    return sum(1 for f in turn.reading.asked if f in facts and facts[f].source == "ask")


def _way(
    rulebook: Rulebook,
    scenario: Scenario | None,
    beat_id: str,
    labels: frozenset[str],
) -> frozenset[Dimension] | None:
    """The dimensions of the right way that a reply comes nearest to."""
    beat = scenario.beats.get(beat_id) if scenario else None
    if beat is None or not beat.expect:
        return None
    way = min(beat.expect, key=lambda w: len(w - labels))
    return frozenset(d for d, w in rulebook.dimensions.items() if way & w.moves)
