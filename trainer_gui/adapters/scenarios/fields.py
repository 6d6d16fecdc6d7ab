# SPDX-License-Identifier: Apache-2.0
"""Kinds of value, to be put together into a format: each reads a node into a Python value.

A kind that can't read its node reports why and raises `Unreadable`; collections go on with the
next child, so that one reading finds every mistake of a file.
"""

import re
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from trainer_gui.adapters.scenarios.diagnostics import shown
from trainer_gui.adapters.scenarios.report import Report, Unreadable, suggestion
from trainer_gui.adapters.scenarios.yaml_nodes import Mapping as MappingNode
from trainer_gui.adapters.scenarios.yaml_nodes import Node, Scalar, Sequence
from trainer_gui.domain.condition import Bound, Operator

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

_NUMBER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,6})(?:\.[0-9]{1,6})?")
BOUND = re.compile(rf"(<=|>=|<|>) *({_NUMBER.pattern})")
NAME = re.compile(r"\w[\w-]{0,63}")
_CJK = r"[\u2014\u2018-\u201d\u2026\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]"
_FOLD = re.compile(rf"(?<={_CJK}) (?={_CJK})")
MAX_PATTERN = 300
_WHAT = {Scalar: "a text", Sequence: "a list", MappingNode: "keys with values"}


class Kind(Protocol[T_co]):
    """Reads one sort of value."""

    def read(self, node: Node, report: Report) -> T_co:
        """The value of `node`; raises `Unreadable` once `report` has why."""


def _scalar(node: Node, report: Report, wanted: str) -> str:
    if not isinstance(node, Scalar):
        raise report.refuse("SC103", node, f"{_WHAT[type(node)]} where {wanted} belongs; write one")
    if not node.text.strip():
        raise report.refuse("SC104", node, f"empty; write {wanted} or delete the key")
    return node.text.strip()


@dataclass(frozen=True, slots=True)
class Text:
    """Words for a person, on one line. A fold between Chinese characters leaves no space."""

    def read(self, node: Node, report: Report) -> str:
        """The text."""
        text = " ".join(_scalar(node, report, "a text").split())
        if isinstance(node, Scalar) and node.folded:
            text = _FOLD.sub("", text)
        if odd := next((c for c in text if not c.isprintable()), None):
            message = f"invisible character U+{ord(odd):04X} in {text[:20]!a}; delete it"
            raise report.refuse("SC116", node, message)
        return text


@dataclass(frozen=True, slots=True)
class Name:
    """An id: letters of any script, digits, `_` and `-`."""

    def read(self, node: Node, report: Report) -> str:
        """The id."""
        name = _scalar(node, report, "an id")
        if not NAME.fullmatch(name):
            message = f"{shown(name)} can't be an id; use letters, digits and _"
            raise report.refuse("SC110", node, message)
        return name


@dataclass(frozen=True, slots=True)
class Choice(Generic[T]):
    """One of a few words."""

    words: Mapping[str, T]
    what: str
    code: str = "SC106"

    def read(self, node: Node, report: Report) -> T:
        """What the word stands for."""
        word = _scalar(node, report, f"a {self.what}")
        if word not in self.words:
            message = f"unknown {self.what} {shown(word)}; {suggestion(word, self.words)}"
            raise report.refuse(self.code, node, message)
        return self.words[word]


@dataclass(frozen=True, slots=True)
class Number:
    """A number within a range."""

    low: float
    high: float

    def read(self, node: Node, report: Report) -> float:
        """The number."""
        text = _scalar(node, report, "a number")
        value = float(text) if _NUMBER.fullmatch(text) else None
        if value is None or not self.low <= value <= self.high:
            message = f"{shown(text)} is not a number from {self.low:g} to {self.high:g}; write one"
            raise report.refuse("SC105", node, message)
        return value


@dataclass(frozen=True, slots=True)
class Integer:
    """A whole number within a range."""

    low: int
    high: int

    def read(self, node: Node, report: Report) -> int:
        """The number."""
        value = Number(self.low, self.high).read(node, report)
        if value != int(value):
            raise report.refuse("SC105", node, f"{value:g} is not a whole number; round it")
        return int(value)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A bound such as `">= 60"`."""

    def read(self, node: Node, report: Report) -> Bound:
        """The bound."""
        text = _scalar(node, report, 'a comparison such as ">= 60"')
        match = BOUND.fullmatch(text)
        if not match:
            message = (
                f'{shown(text)} is not a comparison; write it as "< 40", "<= 3", "> 2", ">= 60"'
            )
            raise report.refuse("SC108", node, message)
        return Bound(Operator(match[1]), float(match[2]))


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression, kept as text."""

    def read(self, node: Node, report: Report) -> str:
        """The expression."""
        text = _scalar(node, report, "a regular expression")
        if len(text) > MAX_PATTERN:
            message = f"longer than {MAX_PATTERN} characters; split it into several"
            raise report.refuse("SC109", node, message)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                re.compile(text)
        except (re.error, OverflowError, RecursionError, Warning) as error:
            message = f"{shown(text)} is not a regular expression ({error}); put \\ before a sign"
            raise report.refuse("SC109", node, message) from None
        return text


@dataclass(frozen=True, slots=True)
class Many(Generic[T]):
    """A list of at least one; a single value stands for a list of one."""

    kind: Kind[T]
    most: int = 200

    def read(self, node: Node, report: Report) -> tuple[T, ...]:
        """All values, in the file's order."""
        items = node.items if isinstance(node, Sequence) else [node]
        if len(items) > self.most:
            message = f"{len(items)} items, at most {self.most} are read; split them"
            raise report.refuse("SC117", node, message)
        if not items:
            raise report.refuse("SC104", node, "an empty list; fill it or delete the key")
        values = []
        for item in items:
            try:
                values.append(self.kind.read(item, report))
            except Unreadable:
                continue
        if len(values) < len(items):
            raise Unreadable
        return tuple(values)


@dataclass(frozen=True, slots=True)
class Some(Generic[T]):
    """A set of at least one, written as `Many`."""

    kind: Kind[T]

    def read(self, node: Node, report: Report) -> frozenset[T]:
        """The set."""
        return frozenset(Many(self.kind).read(node, report))


K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Table(Generic[K, T]):
    """Keys of one kind with values of one kind, in the file's order."""

    key: Kind[K]
    value: Kind[T]

    def read(self, node: Node, report: Report) -> dict[K, T]:
        """The table."""
        mapping = _mapping(node, report)
        table: dict[K, T] = {}
        for text, child in mapping.values.items():
            try:
                key = self.key.read(mapping.keys[text], report)
                table[key] = self.value.read(child, report)
            except Unreadable:
                continue
        if len(table) < len(mapping.values):
            raise Unreadable
        return table


@dataclass(frozen=True, slots=True)
class Record(Generic[T]):
    """Fixed keys, each of its own kind."""

    what: str
    """What it is called in messages."""
    make: Callable[..., T]
    """Takes the values by key; what is not in the file is left to its defaults."""
    keys: Mapping[str, Kind[Any]]
    required: tuple[str, ...] = ()

    def read(self, node: Node, report: Report, **given: str) -> T:
        """The value; `given` is passed to `make` as well."""
        mapping = _mapping(node, report)
        values: dict[str, Any] = dict(given)
        whole = True
        for key, child in mapping.values.items():
            try:
                if key not in self.keys:
                    message = f"{shown(key)} is no key of {self.what}; {suggestion(key, self.keys)}"
                    raise report.refuse("SC101", mapping.keys[key], message)
                values[key] = self.keys[key].read(child, report)
            except Unreadable:
                whole = False
        for key in self.required:
            if key not in mapping.values:
                report.add("SC102", mapping.mark, f"{self.what} needs `{key}:`; add it")
                whole = False
        if not whole:
            raise Unreadable
        return self.make(**values)


@dataclass(frozen=True, slots=True)
class Named(Generic[T]):
    """Ids with a record each; the record is given its `id`."""

    record: Record[T]

    def read(self, node: Node, report: Report) -> dict[str, T]:
        """The records by id."""
        mapping = _mapping(node, report)
        table: dict[str, T] = {}
        for key, child in mapping.values.items():
            try:
                name = Name().read(mapping.keys[key], report)
                table[name] = self.record.read(child, report, id=name)
            except Unreadable:
                continue
        if len(table) < len(mapping.values):
            raise Unreadable
        return table


def _mapping(node: Node, report: Report) -> MappingNode:
    if isinstance(node, MappingNode):
        if not node.values:
            raise report.refuse("SC104", node, "empty; fill it or delete the key")
        return node
    if isinstance(node, Scalar) and not node.text.strip():
        raise report.refuse("SC104", node, "empty; fill it or delete the key")
    raise report.refuse(
        "SC103", node, f"{_WHAT[type(node)]} where `key: value` belongs; write that"
    )
