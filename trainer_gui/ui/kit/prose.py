# SPDX-License-Identifier: Apache-2.0
"""Text of several lines."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

LINE_HEIGHT = 112
"""Percent of the font's own: Chinese in several lines wants air between them."""
SHORT_FACT = 10
"""Characters that are kept on one line: Chinese breaks anywhere else."""


class Prose(QLabel):
    """Text of several lines, set with more air than a plain label has."""

    def __init__(self, words: str = "") -> None:
        super().__init__()
        self._words = ""
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setText(words)

    def text(self) -> str:
        return self._words

    def setText(self, words: str) -> None:  # noqa: N802
        self._words = words
        facts = "\n".join(_together(line) for line in words.split("\n"))
        lines = escape(facts, quote=False).replace("\n", "<br>")
        super().setText(f'<p style="line-height: {LINE_HEIGHT}%; margin: 0">{lines}</p>')


def _together(line: str) -> str:
    """`line` with its facts, which dots part, unbroken where they are short; none begins it."""
    facts = line.split(" · ")
    if len(facts) == 1:
        return line
    unbroken = ("\N{WORD JOINER}".join(f) if len(f) <= SHORT_FACT else f for f in facts)
    return "\N{NO-BREAK SPACE}· ".join(f.replace("\N{WORD JOINER} ", " ") for f in unbroken)
