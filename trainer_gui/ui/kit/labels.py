# SPDX-License-Identifier: Apache-2.0
"""Moves and faults as chips: name, mark and colour say the same thing."""

from collections.abc import Iterable

from PySide6.QtWidgets import QLabel

from trainer_gui.application.messages import Messages
from trainer_gui.domain.reading import Reading
from trainer_gui.domain.taxonomy import FAULTS, RED_LINES
from trainer_gui.ui.kit.parts import chip

_MARKS = {"move": "✓", "fault": "!", "red": "✕"}


def chip_kind(label: str) -> str:
    """`move`, `fault` or `red` (a red line)."""
    if label in RED_LINES:
        return "red"
    return "fault" if label in FAULTS else "move"


def label_chip(messages: Messages, label: str, quote: str = "") -> QLabel:
    """The chip of one label; hovering shows the words that earned it."""
    kind = chip_kind(label)
    name = messages(f"label.{label}")
    made = chip(f"{_MARKS[kind]} {name}", kind)
    said = messages("chip.quote", quote=quote) if quote else name
    made.setToolTip(said)
    made.setAccessibleName(f"{messages(f'chip.{kind}')}: {name}")
    return made


def reading_chips(messages: Messages, reading: Reading) -> Iterable[QLabel]:
    """All chips of a reply: moves, then faults."""
    return [label_chip(messages, x, reading.quote(x)) for x in (*reading.moves, *reading.faults)]
