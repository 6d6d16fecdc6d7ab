# SPDX-License-Identifier: Apache-2.0
"""Lines that several scenes share: a file in `lines/` beside them, and how a scene takes them.

    id: phone                                 # the file's name
    name: 电话里的客户
    nudges: {annoyed: [喂？听得见吗？]}       # also retorts, repeats, habits
    lines:                                    # sets, each with a name
      hangs_up: {angry: [不跟你讲了，挂了！]}

`shared: [phone]` at the top of a scene takes all but `lines`, as far as the scene has no retort of
its own to the same label, no nudges, repeats, habits; the first group that has something wins.
A set stands in for lines by band, `lines: {shared: phone.hangs_up, calm: [...]}`; a band that is
written there goes first.

Both are merged into the tree of a file before it is read: what reads it knows nothing of them.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from trainer_gui.adapters.scenarios.diagnostics import Mark, ScenarioError, shown
from trainer_gui.adapters.scenarios.report import Report, suggestion
from trainer_gui.adapters.scenarios.speaking import SPEECH
from trainer_gui.adapters.scenarios.yaml_nodes import Document, Mapping, Node, Scalar, Sequence

LINE_GROUPS: Final = "lines"
"""Folder of the groups, beside the scenarios."""
SHARED: Final = "shared"
_BY_BAND: Final = frozenset({"lines", "again", "hesitating", *SPEECH}) - {"retorts"}


def with_shared(
    document: Document, group_of: Callable[[Path], Document], report: Report
) -> Document:
    """The file with the lines of others in it; a name that stands for nothing is reported.

    Args:
        document: A scenario file.
        group_of: Reads the file of a group.
        report: Takes the findings, those of a group's file as well.
    """
    groups = _Groups(Path(document.path).parent / LINE_GROUPS, group_of, report)
    root = document.root
    merged = _of_root(root, groups.lines)
    for name in _listed(root):
        group = groups.group(name)
        for part in SPEECH:
            if part in group.values:
                merged = _with_part(merged, part, group)
    return Document(document.path, merged)


def shared_names(document: Document) -> set[str]:
    """Every group and every set, `group.set`, that a file names."""
    found = {name.text.strip() for name in _listed(document.root)}

    def note(name: Scalar) -> Mapping:
        found.add(name.text.strip())
        return Mapping(name.mark)

    _of_root(document.root, note)
    return found


def offered(document: Document) -> Iterator[tuple[str, Mark]]:
    """The names by which a scene can share what a group's file holds, with their places."""
    name = Path(document.path).stem
    parts = document.root.values
    if any(part in parts for part in SPEECH):
        yield name, document.mark()
    sets = parts.get("lines")
    for each in sets.values if isinstance(sets, Mapping) else ():
        yield f"{name}.{each}", document.mark("lines", each)


class _Groups:
    """The groups that a file names, each read once."""

    def __init__(self, folder: Path, read: Callable[[Path], Document], report: Report) -> None:
        self._folder = folder
        self._read = read
        self._report = report
        self._known: dict[str, Mapping] = {}

    def group(self, name: Scalar) -> Mapping:
        """The keys of a group; none where it can't be used."""
        text = name.text.strip()
        if text not in self._known:
            self._known[text] = self._opened(text, name)
        return self._known[text]

    def lines(self, name: Scalar) -> Mapping:
        """The lines of a set, by band."""
        text, _, wanted = name.text.strip().partition(".")
        group = self.group(Scalar(text, name.mark))
        sets = group.values.get("lines")
        known = sets.values if isinstance(sets, Mapping) else {}
        lines = known.get(wanted)
        if isinstance(lines, Mapping):
            return lines
        if group.values:
            message = f"`{text}` has no lines {shown(wanted)}; {suggestion(wanted, known)}"
            self._report.add("SC120", name.mark, message)
        return Mapping(name.mark)

    def _opened(self, text: str, name: Scalar) -> Mapping:
        file = self._folder / f"{text}.yaml"
        known = sorted(p.stem for p in self._folder.glob("*.yaml"))
        if text not in known:
            message = f"unknown line group {shown(text)}; {suggestion(text, known)}"
            self._report.add("SC120", name.mark, message)
            return Mapping(name.mark)
        try:
            return self._read(file).root
        except ScenarioError as error:
            self._report.diagnostics.extend(error.diagnostics)
            return Mapping(name.mark)


def _listed(root: Mapping) -> Iterator[Scalar]:
    """What `shared` at the top of a file names."""
    named = root.values.get(SHARED)
    items = named.items if isinstance(named, Sequence) else [named]
    yield from (item for item in items if isinstance(item, Scalar))


def _of_root(root: Mapping, take: Callable[[Scalar], Mapping]) -> Mapping:
    values = {key: _with_sets(value, key, take) for key, value in root.values.items()}
    return Mapping(root.mark, root.keys, values)


def _with_sets(node: Node, place: str, take: Callable[[Scalar], Mapping]) -> Node:
    """`node`, which stands under the key `place`, with the sets that are named in it."""
    if isinstance(node, Sequence):
        return Sequence(node.mark, [_with_sets(item, "", take) for item in node.items])
    if not isinstance(node, Mapping):
        return node
    inner = "lines" if place == "retorts" else ""
    values = {k: _with_sets(v, inner or k, take) for k, v in node.values.items()}
    whole = Mapping(node.mark, node.keys, values)
    name = node.values.get(SHARED)
    if place not in _BY_BAND or not isinstance(name, Scalar):
        return whole
    return _merged(_without(whole, SHARED), take(name))


def _with_part(root: Mapping, part: str, group: Mapping) -> Mapping:
    own, shared = root.values.get(part), group.values[part]
    if part == "retorts" and isinstance(own, Mapping) and isinstance(shared, Mapping):
        own = _merged(own, shared)
    keys = {**root.keys, part: root.keys.get(part, group.keys[part])}
    return Mapping(root.mark, keys, {**root.values, part: own or shared})


def _merged(own: Mapping, shared: Mapping) -> Mapping:
    return Mapping(own.mark, {**shared.keys, **own.keys}, {**shared.values, **own.values})


def _without(node: Mapping, key: str) -> Mapping:
    keys = {k: v for k, v in node.keys.items() if k != key}
    return Mapping(node.mark, keys, {k: v for k, v in node.values.items() if k != key})
