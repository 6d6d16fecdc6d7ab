# SPDX-License-Identifier: Apache-2.0
"""Errors that a user can do something about: one clear line each, never a traceback."""


class UserError(Exception):
    """Something the user can mend; `str()` is one line: what, and what to do."""


class EngineError(UserError):
    """A voice or recogniser can't be loaded or failed."""
