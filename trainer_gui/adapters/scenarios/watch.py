# SPDX-License-Identifier: Apache-2.0
"""Tells when the files of a library change on disk, as they do while somebody writes a scenario."""

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from trainer_gui.adapters.scenarios.lessons import LESSONS
from trainer_gui.adapters.scenarios.loader import PERSONAS
from trainer_gui.adapters.scenarios.sharing import LINE_GROUPS

SETTLED_MS = 150
"""An editor that saves writes, renames and deletes: so long after the last of it we look."""

Stamp = tuple[int, int]


class FolderWatch(QObject):
    """Watches a folder of scenarios and those within it; lives on the GUI thread."""

    changed = Signal(object)
    """Files were changed, added or deleted: all scenarios that were edited since the start."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folders = (folder, folder / PERSONAS, folder / LESSONS, folder / LINE_GROUPS)
        self._edited: frozenset[Path] = frozenset()
        self._stamps: dict[Path, Stamp] = {}
        self._watcher = QFileSystemWatcher(self)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(SETTLED_MS)
        self._settled.timeout.connect(self._look)
        self._watcher.fileChanged.connect(self._settle)
        self._watcher.directoryChanged.connect(self._settle)

    def start(self) -> None:
        """Watch from now on."""
        self._stamps = self._stamped()
        self._watch()

    def close(self) -> None:
        """Watch no more."""
        self._settled.stop()
        watched = [*self._watcher.files(), *self._watcher.directories()]
        if watched:
            self._watcher.removePaths(watched)

    def _settle(self, _path: str) -> None:
        self._settled.start()

    def _look(self) -> None:
        """Find out what has changed."""
        before, self._stamps = self._stamps, self._stamped()
        edited = {p for p, stamp in self._stamps.items() if before.get(p) != stamp}
        self._watch()
        if edited or before.keys() - self._stamps.keys():
            self._edited |= {p for p in edited if p.parent == self._folders[0]}
            self.changed.emit(self._edited)

    def _stamped(self) -> dict[Path, Stamp]:
        """Time and size of every file of the library."""
        stamps: dict[Path, Stamp] = {}
        for path in (p for folder in self._folders for p in folder.glob("*.yaml")):
            try:
                stat = path.stat()
            except OSError:  # gone again
                continue
            stamps[path] = (stat.st_mtime_ns, stat.st_size)
        return stamps

    def _watch(self) -> None:
        """Watch files and folders; a file that was replaced is no longer watched by itself."""
        folders = [folder for folder in self._folders if folder.is_dir()]
        watched = {*self._watcher.files(), *self._watcher.directories()}
        missing = [str(p) for p in (*folders, *self._stamps) if str(p) not in watched]
        if missing:
            self._watcher.addPaths(missing)
