# SPDX-License-Identifier: Apache-2.0
"""`trainer-gui export SESSION --format html|pdf|csv|xapi`: a finished session for others."""

import argparse
import os
import sys
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from trainer_gui.adapters.catalogue import load_messages
from trainer_gui.adapters.paths import places, shipped
from trainer_gui.adapters.scenarios.library import FolderLibrary
from trainer_gui.adapters.sessions.archive import find_session, load_session
from trainer_gui.adapters.sessions.exporting import ENDINGS, Exporter
from trainer_gui.adapters.settings_file import load_settings
from trainer_gui.application.errors import UserError
from trainer_gui.commands.output import emit
from trainer_gui.ui.kit.theme import load_theme


def run(options: argparse.Namespace) -> int:
    """Write the file; prints its path and size."""
    where = places(options.data_dir)
    folder = find_session(options.session, where.sessions)
    report = load_session(folder, FolderLibrary(options.scenarios or shipped("scenarios")))
    language = options.language or load_settings(where.settings).language
    assets = shipped("assets")
    colours = load_theme(assets, options.theme or "light").colours
    write = Exporter(assets / "report", load_messages(assets, language), colours, options.home)
    if options.out is not None and str(options.out) == "-":
        if options.format == "pdf":
            raise UserError("--out -: a PDF file is not for a terminal; give a file name")
        sys.stdout.write(write.text(report, options.format))
        return 0
    out: Path = options.out or Path(f"{folder.resolve().name}{ENDINGS[options.format]}")
    fonts = _fonts() if options.format == "pdf" else None
    write.file(report, options.format, out)
    del fonts
    emit({"path": str(out), "format": options.format, "bytes": out.stat().st_size})
    return 0


def _fonts() -> QGuiApplication:
    """What holds the fonts; it needs no screen."""
    running = QGuiApplication.instance()
    if isinstance(running, QGuiApplication):
        return running
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return QGuiApplication([])
