# SPDX-License-Identifier: Apache-2.0
"""The score: a pure function of the transcript and the scenario's right ways.

A beat has many right ways, never one: what counts is the way that the reply comes nearest to. A
dimension is called for by a reply whose way holds one of its moves; each such reply is worth the
same share of 100, earned by any move of the dimension. Moves where none was called for earn half a
share beyond that. Faults cost points in their dimension. Conduct and self-control start at 100 and
can only lose. A dimension that was never called for is not rated; its faults cost conduct. A reply
heard with low confidence can earn, but neither lose nor miss anything.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from trainer_gui.domain.delivery import Delivery, too_fast
from trainer_gui.domain.scenario import Scenario
from trainer_gui.domain.taxonomy import RED_LINES, Dimension
from trainer_gui.domain.transcript import Speaker, Turn

PASS_MARK = 70.0
LOW_CONFIDENCE = 0.4
"""Words heard with less confidence never cost points."""
RUSHED_AT_MOST = 3
"""A fast talker is told so, not ruined by it."""
SINCERITY = (1.0, 1.0, 0.5, 0.25)
"""What the nth use of one move earns; from the fifth on nothing."""

WEIGHTS: Mapping[Dimension, float] = {
    Dimension.SOOTHING: 25,
    Dimension.LISTENING: 15,
    Dimension.EXPLAINING: 15,
    Dimension.SOLUTION: 25,
    Dimension.CONDUCT: 10,
    Dimension.SELF_CONTROL: 10,
}

MOVES_OF: Mapping[Dimension, frozenset[str]] = {
    Dimension.SOOTHING: frozenset(
        {"empathy", "apology", "own_fault", "comfort", "calm", "thanks", "praise", "save_face"}
        | {"relate", "show_weakness"}
    ),
    Dimension.LISTENING: frozenset({"open_question", "closed_question", "restate"}),
    Dimension.EXPLAINING: frozenset(
        {"explain", "soften", "reframe", "expectation", "advise", "decline", "broken_record"}
        | {"deflect"}
    ),
    Dimension.SOLUTION: frozenset(
        {"act_now", "commit", "offer", "choices", "consult", "compensate", "escalate"}
    ),
    Dimension.CONDUCT: frozenset({"close", "boundary", "safety"}),
    Dimension.SELF_CONTROL: frozenset(),
}

COSTS: Mapping[str, tuple[Dimension, float]] = {
    "argue": (Dimension.SELF_CONTROL, 20),
    "blunt_but": (Dimension.EXPLAINING, 10),
    "blame": (Dimension.SOOTHING, 20),
    "buck_pass": (Dimension.SOLUTION, 20),
    "rule_wall": (Dimension.EXPLAINING, 20),
    "cold": (Dimension.SOOTHING, 20),
    "lecture": (Dimension.SELF_CONTROL, 20),
    "abuse": (Dimension.SELF_CONTROL, 60),
    "threaten": (Dimension.SELF_CONTROL, 60),
    "doubt": (Dimension.LISTENING, 20),
    "overpromise": (Dimension.SOLUTION, 40),
    "breach": (Dimension.CONDUCT, 60),
    "slang": (Dimension.CONDUCT, 20),
    "jargon": (Dimension.EXPLAINING, 10),
    "ramble": (Dimension.LISTENING, 10),
    "interrupted": (Dimension.SELF_CONTROL, 15),
    "fast": (Dimension.SELF_CONTROL, 5),
}
"""What each fault, cutting in (`interrupted`) and rushing (`fast`) cost, and where."""

_FROM_FULL = frozenset({Dimension.CONDUCT, Dimension.SELF_CONTROL})


@dataclass(frozen=True, slots=True)
class Point:
    """Why points were given or taken."""

    turn: int
    """Index in the transcript."""
    rule: str
    """A move, a fault, `interrupted` or `fast`."""
    dimension: Dimension
    quote: str
    points: float


@dataclass(frozen=True, slots=True)
class Score:
    """What a transcript is worth."""

    dimensions: Mapping[Dimension, float | None]
    """0-100; None: not rated."""
    overall: float | None
    """Weighted mean of the rated dimensions; None without a reply."""
    red_lines: tuple[str, ...]
    points: tuple[Point, ...]
    best_turn: int | None
    worst_turn: int | None
    """Indices of trainee's turns; the best one only where there is another to compare it with."""

    @property
    def passed(self) -> bool | None:
        """70 or more and no red line; None where nothing was rated."""
        return None if self.overall is None else self.overall >= PASS_MARK and not self.red_lines


def score(scenario: Scenario, transcript: tuple[Turn, ...]) -> Score:
    """The score of `transcript`; the same for the same transcript, always."""
    replies = [(i, t) for i, t in enumerate(transcript) if t.who is Speaker.TRAINEE]
    called = {i: _called_for(scenario, t) for i, t in replies}
    rated = _FROM_FULL.union(*called.values()) if replies else frozenset()
    points = (*_earned(replies, called), *_lost(transcript, rated))
    dimensions = {d: _sum(points, d) if d in rated else None for d in Dimension}
    weight = sum(WEIGHTS[d] for d in rated)
    overall = sum(WEIGHTS[d] * v for d, v in dimensions.items() if v is not None)
    faults = (f for _, t in replies for f in _sure_faults(t))
    best, worst = _extremes(points, replies)
    return Score(
        dimensions=dimensions,
        overall=round(overall / weight, 1) if weight else None,
        red_lines=tuple(dict.fromkeys(f for f in faults if f in RED_LINES)),
        points=tuple(sorted(points, key=lambda p: p.turn)),
        best_turn=best,
        worst_turn=worst,
    )


def _called_for(scenario: Scenario, turn: Turn) -> frozenset[Dimension]:
    """The dimensions of the right way that a reply comes nearest to."""
    beat = scenario.beats.get(turn.beat)
    labels = turn.reading.labels
    way = min(beat.expect if beat else (), key=lambda w: len(w - labels), default=frozenset())
    if turn.confidence < LOW_CONFIDENCE:
        way &= labels
    return frozenset(d for d, moves in MOVES_OF.items() if way & moves)


def _earned(
    replies: list[tuple[int, Turn]], called: Mapping[int, frozenset[Dimension]]
) -> Iterator[Point]:
    asked = Counter(d for dimensions in called.values() for d in dimensions)
    for dimension, moves in MOVES_OF.items():
        if dimension in _FROM_FULL or not asked[dimension]:
            continue
        share = 100.0 / asked[dimension]
        uses: Counter[str] = Counter()
        for i, turn in replies:
            made = [m for m in turn.reading.moves if m in moves]
            if not made:
                continue
            move = min(made, key=lambda m: uses[m])  # the freshest one counts
            uses.update(made)
            worth = SINCERITY[uses[move] - 1] if uses[move] <= len(SINCERITY) else 0.0
            earned = share * worth * (1.0 if dimension in called[i] else 0.5)
            yield Point(i, move, dimension, turn.reading.quote(move), round(earned, 2))


def _lost(transcript: tuple[Turn, ...], rated: AbstractSet[Dimension]) -> Iterator[Point]:
    spoken: list[Delivery] = []
    rushed = 0
    for i, turn in enumerate(transcript):
        if turn.who is Speaker.CUSTOMER:
            if any(c.what == "interrupted" for c in turn.causes):
                yield _cost(i, "interrupted", turn.text, rated)
            continue
        for fault in _sure_faults(turn):
            yield _cost(i, fault, turn.reading.quote(fault), rated)
        if turn.delivery and turn.confidence >= LOW_CONFIDENCE:
            if too_fast(turn.delivery, spoken) and rushed < RUSHED_AT_MOST:
                rushed += 1
                yield _cost(i, "fast", turn.text, rated)
            spoken.append(turn.delivery)


def _sure_faults(turn: Turn) -> tuple[str, ...]:
    """The faults that are held against the trainee: not those in words heard uncertainly."""
    return turn.reading.faults if turn.confidence >= LOW_CONFIDENCE else ()


def _cost(turn: int, rule: str, quote: str, rated: AbstractSet[Dimension]) -> Point:
    dimension, points = COSTS[rule]
    return Point(turn, rule, dimension if dimension in rated else Dimension.CONDUCT, quote, -points)


def _sum(points: Iterable[Point], dimension: Dimension) -> float:
    own = [p.points for p in points if p.dimension is dimension]
    base = 100.0 if dimension in _FROM_FULL else 0.0
    gained = min(100.0, base + sum(p for p in own if p > 0))  # extra moves don't pay for faults
    return round(max(0.0, gained + sum(p for p in own if p < 0)), 1)


def _extremes(
    points: Iterable[Point], replies: list[tuple[int, Turn]]
) -> tuple[int | None, int | None]:
    """The replies that did most good and most harm: by points and by what the customer felt."""
    if not replies:
        return None, None
    worth = {i: -sum(c.shift.anger for c in t.causes) for i, t in replies}
    for point in points:
        if point.turn in worth:
            worth[point.turn] += point.points
    worst = min(reversed(worth), key=lambda i: worth[i])
    return (max(worth, key=lambda i: worth[i]) if len(replies) > 1 else None), worst
