# SPDX-License-Identifier: Apache-2.0
"""Figures over many measurements."""

import math
from collections.abc import Iterable


def quantile(values: Iterable[float], share: float) -> float | None:
    """The value that `share` (0-1) of `values` do not exceed; None where there are none."""
    ascending = sorted(values)
    return ascending[max(0, math.ceil(share * len(ascending)) - 1)] if ascending else None
