# SPDX-License-Identifier: Apache-2.0
"""What a coach would say of a finished scene: what was done well, what to change, what decided it.

Everything is taken from the points of the score, the customer's reaction and the scenario's own
model answers: nothing is made up.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from trainer_gui.application.quotes import in_full
from trainer_gui.application.what_if import fullest
from trainer_gui.domain.reading import Promise
from trainer_gui.domain.scenario import WON, ModelAnswer, Outcome, Scenario
from trainer_gui.domain.scoring import Point, Rulebook, Score
from trainer_gui.domain.scoring.promises import promise_of
from trainer_gui.domain.scoring.rulebook import Sentence
from trainer_gui.domain.scoring.situation import QUOTED
from trainer_gui.domain.taxonomy import FAULTS
from trainer_gui.domain.transcript import Speaker, Turn

MOST = 3
"""Things that are named well done, and to be changed: more is not remembered."""
LEAST = 0.3
"""What counts less than so much of the overall is not worth a word."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that was done well, or that is to be changed."""

    turn: int
    """Index in the transcript."""
    says: Sentence
    quote: str
    """The words of the turn that it is about."""
    label: str
    """The move or fault; empty: something was left out."""
    worth: float
    """Points of the overall, below nought for what is to be changed."""
    rule: str
    """Id of the rule or need that says so."""
    better: ModelAnswer | None = None
    """What could be said there instead."""


@dataclass(frozen=True, slots=True)
class Turning:
    """The reply that decided how it ended."""

    turn: int
    why: str
    """`won`: it brought the customer round; `lost`: it drove her away; `red`: a red line."""
    moved: float
    """By how much her anger changed there."""


@dataclass(frozen=True, slots=True)
class Pledge:
    """A promise that was made."""

    turn: int
    promise: Promise
    within: bool | None
    """Whether the role may grant it; None: that can't be told."""


def well_done(points: Sequence[Point], turns: Sequence[Turn], rulebook: Rulebook) -> list[Remark]:
    """What was worth most, each technique once; nothing of a reply that crossed a red line."""
    spoilt = {p.turn for p in points if p.red_line}
    good = [p for p in points if p.points > 0 and p.label and p.label not in FAULTS]
    good = [p for p in good if p.turn not in spoilt]
    return _chosen(_remark(own, turns, rulebook) for own in _grouped(good))


def to_change(
    points: Sequence[Point], turns: Sequence[Turn], rulebook: Rulebook, scenario: Scenario
) -> list[Remark]:
    """What cost most, each kind once, at different replies where there are some.

    Each comes with another better wording, as far as the scene has them.
    """
    remarks = []
    for own in _grouped(p for p in points if p.points < 0):
        remark = _remark(own, turns, rulebook)
        remarks.append(_placed(remark, own[0], turns, rulebook, scenario))
    said: set[ModelAnswer] = set()
    bettered = []
    for remark in _chosen(remarks):
        wanted = _wanted(rulebook, remark.rule)
        better = better_answer(scenario, turns[remark.turn], wanted, said)
        said |= {better} if better else set()
        bettered.append(replace(remark, better=better))
    return bettered


def better_answer(
    scenario: Scenario,
    turn: Turn,
    wanted: frozenset[str] = frozenset(),
    said: AbstractSet[ModelAnswer] = frozenset(),
) -> ModelAnswer | None:
    """The model answer of the turn's beat that adds most to it, among those not said yet.

    Args:
        scenario: The scene.
        turn: The reply that could be better.
        wanted: Moves of which it should have one, where a model answer has.
        said: Model answers that were shown elsewhere.
    """
    beat = scenario.beats.get(turn.beat)
    models = [m for m in beat.models if m not in said] if beat else []
    fitting = [m for m in models if m.moves & wanted] or models
    return fullest(fitting, turn.reading.labels) if fitting else None


def turning_point(turns: Sequence[Turn], outcome: Outcome, score: Score) -> Turning | None:
    """The reply that decided it: a red line, else where her anger moved most towards the end."""
    won = outcome in WON
    crossed = [p.turn for p in score.points if p.red_line]
    if crossed:
        return Turning(crossed[0], "red", _moved(turns, crossed[0]))
    moves = {i: _moved(turns, i) for i, t in enumerate(turns) if t.who is Speaker.TRAINEE and i}
    towards = {i: m for i, m in moves.items() if (m < 0) is won and round(m)}
    if not towards:
        return None
    turn = max(towards, key=lambda i: abs(towards[i]))
    return Turning(turn, "won" if won else "lost", towards[turn])


def pledges(turns: Sequence[Turn], scenario: Scenario) -> list[Pledge]:
    """All promises, in order, each held against what the role may grant."""
    return [
        Pledge(i, promise, _within(promise, scenario))
        for i, turn in enumerate(turns)
        for promise in turn.reading.promises
    ]


def _within(promise: Promise, scenario: Scenario) -> bool | None:
    held = promise_of(promise.quote, scenario.authority)
    return None if held is None else held.kind == "within"


def _moved(turns: Sequence[Turn], turn: int) -> float:
    """By how much her anger changed with a turn."""
    before = turns[turn - 1].emotion.anger if turn else turns[turn].emotion.anger
    return turns[turn].emotion.anger - before


def _grouped(points: Iterable[Point]) -> list[list[Point]]:
    """Points of one cause in one turn."""
    groups: defaultdict[tuple[int, str], list[Point]] = defaultdict(list)
    for point in points:
        groups[point.turn, point.label or point.rule].append(point)
    return list(groups.values())


def _remark(points: Sequence[Point], turns: Sequence[Turn], rulebook: Rulebook) -> Remark:
    """What the points of one cause say, in the words of the one that counts most."""
    whole = sum(w.weight for w in rulebook.dimensions.values()) or 1.0  # a branch may want no total
    worth = [p.points * rulebook.dimensions[p.dimension].weight / whole for p in points]
    first = max(zip(worth, points, strict=True), key=lambda pair: abs(pair[0]))[1]
    quote = in_full(turns[first.turn].text, first.quote)
    return Remark(first.turn, first.says, quote, first.label, sum(worth), first.rule)


def _placed(
    remark: Remark, point: Point, turns: Sequence[Turn], rulebook: Rulebook, scenario: Scenario
) -> Remark:
    """What was left out from first to last stands where it could have been done first."""
    if not point.whole:
        return remark
    wanted = _wanted(rulebook, point.rule)
    for i, turn in enumerate(turns):
        beat = scenario.beats.get(turn.beat)
        if turn.who is Speaker.TRAINEE and beat and any(m.moves & wanted for m in beat.models):
            return replace(remark, turn=i, quote=in_full(turn.text, turn.text[:QUOTED]))
    return remark


def _wanted(rulebook: Rulebook, rule: str) -> frozenset[str]:
    """The moves that would have met a need, or that a rule misses."""
    needs = {n.id: n.any for n in rulebook.needs}
    missing = {r.id: r.when.never for r in rulebook.rules}
    return needs.get(rule) or missing.get(rule, frozenset())


def _chosen(remarks: Iterable[Remark]) -> list[Remark]:
    """Those that count most, each kind once; a second one of a reply only where others run out."""
    kinds: dict[object, Remark] = {}
    for remark in sorted(remarks, key=lambda r: -abs(r.worth)):
        if abs(remark.worth) >= LEAST:
            kinds.setdefault(remark.label or remark.says, remark)
    first: dict[int, Remark] = {}
    for remark in kinds.values():
        first.setdefault(remark.turn, remark)
    others = [r for r in kinds.values() if first[r.turn] is not r]
    return sorted([*first.values(), *others][:MOST], key=lambda r: -abs(r.worth))
