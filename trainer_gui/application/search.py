# SPDX-License-Identifier: Apache-2.0
"""Whether any way through a scene leads to a beat or an ending that nobody came to by himself."""

from collections import Counter, deque

from trainer_gui.application.ports import Reader
from trainer_gui.application.trainees import Stock, everything
from trainer_gui.domain.engine import step
from trainer_gui.domain.events import Event, LineFinished, SceneStarted, SilenceElapsed, TraineeSaid
from trainer_gui.domain.scenario import Scenario
from trainer_gui.domain.state import Phase, State, new_state

PATIENCE = 6_000
"""Replies that the search tries before it gives up."""
_COARSE = 12.0  # feelings that differ by less than this many points are alike


def search(scenario: Scenario, wanted: set[str], reader: Reader, stock: Stock) -> set[str]:
    """Those of `wanted` that some sequence of replies leads to.

    The beat from which least was tried is next; of its states the earliest and the latest in turn,
    so that short ways and long ones are walked.

    Args:
        scenario: The scene.
        wanted: Ids of beats and endings.
        reader: Understands the replies.
        stock: What may be said besides the model answers.
    """
    found: set[str] = set()
    seen: set[object] = set()
    waiting: dict[str, deque[State]] = {}
    tried: Counter[str] = Counter()
    fresh = [_heard_out(step(new_state(scenario), SceneStarted(0.0))[0])]
    while not found >= wanted and tried.total() < PATIENCE:
        for state in fresh:
            waiting.setdefault(state.beat_id, deque()).append(state)
        open_beats = [beat for beat, states in waiting.items() if states]
        if not open_beats:
            break
        beat = min(open_beats, key=lambda b: tried[b])
        states = waiting[beat]
        after = _continued(states.pop() if len(states) % 2 else states.popleft(), reader, stock)
        tried[beat] += len(after)
        found |= {state.beat_id for state in after} & wanted
        alike = {_kind_of(s): s for s in after if s.phase is not Phase.ENDED}
        fresh = [state for kind, state in alike.items() if kind not in seen]
        seen |= alike.keys()
    return found


def _continued(state: State, reader: Reader, stock: Stock) -> list[State]:
    """The scene after each thing that may be said now, and after silence."""
    context = [(t.who.value, t.text) for t in state.transcript[-1:]]
    events: dict[object, Event] = {"": SilenceElapsed(state.turn_id, 0.0)}
    for text in everything(state, stock):  # what reads alike is tried once
        reading = reader.read(context, text, state.scenario.cues).held_against()
        said = TraineeSaid(state.turn_id, text, 0.0, 0.0, reading=reading)
        events.setdefault((reading.labels, reading.asked, reading.told), said)
    return [_heard_out(step(state, event)[0]) for event in events.values()]


def _heard_out(state: State) -> State:
    """The customer says her line to its end, and whoever speaks before her."""
    while state.line is not None:
        over = LineFinished(state.line.line_id, 0.0, state.line.utterance.text)
        state, _ = step(state, over)
    return state


def _kind_of(state: State) -> object:
    """What makes two states of the search alike: place, mood, what is known, how long."""
    emotion = state.emotion
    return (
        state.beat_id,
        *(int(f // _COARSE) for f in (emotion.anger, emotion.trust, emotion.patience)),
        state.known,
        min(3, state.visits.get(state.beat_id, 0)),
        len(state.replies) // 4,
        state.silences,
    )
