# SPDX-License-Identifier: Apache-2.0
"""The class: a row a trainee, and the whole as a file."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from trainer_gui.application.messages import Messages
from trainer_gui.application.overview import ClassRow
from trainer_gui.domain.taxonomy import Dimension
from trainer_gui.ui.kit.dates import day_words
from trainer_gui.ui.kit.look import Look
from trainer_gui.ui.kit.parts import button, centred, column, frame, plain, row, text
from trainer_gui.ui.kit.table import Column, Table


class ClassTable(QWidget):
    """Who can handle what."""

    exported = Signal()

    def __init__(self, look: Look, messages: Messages) -> None:
        super().__init__()
        self._messages = messages
        self.setProperty("role", "plain")
        self.table = Table(look, self._columns())
        self.table.setAccessibleName(messages("progress.class"))
        self.export = button(messages("progress.export"), look=look, icon="folder")
        self.export.clicked.connect(self.exported)
        card = frame("card")
        inside = column(card, look.space("wide"), look.space("medium"))
        top = row(spacing=look.space("medium"))
        about = column(spacing=look.space("hair"))
        about.addWidget(text(messages("progress.class_title"), "title"))
        self._help = text("", "small", "soft", wrap=True)
        about.addWidget(self._help)
        top.addLayout(about, 1)
        top.addWidget(self.export)
        inside.addLayout(top)
        inside.addWidget(self.table, 1)
        page = plain()
        page.setMaximumWidth(look.size("page"))
        column(page, (look.space("huge") + look.space("hair"), look.space("small"))).addWidget(card)
        centred(self, page)

    def show_rows(self, rows: Sequence[ClassRow], pass_mark: float) -> None:
        """Show these trainees."""
        self._help.setText(self._messages("progress.class_help", mark=round(pass_mark)))
        self.table.show_rows(rows)
        self.export.setEnabled(bool(rows))

    def _columns(self) -> list[Column]:
        words = self._messages
        return [
            Column(words("progress.name"), lambda r: r.trainee or words("progress.nameless")),
            Column(words("progress.sessions"), lambda r: str(r.sessions), number=True),
            Column(words("progress.passed"), lambda r: str(r.passed), number=True),
            Column(words("progress.level"), lambda r: _number(r.level), number=True),
            *(
                Column(words(f"dimension.{d}"), partial(_level, dimension=d), number=True)
                for d in Dimension
            ),
            Column(words("progress.red_lines"), lambda r: str(r.red_lines), number=True),
            Column(words("progress.last"), lambda r: day_words(r.day, words), number=True),
        ]


def _level(row: ClassRow, dimension: Dimension) -> str:
    return _number(row.levels.get(dimension))


def _number(value: float | None) -> str:
    return "–" if value is None else str(round(value))
