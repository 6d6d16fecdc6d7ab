# SPDX-License-Identifier: Apache-2.0
"""The score: a pure function of a transcript, the rules and, where there is one, the scenario.

Each of the customer's turns calls for something: by what she says, or by the right ways of the
scene's beat, of which there are many and never one. What was called for and met lifts a dimension,
what was missed lowers it, so that a short and a long conversation are judged alike. Rules come on
top: what did harm, and order (first feelings, then the matter). A dimension that was never called
for is not rated; its faults cost conduct. A reply heard with low confidence can earn, but neither
lose nor miss anything (cutting in apart): heard better it is never worth more. So it keeps the
credit for doing no harm, and where nothing but such replies was heard, and they did nothing,
nothing is rated. A red line bounds the whole.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from trainer_gui.domain.scenario import Authority, Scenario
from trainer_gui.domain.scoring.points import HALF, Point, chances, earned, ruled
from trainer_gui.domain.scoring.rulebook import PASS_MARK, Rulebook
from trainer_gui.domain.scoring.situation import Situation, situations
from trainer_gui.domain.taxonomy import Dimension
from trainer_gui.domain.transcript import Turn

REACTION = 0.1
"""What a point of the customer's anger counts beside the points, in choosing the worst turn."""
STRETCH = 0.4
"""What the replies before and after count: the worst one lies where it goes wrong for longest, and
what is put right at once was not so bad."""
SLIP = 0.7
"""What a percent that a rule took counts there: less than a point, unless it was a red line."""


@dataclass(frozen=True, slots=True)
class Score:
    """What a transcript is worth."""

    dimensions: Mapping[Dimension, float | None]
    """0-100; None: not rated."""
    overall: float | None
    """Weighted mean of the rated dimensions; None without a reply to the customer's words."""
    red_lines: tuple[str, ...]
    points: tuple[Point, ...]
    best_turn: int | None
    worst_turn: int | None
    """Indices of trainee's turns; the best one only where it did good and there is another; where
    there is one alone, it is the worst only where it did harm."""
    pass_mark: float = PASS_MARK

    @property
    def passed(self) -> bool | None:
        """The pass mark or more and no red line; None where nothing was rated."""
        if self.overall is None:
            return None
        return self.overall >= self.pass_mark and not self.red_lines


def score(
    rulebook: Rulebook,
    transcript: Sequence[Turn],
    scenario: Scenario | None = None,
    authority: Authority = Authority(),
) -> Score:
    """The score of `transcript`; the same for the same transcript, always.

    Args:
        rulebook: The rules.
        transcript: Both sides' turns; the trainee's with their readings.
        scenario: The scene that was played, whose beats know right ways, and its authority.
        authority: What the role may grant, where there is no scenario.
    """
    authority = scenario.authority if scenario else authority
    replies = list(situations(rulebook, transcript, scenario, authority))
    if not rulebook.dimensions or not any(at.judged for at in replies):
        return Score(dict.fromkeys(Dimension), None, (), (), None, None, rulebook.pass_mark)
    called = chances(rulebook, replies)
    rated = {c.need.dimension for c in called if c.owed}
    points = [*earned(rulebook, called), *(_moved(p, rated) for p in ruled(rulebook, replies))]
    best, worst = _extremes(rulebook, points, replies)
    points = [p for d in Dimension for p in _settled(rulebook, points, d)]
    points.sort(key=lambda p: p.turn)
    dimensions = {d: _sum(rulebook, points, d) if d in rated else None for d in Dimension}
    red_lines = tuple(dict.fromkeys(p.red_line for p in points if p.red_line))
    return Score(
        dimensions=dimensions,
        overall=_overall(rulebook, dimensions, bounded=bool(red_lines)),
        red_lines=red_lines,
        points=tuple(points),
        best_turn=best,
        worst_turn=worst,
        pass_mark=rulebook.pass_mark,
    )


def _moved(point: Point, rated: set[Dimension]) -> Point:
    return point if point.dimension in rated else replace(point, dimension=Dimension.CONDUCT)


def _start(rulebook: Rulebook, dimension: Dimension) -> float:
    weighing = rulebook.dimensions[dimension]
    return weighing.floor + HALF * (weighing.ceiling - weighing.floor)


def _settled(rulebook: Rulebook, points: Iterable[Point], dimension: Dimension) -> Iterator[Point]:
    """The points of a dimension: needs and gains, up to 100, then what each cost takes of that.

    So doing more than enough pays for no fault, and each point says what it really took.
    """
    own = [p for p in points if p.dimension is dimension]
    left = _start(rulebook, dimension)
    for point in sorted((p for p in own if not p.cost), key=lambda p: p.points):
        gained = min(point.points, 100.0 - left)
        left += gained
        yield replace(point, points=round(gained, 2))
    for point in own:
        if point.cost:
            taken = left * min(1.0, -point.points / 100)
            left -= taken
            yield replace(point, points=round(-taken, 2))


def _sum(rulebook: Rulebook, points: Iterable[Point], dimension: Dimension) -> float:
    gained = sum(p.points for p in points if p.dimension is dimension)
    return round(min(100.0, max(0.0, _start(rulebook, dimension) + gained)), 1)


def _overall(
    rulebook: Rulebook, dimensions: Mapping[Dimension, float | None], *, bounded: bool
) -> float | None:
    rated = [(rulebook.dimensions[d].weight, v) for d, v in dimensions.items() if v is not None]
    weight = sum(w for w, _ in rated)
    if not weight:
        return None
    overall = sum(w * v for w, v in rated) / weight
    return round(min(overall, rulebook.red_line_ceiling) if bounded else overall, 1)


def _extremes(
    rulebook: Rulebook, points: Sequence[Point], replies: Sequence[Situation]
) -> tuple[int | None, int | None]:
    """The replies that did most good and most harm: by points and by what she felt next.

    None of several need have done good; the only one is not the worst where it did no harm.
    """
    worth = {index: 0.0 for at in replies for index, _ in at.said}
    for point in points:
        if not point.whole:
            weight = rulebook.dimensions[point.dimension].weight
            factor = SLIP if point.cost and not point.red_line else 1.0
            worth[point.turn] += factor * point.points * weight / 10
    for at, after in pairwise(replies):
        worth[at.said[-1][0]] -= after.climb * REACTION
    turns = list(worth)
    beside = {
        turn: sum(worth[t] for t in (*turns[max(0, i - 1) : i], *turns[i + 1 : i + 2]))
        for i, turn in enumerate(turns)
    }
    worst = min(reversed(turns), key=lambda i: worth[i] + STRETCH * beside[i])
    best = max(turns, key=lambda i: worth[i])
    if len(turns) == 1:
        harmed = worth[worst] < 0 or any(p.cost for p in points)
        return None, worst if harmed else None
    return best if worth[best] > 0 else None, worst
