# SPDX-License-Identifier: Apache-2.0
"""The names of the pages."""

from enum import StrEnum


class Page(StrEnum):
    """The four pages in a row, and the one for lessons."""

    CHOOSE = "choose"
    LEARN = "learn"
    BRIEF = "brief"
    TALK = "talk"
    REVERSED = "reversed"
    ROOM = "room"
    """Talking before a room, with the trainer's console."""
    DEBRIEF = "debrief"
