# SPDX-License-Identifier: Apache-2.0
"""How a persona's emotion answers to one reply."""

from collections.abc import Mapping

from trainer_gui.domain.emotion import Band, Emotion, Shift
from trainer_gui.domain.persona import Persona
from trainer_gui.domain.reading import Reading
from trainer_gui.domain.transcript import Cause

HOT = frozenset({Band.ANGRY, Band.FURIOUS})


def react(
    persona: Persona, reading: Reading, emotion: Emotion, uses: Mapping[str, int]
) -> tuple[Cause, ...]:
    """What moves the customer in a reply, label by label; `unmoved` where nothing does.

    A technique wears off with use, and one that comes too early counts little. A fault hurts each
    time; of several in one reply she answers to the worst, and the others add little: it is one
    thing that she was told, whatever names it goes by.

    Args:
        persona: Its reaction table decides.
        reading: What the reply does.
        emotion: Before the reply.
        uses: In how many earlier replies each label was.
    """
    too_hot = emotion.band in HOT and not reading.labels & persona.soothing
    felt = persona.reactions
    faults = [fault for fault in reading.faults if fault in felt]
    worst = max(faults, key=lambda fault: felt[fault].harm, default="")
    causes = []
    for move in (move for move in reading.moves if move in felt):
        factor = persona.fatigue ** uses.get(move, 0)
        if too_hot and move in persona.cool_first:
            factor *= persona.hot_factor
        causes.append(Cause(move, felt[move].worn(factor)))
    for fault in faults:
        factor = 1.0 if fault == worst else persona.further_fault
        causes.append(Cause(fault, felt[fault].scaled(factor)))
    return tuple(causes) or (Cause("unmoved", persona.unmoved),)


def total(causes: tuple[Cause, ...]) -> Shift:
    """The sum of all shifts."""
    return sum((c.shift for c in causes), Shift())
