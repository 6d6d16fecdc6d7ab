# SPDX-License-Identifier: Apache-2.0
"""What every flow of the running app is given."""

from dataclasses import dataclass
from pathlib import Path

from trainer_gui.adapters.paths import Places
from trainer_gui.adapters.stage import Stage
from trainer_gui.adapters.worker import Worker
from trainer_gui.application.library import Library
from trainer_gui.flows.preferences import Preferences
from trainer_gui.ui.window import MainWindow


@dataclass(frozen=True, slots=True)
class Desk:
    """One window, one stage, one thread for files."""

    window: MainWindow
    stage: Stage
    library: Library
    files: Worker
    """Where files are read and written; its errors are shown in the message bar."""
    preferences: Preferences
    places: Places
    assets: Path
