# SPDX-License-Identifier: Apache-2.0
"""What many sessions together say of one trainee: levels, techniques, red lines, what is next.

Everything is computed from the sessions themselves, oldest first. Recent ones weigh more, and a
level is named only where there are enough of them: one lucky scene is no level.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from trainer_gui.domain.scenario import Outcome
from trainer_gui.domain.state import Mode
from trainer_gui.domain.taxonomy import MOVES, Dimension

ENOUGH = 3
"""Sessions in which a dimension was rated, before its level is named."""
HALVED = 3
"""A session counts half as much as the one this many later."""
RECENT = 10
"""Sessions that techniques are counted over."""
SELDOM = 0.34
"""A technique used in fewer of the scenes that train it than this is avoided."""
REST = 14 * 86_400.0
"""Seconds after which a scene that was played is as good as new."""
LEVEL_STEP = 15.0
"""Points over the first step that call for scenes one step more difficult."""
FIRST_STEP = 50.0


@dataclass(frozen=True, slots=True)
class Practice:
    """One session that was played."""

    name: str
    """Of its folder: no two are alike."""
    at: float
    """When it began, in seconds since 1970."""
    scenario: str
    day: int = 0
    """The day, counted as `date.toordinal` does."""
    mode: Mode = Mode.PRACTICE
    trainee: str = ""
    """Who practised; empty: nobody said."""
    outcome: Outcome = Outcome.STOPPED
    passed: bool | None = None
    """None: not finished, or not rated."""
    overall: float | None = None
    dimensions: Mapping[Dimension, float] = field(default_factory=dict)
    """0-100, those that were rated."""
    red_lines: tuple[str, ...] = ()
    uses: Mapping[str, int] = field(default_factory=dict)
    """In how many replies each move and fault was."""
    replies: int = 0
    seconds: float = 0.0

    @property
    def counts(self) -> bool:
        """Whether it says something of the trainee: rated, and not steered by a trainer."""
        return self.overall is not None and self.mode is not Mode.GROUP


@dataclass(frozen=True, slots=True)
class Offer:
    """A scene that could be played."""

    scenario: str
    difficulty: int
    trains: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What to practise next, and why."""

    scenario: str
    dimension: Dimension | None = None
    """The weak dimension that it trains; None: nothing is known to be weak."""
    moves: tuple[str, ...] = ()
    """Those of its techniques that serve the dimension."""
    played: float | None = None
    """When it was last played, in seconds since 1970; None: never."""


@dataclass(frozen=True, slots=True)
class Usage:
    """A technique in the recent sessions."""

    move: str
    used: int
    """Sessions in which it was used."""
    wanted: int
    """Sessions whose scene trains it."""
    missed: int
    """Of these, those in which it was not used."""

    @property
    def avoided(self) -> bool:
        """It was called for more than once and seldom came."""
        return self.wanted > 1 and self.wanted - self.missed < SELDOM * self.wanted


def of_trainee(practices: Iterable[Practice], trainee: str) -> list[Practice]:
    """The sessions of one trainee."""
    return [p for p in practices if p.trainee == trainee]


def recent_mean(values: Sequence[float]) -> float | None:
    """The mean of `values`, oldest first; recent ones weigh more. None without any."""
    weights: list[float] = [0.5 ** (age / HALVED) for age in range(len(values) - 1, -1, -1)]
    if not weights:
        return None
    return sum(w * v for w, v in zip(weights, values, strict=True)) / sum(weights)


def rated(practices: Iterable[Practice], dimension: Dimension) -> list[float]:
    """The values of `dimension`, of the sessions that count and rated it."""
    return [p.dimensions[dimension] for p in practices if p.counts and dimension in p.dimensions]


def standing(practices: Sequence[Practice]) -> dict[Dimension, float]:
    """Where each dimension stands, of however few sessions: to choose by, not to be shown."""
    means = {d: recent_mean(rated(practices, d)) for d in Dimension}
    return {d: mean for d, mean in means.items() if mean is not None}


def levels(practices: Sequence[Practice]) -> dict[Dimension, float | None]:
    """The level of each dimension, 0-100; None where too few sessions rated it."""
    values = {d: rated(practices, d) for d in Dimension}
    return {d: recent_mean(v) if len(v) >= ENOUGH else None for d, v in values.items()}


def overall_level(practices: Sequence[Practice]) -> float | None:
    """The level of the whole, 0-100; None with too few sessions."""
    values = [p.overall for p in practices if p.counts and p.overall is not None]
    return recent_mean(values) if len(values) >= ENOUGH else None


def smoothed(values: Sequence[float]) -> list[float]:
    """The recent mean as it was after each of `values`."""
    means: list[float] = []
    total = weight = 0.0
    fade = 0.5 ** (1 / HALVED)
    for value in values:
        total, weight = total * fade + value, weight * fade + 1
        means.append(total / weight)
    return means


def usage(practices: Sequence[Practice], trains: Mapping[str, Sequence[str]]) -> list[Usage]:
    """How techniques were used lately, in the vocabulary's order; those never met are left out.

    Args:
        practices: Oldest first.
        trains: The techniques that each scene trains.
    """
    lately = [p for p in practices if p.replies][-RECENT:]
    used = Counter(m for p in lately for m in p.uses)
    wanted = Counter(m for p in lately for m in trains.get(p.scenario, ()))
    missed = Counter(m for p in lately for m in trains.get(p.scenario, ()) if m not in p.uses)
    return [Usage(m, used[m], wanted[m], missed[m]) for m in MOVES if used[m] or wanted[m]]


def crossings(practices: Iterable[Practice]) -> dict[str, list[Practice]]:
    """The sessions in which each red line was crossed; empty where none was."""
    found: dict[str, list[Practice]] = {}
    for practice in practices:
        for line in practice.red_lines:
            found.setdefault(line, []).append(practice)
    return found


def weeks_in_a_row(days: Iterable[int], today: int) -> int:
    """Weeks with a session, up to this one; a week that has just begun breaks nothing.

    Args:
        days: Days with a session, counted as `date.toordinal` does: day 1 was a Monday.
        today: The present day.
    """
    weeks = {(day - 1) // 7 for day in days}
    week = (today - 1) // 7
    if week not in weeks:
        week -= 1
    first = week
    while week in weeks:
        week -= 1
    return first - week


def last_open(practices: Sequence[Practice]) -> Practice | None:
    """The newest session, where it was stopped before its end."""
    newest = practices[-1] if practices else None
    return newest if newest is not None and newest.outcome is Outcome.STOPPED else None


def proposal(
    practices: Sequence[Practice],
    offers: Sequence[Offer],
    serving: Mapping[Dimension, Iterable[str]],
    now: float,
) -> Proposal | None:
    """What to practise next: what trains the weakest dimension, not lately played, not too hard.

    Args:
        practices: Of one trainee, oldest first.
        offers: What there is to play.
        serving: The techniques that serve each dimension.
        now: The present moment, in seconds since 1970.

    Returns:
        The same for the same sessions; None where there is nothing to play.
    """
    played = {p.scenario: p.at for p in practices}
    ready = _difficulty(practices)
    stand = standing(practices)
    weak = sorted((d for d in stand if any(serving.get(d, ()))), key=lambda d: stand[d])
    wanted = frozenset(serving[weak[0]]) if weak else frozenset()

    def rank(offer: Offer) -> tuple[float, ...]:
        last = played.get(offer.scenario)
        fresh = last is None or now - last > REST
        hits = len(wanted.intersection(offer.trains))
        known = 0.0 if last is None else last
        return (not fresh, not hits if wanted else 0, abs(offer.difficulty - ready), -hits, known)

    best = min(offers, key=rank, default=None)
    if best is None:
        return None
    moves = tuple(m for m in best.trains if m in wanted)
    dimension = weak[0] if moves else None
    return Proposal(best.scenario, dimension, moves, played.get(best.scenario))


def _difficulty(practices: Sequence[Practice]) -> int:
    """How difficult a scene this trainee is ready for, 1-5."""
    level = overall_level(practices)
    if level is None:
        return 1
    return min(5, 1 + max(0, int((level - FIRST_STEP) // LEVEL_STEP) + 1))
