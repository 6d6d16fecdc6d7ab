# SPDX-License-Identifier: Apache-2.0
"""What can be wrong with a file: the numbered list, and one finding as one line."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath
from typing import NamedTuple

from trainer_gui.application.errors import UserError


class Severity(StrEnum):
    """How much a finding matters; everything but info makes `lint` exit with 1."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Mark(NamedTuple):
    """A place in a file; both numbers begin at 1, columns count characters."""

    line: int = 1
    column: int = 1


_MAX_SHOWN = 30
_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO

CODES: dict[str, tuple[Severity, str]] = {
    # the file
    "SC001": (_E, "the file can't be opened"),
    "SC002": (_E, "the file is too large"),
    "SC003": (_E, "the file is not UTF-8 text"),
    "SC004": (_E, "the file is not valid YAML"),
    "SC005": (_E, "a tab where spaces are needed"),
    "SC006": (_E, "an anchor, alias or tag"),
    "SC007": (_E, "nested too deeply"),
    "SC008": (_E, "a key is given twice"),
    "SC009": (_E, "the file is empty"),
    # the words of the format
    "SC101": (_E, "unknown key"),
    "SC102": (_E, "a key is missing"),
    "SC103": (_E, "a value of the wrong kind"),
    "SC104": (_E, "an empty value"),
    "SC105": (_E, "not a number, or outside its range"),
    "SC106": (_E, "not one of the possible words"),
    "SC107": (_E, "unknown move or fault"),
    "SC108": (_E, "not a comparison"),
    "SC109": (_E, "not a regular expression"),
    "SC110": (_E, "not usable as an id"),
    "SC111": (_E, "the id is not the file's name"),
    "SC112": (_E, "unknown persona"),
    "SC113": (_E, "unknown beat or ending"),
    "SC114": (_E, "unknown fact"),
    "SC115": (_E, "an id is used twice"),
    "SC116": (_E, "an invisible character"),
    "SC117": (_E, "too long a list"),
    "SC118": (_E, "unknown signal"),
    "SC119": (_E, "nobody of this name"),
    "SC120": (_E, "unknown line group"),
    # the way through the scene
    "SC201": (_W, "a beat that nothing leads to"),
    "SC202": (_W, "a beat without a way out"),
    "SC203": (_W, "a beat from which no ending can be reached"),
    "SC204": (_I, "a beat that only `always` rules leave"),
    "SC205": (_W, "an ending that nothing reaches"),
    "SC206": (_W, "a rule that an earlier one always forestalls"),
    "SC207": (_W, "a condition that can't hold"),
    # what is said
    "SC301": (_I, "no line for a band of anger"),
    "SC302": (_W, "a line too long for one breath"),
    "SC303": (_W, "the same line twice"),
    "SC304": (_W, "a hint too long to read at a glance"),
    "SC305": (_W, "a hint for a move that no right way needs"),
    "SC306": (_I, "a move without a hint"),
    "SC307": (_W, "a model answer that goes no right way"),
    "SC308": (_W, "a beat without a model answer"),
    "SC309": (_W, "a move of a model answer that the understanding does not find"),
    "SC310": (_W, "a model answer that reads as a fault"),
    "SC311": (_W, "too few wordings of a self-control idea"),
    "SC312": (_W, "a model answer that grants more than the role may"),
    "SC313": (_W, "a hint that gives too much away"),
    "SC314": (_I, "a line that another file has as well"),
    "SC315": (_W, "a character that no voice can say"),
    "SC316": (_W, "abuse above what the difficulty bears"),
    "SC317": (_W, "lines that no scene shares"),
    # facts and people
    "SC401": (_W, "a fact that nothing uses"),
    "SC402": (_W, "a fact that can't come out"),
    "SC501": (_W, "what looks like a real person's number"),
    # played by synthetic trainees (`--play`)
    "SC601": (_W, "the model answers do not end well"),
    "SC602": (_W, "rudeness does not end badly"),
    "SC603": (_W, "the anger does not follow the trainee"),
    "SC604": (_W, "a beat that nobody comes to"),
    "SC605": (_W, "an ending that nobody comes to"),
    "SC606": (_W, "a scene that goes round in circles"),
    "SC607": (_W, "empty promises or silence end well"),
    # the rules of the score
    "SC701": (_W, "a fault that costs nothing"),
    "SC702": (_W, "a signal that nothing asks for"),
    # lessons
    "SC801": (_W, "a lesson for an unknown scenario"),
    "SC802": (_W, "too few or too many parts in a lesson"),
    "SC803": (_W, "a text of a lesson that is too long"),
    "SC804": (_W, "a demonstration in which somebody is missing"),
    "SC805": (_I, "a lesson's answer that is not understood as it claims"),
}
"""Every diagnostic: number, severity, meaning."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding. `message` says what is wrong and what to do."""

    path: str
    mark: Mark
    code: str
    message: str

    @property
    def severity(self) -> Severity:
        """As the list says."""
        return CODES[self.code][0]

    def __str__(self) -> str:
        line, column = self.mark
        return f"{self.path}:{line}:{column}: {self.code} {self.severity}: {self.message}"


class ScenarioError(UserError):
    """A file that can't be used; `str()` is its first finding."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = in_order(diagnostics)
        first, *others = self.diagnostics
        line = f"{first} (and {len(others)} more)" if others else str(first)
        name, count = PurePath(first.path).name, len(self.diagnostics)
        super().__init__(line, "scenario", file=name, count=count)


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """By file, place and number, each once."""
    return tuple(sorted(set(diagnostics), key=lambda d: (d.path, d.mark, d.code, d.message)))


def shown(text: str) -> str:
    """A text of a file within a message: short, on one line, printable, in quotes."""
    line = " ".join(text.split())
    line = line if len(line) <= _MAX_SHOWN else f"{line[:_MAX_SHOWN]}..."
    return "`" + "".join(c if c.isprintable() else f"<U+{ord(c):04X}>" for c in line) + "`"
