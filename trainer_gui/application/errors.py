# SPDX-License-Identifier: Apache-2.0
"""Errors that a user can do something about: one clear line each, never a traceback."""


class UserError(Exception):
    """Something the user can mend; `str()` is one line: what, and what to do.

    Attributes:
        key: Which text of the screens says it (`error.<key>`); empty: the command line alone does.
        values: What that text wants filled in.
    """

    def __init__(self, line: str, key: str = "", **values: object) -> None:
        super().__init__(line)
        self.key = key
        self.values = values


class EngineError(UserError):
    """A voice or recogniser can't be loaded or failed."""
