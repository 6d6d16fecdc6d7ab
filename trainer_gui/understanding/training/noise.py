# SPDX-License-Identifier: Apache-2.0
"""Replies as a recogniser might hear them: homophones, lost or doubled characters, no marks."""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from zlib import crc32

from trainer_gui.understanding.sounds import rhyme, sounds
from trainer_gui.understanding.training.corpus import Example

HOMOPHONE, NEAR, LOST, DOUBLED = 0.11, 0.07, 0.01, 0.01
"""Chances for each character: of another of the same sound, of a near sound, of none, of two.
Whisper base writes one character in five of our spoken replies wrongly, half of them with the right
sound."""
MARKED = 0.5
"""Chance that a reply keeps its commas and full stops."""
MARKS = frozenset("，。！？；：、“”…～")


class Noise:
    """Makes the same errors every time."""

    def __init__(self, known: Sequence[Example]) -> None:
        """Take the characters that may stand for each other from `known`."""
        seen = Counter(c for e in known for c in e.reply if "\u4e00" <= c <= "\u9fff")
        self._alike: dict[str, list[str]] = {}
        self._near: dict[str, list[str]] = {}
        for character, times in sorted(seen.items()):
            self._alike.setdefault(sounds(character), []).extend([character] * times)
            self._near.setdefault(rhyme(character), []).extend([character] * times)

    def heard(self, example: Example) -> Example:
        """The same turn with recognition errors."""
        chance = random.Random(crc32(example.reply.encode()))  # noqa: S311  (no secret)
        marks = MARKS if chance.random() >= MARKED else frozenset()
        kept = [c for c in example.reply if c not in marks]
        return replace(example, reply="".join(self._misheard(c, chance) for c in kept))

    def _misheard(self, character: str, chance: random.Random) -> str:
        if not "\u4e00" <= character <= "\u9fff":
            return character
        drawn = chance.random()
        if drawn < HOMOPHONE + NEAR:
            group = self._alike if drawn < HOMOPHONE else self._near
            key = sounds(character) if drawn < HOMOPHONE else rhyme(character)
            alike = [c for c in group.get(key, ()) if c != character]
            return chance.choice(alike) if alike else character
        drawn -= HOMOPHONE + NEAR
        if drawn < LOST:
            return ""
        return character * 2 if drawn < LOST + DOUBLED else character
