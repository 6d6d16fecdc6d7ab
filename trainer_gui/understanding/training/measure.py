# SPDX-License-Identifier: Apache-2.0
"""How right a reading is."""

import numpy as np
from numpy.typing import NDArray

from trainer_gui.understanding.model import ORDER, Numbers

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
