# SPDX-License-Identifier: Apache-2.0
"""What the values of a record become, where the file's words are not those of the domain."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from trainer_gui.domain.coach import Coach, Idea
from trainer_gui.domain.persona import Persona, Tone, VoiceStyle
from trainer_gui.domain.reading import FactCue
from trainer_gui.domain.scenario import Aside, Beat, Customer, Fact, Happening, ModelAnswer, Other


def customer(
    gender: str = "woman",
    look: str = "",
    voice: Mapping[str, Any] = MappingProxyType({}),
    **rest: Any,  # noqa: ANN401  typed by the record
) -> Customer:
    """Who says nothing else looks as the gender says and sounds as the look says."""
    look = look or gender
    return Customer(gender=gender, look=look, voice=VoiceStyle(**{"timbre": look, **voice}), **rest)


def persona(voice: Tone | None = None, **rest: Any) -> Persona:  # noqa: ANN401
    """A customer type; `voice` is what the file calls its tone."""
    return Persona(tone=voice or Tone(), **rest)


def other(
    gender: str = "woman",
    voice: Mapping[str, Any] = MappingProxyType({}),
    played_by: bool = False,
    id: str = "",  # noqa: A002, ARG001  the file's word; the table has it
    **rest: Any,  # noqa: ANN401  typed by the record
) -> Other:
    """Somebody else: sounds as the gender says unless told otherwise."""
    return Other(voice=VoiceStyle(**{"timbre": gender, **voice}), role=played_by, **rest)


def happening(say: tuple[str, ...], who: str = "", **rest: Any) -> Happening:  # noqa: ANN401
    """Something from outside; its words are an aside."""
    return Happening(aside=Aside(say, who), **rest)


def fact(id: str, cue: tuple[str, ...] = (), **rest: str) -> Fact:  # noqa: A002  the file's word
    """A fact and its cue."""
    return Fact(id=id, cue=FactCue(id, cue), **rest)


def beat(id: str, model: tuple[ModelAnswer, ...] = (), **rest: Any) -> Beat:  # noqa: A002, ANN401
    """A beat; `model` is what the file calls its model answers."""
    return Beat(id=id, models=model, **rest)


def idea(idea: str, **rest: Any) -> Idea:  # noqa: ANN401  typed by the record
    """One of the nine ideas."""
    return Idea(id=idea, **rest)


def coach(self_control: tuple[Idea, ...] = (), **rest: Any) -> Coach:  # noqa: ANN401
    """The coach; `self_control` is what the file calls the ideas."""
    return Coach(ideas=self_control, **rest)
