# SPDX-License-Identifier: Apache-2.0
"""A session as a file for a person or another program, in any of the formats there are."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from trainer_gui.adapters.files import write_atomically
from trainer_gui.adapters.sessions.html_report import HtmlReport
from trainer_gui.adapters.sessions.naming import begun_at
from trainer_gui.adapters.sessions.tables import HOME, to_csv, to_xapi
from trainer_gui.application.errors import UserError
from trainer_gui.application.messages import Messages
from trainer_gui.application.report import Report

if TYPE_CHECKING:
    from PySide6.QtGui import QPagedPaintDevice

FORMATS = ("html", "pdf", "csv", "xapi")
ENDINGS = {"html": ".html", "pdf": ".pdf", "csv": ".csv", "xapi": ".xapi.json"}


@dataclass(frozen=True, slots=True)
class Exporter:
    """Writes sessions in one language and one set of colours; callable on any thread."""

    templates: Path
    messages: Messages
    colours: Mapping[str, str]
    """Colour tokens of a theme, by role."""
    home: str = HOME
    """The address whose names the statements for a learning record store use."""

    def file(self, report: Report, form: str, path: Path) -> None:
        """Write `report` to `path`, whole or not at all.

        Raises:
            UserError: It can't be written there.
        """
        data = self._pdf(report) if form == "pdf" else self.text(report, form).encode()
        try:
            write_atomically(path, data)
        except OSError as error:
            line = f"{path}: {error.strerror}; choose another place"
            raise UserError(line, "not_saved", file=path) from error

    def text(self, report: Report, form: str) -> str:
        """What a file of this format holds; not for `pdf`."""
        if form == "csv":
            return to_csv(report)
        if form == "xapi":
            return to_xapi(report, began(report), self.home)
        return self._html(report)(report)

    def paper(self, report: Report, paper: "QPagedPaintDevice") -> None:
        """Put `report` on a printer's paper."""
        from trainer_gui.adapters.sessions.paper import to_paper  # noqa: PLC0415 - seldom wanted

        to_paper(report, self._html(report), paper)

    def _pdf(self, report: Report) -> bytes:
        """Needs a QGuiApplication: fonts do."""
        from trainer_gui.adapters.sessions.paper import to_pdf  # noqa: PLC0415 - seldom wanted

        return to_pdf(report, self._html(report))

    def _html(self, report: Report) -> HtmlReport:
        language = self.messages.language
        return HtmlReport(
            self.templates, self.messages, language, self.colours, now=lambda: began(report)
        )


def began(report: Report) -> datetime:
    """When a session began, by its folder's name; else when it was written, or now."""
    folder = report.folder
    if folder is None:
        return datetime.now().astimezone()
    at = begun_at(folder.resolve().name) or datetime.fromtimestamp(folder.stat().st_mtime)
    return at.astimezone()
