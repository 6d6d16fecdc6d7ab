# SPDX-License-Identifier: Apache-2.0
"""The report of the debrief as a file or on paper."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog

from trainer_gui.adapters.sessions.exporting import ENDINGS, Exporter
from trainer_gui.application.report import Report
from trainer_gui.flows.desk import Desk
from trainer_gui.flows.opening import open_path
from trainer_gui.flows.practice import Practice
from trainer_gui.ui.kit.theme import load_theme


class HandingOut(QObject):
    """Asks where to, writes on the files' thread."""

    _saved = Signal(object)
    """The path."""

    def __init__(self, desk: Desk, practice: Practice) -> None:
        """Write nothing yet."""
        super().__init__(desk.stage)
        self._window, self._files = desk.window, desk.files
        self._assets = desk.assets
        self._practice = practice
        self._saved.connect(self._on_saved)
        desk.window.save_asked.connect(self._on_save)
        desk.window.print_asked.connect(self._on_print)

    def _exporter(self) -> Exporter:
        """In the language of the moment; paper is light."""
        paper = load_theme(self._assets, "light").colours
        return Exporter(self._assets / "report", self._window.messages, paper)

    def _on_save(self, form: str) -> None:
        report = self._practice.report
        if report is None:
            return
        name = report.folder.name if report.folder else report.scenario.id
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        place = Path(QStandardPaths.writableLocation(documents)) / f"{name}{ENDINGS[form]}"
        title = self._window.messages(f"debrief.save_{form}")
        chosen, _ = QFileDialog.getSaveFileName(self._window, title, str(place))
        if chosen:
            self._files.submit(partial(self._write, self._exporter(), report, form, Path(chosen)))

    def _write(self, exporter: Exporter, report: Report, form: str, path: Path) -> None:
        """On the files' thread. Raises UserError."""
        exporter.file(report, form, path)
        self._saved.emit(path)

    def _on_saved(self, path: Path) -> None:
        words, show = self._window.messages, partial(open_path, path)
        self._window.show_error(words("debrief.saved", file=path), words("debrief.open"), show)

    def _on_print(self) -> None:
        from PySide6.QtPrintSupport import (  # noqa: PLC0415 - seldom wanted
            QPrintDialog,
            QPrinter,
            QPrinterInfo,
        )

        report, words = self._practice.report, self._window.messages
        if report is None:
            return
        if not QPrinterInfo.availablePrinterNames():
            save = partial(self._on_save, "pdf")
            self._window.show_error(words("debrief.no_printer"), words("debrief.save_pdf"), save)
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if QPrintDialog(printer, self._window).exec() == QPrintDialog.DialogCode.Accepted:
            self._files.submit(partial(self._exporter().paper, report, printer))
