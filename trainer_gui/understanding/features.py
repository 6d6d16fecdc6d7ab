# SPDX-License-Identifier: Apache-2.0
"""What the trained model looks at: runs of characters, and a few counts about the turn.

Training and reading share these functions, so that both see the same.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
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
SHORT, MIDDLING = 12, 25
"""Chinese characters below which a reply is but a word or two, or a single sentence."""
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
    """Length, questions, address, how much was said before, and what kind of line is answered."""
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
        min(len(_pairs(text) & _pairs(*earlier)) / max(len(_pairs(text)), 1), MUCH),
        float(any(spoken.asks(clause) for clause in spoken.clauses)),
        float(any(mark in text for mark in "，。！？")),
        float(spoken.hanzi < SHORT),
        float(spoken.hanzi < MIDDLING),
        *_answered(spoken, context),
    )


def _answered(spoken: Spoken, context: Context) -> tuple[float, ...]:
    """A plain question, an outcry or a gesture, how long, and how much of it is taken up.

    "不要。" is a plain answer to a question and cold after a grievance; words handed back are a
    restatement or mockery.
    """
    line = normalised(context[-1][1][-CONTEXT_READ:]) if context else ""
    begins = spoken.slice(clauses(spoken)[0])
    told, said, first = _pairs(line), _pairs(spoken.text), _pairs(begins)
    return (
        float("？" in line),
        float("！" in line),
        float(line.startswith("（")),
        min(len(line), 60) / 20,
        len(told & said) / max(len(said), 1),
        len(told & said) / max(len(told), 1),
        len(told & first) / max(len(first), 1),
    )


def _pairs(*texts: str) -> set[str]:
    """The pairs of neighbouring characters in any of `texts`."""
    return {text[at : at + 2] for text in texts for at in range(len(text) - 1)}
