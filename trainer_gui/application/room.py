# SPDX-License-Identifier: Apache-2.0
"""What a trainer is offered while a room of people follows a scene."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from trainer_gui.domain.effects import STAGE
from trainer_gui.domain.interventions import HappeningInjected
from trainer_gui.domain.scenario import Aside, Happening, Where
from trainer_gui.domain.state import State


@dataclass(frozen=True, slots=True)
class Offered:
    """Something that can be made to happen."""

    event: HappeningInjected
    shared: bool = False
    """Whether any scene has it."""
    at: frozenset[Where] = frozenset(Where)
    """The kinds of place that it can happen in."""


def offered(state: State, shared: Iterable[Offered]) -> Iterator[Offered]:
    """What can be made to happen now: what the scene still has in store, then what any scene has.

    Args:
        state: The scene.
        shared: What any scene has, as far as it can happen in such a place.
    """
    for happening in state.scenario.happenings:
        if happening.id not in state.happened:
            yield Offered(HappeningInjected(happening))
    where = state.scenario.briefing.where
    yield from (offer for offer in shared if where in offer.at)


def seen(words: str, number: int) -> HappeningInjected:
    """What a trainer describes in words of their own: it is seen, not spoken.

    Args:
        words: What happens.
        number: Tells it from others of the scene.
    """
    opening, closing = STAGE[0], STAGE[1]
    said = f"{opening}{words.strip(STAGE)}{closing}"
    return HappeningInjected(Happening(f"own{number}", Aside((said,))))


def names_in(words: str) -> tuple[str, ...]:
    """The names in a list that somebody typed, each once, in order.

    Args:
        words: Parted by commas, semicolons, the Chinese 、 or blanks.
    """
    for mark in ",，;；、\n\t":
        words = words.replace(mark, " ")
    return tuple(dict.fromkeys(words.split()))
