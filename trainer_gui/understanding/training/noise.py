# SPDX-License-Identifier: Apache-2.0
"""Replies as a recogniser might hear them: homophones, lost or doubled characters, no marks."""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from zlib import crc32

from trainer_gui.understanding.sounds import sounds
from trainer_gui.understanding.training.corpus import Example

HOMOPHONE, LOST, DOUBLED = 0.08, 0.01, 0.01
"""Chances for each character; together a character error rate of about 10 %."""
MARKS = frozenset("，。！？；：、“”…～")


class Noise:
    """Makes the same errors every time."""

    def __init__(self, known: Sequence[Example]) -> None:
        """Take the characters that may stand for each other from `known`."""
        seen = Counter(c for e in known for c in e.reply if "\u4e00" <= c <= "\u9fff")
        self._alike: dict[str, list[str]] = {}
        for character, times in sorted(seen.items()):
            self._alike.setdefault(sounds(character), []).extend([character] * times)

    def heard(self, example: Example) -> Example:
        """The same turn with recognition errors."""
        chance = random.Random(crc32(example.reply.encode()))  # noqa: S311  (no secret)
        kept = [c for c in example.reply if c not in MARKS]
        return replace(example, reply="".join(self._misheard(c, chance) for c in kept))

    def _misheard(self, character: str, chance: random.Random) -> str:
        drawn = chance.random()
        alike = [c for c in self._alike.get(sounds(character), ()) if c != character]
        if drawn < HOMOPHONE:
            return chance.choice(alike) if alike else character
        if drawn < HOMOPHONE + LOST:
            return ""
        return character * 2 if drawn < HOMOPHONE + LOST + DOUBLED else character
