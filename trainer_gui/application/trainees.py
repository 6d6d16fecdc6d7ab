# SPDX-License-Identifier: Apache-2.0
"""Synthetic trainees: each answers the customer in one way only, the same for the same seed.

They speak with the scene's own model answers and with stock phrases of their kind, and show what a
scene makes of a good trainee, a cold one, a rude one.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from trainer_gui.domain.state import State
from trainer_gui.domain.wording import choose

T = TypeVar("T")


class Trainee(StrEnum):
    """Kinds of synthetic trainee."""

    MODEL = "model"
    """Gives the model answers."""
    WARM = "warm"
    """Feels with the customer and solves nothing."""
    COLD = "cold"
    """Gives the model answers without a word to the person."""
    RUDE = "rude"
    SILENT = "silent"
    PROMISES = "promises"
    """Grants everything."""
    GARBLED = "garbled"
    """Gives the model answers as a poor recogniser hears them."""
    RANDOM = "random"
    """Says anything that anybody would say."""


@dataclass(frozen=True, slots=True)
class Stock:
    """What synthetic trainees say where the scene has no words for them."""

    phrases: Mapping[Trainee, tuple[str, ...]]
    """For the kinds with phrases of their own: warm, cold, rude, promises."""
    other: tuple[str, ...]
    """What else may be said, for the random one."""
    ask: tuple[str, ...]
    """Questions about a fact; `{}` stands for a word of its cue."""
    sounds: tuple[str, ...]
    """Characters that a recogniser takes for one another, group by group."""


SILENCE = ""
"""The reply of who says nothing."""

_SENTENCE = re.compile(r"[^。！？!?]+[。！？!?]*")
_PLAIN = re.compile(r"\w+")
_UNHEARD = 12  # of a hundred characters so many are heard as others, and so many are lost
_LOST = 5
_MUTE = 6  # the random trainee is silent once in so many replies, at most


def reply_of(
    trainee: Trainee, state: State, stock: Stock, seed: int, soothes: Callable[[str], bool]
) -> str:
    """What `trainee` answers now.

    Args:
        trainee: Its kind.
        state: The scene, in which the customer has just spoken.
        stock: Phrases to fall back on.
        seed: Orders the phrases; nothing else is random.
        soothes: Whether a sentence speaks to the person rather than to the matter.
    """
    match trainee:
        case Trainee.SILENT:
            return SILENCE
        case Trainee.MODEL:
            return _model(state, seed) or _next(stock.phrases[Trainee.WARM], state, seed)
        case Trainee.GARBLED:
            return _garbled(_model(state, seed), stock.sounds, seed) or SILENCE
        case Trainee.COLD:
            sober = "".join(s for s in _SENTENCE.findall(_model(state, seed)) if not soothes(s))
            return sober or _next(stock.phrases[Trainee.COLD], state, seed)
        case Trainee.RANDOM:
            return _anything(state, stock, seed)
        case _:
            return _next(stock.phrases[trainee], state, seed)


def everything(state: State, stock: Stock) -> tuple[str, ...]:
    """All that any trainee may say here: the model answers of the beat, questions, stock."""
    beat = state.beat
    models = [m.say for m in beat.models] if beat else []
    facts = [*questions(state, stock), *(f.text for f in state.scenario.facts.values())]
    phrases = [text for texts in stock.phrases.values() for text in texts]
    return tuple(dict.fromkeys((*models, *facts, *phrases, *stock.other)))


def questions(state: State, stock: Stock) -> Iterator[str]:
    """Questions that touch the facts of the scene, as far as a cue is a plain word."""
    for cue in state.scenario.cues:
        words = [part for p in cue.patterns for part in p.split("|") if _PLAIN.fullmatch(part)]
        for word in words[:1]:
            yield from (ask.replace("{}", word) for ask in stock.ask)


def _model(state: State, seed: int) -> str:
    """A model answer of the beat, another one each time it is needed; empty: there is none."""
    models = state.beat.models if state.beat else ()
    if not models:
        return ""
    return models[(seed + state.visits.get(state.beat_id, 0)) % len(models)].say


def _next(phrases: Sequence[str], state: State, seed: int) -> str:
    """The phrases one after the other, beginning anywhere."""
    return phrases[(choose(range(len(phrases)), seed, "first") + len(state.replies)) % len(phrases)]


def _anything(state: State, stock: Stock, seed: int) -> str:
    """A model answer, or else any phrase; how often which is the seed's."""
    turn = f"{len(state.transcript)}"
    if choose(range(_MUTE * (1 + seed % 3)), seed, f"mute{turn}") == 0:
        return SILENCE
    model = _model(state, choose(range(9), seed, turn))
    good = choose(range(4), seed, f"good{turn}") < seed % 5
    return model if model and good else choose(everything(state, stock), seed, f"any{turn}")


def _garbled(text: str, sounds: Sequence[str], seed: int) -> str:
    """`text` without punctuation, some characters heard as others and some not at all."""
    heard = []
    for place, sign in enumerate(c for c in text if c.isalnum()):
        draw = choose(range(100), seed, f"{place}{text}")
        alike = next((group for group in sounds if sign in group), sign)
        if draw < _UNHEARD:
            heard.append(choose(alike, seed, f"{sign}{place}"))
        elif draw < 100 - _LOST:
            heard.append(sign)
    return "".join(heard)
