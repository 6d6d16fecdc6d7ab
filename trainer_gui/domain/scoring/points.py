# SPDX-License-Identifier: Apache-2.0
"""What each rule gives and takes: a list of points, each with its turn and its words."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import sqrt

from trainer_gui.domain.condition import Bound
from trainer_gui.domain.scoring.rulebook import Circumstance, Need, Rule, Rulebook, Sentence
from trainer_gui.domain.scoring.situation import Situation, found
from trainer_gui.domain.taxonomy import MOVES, Dimension

HALF = 0.5
"""A dimension begins half-way: a need that is met lifts it, one that is missed lowers it."""
CUT_IN = frozenset({"interrupted"})
"""What costs even where no word was heard well."""


@dataclass(frozen=True, slots=True)
class Point:
    """Why points were given or taken."""

    turn: int
    """Index in the transcript."""
    rule: str
    """Id of the rule or need."""
    dimension: Dimension
    quote: str
    """Exact words of that turn."""
    points: float
    says: Sentence
    label: str = ""
    """The move or fault that did it; empty: something else."""
    red_line: str = ""
    cost: bool = False
    """Taken by a rule: what was gained elsewhere doesn't make up for it."""
    whole: bool = False
    """Said of the whole conversation, not of this turn."""

    @property
    def telling(self) -> bool:
        """Whether people want to read it: no mere absence of harm, and no nought."""
        return self.points < 0 or (self.points > 0 and bool(self.label))


@dataclass(frozen=True, slots=True)
class Chance:
    """A need that a reply was called to meet."""

    at: Situation
    need: Need
    owed: bool
    """Whether it is asked for: not where a scene's right way does without."""

    @property
    def met(self) -> bool:
        """Whether the reply did it."""
        labels, need = self.at.labels, self.need
        return (not need.any or bool(need.any & labels)) and not need.without & labels

    @property
    def unheard(self) -> bool:
        """Whether it may have been met in words that were not heard: missing it costs nothing."""
        return not (self.at.sure or self.met)


def chances(rulebook: Rulebook, replies: Sequence[Situation]) -> list[Chance]:
    """All that the customer's words, or a scene's right ways, called for."""
    return [c for at in replies for c in _called(rulebook, at)]


def _called(rulebook: Rulebook, at: Situation) -> Iterator[Chance]:
    if not at.number:  # nothing was asked of who speaks first
        return
    served: set[Dimension] = set()
    for need in rulebook.needs:
        if holds(need.when, at):
            needless = at.way is not None and bool(need.any) and need.dimension not in at.way
            chance = Chance(at, need, owed=not needless)
            served |= {need.dimension} if chance.owed or chance.met else set()
            yield chance
    for dimension, weighing in rulebook.dimensions.items():
        if dimension not in served and weighing.moves:
            need = Need("way", dimension, rulebook.way, rulebook.way_missed, any=weighing.moves)
            chance = Chance(at, need, owed=dimension in (at.way or ()))
            if chance.owed or chance.met:
                yield chance


def earned(rulebook: Rulebook, called: Sequence[Chance]) -> Iterator[Point]:
    """Points for needs met and missed."""
    whole = _whole(called) | _whole(c for c in called if not c.unheard)
    uses: Counter[str] = Counter()
    last: Situation | None = None
    for chance in called:
        at, need = chance.at, chance.need
        if at is not last:  # a move is used once a reply, whatever it meets
            uses.update(at.labels)
            last = at
        if need.dimension not in whole or chance.unheard:
            continue
        weighing = rulebook.dimensions[need.dimension]
        part = (weighing.ceiling - weighing.floor) * need.share / whole[need.dimension]
        move = _freshest(rulebook, need, at, uses) if chance.met else ""
        worth = _worth(rulebook, move, uses) if chance.met else 0.0
        points = part * (worth - HALF) if chance.owed else part * worth * rulebook.beyond
        points = points if at.sure else max(0.0, points)
        if points:
            says = need.says if worth >= HALF else need.missed
            label = move or min(need.without & at.labels, default="")
            index, quote = at.place(label)
            yield Point(index, need.id, need.dimension, quote, round(points, 2), says, label)


def _whole(called: Iterable[Chance]) -> dict[Dimension, float]:
    """What the needs of each dimension count together."""
    whole: defaultdict[Dimension, float] = defaultdict(float)
    for chance in called:
        if chance.owed:
            whole[chance.need.dimension] += chance.need.share
    return whole


def _freshest(rulebook: Rulebook, need: Need, at: Situation, uses: Counter[str]) -> str:
    """The move that meets the need and has worn off least; empty without one."""
    made = [m for m in MOVES if m in need.any & at.labels]
    return min(made, key=lambda m: -_worth(rulebook, m, uses), default="")


def _worth(rulebook: Rulebook, move: str, uses: Counter[str]) -> float:
    if move not in rulebook.wears_off:
        return 1.0
    times = uses[move]
    return rulebook.sincerity[times - 1] if times <= len(rulebook.sincerity) else 0.0


def ruled(rulebook: Rulebook, replies: Sequence[Situation]) -> Iterator[Point]:
    """Points of the rules on top: what did harm, and what was done especially well."""
    times: Counter[str] = Counter()
    mild = min(1.0, sqrt(rulebook.long / max(1, len(replies))))
    for at in replies:
        for rule in rulebook.rules:
            if times[rule.id] >= rule.most or not holds(rule.when, at):
                continue
            label = _label(rule, at)
            if at.confidence(label) < rule.sure:
                continue
            costs_too = at.sure or bool(CUT_IN & rule.when.delivery)
            moved = {d: p for d, p in rule.points.items() if p > 0 or costs_too}
            if not moved:
                continue
            times[rule.id] += 1
            index, quote = at.place(label, _words(rule, at))
            for dimension, points in moved.items():
                factor = mild if points < 0 and not rule.red_line else 1.0
                yield Point(
                    index,
                    rule.id,
                    dimension,
                    quote,
                    round(points * factor, 2),
                    rule.says,
                    label,
                    rule.red_line,
                    cost=points < 0,
                    whole=bool(rule.when.never and rule.when.left),
                )


def _label(rule: Rule, at: Situation) -> str:
    """The label that made a rule apply."""
    return min((rule.when.any | rule.when.all) & at.labels, default="")


def _words(rule: Rule, at: Situation) -> str:
    """The words that made a rule apply, where it asks for words."""
    if rule.when.promise and at.promise:
        return at.promise.quote
    return found(rule.when.words, at.text)


def holds(when: Circumstance, at: Situation) -> bool:
    """Whether every part of `when` that is given holds."""
    labels, kind = at.labels, at.promise.kind if at.promise else ""
    return (
        (not when.any or bool(when.any & labels))
        and when.all <= labels
        and not when.none & labels
        and (not when.before or bool(when.before & at.earlier))
        and not when.never & (at.earlier | labels)
        and _within(when.row, max((at.rows[x] for x in when.any), default=0))
        and (not when.customer or bool(when.customer & at.signals))
        and not when.not_customer & at.signals
        and _within(when.heat, at.heat)
        and _within(when.climb, at.climb)
        and _within(when.asked, at.asked)
        and (when.facts is None or (at.facts is not None and when.facts.holds(at.facts)))
        and (not when.promise or kind in when.promise)
        and kind not in when.not_promise
        and (not when.delivery or bool(when.delivery & at.delivery))
        and (not when.persona or at.persona in when.persona)
        and _within(when.reply, at.number)
        and _within(when.left, at.left)
        and _within(when.length, len(at.text))
        and (not when.words or (at.sure and bool(found(when.words, at.text))))
        and not found(when.not_words, at.text)
    )


def _within(bound: Bound | None, number: float) -> bool:
    return bound is None or bound.holds(number)
