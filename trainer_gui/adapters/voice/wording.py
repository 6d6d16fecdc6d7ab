# SPDX-License-Identifier: Apache-2.0
"""Written text made ready to be spoken: in clauses, its digits and letters as words."""

import re

_BREAKS = "。！？!?；;…，,、：:—\n"
_CLOSERS = "”’」』）》)\"'"
# A colon or comma between digits (10:30, 1,000) breaks nothing.
_CLAUSE = re.compile(rf"(?:[^{_BREAKS}]|(?<=\d)[:,](?=\d))*(?:[{_BREAKS}]+[{_CLOSERS}]*|$)")
_SENTENCE_END = re.compile(rf"[。！？!?；;…\n][{_CLOSERS}]*$")
_SPEECH = re.compile(r"[\w%￥¥$]")
_LATIN = re.compile(r"[A-Za-z]+")

FIRST_CLAUSE = 4
"""Fewest characters of the first clause: short, so that the first sound comes early."""
LATER_CLAUSE = 9
"""Fewest characters of the others: longer clauses have the better melody."""
LONGEST_CLAUSE = 40
"""Most characters of any clause; what has no punctuation is cut there."""

_WORDS = {
    "APP": "诶屁屁", "WIFI": "歪费", "OK": "欧开", "SIM": "西姆", "GB": "记", "MB": "兆",
    "KB": "开", "VIP": "微爱屁",
}  # fmt: skip
_LETTERS = {
    "A": "诶", "B": "必", "C": "西", "D": "弟", "E": "易", "F": "爱福", "G": "记", "H": "爱曲",
    "I": "爱", "J": "杰", "K": "开", "L": "爱乐", "M": "爱姆", "N": "恩", "O": "欧", "P": "屁",
    "Q": "扣", "R": "啊儿", "S": "爱思", "T": "替", "U": "优", "V": "微", "W": "达不溜",
    "X": "爱克思", "Y": "歪", "Z": "贼",
}  # fmt: skip


def split_clauses(text: str) -> tuple[str, ...]:
    """`text` in clauses that can be rendered one by one; joined they are `text` again."""
    clauses: list[str] = []
    growing = ""
    for part in _CLAUSE.findall(text):
        growing += part
        least = LATER_CLAUSE if clauses else FIRST_CLAUSE
        if len(growing) >= least or (clauses and _SENTENCE_END.search(growing)):
            clauses.append(growing)
            growing = ""
    if growing and clauses and not _SPEECH.search(growing):
        clauses[-1] += growing
    elif growing:
        clauses.append(growing)
    return tuple(
        clause[start : start + LONGEST_CLAUSE]
        for clause in clauses
        for start in range(0, len(clause), LONGEST_CLAUSE)
    )


def pause_after(clause: str) -> float:
    """The silence that follows `clause` in calm speech, in seconds."""
    if _SENTENCE_END.search(clause):
        return 0.26
    return 0.12 if clause.rstrip(_CLOSERS)[-1:] in _BREAKS else 0.03


def in_words(text: str) -> str:
    """Digits, dates, amounts and percentages as they are said: 10086 幺零零八六, 58元 五十八元."""
    # Its tables take a quarter of a second to load: on the voice's worker, not at start-up.
    from misaki.zh_normalization.text_normalization import TextNormalizer  # noqa: PLC0415

    printable = "".join(c if c.isprintable() else " " for c in text)  # a NUL would end it in C
    money = re.sub(r"[￥¥]\s*(\d+(?:\.\d+)?)", r"\1元", printable)
    return "".join(TextNormalizer().normalize(money))


def spell_latin(text: str) -> str:
    """Latin letters as Chinese syllables, for an engine that knows no others: 5G 五记."""

    def spelled(match: re.Match[str]) -> str:
        word = match[0].upper()
        return _WORDS.get(word) or "".join(_LETTERS[letter] for letter in word)

    return _LATIN.sub(spelled, text)
