# SPDX-License-Identifier: Apache-2.0
"""What pages of cards are put together from: the card with a heading, marked lines, the footer."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from trainer_gui.ui.kit.look import Look
from trainer_gui.ui.kit.parts import IconLabel, centred, clear, column, frame, plain, row, text


def titled_card(look: Look, title: str, icon: str) -> tuple[QFrame, QVBoxLayout]:
    """A card with a heading, and the layout that its contents go into."""
    made = frame("card")
    inside = column(made, (look.space("wide"), look.space("large")), look.space("medium"))
    heading = row(spacing=look.space("small"))
    heading.addWidget(IconLabel(look, icon, "accent_text"))
    heading.addWidget(text(title, "strong"), 1)
    inside.addLayout(heading)
    return made, inside


def marked_lines(
    look: Look, into: QVBoxLayout, lines: Iterable[str], icon: str, tone: str, *, keep: bool = False
) -> None:
    """One line each, with a mark that says which kind it is. `keep`: after what is there."""
    if not keep:
        clear(into)
    for words in lines:
        line = row(spacing=look.space("small"))
        line.addWidget(IconLabel(look, icon, tone, beside="body"), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(text(words, wrap=True), 1)
        into.addLayout(line)


def footer(look: Look, width: str, spacing: str = "medium") -> tuple[QFrame, QHBoxLayout]:
    """Where the page's buttons lie, and their row: as wide as the page above them.

    Args:
        look: The tokens.
        width: The size token that is the page's width at most.
        spacing: The space token between the buttons.
    """
    made, inner = frame("footer"), plain()
    inner.setMaximumWidth(round(look.size(width) * max(1.0, look.text_scale)))
    centred(made, inner)
    return made, row(inner, (look.space("huge"), look.space("medium")), look.space(spacing))
