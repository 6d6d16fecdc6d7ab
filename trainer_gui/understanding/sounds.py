# SPDX-License-Identifier: Apache-2.0
"""Toneless pinyin, one letter a syllable, so that offsets in text and sound are the same.

A syllable is written as one private-use letter. A regular expression over characters becomes one
over sounds by the same translation, and a hit in the sounds is a hit at that place in the text.
"""

import re
import unicodedata
from functools import cache, lru_cache

from trainer_gui.understanding.patterns.words import COMMON, HEARD_WORDS

_FIRST_LETTER = 0xE000
_INITIALS = ("zh", "ch", "sh", *"bpmfdtnlgkhjqxrzcsyw", "")
_FINALS = (
    *("a", "ai", "an", "ang", "ao", "e", "ei", "en", "eng", "er", "i", "ia", "ian", "iang", "iao"),
    *("ie", "in", "ing", "iong", "iu", "o", "ong", "ou", "u", "ua", "uai", "uan", "uang", "ue"),
    *("ui", "un", "uo", "v", "ve", "r", "m", "n", "ng", "g", "hm", "hng", ""),
)
_RANGE = re.compile(r"[\u4e00-\u9fff]-[\u4e00-\u9fff]")


@cache
def _readings() -> dict[int, str]:
    """Code point -> readings with tone marks, separated by commas."""
    from pypinyin import constants  # noqa: PLC0415  (slow to import)

    return dict(constants.PINYIN_DICT)


@lru_cache(maxsize=30_000)
def _letter(character: str) -> str:
    reading = _readings().get(ord(character), "") if "\u4e00" <= character <= "\u9fff" else ""
    if not reading:
        return character
    first = unicodedata.normalize("NFD", reading.split(",")[0].replace("ü", "v"))
    syllable = "".join(c for c in first if not unicodedata.combining(c))
    initial = next((i for i in _INITIALS if syllable.startswith(i)), "")
    final = syllable.removeprefix(initial)
    if final not in _FINALS:  # a newer dictionary's spelling
        return character
    return chr(_FIRST_LETTER + _INITIALS.index(initial) * len(_FINALS) + _FINALS.index(final))


def sounds(text: str) -> str:
    """`text` with every Chinese character as the letter of its toneless syllable; same length."""
    return "".join(map(_letter, text))


def rhyme(character: str) -> str:
    """What is left of a character's syllable without its first consonant; itself if it has none."""
    place = ord(_letter(character)) - _FIRST_LETTER
    return (
        _FINALS[place % len(_FINALS)] if 0 <= place < len(_INITIALS) * len(_FINALS) else character
    )


def sound_pattern(pattern: str) -> str | None:
    """A regular expression over characters as one over sounds; None where it can't be one."""
    return None if _RANGE.search(pattern) else sounds(pattern)


@cache
def _heard() -> tuple[re.Pattern[str], dict[str, str]]:
    """The words that a recogniser confuses, by their sounds, longest first."""
    by_sound = {sounds(word): word for word in HEARD_WORDS}
    longest_first = sorted(by_sound, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), by_sound


def mend_homophones(text: str) -> str:
    """`text` with words that only sound like those of the trade put right; same length.

    A stretch with one of the commonest characters is left alone, whatever it sounds like.
    """
    pattern, by_sound = _heard()
    mended = list(text)
    for hit in pattern.finditer(sounds(text)):
        written, meant = text[hit.start() : hit.end()], by_sound[hit.group()]
        changed = {c for c, m in zip(written, meant, strict=True) if c != m}
        if changed and COMMON.isdisjoint(changed):
            mended[hit.start() : hit.end()] = meant
    return "".join(mended)
