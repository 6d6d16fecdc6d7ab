# SPDX-License-Identifier: Apache-2.0
"""Where a scene can go next, and what the customer would say there: what a trainer chooses from."""

from collections.abc import Iterator
from dataclasses import dataclass

from trainer_gui.domain.state import State
from trainer_gui.domain.wording import pick


@dataclass(frozen=True, slots=True)
class Next:
    """One place to go to."""

    target: str
    """Id of a beat or an ending."""
    says: str
    """Her words there, in her mood of the moment; empty: she leaves without a word."""
    ending: str = ""
    """Title of the ending; empty: the scene goes on."""


def nexts(state: State) -> Iterator[Next]:
    """Every place, the nearest first: staying, then where the rules lead, then the endings."""
    scenario, band = state.scenario, state.emotion.band
    order = [state.beat_id if state.beat else scenario.opening]
    for beat_id in order:  # grows while it is walked: breadth first
        targets = (r.to for r in (*scenario.always, *scenario.beats[beat_id].rules))
        order += dict.fromkeys(t for t in targets if t in scenario.beats and t not in order)
    order += [b for b in scenario.beats if b not in order]
    for beat_id in order:
        beat = scenario.beats[beat_id]
        lines = beat.again if beat_id == state.beat_id and beat.again else beat.lines
        yield Next(beat_id, pick(lines, band, state.spoken, state.seed))
    for ending in scenario.endings.values():
        said = pick(ending.lines, band, state.spoken, state.seed)
        yield Next(ending.id, said, ending.title or ending.id)
