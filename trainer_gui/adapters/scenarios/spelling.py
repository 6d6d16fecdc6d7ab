# SPDX-License-Identifier: Apache-2.0
"""How words are typed by who has a keyboard and no patience: pinyin, and its first letters."""


def spelt(*texts: str) -> str:
    """`谁动了` as `sdl shuidongle`, each text in both ways, for a search to find."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - slow to import

    ways = []
    for text in texts:
        syllables = lazy_pinyin(text)
        ways += ["".join(s[0] for s in syllables), "".join(syllables)]
    return " ".join(ways).casefold()
