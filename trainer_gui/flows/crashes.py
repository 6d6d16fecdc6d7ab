# SPDX-License-Identifier: Apache-2.0
"""A fault of the program itself: what is under way is saved, then the user is told."""

import traceback
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from trainer_gui.adapters.files import write_atomically
from trainer_gui.domain.events import PausePressed
from trainer_gui.domain.state import Phase
from trainer_gui.flows.desk import Desk
from trainer_gui.flows.opening import open_path
from trainer_gui.ui.crash_dialog import CrashDialog


class Crashes(QObject):
    """Writes down what went wrong; one dialog at a time, however much goes wrong."""

    _happened = Signal(object)

    def __init__(self, desk: Desk) -> None:
        """Wait for the worst."""
        super().__init__(desk.stage)
        self._desk = desk
        self._folder = desk.places.data / "crashes"
        self.dialog: CrashDialog | None = None
        self._saving = False
        self._happened.connect(self._on_happened)

    def tell(self, error: BaseException) -> None:
        """Let `error` be told; callable on any thread."""
        name = f"{datetime.now():%Y-%m-%d_%H-%M-%S_%f}.txt"
        path: Path | None = self._folder / name
        try:
            write_atomically(self._folder / name, "".join(_lines(error)).encode())
        except OSError:
            path = None
        self._happened.emit(path)

    def _on_happened(self, report: Path | None) -> None:
        if self.dialog is not None or self._saving:
            return
        self._saving = True
        try:
            kept = self._save()
        except Exception as error:  # noqa: BLE001 - the scene itself may be at fault
            kept = False
            self.tell(error)
        finally:
            self._saving = False
        window = self._desk.window
        self.dialog = CrashDialog(window.look, window.messages, report, kept=kept, parent=window)
        self.dialog.folder_wished.connect(self._open_folder)
        self.dialog.quit_wished.connect(lambda: window.window().close())
        self.dialog.finished.connect(self._on_answered)
        self.dialog.show()

    def _save(self) -> bool:
        """Keep the scene that is under way, and let it wait for the answer."""
        stage = self._desk.stage
        if stage.session is None or stage.session.state.phase in (Phase.READY, Phase.ENDED):
            return False
        if stage.session.state.phase in (Phase.SPEAKING, Phase.LISTENING):
            stage.dispatch(PausePressed(stage.clock()))
        stage.save()
        return True

    def _open_folder(self) -> None:
        open_path(self._folder)

    def _on_answered(self) -> None:
        self.dialog = None


def _lines(error: BaseException) -> list[str]:
    return traceback.format_exception(type(error), error, error.__traceback__)
