# SPDX-License-Identifier: Apache-2.0
"""What can be said of conditions without playing: that one never holds, that one covers another."""

import math
from collections.abc import Iterator
from typing import NamedTuple

from trainer_gui.domain.condition import Bound, Condition, Operator
from trainer_gui.domain.dialogue.scene import SILENCE_LIMIT
from trainer_gui.domain.scenario import Scenario

_FEELINGS = ("anger", "trust", "patience")
_COUNTS = ("visits", "turns", "silences")


class Knowledge(NamedTuple):
    """What can be said of a scene's facts as a whole."""

    first: frozenset[str]
    """Known when the scene begins."""
    told: frozenset[str]
    """Brought out by some beat or rule."""
    tellable: frozenset[str]
    """Out as soon as the trainee states them."""
    audible: frozenset[str]
    """With a cue, so that a reply can be seen to touch them."""


def knowledge(scenario: Scenario) -> Knowledge:
    """Of all facts of a scene."""
    facts = scenario.facts.values()
    rules = (*scenario.always, *(r for b in scenario.beats.values() for r in b.rules))
    return Knowledge(
        first=frozenset(f.id for f in facts if f.source == "known"),
        told=frozenset[str]().union(
            *(b.reveals for b in scenario.beats.values()),
            *(r.reveals for r in rules),
            *(h.reveals for h in scenario.happenings),
        ),
        tellable=frozenset(f.id for f in facts if f.cue.patterns and f.source != "ask"),
        audible=frozenset(f.id for f in facts if f.cue.patterns),
    )


class _Range(NamedTuple):
    """All numbers from `low` to `high`, both included."""

    low: float
    high: float


def impossible(when: Condition, facts: Knowledge) -> str:
    """Why `when` holds in no scene at all; empty where it may hold."""
    return next(_contradictions(when, facts), "")


def _contradictions(when: Condition, facts: Knowledge) -> Iterator[str]:
    yield from _of_labels(when)
    yield from _of_facts(when, facts)
    for name in when.visited & when.unvisited:
        yield f"`{name}` is in both `visited` and `unvisited`"
    spoken = (when.any, when.all, when.any_set, when.asked, when.told, when.touched, when.promise)
    if when.silences is not None and any(spoken):
        yield "`silences` is for who says nothing, so no label or fact can be in the reply"
    for part in (*_FEELINGS, *_COUNTS):
        span = _range(part, getattr(when, part))
        if span.low > span.high:
            yield f"no value of `{part}` fits"


def _of_labels(when: Condition) -> Iterator[str]:
    for name in when.all & when.none:
        yield f"`{name}` is in both `all` and `none`"
    if when.any and when.any <= when.none:
        yield "`none` forbids everything in `any`"
    if when.any_set and all(group & when.none for group in when.any_set):
        yield "`none` forbids a label of every set in `any_set`"


def _of_facts(when: Condition, facts: Knowledge) -> Iterator[str]:
    for name in when.known & when.unknown:
        yield f"`{name}` is in both `known` and `unknown`"
    for name in when.unknown & facts.first:
        yield f"`{name}` is known from the start"
    for name in when.known - facts.first - facts.told - facts.tellable:
        yield f"nothing reveals `{name}`"
    for touched in (when.asked, when.told, when.touched):
        if touched and not touched & facts.audible:
            yield f"`{min(touched)}` has no `cue`, so no reply can be seen to touch it"


def covers(wide: Condition, narrow: Condition, facts: Knowledge) -> bool:
    """Whether `wide` surely holds whenever `narrow` does. False: not sure."""
    sure = narrow.all | (narrow.any if len(narrow.any) == 1 else frozenset())
    return (
        (not wide.any or bool(wide.any & sure) or _within(narrow.any, wide.any))
        and wide.all <= sure
        and wide.none <= narrow.none
        and (not wide.any_set or _one_of(wide.any_set, narrow, sure))
        and (not wide.touched or any(_within(x, wide.touched) for x in _facts(narrow)))
        and wide.visited <= narrow.visited
        and wide.unvisited <= narrow.unvisited
        and (wide.silences is None) == (narrow.silences is None)
        and (not wide.asked or _within(narrow.asked, wide.asked))
        and (not wide.promise or _within(narrow.promise, wide.promise))
        and (not wide.told or _within(narrow.told, wide.told))
        and wide.known <= narrow.known | facts.first
        and wide.unknown <= narrow.unknown
        and wide.done <= narrow.done | sure
        and all(
            _spans(_range(part, getattr(wide, part)), _range(part, getattr(narrow, part)))
            for part in (*_FEELINGS, *_COUNTS)
        )
    )


def _one_of(groups: tuple[frozenset[str], ...], narrow: Condition, sure: frozenset[str]) -> bool:
    """Whether one of `groups` is wholly in every reply that `narrow` fits."""
    given = [sure | group for group in narrow.any_set] or [sure]
    return all(any(group <= labels for group in groups) for labels in given)


def _facts(when: Condition) -> tuple[frozenset[str], ...]:
    """The sets of facts of which the reply surely touches one."""
    return when.asked, when.told, when.touched


def _within(some: frozenset[str], all_: frozenset[str]) -> bool:
    return bool(some) and some <= all_


def _spans(wide: _Range, narrow: _Range) -> bool:
    return wide.low <= narrow.low and narrow.high <= wide.high


def _range(part: str, bound: Bound | None) -> _Range:
    """The values that satisfy `bound` among those which `part` can have."""
    most = SILENCE_LIMIT - 1 if part == "silences" else math.inf  # then the scene is over
    span = _Range(1, most) if part in _COUNTS else _Range(0, 100)
    if bound is None:
        return span
    low, high = span
    match bound.operator:
        case Operator.AT_LEAST:
            low = max(low, bound.value)
        case Operator.ABOVE:
            low = max(low, math.nextafter(bound.value, math.inf))
        case Operator.AT_MOST:
            high = min(high, bound.value)
        case Operator.BELOW:
            high = min(high, math.nextafter(bound.value, -math.inf))
    if part in _COUNTS:
        low, high = math.ceil(low), high if high == math.inf else math.floor(high)
    return _Range(low, high)
