# SPDX-License-Identifier: Apache-2.0
"""`trainer-gui understand`: JSON lines in and out; what is wrong with a line, by its number."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Protocol

from trainer_gui.domain.reading import FactCue, Reading

FORM = '{"id": "1", "context": [{"who": "customer", "text": "…"}], "reply": "…"}'
"""What a line looks like."""

Answer = dict[str, object]
Cues = Callable[[str], Sequence[FactCue]]


class Reads(Protocol):
    """Understands one reply; the part of the Reader port that is used here."""

    def read(
        self, context: Sequence[tuple[str, str]], reply: str, cues: Sequence[FactCue] = ()
    ) -> Reading:
        """What `reply` does."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A line that can't be answered: `str()` says where, what, and what to do."""

    source: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.source}:{self.line}: {self.what}"


class _UnfitError(Exception):
    """What is wrong with one line, and what to do."""


def understand_lines(
    lines: Iterable[str], source: str, reader: Reads, cues: Cues
) -> Iterator[Answer | Problem]:
    """Answer each line, or say what is wrong with it and go on with the next.

    Args:
        lines: JSON objects with `id`, `reply` and, where there was any, `context`, and `scenario`,
            whose facts are looked for; blank lines are passed over.
        source: The name that problems give the input.
        reader: What understands the replies.
        cues: Gives how to notice the facts of a scenario, by its id; LookupError where there is
            none.

    Yields:
        `{"id", "moves", "faults", "evidence": [{"label", "quote", "confidence"}], "asked", "told",
        "promises": [{"what", "by", "until", "amount", "quote"}], "address"}`, or a Problem.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            given = _object(line.lstrip("\ufeff"))
            reading = reader.read(_context(given), _reply(given), _cues(given, cues))
            yield _answer(_id(given), reading)
        except _UnfitError as unfit:
            yield Problem(source, number, str(unfit))


def written(answer: Answer) -> str:
    """An answer as one line of JSON that any stream can take."""
    line = json.dumps(answer, ensure_ascii=False)
    halves = any("\ud800" <= c <= "\udfff" for c in line)
    return json.dumps(answer) if halves else line


def _answer(given_id: str | int, reading: Reading) -> Answer:
    return {
        "id": given_id,
        "moves": list(reading.moves),
        "faults": list(reading.faults),
        "evidence": [
            {"label": e.label, "quote": e.quote, "confidence": e.confidence}
            for e in reading.evidence
        ],
        "asked": sorted(reading.asked),
        "told": sorted(reading.told),
        "promises": [asdict(promise) for promise in reading.promises],
        "address": reading.address,
    }


def _object(line: str) -> Mapping[str, object]:
    try:
        given = json.loads(line)
    except json.JSONDecodeError as error:
        raise _UnfitError(
            f"not JSON ({error.msg}, column {error.colno}); write one object a line: {FORM}"
        ) from None
    except (RecursionError, ValueError):  # nested without end, numbers without end
        raise _UnfitError(f"not JSON that can be read; write one object a line: {FORM}") from None
    if not isinstance(given, dict):
        raise _UnfitError(f"{_kind(given)} instead of an object; write one object a line: {FORM}")
    return given


def _id(given: Mapping[str, object]) -> str | int:
    value = given.get("id")
    if "id" not in given:
        raise _UnfitError('"id" is missing; give each line one, e.g. "id": "1"')
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise _UnfitError(f'"id" is {_kind(value)}; make it a text or a whole number')
    return value


def _reply(given: Mapping[str, object]) -> str:
    _id(given)
    value = given.get("reply")
    if "reply" not in given:
        raise _UnfitError(
            '"reply" is missing; give what the trainee said, e.g. "reply": "您别急。"'
        )
    if not isinstance(value, str):
        raise _UnfitError(f'"reply" is {_kind(value)}; make it a text')
    return value


def _context(given: Mapping[str, object]) -> list[tuple[str, str]]:
    value = given.get("context", [])
    if not isinstance(value, list):
        raise _UnfitError(f'"context" is {_kind(value)}; make it a list of {{"who", "text"}}')
    turns = []
    for place, turn in enumerate(value, start=1):
        if not isinstance(turn, dict):
            raise _UnfitError(
                f'turn {place} of "context" is {_kind(turn)}; make it {{"who", "text"}}'
            )
        for key in ("who", "text"):
            if not isinstance(turn.get(key), str):
                found = _kind(turn[key]) if key in turn else "missing"
                raise _UnfitError(
                    f'"{key}" of turn {place} of "context" is {found}; make it a text'
                )
        turns.append((turn["who"], turn["text"]))
    return turns


def _cues(given: Mapping[str, object], cues: Cues) -> Sequence[FactCue]:
    value = given.get("scenario")
    if value is None:
        return ()
    if not isinstance(value, str):
        raise _UnfitError(f'"scenario" is {_kind(value)}; make it the id of one, e.g. "C02"')
    try:
        return cues(value)
    except LookupError as error:
        raise _UnfitError(str(error.args[0])) from None


def _kind(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "a text", bool: "true or false"}
    return "null" if value is None else names.get(type(value), "a number")
