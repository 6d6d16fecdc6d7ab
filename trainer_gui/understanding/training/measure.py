# SPDX-License-Identifier: Apache-2.0
"""How right a reading is, and how steady while words come in."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from trainer_gui.domain.taxonomy import FAULTS
from trainer_gui.understanding.model import ORDER, Numbers
from trainer_gui.understanding.reader import Reader
from trainer_gui.understanding.training.corpus import Example

PREFIX_STEP = 3
"""Characters from one partial reply to the next."""
Marks = NDArray[np.bool_]


def f1_by_label(read: Marks, wanted: Numbers) -> Numbers:
    """F1 of each label, shape (labels,)."""
    true = wanted > 0
    both = (read & true).sum(axis=0)
    f1: Numbers = 2 * both / np.maximum(read.sum(axis=0) + true.sum(axis=0), 1)
    return f1


def figures(read: Marks, wanted: Numbers) -> dict[str, float]:
    """Macro-F1 over all labels, and micro-F1."""
    true = wanted > 0
    micro = 2 * (read & true).sum() / max(read.sum() + true.sum(), 1)
    return {
        "macro_f1": round(float(f1_by_label(read, wanted).mean()), 4),
        "micro_f1": round(float(micro), 4),
        "replies": len(wanted),
    }


def by_label(read: Marks, wanted: Numbers) -> dict[str, float]:
    """F1 of each label, by name."""
    values = f1_by_label(read, wanted)
    return {label: round(float(f1), 3) for label, f1 in zip(ORDER, values, strict=True)}


def claims(read: Marks, wanted: Numbers) -> dict[str, float]:
    """How many of the moves that model answers claim are read, and answers with a fault read."""
    claimed = wanted > 0
    harmed = (read & (wanted == 0)).any(axis=1)
    return {
        "claimed_moves_read": round(float(read[claimed].mean()), 4),
        "answers_read_with_a_fault": int(harmed.sum()),
        "answers": len(wanted),
    }


def steadiness(reader: Reader, chosen: Sequence[Example]) -> dict[str, float]:
    """How many of the labels shown on growing prefixes are taken back later in the same turn."""
    shown = withdrawn = faults = wrong = 0
    for example in chosen:
        reply, seen, gone = example.reply, set[str](), set[str]()
        for end in range(PREFIX_STEP, len(reply), PREFIX_STEP):
            now = reader.read(example.context, reply[:end], partial=True).labels
            gone |= seen - now
            seen |= now
        final = reader.read(example.context, reply).labels
        shown, withdrawn = shown + len(seen), withdrawn + len(gone | (seen - final))
        faults += len(seen.intersection(FAULTS))
        wrong += len(seen.intersection(FAULTS) - example.labels)
    return {
        "shown_early": shown,
        "withdrawn": round(withdrawn / max(shown, 1), 4),
        "faults_shown_early": faults,
        "of_them_wrong": wrong,
        "replies": len(chosen),
    }
