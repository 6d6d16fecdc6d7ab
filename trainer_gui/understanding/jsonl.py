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


class UnfitError(Exception):
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
            given = read_object(line, FORM)
            reading = reader.read(_context(given), _reply(given), _cues(given, cues))
            yield _answer(read_id(given), reading)
        except UnfitError as unfit:
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


def read_object(line: str, form: str) -> Mapping[str, object]:
    """The object in a line of JSON; `form` shows what such a line looks like.

    Raises:
        UnfitError: There is none: one line that says what to do.
    """
    try:
        given = json.loads(line.lstrip("\ufeff"))
    except json.JSONDecodeError as error:
        raise UnfitError(
            f"not JSON ({error.msg}, column {error.colno}); write one object a line: {form}"
        ) from None
    except (RecursionError, ValueError):  # nested without end, numbers without end
        raise UnfitError(f"not JSON that can be read; write one object a line: {form}") from None
    if not isinstance(given, dict):
        raise UnfitError(f"{kind_of(given)} instead of an object; write one object a line: {form}")
    return given


def read_id(given: Mapping[str, object]) -> str | int:
    """The id that each line has. Raises UnfitError."""
    value = given.get("id")
    if "id" not in given:
        raise UnfitError('"id" is missing; give each line one, e.g. "id": "1"')
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise UnfitError(f'"id" is {kind_of(value)}; make it a text or a whole number')
    return value


def _reply(given: Mapping[str, object]) -> str:
    read_id(given)
    value = given.get("reply")
    if "reply" not in given:
        raise UnfitError('"reply" is missing; give what the trainee said, e.g. "reply": "您别急。"')
    if not isinstance(value, str):
        raise UnfitError(f'"reply" is {kind_of(value)}; make it a text')
    return value


def _context(given: Mapping[str, object]) -> list[tuple[str, str]]:
    value = given.get("context", [])
    if not isinstance(value, list):
        raise UnfitError(f'"context" is {kind_of(value)}; make it a list of {{"who", "text"}}')
    turns = []
    for place, turn in enumerate(value, start=1):
        if not isinstance(turn, dict):
            raise UnfitError(
                f'turn {place} of "context" is {kind_of(turn)}; make it {{"who", "text"}}'
            )
        for key in ("who", "text"):
            if not isinstance(turn.get(key), str):
                found = kind_of(turn[key]) if key in turn else "missing"
                raise UnfitError(f'"{key}" of turn {place} of "context" is {found}; make it a text')
        turns.append((turn["who"], turn["text"]))
    return turns


def _cues(given: Mapping[str, object], cues: Cues) -> Sequence[FactCue]:
    value = given.get("scenario")
    if value is None:
        return ()
    if not isinstance(value, str):
        raise UnfitError(f'"scenario" is {kind_of(value)}; make it the id of one, e.g. "C02"')
    try:
        return cues(value)
    except LookupError as error:
        raise UnfitError(str(error.args[0])) from None


def kind_of(value: object) -> str:
    """What a value of JSON is, in words."""
    names = {dict: "an object", list: "a list", str: "a text", bool: "true or false"}
    return "null" if value is None else names.get(type(value), "a number")
