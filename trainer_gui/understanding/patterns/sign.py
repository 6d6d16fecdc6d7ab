# SPDX-License-Identifier: Apache-2.0
"""How the tables are written: one pattern a line, and what its marks mean."""

import re
from dataclasses import dataclass
from functools import cached_property

from trainer_gui.understanding.patterns.words import WORDS

_NAMED = re.compile(r"(?<!P)<([a-z]+)>")
_GAP = re.compile(r"[~_]+")
_NEVER = re.compile(r"(?!)")


def expression(lines: str) -> re.Pattern[str]:
    """One regular expression for lines of patterns, any of which may match.

    `~` stands for up to eight characters of the same sentence, `_` for up to four of the same
    clause, `<name>` for one of a group of words; the rest is a regular expression.
    """
    patterns = [line.strip() for line in lines.splitlines() if line.strip()]
    if not patterns:
        return _NEVER
    joined = _GAP.sub(_gap, "|".join(patterns))
    return re.compile(_NAMED.sub(lambda m: f"(?:{WORDS[m[1]]})", joined))


def _gap(marks: re.Match[str]) -> str:
    """Neighbouring gaps are one: nested they would take for ever to fail."""
    long, short = marks[0].count("~"), marks[0].count("_")
    stop = "。！？；" if long else "，。！？；"
    return f"[^{stop}]{{0,{8 * long + 4 * short}}}?"


@dataclass(frozen=True)
class Sign:
    """The words that show one label."""

    label: str
    strong: str = ""
    """Patterns that are certain."""
    weak: str = ""
    """Patterns that are likely."""
    unless: str = ""
    """Patterns in the same sentence that void a hit."""
    against: str = ""
    """Patterns at the hit itself that void it: they must begin where the hit begins."""
    mood: str = ""
    """"question" or "statement": hits in clauses of another kind are void."""
    negatable: bool = True
    """Whether a "not" right before a hit voids it."""

    @cached_property
    def patterns(self) -> tuple[tuple[re.Pattern[str], float], ...]:
        """Each pattern with the confidence of its hits."""
        return ((expression(self.strong), 0.95), (expression(self.weak), 0.7))

    @cached_property
    def voiding(self) -> re.Pattern[str]:
        """`unless`, compiled."""
        return expression(self.unless)

    @cached_property
    def not_here(self) -> re.Pattern[str]:
        """`against`, compiled."""
        return expression(self.against)
