# SPDX-License-Identifier: Apache-2.0
"""Which lines can come next, the likeliest first: what the voice renders ahead."""

from collections.abc import Iterator
from dataclasses import replace

from trainer_gui.domain.condition import Condition
from trainer_gui.domain.dialogue.replying import reply
from trainer_gui.domain.dialogue.scene import begin, lines_of, utterances
from trainer_gui.domain.effects import Utterance
from trainer_gui.domain.emotion import Band
from trainer_gui.domain.events import TraineeSaid
from trainer_gui.domain.persona import VoiceStyle
from trainer_gui.domain.reading import NOTHING_READ, Evidence, Reading
from trainer_gui.domain.scenario import Aside, Beat
from trainer_gui.domain.state import Phase, State
from trainer_gui.domain.wording import Lines, pick, variants

COMMON_FAULTS = ("argue", "blame", "cold", "rule_wall", "blunt_but", "buck_pass", "ramble")
"""Faults that are to be expected of anyone."""

_ORDER = tuple(Band)


def upcoming(state: State) -> Iterator[Utterance]:
    """Everything that may be said to the trainee, in the order in which it may be needed.

    First what replies of a likely kind would be answered with; then the nudges; then, piece by
    piece, the rest of the scenario, beat by beat outwards.
    """
    soon = dict.fromkeys(_soon(state))
    said = {replace(u, pieces=(piece,)) for u in soon for piece in u.pieces}
    yield from soon
    yield from (u for u in dict.fromkeys(_rest(state)) if u not in said)


def _soon(state: State) -> Iterator[Utterance]:
    if state.phase is Phase.READY:
        begun = begin(state)
        yield from lines_of(begun)
        state, _ = begun
    if state.beat is not None:
        retorts = (*state.scenario.retorts, *state.beat.retorts)
        for reading in dict.fromkeys((*_likely(state.beat), *(_reading({r}) for r in retorts))):
            said = TraineeSaid(state.turn_id, "", start=0.0, end=0.0, reading=reading)
            yield from lines_of(reply(state, said))
    band, voice = state.emotion.band, state.scenario.voice
    for lines in (state.scenario.nudges, state.scenario.repeats):
        text = pick(lines, band, state.spoken, state.seed)
        if text:
            yield Utterance((text,), voice, band)


def _likely(beat: Beat) -> Iterator[Reading]:
    """What the next reply may be read as: a right way, what a rule waits for, nothing, a fault."""
    yield from (_reading(model.moves) for model in beat.models)
    yield from (_reading(way) for way in beat.expect)
    yield from (_firing(rule.when) for rule in beat.rules)
    yield NOTHING_READ
    yield from (_reading({fault}) for fault in COMMON_FAULTS)
    yield from (_reading({move}) for move in sorted(frozenset().union(*beat.expect)))


def _reading(labels: frozenset[str] | set[str]) -> Reading:
    return Reading(tuple(Evidence(label, "") for label in sorted(labels)))


def _firing(when: Condition) -> Reading:
    """A reading that has what `when` asks of the reply."""
    labels = when.all | frozenset(sorted(when.any - when.all)[:1]) | (*when.any_set, frozenset())[0]
    return replace(_reading(labels), asked=when.asked | when.touched, told=when.told)


def _rest(state: State) -> Iterator[Utterance]:
    scenario, voice = state.scenario, state.scenario.voice
    order = [state.beat_id if state.beat else scenario.opening]
    for beat_id in order:  # grows while it is walked: breadth first
        order += [t for t in _targets(beat_id, state) if t not in order]
    tables = [lines for b in order for lines in (scenario.beats[b].lines, scenario.beats[b].again)]
    tables += scenario.retorts.values()
    tables += [lines for b in order for lines in scenario.beats[b].retorts.values()]
    cut = scenario.cuts_in
    tables += [cut.lines, cut.hesitating] if cut else []
    tables += [scenario.nudges, scenario.repeats, scenario.habits]
    tables += [e.lines for e in scenario.endings.values()]
    near, *far = _near(state.emotion.band)
    yield from _pieces(tables, near, voice)
    for said in _asides(order, state):
        yield from utterances(said, scenario)
    for band in far:
        yield from _pieces(tables, band, voice)


def _pieces(tables: list[Lines], band: Band, voice: VoiceStyle) -> Iterator[Utterance]:
    for lines in tables:
        yield from (Utterance((text,), voice, band) for text in variants(lines, band))


def _asides(order: list[str], state: State) -> Iterator[Aside]:
    """What others may still say: in these beats, at an event, at an ending."""
    scenario = state.scenario
    for beat_id in order:
        yield from scenario.beats[beat_id].asides
    yield from (h.aside for h in scenario.happenings if h.id not in state.happened)
    for ending in scenario.endings.values():
        yield from ending.asides


def _targets(beat_id: str, state: State) -> tuple[str, ...]:
    beats = state.scenario.beats
    rules = beats[beat_id].rules
    return tuple(dict.fromkeys(r.to for r in rules if r.to in beats and r.to != beat_id))


def _near(band: Band) -> tuple[Band, ...]:
    here = _ORDER.index(band)
    return tuple(sorted(_ORDER, key=lambda b: abs(_ORDER.index(b) - here)))
