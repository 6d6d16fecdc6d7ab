# SPDX-License-Identifier: Apache-2.0
"""`trainer-gui score`: transcripts from anywhere, a JSON object a line, and what each is worth."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from trainer_gui.adapters.sessions.transcript import evidence_json
from trainer_gui.application.ports import Reader
from trainer_gui.domain.emotion import Emotion
from trainer_gui.domain.scenario import Authority
from trainer_gui.domain.scoring import Rulebook, score
from trainer_gui.domain.transcript import Speaker, Turn
from trainer_gui.understanding.jsonl import (
    Answer,
    Problem,
    UnfitError,
    kind_of,
    read_id,
    read_object,
)

FORM = '{"id": "1", "turns": [{"who": "customer", "text": "…"}, {"who": "trainee", "text": "…"}]}'
"""What a line looks like; `role` and `authority` may be there as well."""
CONTEXT = 12
"""Turns before a reply that help to understand it."""
_SPEAKERS = {
    **dict.fromkeys(("customer", "客户", "顾客", "用户", "旅客"), Speaker.CUSTOMER),
    **dict.fromkeys(("trainee", "clerk", "agent", "学员", "营业员", "客服"), Speaker.TRAINEE),
    **dict.fromkeys(("other", "旁人", "其他"), Speaker.OTHER),
}


@dataclass(frozen=True, slots=True)
class Transcript:
    """One conversation, as it was written down."""

    id: str | int
    authority: Authority
    turns: tuple[tuple[Speaker, str], ...]


def score_lines(
    lines: Iterable[str], source: str, reader: Reader, rulebook: Rulebook
) -> Iterator[Answer | Problem]:
    """Score each line, or say what is wrong with it and go on with the next.

    Yields:
        `{"id", "dimensions", "overall", "passed", "red_line", "best_turn", "worst_turn",
        "evidence"}` with null for what is not rated, or a Problem.
    """
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield scored(parsed(line), reader, rulebook)
            except UnfitError as unfit:
                yield Problem(source, number, str(unfit))


def scored(transcript: Transcript, reader: Reader, rulebook: Rulebook) -> Answer:
    """What a conversation is worth."""
    turns = read_turns(transcript.turns, reader)
    result = score(rulebook, turns, authority=transcript.authority)
    return {
        "id": transcript.id,
        "dimensions": {d.value: v for d, v in result.dimensions.items()},
        "overall": result.overall,
        "passed": result.passed,
        "red_line": list(result.red_lines),
        "best_turn": result.best_turn,
        "worst_turn": result.worst_turn,
        "evidence": evidence_json(result),
    }


def read_turns(turns: Iterable[tuple[Speaker, str]], reader: Reader) -> tuple[Turn, ...]:
    """The turns with what each reply does."""
    said: list[tuple[str, str]] = []
    made = []
    for who, text in turns:
        turn = Turn(who, text, beat="", start_s=0.0, end_s=0.0, emotion=Emotion())
        if who is Speaker.TRAINEE:
            reading = reader.read(said[-CONTEXT:], text)
            turn = Turn(who, text, "", 0.0, 0.0, Emotion(), reading=reading)
        made.append(turn)
        said.append((who.value, text))
    return tuple(made)


def parsed(line: str) -> Transcript:
    """The conversation in a line of JSON.

    Raises:
        UnfitError: It is none: one line that says what to do.
    """
    given = read_object(line, FORM)
    session = "scenario" in given and "id" not in given  # one of ours has no other name
    named = {"id": given["scenario"]} if session else given
    return Transcript(read_id(named), _authority(given.get("authority")), _turns(given))


def _turns(given: Mapping[str, Any]) -> tuple[tuple[Speaker, str], ...]:
    value = given.get("turns")
    if not isinstance(value, list):
        what = kind_of(value) if "turns" in given else "missing"
        raise UnfitError(f'"turns" is {what}; make it a list of {{"who", "text"}}')
    return tuple(_turn(place, turn) for place, turn in enumerate(value))


def _turn(place: int, turn: object) -> tuple[Speaker, str]:
    if not isinstance(turn, dict):
        raise UnfitError(f'turn {place} is {kind_of(turn)}; make it {{"who", "text"}}')
    for key in ("who", "text"):
        if not isinstance(turn.get(key), str):
            what = kind_of(turn[key]) if key in turn else "missing"
            raise UnfitError(f'"{key}" of turn {place} is {what}; make it a text')
    who = turn["who"].strip().lower()
    if who not in _SPEAKERS:
        name = json.dumps(turn["who"][:30], ensure_ascii=False)
        raise UnfitError(
            f'turn {place}: unknown speaker {name}; write "customer", "trainee" or "other"'
        )
    return _SPEAKERS[who], turn["text"]


def _authority(value: object) -> Authority:
    """What the role may grant: an object, or a text or list of what it may."""
    if value is None or isinstance(value, str | list):
        return Authority(may=_texts(value, "authority"))
    if not isinstance(value, dict):
        raise UnfitError(f'"authority" is {kind_of(value)}; make it {{"may": […], "may_not": […]}}')
    above = value.get("above", "")
    return Authority(
        may=_texts(value.get("may"), "may"),
        may_not=_texts(value.get("may_not"), "may_not"),
        above=above if isinstance(above, str) else "",
    )


def _texts(value: object, name: str) -> tuple[str, ...]:
    items = [] if value is None else [value] if isinstance(value, str) else value
    if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
        raise UnfitError(f'"{name}" of "authority" must be a text or a list of texts')
    return tuple(items)
