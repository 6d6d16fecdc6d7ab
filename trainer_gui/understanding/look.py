# SPDX-License-Identifier: Apache-2.0
"""All that is looked at in one reply, by training and by reading alike."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from trainer_gui.understanding.features import (
    Context,
    answered_runs,
    clause_runs,
    clauses,
    counts,
    runs,
    sound_runs,
)
from trainer_gui.understanding.rules import Signs, says_something, signs
from trainer_gui.understanding.settle import Found, settled
from trainer_gui.understanding.text import Spoken


@dataclass(frozen=True)
class Look:
    """A reply and what came before it; each view of it is made once, when it is wanted."""

    context: Context
    """Earlier (who, text), the last one answered."""
    spoken: Spoken

    @cached_property
    def reply_runs(self) -> Counter[int]:
        """Runs of characters of the whole reply, without what it quotes."""
        return runs(self.spoken.own)

    @cached_property
    def line_runs(self) -> Counter[int]:
        """Runs of characters of the line that it answers."""
        return answered_runs(self.context)

    @cached_property
    def clause_runs(self) -> list[Counter[int]]:
        """Runs of characters of each clause."""
        own = self.spoken.own
        return [clause_runs(own[c.start : c.end]) for c in clauses(self.spoken)]

    @cached_property
    def sound_runs(self) -> Counter[int]:
        """Runs of syllables of the whole reply."""
        return sound_runs(self.spoken.own)

    @cached_property
    def signs(self) -> Signs:
        """What the rules find."""
        return signs(self.spoken)

    @cached_property
    def settled(self) -> Found:
        """What the rules say in the end."""
        return settled(self.signs.found, self.spoken, self.context)

    @cached_property
    def numbers(self) -> tuple[float, ...]:
        """Counts about the turn."""
        return counts(self.spoken, self.context)

    @cached_property
    def repeatable(self) -> bool:
        """Whether the trainee has said anything before that can be said again."""
        return any(says_something(text) for who, text in self.context if who == "trainee")
