# SPDX-License-Identifier: Apache-2.0
"""The settings of the running app: read once, kept at every change."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from trainer_gui.adapters.settings_file import change_settings, load_settings
from trainer_gui.adapters.worker import Worker
from trainer_gui.application.errors import UserError
from trainer_gui.application.settings import Settings


class Preferences(QObject):
    """Holds the settings and writes them to their file.

    Attributes:
        now: The settings as they are.
        error: Why the file could not be read; it is left alone then, and nothing is kept.
    """

    changed = Signal(object)
    """`Settings` after a change."""

    def __init__(self, path: Path, files: Worker, settings: Settings | None = None) -> None:
        """Read the file, unless `settings` are given."""
        super().__init__()
        self._path = path
        self._files = files
        self.error: UserError | None = None
        self.now = settings or self._loaded()

    def change(self, **changes: object) -> None:
        """Change settings, by name."""
        self.now = replace(self.now, **changes)  # type: ignore[arg-type]
        if self.error is None:
            self._files.submit(partial(change_settings, self._path, changes))
        self.changed.emit(self.now)

    def _loaded(self) -> Settings:
        try:
            return load_settings(self._path)
        except UserError as error:
            self.error = error
            return Settings()
