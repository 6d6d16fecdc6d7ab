# SPDX-License-Identifier: Apache-2.0
"""The one hint line: why, and one next move; and on request how it could be said."""

from trainer_gui.domain.reading import Reading
from trainer_gui.domain.scenario import Beat
from trainer_gui.domain.state import Mode, State
from trainer_gui.domain.wording import choose


def hint(state: State, reading: Reading, *, asked: bool = False) -> str:
    """The hint for what has been said so far of the open reply; empty when none is due.

    A fault comes first; then the move that is missing from the nearest right way. Nothing is shown
    once the reply goes a right way. Challenge shows hints on request only, an exam never.
    """
    if state.mode is Mode.EXAM or not (asked or state.shows_hints):
        return ""
    for fault in reading.faults:
        wordings = state.coach.faults.get(fault, ())
        if wordings:
            return choose(wordings, state.seed, f"{fault}{len(state.replies)}")
    if state.beat is None:
        return ""
    return next(
        (text for move in missing(state.beat, reading) if (text := _for(move, state.beat, state))),
        "",
    )


def wordings(state: State, reading: Reading) -> tuple[str, ...]:
    """Two ways to say it, in different directions, from the scene's own model answers.

    First the one that adds most to what was said so far; then the one that is least like it. Where
    there is no second one, the hint for another right way. An exam has none.
    """
    beat = state.beat
    if beat is None or state.mode is Mode.EXAM or not beat.models:
        return ()
    first = max(beat.models, key=lambda m: len(m.moves - reading.labels))
    others = [m for m in beat.models if m is not first]
    if others:
        second = max(others, key=lambda m: len(m.moves - first.moves))
        return first.say, second.say
    elsewhere = (move for way in beat.expect for move in sorted(way - first.moves))
    hints = (text for move in elsewhere if (text := _for(move, beat, state)))
    return first.say, *[text for text in (next(hints, ""),) if text]


def missing(beat: Beat, reading: Reading) -> tuple[str, ...]:
    """Moves still missing from the right way that is nearest; empty when one is complete."""
    gaps = [way - reading.labels for way in beat.expect]
    nearest = min(gaps, key=len, default=frozenset[str]())
    order = tuple(beat.hints)  # the file lists hints in the order in which they are best done
    return tuple(sorted(nearest, key=lambda m: (order.index(m) if m in order else 99, m)))


def _for(move: str, beat: Beat, state: State) -> str:
    if move in beat.hints:
        return beat.hints[move]
    wordings = state.coach.moves.get(move, ())
    return choose(wordings, state.seed, f"{move}{len(state.replies)}") if wordings else ""
