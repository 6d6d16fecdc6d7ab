# SPDX-License-Identifier: Apache-2.0
"""Listening back to a part of a session."""

from itertools import count

from PySide6.QtCore import QObject

from trainer_gui.adapters.clock import SceneClock
from trainer_gui.adapters.voice.loudspeakers import Loudspeakers
from trainer_gui.adapters.voice.player import Player, Signs
from trainer_gui.application.errors import EngineError
from trainer_gui.application.ports import Pcm

_CLOSE_S = 5.0


class Playback(QObject):
    """Plays one sound at a time; lives on the GUI thread."""

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
            raise EngineError("there is no loudspeaker; plug one in to listen")
        if self._player is None:
            self._player = Player(
                Signs(lambda *_: None, lambda *_: None, lambda *_: None), SceneClock()
            )
        self._player.use(loudspeaker.open)
        self._player.play(next(self._ids), sound, last=True)

    def stop(self) -> None:
        """Fall silent."""
        if self._player is not None:
            self._player.stop()

    def close(self) -> None:
        """Fall silent and end the thread."""
        if self._player is not None:
            self._player.close(_CLOSE_S)
