# SPDX-License-Identifier: Apache-2.0
"""What the page of progress shows: one trainee's way, and all trainees beside each other."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from trainer_gui.application.today import names
from trainer_gui.domain.progress import (
    Practice,
    Usage,
    crossings,
    levels,
    of_trainee,
    overall_level,
    smoothed,
    usage,
    weeks_in_a_row,
)
from trainer_gui.domain.scoring.rulebook import PASS_MARK
from trainer_gui.domain.taxonomy import Dimension

MOST_POINTS = 150
"""Of a plot: more can't be told apart, and they take long to draw."""


@dataclass(frozen=True, slots=True)
class Series:
    """One value over time: each point is a session, or the mean of several in a row."""

    days: tuple[int, ...] = ()
    values: tuple[float, ...] = ()
    smooth: tuple[float, ...] = ()
    """What it tends to: recent sessions weigh more."""


@dataclass(frozen=True, slots=True)
class ClassRow:
    """One trainee beside the others."""

    trainee: str
    """Empty: nobody said."""
    sessions: int
    passed: int
    day: int
    """Of the last session."""
    level: float | None
    levels: Mapping[Dimension, float | None]
    red_lines: int


@dataclass(frozen=True, slots=True)
class Overview:
    """All of it."""

    trainee: str = ""
    practices: tuple[Practice, ...] = ()
    """The trainee's, newest first."""
    level: float | None = None
    levels: Mapping[Dimension, float | None] = field(default_factory=dict)
    series: Mapping[Dimension | None, Series] = field(default_factory=dict)
    """By dimension; None: the whole."""
    usage: tuple[Usage, ...] = ()
    red_lines: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """How often each was crossed, and on which day the last time."""
    weeks: int = 0
    titles: Mapping[str, str] = field(default_factory=dict)
    """Of the scenes, by id."""
    everyone: tuple[ClassRow, ...] = ()
    """By name; whoever said no name last."""
    pass_mark: float = PASS_MARK


def overview(
    practices: Sequence[Practice],
    trains: Mapping[str, Sequence[str]],
    titles: Mapping[str, str],
    trainee: str,
    day: int,
    *,
    pass_mark: float = PASS_MARK,
) -> Overview:
    """What `trainee` has practised, and everyone.

    Args:
        practices: Everyone's sessions, oldest first.
        trains: The techniques that each scene trains.
        titles: Of the scenes.
        trainee: Whose way is shown.
        day: The present day, as `date.toordinal` counts.
        pass_mark: Of the branch's rules now.
    """
    own = of_trainee(practices, trainee)
    crossed = crossings(own)
    return Overview(
        trainee=trainee,
        practices=tuple(reversed(own)),
        level=overall_level(own),
        levels=levels(own),
        series={d: series(own, d) for d in (None, *Dimension)},
        usage=tuple(usage(own, trains)),
        red_lines={line: (len(found), found[-1].day) for line, found in crossed.items()},
        weeks=weeks_in_a_row((p.day for p in own), day),
        titles=titles,
        everyone=tuple(_rows(practices)),
        pass_mark=pass_mark,
    )


def series(practices: Sequence[Practice], dimension: Dimension | None) -> Series:
    """A dimension, or the whole, over the sessions that count."""
    rated = [(p.day, _value(p, dimension)) for p in practices if p.counts]
    found = [(day, value) for day, value in rated if value is not None]
    smooth = smoothed([value for _, value in found])
    points = [(day, value, mean) for (day, value), mean in zip(found, smooth, strict=True)]
    thin = _thinned(points)
    return Series(*map(tuple, zip(*thin, strict=True))) if thin else Series()


def _value(practice: Practice, dimension: Dimension | None) -> float | None:
    return practice.overall if dimension is None else practice.dimensions.get(dimension)


def _thinned(points: list[tuple[int, float, float]]) -> list[tuple[int, float, float]]:
    """The mean of neighbours, where there are more points than can be seen."""
    if len(points) <= MOST_POINTS:
        return points
    edges = [round(i * len(points) / MOST_POINTS) for i in range(MOST_POINTS + 1)]
    groups = (points[low:high] for low, high in pairwise(edges))
    return [(g[-1][0], sum(v for _, v, _ in g) / len(g), g[-1][2]) for g in groups]


def _rows(practices: Sequence[Practice]) -> list[ClassRow]:
    unnamed = [""] if any(not p.trainee for p in practices) else []
    by_name: dict[str, list[Practice]] = {n: [] for n in (*names(practices), *unnamed)}
    for practice in practices:
        by_name[practice.trainee].append(practice)
    return [_row(name, own) for name, own in by_name.items()]


def _row(trainee: str, own: Sequence[Practice]) -> ClassRow:
    crossed = Counter(line for p in own for line in p.red_lines)
    return ClassRow(
        trainee=trainee,
        sessions=len(own),
        passed=sum(p.passed is True for p in own),
        day=own[-1].day,
        level=overall_level(own),
        levels=levels(own),
        red_lines=crossed.total(),
    )
