# SPDX-License-Identifier: Apache-2.0
"""How far a line of the customer is: what was heard of it, or read where there is no sound."""

from dataclasses import dataclass, field

from trainer_gui.adapters.voice.studio import Clause
from trainer_gui.domain.effects import READING_PACE


@dataclass(slots=True)
class SpokenLine:
    """A line that is under way."""

    id: int
    clauses: tuple[Clause, ...]
    sounds: list[float] = field(default_factory=list)
    """Seconds of each clause that was handed to the player."""
    started: bool = False
    caption: str = ""
    """What is shown at reading pace instead of spoken; empty while the voice works."""
    captioned_at: float = 0.0

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(c.text for c in self.clauses)

    def heard(self, seconds: float) -> str:
        """The text of the first `seconds` of sound."""
        text = ""
        for clause, length in zip(self.clauses, self.sounds, strict=False):
            share = min(1.0, max(0.0, seconds / length)) if length else 1.0
            text += clause.text[: round(share * len(clause.text))]
            seconds -= length
        return text

    def read(self, seconds: float) -> str:
        """What was heard, then read in `seconds` of captions."""
        before = len(self.text) - len(self.caption)
        return self.text[: before + min(len(self.caption), int(seconds * READING_PACE))]
