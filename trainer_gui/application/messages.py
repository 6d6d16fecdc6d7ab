# SPDX-License-Identifier: Apache-2.0
"""The words of the screens: a catalogue of one language, looked up by dotted keys."""

from collections.abc import Iterator, Mapping
from string import Formatter

Catalogue = Mapping[str, object]
"""Nested tables whose leaves are texts with `{name}` placeholders."""


class Messages:
    """Texts of one language: `messages("talk.pause", **values)`."""

    def __init__(self, catalogue: Catalogue, language: str = "zh", *, strict: bool = False) -> None:
        """Flatten `catalogue`.

        Args:
            catalogue: Nested texts.
            language: Which language they are in.
            strict: Raise on a missing key (tests) in place of showing the key.
        """
        self.language = language
        self._texts = dict(flattened(catalogue))
        self._strict = strict

    def __call__(self, key: str, **values: object) -> str:
        """The text of `key` with its placeholders filled in.

        Raises:
            KeyError: The key or a placeholder's value is missing, and the messages are strict.
        """
        text = self._texts.get(key)
        if text is None:
            if self._strict:
                raise KeyError(key)
            return key
        try:
            return text.format(**values) if values else text
        except (KeyError, IndexError):
            if self._strict:
                raise
            return text

    def __contains__(self, key: str) -> bool:
        """Whether there is a text for `key`."""
        return key in self._texts


def flattened(catalogue: Catalogue, prefix: str = "") -> Iterator[tuple[str, str]]:
    """All (dotted key, text) of `catalogue`, in its order."""
    for name, value in catalogue.items():
        key = f"{prefix}{name}"
        if isinstance(value, Mapping):
            yield from flattened(value, f"{key}.")
        else:
            yield key, str(value)


def placeholders(text: str) -> frozenset[str]:
    """The names that `text` wants values for."""
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name)
