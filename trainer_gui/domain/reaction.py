# SPDX-License-Identifier: Apache-2.0
"""How a persona's emotion answers to one reply."""

from collections.abc import Mapping

from trainer_gui.domain.emotion import Band, Emotion, Shift
from trainer_gui.domain.persona import Persona
from trainer_gui.domain.reading import Reading
from trainer_gui.domain.taxonomy import FAULTS
from trainer_gui.domain.transcript import Cause

HOT = frozenset({Band.ANGRY, Band.FURIOUS})


def react(
    persona: Persona, reading: Reading, emotion: Emotion, uses: Mapping[str, int]
) -> tuple[Cause, ...]:
    """What moves the customer in a reply, label by label; `unmoved` where nothing does.

    Args:
        persona: Its reaction table decides.
        reading: What the reply does.
        emotion: Before the reply.
        uses: In how many earlier replies each label was.
    """
    too_hot = emotion.band in HOT and not reading.labels & persona.soothing
    causes = []
    for label in (*reading.moves, *reading.faults):
        shift = persona.reactions.get(label)
        if shift is None:
            continue
        if label not in FAULTS:  # a fault hurts each time; a technique wears off
            factor = persona.fatigue ** uses.get(label, 0)
            if too_hot and label in persona.cool_first:
                factor *= persona.hot_factor
            shift = shift.worn(factor)
        causes.append(Cause(label, shift))
    return tuple(causes) or (Cause("unmoved", persona.unmoved),)


def total(causes: tuple[Cause, ...]) -> Shift:
    """The sum of all shifts."""
    return sum((c.shift for c in causes), Shift())
