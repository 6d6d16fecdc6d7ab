# SPDX-License-Identifier: Apache-2.0
"""What lies on disk, shown by the program that the desktop has for it."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def open_path(path: Path) -> None:
    """Open a file, or a folder."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
