# SPDX-License-Identifier: Apache-2.0
"""Whether a rule's condition holds after a reply."""

from collections.abc import Iterable

from trainer_gui.domain.condition import Bound, Condition
from trainer_gui.domain.reading import Reading
from trainer_gui.domain.scenario import Rule
from trainer_gui.domain.scoring.promises import promise_of
from trainer_gui.domain.state import State


def first_match(rules: Iterable[Rule], state: State, reading: Reading) -> Rule | None:
    """The first rule whose condition holds; `state` already counts the reply."""
    return next((rule for rule in rules if holds(rule.when, state, reading)), None)


def rules_here(state: State, *, silent: bool) -> tuple[Rule, ...]:
    """The rules tried now, in order: those for silence, or all others."""
    own = state.beat.rules if state.beat else ()
    both = (*state.scenario.always, *own)
    return tuple(rule for rule in both if (rule.when.silences is not None) == silent)


def holds(when: Condition, state: State, reading: Reading) -> bool:
    """Whether every part of `when` that is given holds."""
    labels = reading.labels
    return (
        (not when.any or bool(when.any & labels))
        and when.all <= labels
        and (not when.any_set or any(group <= labels for group in when.any_set))
        and not when.none & labels
        and (not when.asked or bool(when.asked & reading.asked))
        and (not when.told or bool(when.told & reading.told))
        and (not when.touched or bool(when.touched & (reading.asked | reading.told)))
        and (not when.promise or _promised(state) in when.promise)
        and when.known <= state.known
        and not when.unknown & state.known
        and (not when.done or when.done <= state.uses.keys())
        and when.visited <= state.visits.keys()
        and not when.unvisited & state.visits.keys()
        and _within(when.anger, state.emotion.anger)
        and _within(when.trust, state.emotion.trust)
        and _within(when.patience, state.emotion.patience)
        and _within(when.visits, state.visits.get(state.beat_id, 0))
        and _within(when.turns, len(state.replies))
        and _within(when.silences, state.silences)
    )


def _promised(state: State) -> str:
    """What the last reply promises, held against the authority; empty: nothing that can be told."""
    text = state.replies[-1].text if state.replies else ""
    promise = promise_of(text, state.scenario.authority)
    return promise.kind if promise else ""


def _within(bound: Bound | None, number: float) -> bool:
    return bound is None or bound.holds(number)
