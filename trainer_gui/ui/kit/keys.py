# SPDX-License-Identifier: Apache-2.0
"""Keys that work wherever the focus is on a page."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def shortcut(
    owner: QWidget, keys: str, slot: Callable[[], object], *, repeats: bool = False
) -> QShortcut:
    """Let `keys` call `slot` while `owner` or a part of it has the focus.

    Args:
        owner: The page, or the part of it.
        keys: As `QKeySequence` reads them.
        slot: What is to be done.
        repeats: Again and again while the keys are held down.
    """
    made = QShortcut(QKeySequence(keys), owner)
    made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    made.setAutoRepeat(repeats)
    made.activated.connect(slot)
    return made
