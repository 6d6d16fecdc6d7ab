# SPDX-License-Identifier: Apache-2.0
"""The class as a table for a spreadsheet."""

import csv
import io
from collections.abc import Sequence
from datetime import date

from trainer_gui.adapters.sessions.cells import plain
from trainer_gui.application.messages import Messages
from trainer_gui.application.overview import ClassRow
from trainer_gui.domain.taxonomy import Dimension


def class_csv(rows: Sequence[ClassRow], messages: Messages) -> bytes:
    """UTF-8 with the mark by which spreadsheets know it; a level that is not known is empty."""
    page = io.StringIO()
    table = csv.writer(page)
    columns = ("name", "sessions", "passed", "level")
    head = [messages(f"progress.{column}") for column in columns]
    head += [messages(f"dimension.{d}") for d in Dimension]
    table.writerow([*head, messages("progress.red_lines"), messages("progress.last")])
    for row in rows:
        levels = [_number(row.levels.get(d)) for d in Dimension]
        own = [plain(row.trainee), row.sessions, row.passed, _number(row.level)]
        table.writerow([*own, *levels, row.red_lines, date.fromordinal(row.day).isoformat()])
    return page.getvalue().encode("utf-8-sig")


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}"
