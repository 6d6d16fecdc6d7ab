# SPDX-License-Identifier: Apache-2.0
"""What the trained model looks at: runs of characters, and a few counts about the turn.

Training and reading share these functions, so that both see the same.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from zlib import crc32

from trainer_gui.understanding.sounds import sounds
from trainer_gui.understanding.text import Span, Spoken, normalised

LONGEST_RUN = 4
"""Characters in the longest run that is looked at."""
LONG_REPLY = 80
"""Chinese characters from which a reply may be too long to follow."""
CONTEXT_READ = 300
"""Characters of an earlier turn that are looked at."""
MUCH = 0.4
"""Share of a reply said before from which more of it tells nothing more."""
_MARKS = re.compile(r"[^\w\u201c\u201d]+")
_EDGES = "，。！？；：、…～ ,.!?;:~—\n\r\t"

Context = Sequence[tuple[str, str]]


def runs(text: str) -> Counter[int]:
    """How often each run of one to four characters stands in `text`; runs as 32-bit hashes."""
    return Counter(
        crc32(text[at : at + length].encode("utf-8", "surrogatepass"))
        for length in range(1, LONGEST_RUN + 1)
        for at in range(len(text) - length + 1)
    )


def clause_runs(clause: str) -> Counter[int]:
    """The runs of one clause, where it begins and where it ends included."""
    return runs(f"^{bare(clause)}$")


def answered_runs(context: Context) -> Counter[int]:
    """The runs of the line that the reply answers."""
    return runs(normalised(context[-1][1][-CONTEXT_READ:]) if context else "")


def sound_runs(text: str) -> Counter[int]:
    """The runs of syllables: what stays when a recogniser writes other characters or no marks."""
    return runs(sounds(_MARKS.sub("", text)))


def bare(clause: str) -> str:
    """A clause without the marks around it; as it is if there is nothing else."""
    return clause.strip(_EDGES) or clause


def clauses(spoken: Spoken) -> tuple[Span, ...]:
    """The clauses that hold words; never none."""
    worded = tuple(c for c in spoken.clauses if spoken.slice(c).strip(_EDGES))
    return worded or (Span(0, len(spoken.text)),)


def damped(count: int) -> float:
    """What saying a thing `count` times is worth."""
    return 1 + math.log(count)


def counts(spoken: Spoken, context: Context) -> tuple[float, ...]:
    """Length, questions, address, and how much of it the trainee has said before."""
    text = spoken.text
    earlier = [normalised(said[:CONTEXT_READ]) for who, said in context if who == "trainee"]
    return (
        min(spoken.hanzi, 200) / 50,
        float(spoken.hanzi >= LONG_REPLY),
        float("？" in text),
        min(text.count("，"), 20) / 5,
        min(len(spoken.clauses), 20) / 5,
        float(bool(earlier)),
        float("您" in text),
        float("你" in text),
        min(_share(text, earlier), MUCH),
        float(any(spoken.asks(clause) for clause in spoken.clauses)),
        float(any(mark in text for mark in "，。！？")),
    )


def _share(text: str, earlier: Iterable[str]) -> float:
    """The share of the pairs of characters of `text` that an earlier turn had."""
    pairs = {text[at : at + 2] for at in range(len(text) - 1)}
    said = {turn[at : at + 2] for turn in earlier for at in range(len(turn) - 1)}
    return len(pairs & said) / max(len(pairs), 1)
