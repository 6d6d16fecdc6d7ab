# SPDX-License-Identifier: Apache-2.0
"""Whether words fit into what they are written on."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton, QComboBox, QFrame, QLabel, QWidget

from trainer_gui.ui.kit.prose import Prose
from trainer_gui.ui.kit.shortened import Shortened

SLACK = 2
"""Pixels that rounding and the shape of a last letter may want."""


def cut_off(page: QWidget) -> list[str]:
    """The texts that are visible on `page` and do not fit, with what they want and have."""
    return sorted({*_cut_off(page), *_beyond(page)})


def _cut_off(page: QWidget) -> Iterator[str]:
    for label in page.findChildren(QLabel):
        if not label.isVisibleTo(page) or not label.text() or not label.width():
            continue
        wants, has = _wants_and_has(label)
        if wants > has + SLACK:
            yield f"{label.text()[:40]!r} wants {wants}, has {has}"
        elif label.sizeHint().height() > label.height() + SLACK and not label.wordWrap():
            high = label.sizeHint().height()
            yield f"{label.text()[:40]!r} is {high} high, has {label.height()}"
    for button in page.findChildren(QAbstractButton):
        wants, has = button.sizeHint().width(), button.width()
        if button.isVisibleTo(page) and button.text() and wants > has + SLACK:
            yield f"{button.text()[:40]!r} wants {wants}, has {has}"
    for box in page.findChildren(QComboBox):
        wants = box.fontMetrics().horizontalAdvance(box.currentText()) + 2 * box.height() // 2
        if box.isVisibleTo(page) and wants > box.width() + SLACK:
            yield f"{box.currentText()[:40]!r} wants {wants}, has {box.width()}"


def _wants_and_has(label: QLabel) -> tuple[int, int]:
    if isinstance(label, Shortened):
        return label.minimumSizeHint().height(), label.height()
    if isinstance(label, Prose) or label.wordWrap():
        return label.heightForWidth(label.width()), label.height()
    return label.sizeHint().width(), label.width()


def _beyond(page: QWidget) -> Iterator[str]:
    """What ends to the right of the page, where nobody can scroll to, and cards cut off below."""
    for card in page.findChildren(QFrame):
        if card.property("role") != "card" or not card.isVisibleTo(page):
            continue
        around = card.parentWidget()
        if (ends := card.y() + card.height()) > around.height():
            yield f"a card ends at {ends}, below {around.height()} of its {type(around).__name__}"
    for part in (*page.findChildren(QLabel), *page.findChildren(QAbstractButton)):
        right = part.mapTo(page, QPoint(part.width(), 0)).x()
        if part.isVisibleTo(page) and part.text() and right > page.width() + SLACK:
            yield f"{part.text()[:40]!r} ends at {right}, beyond {page.width()}"
