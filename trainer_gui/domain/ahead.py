# SPDX-License-Identifier: Apache-2.0
"""Which lines can come next, the likeliest first: what the voice renders ahead."""

from collections.abc import Iterator

from trainer_gui.domain.effects import Utterance
from trainer_gui.domain.emotion import Band
from trainer_gui.domain.scenario import Lines
from trainer_gui.domain.state import State
from trainer_gui.domain.wording import pick, variants

_ORDER = tuple(Band)


def upcoming(state: State) -> tuple[Utterance, ...]:
    """Everything the customer may say, each piece once, in the order in which it may be needed.

    First what the rules of this beat lead to, in the bands near the present one; then the retorts
    and nudges; then the rest of the scenario, beat by beat outwards.
    """
    spoken_soon = (text for text in _soon(state) if text[0])
    pieces = dict.fromkeys((*spoken_soon, *_rest(state)))
    voice = state.scenario.customer.voice
    return tuple(Utterance((text,), voice, band) for text, band in pieces)


def _soon(state: State) -> Iterator[tuple[str, Band]]:
    scenario = state.scenario
    bands = _near(state.emotion.band)
    for band in bands:
        for lines in _next_lines(state):
            yield pick(lines, band, state.spoken, state.seed), band
    for band in bands[:2]:
        for lines in (*scenario.retorts.values(), scenario.nudges, scenario.repeats):
            yield pick(lines, band, state.spoken, state.seed), band


def _next_lines(state: State) -> Iterator[Lines]:
    """What can be said after the next reply: here, at the targets of the rules, at endings."""
    scenario = state.scenario
    if state.beat is None:
        yield scenario.beats[scenario.opening].lines
        return
    yield from (scenario.beats[t].lines for t in _targets(state.beat_id, state))
    yield state.beat.again or state.beat.lines
    yield from (scenario.endings[r.to].lines for r in state.beat.rules if r.to in scenario.endings)


def _targets(beat_id: str, state: State) -> tuple[str, ...]:
    beats = state.scenario.beats
    rules = beats[beat_id].rules
    return tuple(dict.fromkeys(r.to for r in rules if r.to in beats and r.to != beat_id))


def _rest(state: State) -> Iterator[tuple[str, Band]]:
    scenario = state.scenario
    order = [state.beat_id if state.beat else scenario.opening]
    for beat_id in order:  # grows while it is walked: breadth first
        order += [t for t in _targets(beat_id, state) if t not in order]
    tables = [lines for b in order for lines in (scenario.beats[b].lines, scenario.beats[b].again)]
    tables += scenario.retorts.values()
    tables += [scenario.nudges, scenario.repeats]
    tables += [e.lines for e in scenario.endings.values()]
    for band in _near(state.emotion.band):
        for lines in tables:
            yield from ((text, band) for text in variants(lines, band))


def _near(band: Band) -> tuple[Band, ...]:
    here = _ORDER.index(band)
    return tuple(sorted(_ORDER, key=lambda b: abs(_ORDER.index(b) - here)))
