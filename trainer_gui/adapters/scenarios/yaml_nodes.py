# SPDX-License-Identifier: Apache-2.0
"""Text of a file -> tree of nodes that know their place. Every scalar stays the text it is.

YAML's own typing is not used, so `no`, `on`, `010` and `12:30` mean what they look like. Anchors,
aliases and tags are refused, depth and size are bounded: no file can blow up. The tree is built
from the event stream without recursion.
"""

import re
from collections.abc import Collection, Generator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from trainer_gui.adapters.scenarios.diagnostics import Diagnostic, Mark, ScenarioError, shown

MAX_BYTES = 1_000_000
"""A long scene has 50 kB."""
MAX_DEPTH = 24
"""A scene has eight levels."""

# The C parser reads ten times faster; both are safe loaders.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TAB = re.compile(r"^ *\t[ \t]*\S", re.MULTILINE)
_CONTROL = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ADVICE = (
    ("mapping values are not allowed", "a text that holds `: ` needs quotes"),
    ("expected ':'", "write `: ` after the key, with a space"),
    ("cannot start any token", "a text that begins with % @ ` or | needs quotes"),
    ("expected key", "the indentation differs from the lines above"),
    ("expected '-'", "the indentation differs from the items above"),
    ("end of stream", "close the quote or bracket that begins here"),
    ("',' or '", "close the bracket that begins here, or put `,` between its parts"),
)


@dataclass(slots=True)
class Scalar:
    """A text."""

    text: str
    mark: Mark
    folded: bool = False
    """Written over several lines."""


@dataclass(slots=True)
class Sequence:
    """A list."""

    mark: Mark
    items: list["Node"] = field(default_factory=list)


@dataclass(slots=True)
class Mapping:
    """Keys with values, in the order of the file."""

    mark: Mark
    keys: dict[str, Scalar] = field(default_factory=dict)
    values: dict[str, "Node"] = field(default_factory=dict)


Node = Scalar | Sequence | Mapping


@dataclass(frozen=True, slots=True)
class Document:
    """A file's tree."""

    path: str
    root: Mapping

    def writes(self, *keys: str) -> bool:
        """Whether these keys, one within the other, are in the file."""
        node: Node = self.root
        for key in keys:
            if not isinstance(node, Mapping) or key not in node.values:
                return False
            node = node.values[key]
        return True

    def mark(self, *steps: str | int) -> Mark:
        """Where the node at `steps` begins: the key itself for a last step that is a key.

        A step that leads nowhere (a single word stands for a list of one) ends the search.
        """
        node: Node = self.root
        mark = node.mark
        for step in steps:
            match node, step:
                case Mapping(keys=keys, values=values), str() if step in keys:
                    mark, node = keys[step].mark, values[step]
                case Sequence(items=items), int() if step < len(items):
                    node = items[step]
                    mark = node.mark
                case _:
                    return mark
        return mark


def read_document(path: Path, *, until: Collection[str] = ()) -> Document:
    """The tree of a file.

    Args:
        path: A file whose top level is a mapping.
        until: Stop reading once all of these top-level keys were there; empty: read everything.

    Raises:
        ScenarioError: The file can't be read, or is not the YAML that is allowed here.
    """
    return _Composer(str(path)).document(_text_of(path), frozenset(until))


def _text_of(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
            size = len(data) if len(data) <= MAX_BYTES else path.stat().st_size
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or str(error)
        raise _error(
            str(path), Mark(), "SC001", f"can't be read ({reason}); check the path"
        ) from None
    if size > MAX_BYTES:
        what = f"{size / 1e6:.1f} MB; at most {MAX_BYTES / 1e6:.0f} MB are read: split the file"
        raise _error(str(path), Mark(), "SC002", what)
    text = _decoded(str(path), data)
    if control := _CONTROL.search(text):
        what = f"character U+{ord(control[0]):04X}, which no text holds; delete it"
        raise _error(str(path), _mark_at(text, control.start()), "SC003", what)
    if tab := _TAB.search(text):
        mark = _mark_at(text, text.index("\t", tab.start()))
        raise _error(str(path), mark, "SC005", "tab in the indentation; use spaces")
    return text


def _decoded(path: str, data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _error(path, Mark(), "SC003", "saved as UTF-16; save it as UTF-8")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig", "replace")
        mark = _mark_at(before, len(before))
    try:
        data.decode("gb18030")
        likely = "looks like GBK"
    except UnicodeDecodeError:
        likely = "not UTF-8"
    raise _error(path, mark, "SC003", f"{likely}; save it as UTF-8")


def _mark_at(text: str, index: int) -> Mark:
    return Mark(text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))


def _error(path: str, mark: Mark, code: str, message: str) -> ScenarioError:
    return ScenarioError([Diagnostic(path, mark, code, message)])


class _Composer:
    """Builds one tree; `stack` holds the collections that are open."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._stack: list[Sequence | Mapping] = []
        self._keys: list[Scalar | None] = []  # of each open mapping: the key that waits for a value
        self._root: Node | None = None

    def document(self, text: str, until: frozenset[str]) -> Document:
        try:
            with closing(_events(text)) as events:
                for event in events:
                    self._take(event)
                    if until and self._has(until):
                        break
        except yaml.MarkedYAMLError as error:
            raise self._broken(error) from None
        except (yaml.YAMLError, ValueError) as error:  # ValueError: absurd numbers in directives
            reason = str(error).splitlines()[0]
            raise self._refusal(Mark(), "SC004", f"not YAML: {reason}; mend or retype it") from None
        if self._root is None:
            raise self._refusal(Mark(), "SC009", "the file is empty; begin with `id:`")
        if not isinstance(self._root, Mapping):
            what = "a list" if isinstance(self._root, Sequence) else "a text"
            message = f"the file is {what}, not keys with values; begin with `id:`"
            raise self._refusal(self._root.mark, "SC103", message)
        return Document(self._path, self._root)

    def _has(self, keys: frozenset[str]) -> bool:
        return (
            len(self._stack) == 1
            and isinstance(self._root, Mapping)
            and keys <= self._root.values.keys()
        )

    def _take(self, event: Any) -> None:  # noqa: ANN401  PyYAML has no common event type to name
        mark = Mark(event.start_mark.line + 1, event.start_mark.column + 1)
        if getattr(event, "anchor", None) is not None:  # an alias has one as well
            message = f"anchors and aliases ({shown(event.anchor)}) are not used here; write it out"
            raise self._refusal(mark, "SC006", message)
        # libyaml reports the tag "!" for a quoted text in places; PyYAML never means anything by it
        if getattr(event, "tag", None) not in (None, "!"):
            raise self._refusal(
                mark, "SC006", f"tags ({shown(event.tag)}) are not used here; delete it"
            )
        folded: bool = event.end_mark.line > event.start_mark.line
        match event:
            case yaml.ScalarEvent():
                self._place(Scalar(event.value, mark, folded))
            case yaml.SequenceStartEvent():
                self._open(Sequence(mark))
            case yaml.MappingStartEvent():
                self._open(Mapping(mark))
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                self._stack.pop()
                self._keys.pop()
            case yaml.DocumentStartEvent() if self._root is not None:
                message = "a second document begins; one file holds one: delete the `---`"
                raise self._refusal(mark, "SC004", message)

    def _open(self, node: Sequence | Mapping) -> None:
        if len(self._stack) >= MAX_DEPTH:
            message = f"nested more than {MAX_DEPTH} deep; check brackets and indentation"
            raise self._refusal(node.mark, "SC007", message)
        self._place(node)
        self._stack.append(node)
        self._keys.append(None)

    def _place(self, node: Node) -> None:
        if not self._stack:
            self._root = node
            return
        parent = self._stack[-1]
        if isinstance(parent, Sequence):
            parent.items.append(node)
            return
        key = self._keys[-1]
        if key is not None:
            parent.values[key.text] = node
            self._keys[-1] = None
            return
        if not isinstance(node, Scalar):
            message = "a list or mapping where a key belongs; check the brackets"
            raise self._refusal(node.mark, "SC103", message)
        if earlier := parent.keys.get(node.text):
            message = f"{shown(node.text)} was given on line {earlier.mark.line} already; keep one"
            raise self._refusal(node.mark, "SC008", message)
        parent.keys[node.text] = self._keys[-1] = node

    def _broken(self, error: yaml.MarkedYAMLError) -> ScenarioError:
        # Of an open quote or bracket, the place where it was opened helps, not where it was missed.
        opened = any(word in (error.context or "") for word in ("quoted", "flow"))
        place = error.context_mark if opened else error.problem_mark
        mark = Mark() if place is None else Mark(place.line + 1, place.column + 1)
        problem = " ".join((error.problem or "can't be read").split())
        advice = next((a for part, a in _ADVICE if part in problem), "check the lines above")
        return self._refusal(mark, "SC004", f"not YAML: {problem}; {advice}")

    def _refusal(self, mark: Mark, code: str, message: str) -> ScenarioError:
        return _error(self._path, mark, code, message)


def _events(text: str) -> Generator[Any, None, None]:
    events: Any = yaml.parse(text, Loader=_LOADER)
    yield from events
