# SPDX-License-Identifier: Apache-2.0
"""Quotes as people read them: whole clauses instead of the few words that showed something."""

import re

LONGEST = 40
"""Characters; a longer clause, as where a recogniser sets no marks, is not quoted as a whole."""
_CLAUSE = re.compile(r"[^，。！？；：、…,.!?;:\s]+(?:[,.:](?=\d)[^，。！？；：、…,.!?;:\s]+)*")
"""Marks end it, except within a number."""


def in_full(text: str, quote: str) -> str:
    """`quote` with the rest of the clauses of `text` that it begins and ends in."""
    start = text.find(quote)
    if start < 0 or not quote:
        return quote
    end = start + len(quote)
    for clause in _CLAUSE.finditer(text):
        if clause.start() < start < clause.end():
            start = clause.start()
        if clause.start() < end < clause.end():
            end = clause.end()
    return text[start:end] if end - start <= max(LONGEST, len(quote)) else quote
