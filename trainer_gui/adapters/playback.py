# SPDX-License-Identifier: Apache-2.0
"""Listening back to a part of a session."""

from itertools import count

from PySide6.QtCore import QObject, Signal

from trainer_gui.adapters.clock import SceneClock
from trainer_gui.adapters.voice.loudspeakers import Loudspeakers
from trainer_gui.adapters.voice.player import Player, Signs
from trainer_gui.application.errors import EngineError
from trainer_gui.application.ports import Pcm


class Playback(QObject):
    """Plays one sound at a time; lives on the GUI thread."""

    failed = Signal(object)
    """The `EngineError` with which a sound broke off."""

    def __init__(self, loudspeakers: Loudspeakers, parent: QObject | None = None) -> None:
        """Nothing is opened before the first sound."""
        super().__init__(parent)
        self._loudspeakers = loudspeakers
        self._player: Player | None = None
        self._ids = count()

    def play(self, sound: Pcm) -> None:
        """Play `sound` in place of what is being played.

        Raises:
            EngineError: There is no loudspeaker.
        """
        loudspeaker = self._loudspeakers.find()
        if loudspeaker is None:
            raise _silent("there is no loudspeaker")
        if self._player is None:
            signs = Signs(
                started=lambda *_: None,
                finished=lambda *_: None,
                failed=lambda _, reason: self.failed.emit(_silent(reason)),
            )
            self._player = Player(signs, SceneClock())
        self._player.use(loudspeaker.open)
        self._player.play(next(self._ids), sound, last=True)

    def stop(self) -> None:
        """Fall silent."""
        if self._player is not None:
            self._player.stop()

    def close(self) -> None:
        """Fall silent and end the thread."""
        if self._player is not None:
            self._player.close()


def _silent(reason: str) -> EngineError:
    return EngineError(f"{reason}; plug one in to listen", "no_loudspeaker")
