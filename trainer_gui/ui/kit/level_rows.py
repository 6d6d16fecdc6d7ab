# SPDX-License-Identifier: Apache-2.0
"""Levels of the dimensions: name, bar, number and word, one below the other."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from trainer_gui.application.messages import Messages
from trainer_gui.domain.scoring.rulebook import PASS_MARK
from trainer_gui.domain.taxonomy import Dimension
from trainer_gui.ui.kit.look import Look
from trainer_gui.ui.kit.parts import text
from trainer_gui.ui.kit.score_bar import ScoreBar, grade


class LevelRows(QWidget):
    """One row a dimension, in a fixed order."""

    def __init__(
        self, look: Look, messages: Messages, order: Sequence[Dimension], *, roomy: bool = False
    ) -> None:
        super().__init__()
        self._messages, self._order = messages, order
        self.setProperty("role", "plain")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look.space("medium"))
        grid.setVerticalSpacing(look.space("small" if roomy else "hair"))
        grid.setColumnStretch(1, 1)
        self._said: dict[Dimension, QLabel] = {}
        self._bars: dict[Dimension, ScoreBar] = {}
        for i, dimension in enumerate(order):
            grid.addWidget(text(messages(f"dimension.{dimension}"), "small", "soft"), i, 0)
            said = self._said[dimension] = text("", "small")
            said.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(said, i, 2)
            bar = self._bars[dimension] = ScoreBar(look, None, PASS_MARK)
            grid.addWidget(bar, i, 1, Qt.AlignmentFlag.AlignVCenter)

    def show_levels(self, levels: Mapping[Dimension, float | None], pass_mark: float) -> None:
        """Show what is known; the rest is not rated yet."""
        for dimension in self._order:
            level = levels.get(dimension)
            grown = "unrated" if level is None else grade(level, pass_mark)
            word = self._messages(f"grade.{grown}")
            self._said[dimension].setText(word if level is None else f"{round(level)} · {word}")
            bar = self._bars[dimension]
            bar.show_value(level, pass_mark)
            name = self._messages(f"dimension.{dimension}")
            bar.setAccessibleName(f"{name} {self._said[dimension].text()}")
