# SPDX-License-Identifier: Apache-2.0
"""Collecting what is wrong with one file, in words that help."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

from trainer_gui.adapters.scenarios.diagnostics import Diagnostic, Mark, ScenarioError
from trainer_gui.adapters.scenarios.yaml_nodes import Node

_MAX_LISTED = 12
_MAX_FINDINGS = 100


class Unreadable(Exception):  # noqa: N818  not an error to show: the report already has it
    """This node has no value; why is in the report."""


@dataclass(slots=True)
class Report:
    """What was found in one file."""

    path: str
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def add(self, code: str, mark: Mark, message: str) -> None:
        """Note a finding.

        Raises:
            ScenarioError: So much is wrong that more would not help.
        """
        self.diagnostics.append(Diagnostic(self.path, mark, code, message))
        if len(self.diagnostics) >= _MAX_FINDINGS:
            raise ScenarioError(self.diagnostics)

    def refuse(self, code: str, node: Node, message: str) -> Unreadable:
        """Note a finding; to be raised."""
        self.add(code, node.mark, message)
        return Unreadable()


def suggestion(word: str, known: Iterable[str]) -> str:
    """What to write instead of an unknown word: the nearest known one, or all there are."""
    choices = list(dict.fromkeys(known))
    if near := get_close_matches(word[:64], choices, n=1):
        return f"did you mean `{near[0]}`?"
    if not choices:
        return "there are none; delete it"
    more = ", ..." if len(choices) > _MAX_LISTED else ""
    return f"possible: {', '.join(choices[:_MAX_LISTED])}{more}"
