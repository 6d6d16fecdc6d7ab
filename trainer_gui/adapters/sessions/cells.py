# SPDX-License-Identifier: Apache-2.0
"""Values as a spreadsheet takes them."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is a formula to a spreadsheet."""


def plain(value: object) -> object:
    """The same value; text that would be a formula stands behind a quote."""
    formula = isinstance(value, str) and value.startswith(_FORMULA)
    return f"'{value}" if formula else value
