# SPDX-License-Identifier: Apache-2.0
"""Whoever has never practised is led through the first scene, a line at a time."""

from PySide6.QtCore import QObject

from trainer_gui.application.today import Today
from trainer_gui.domain.events import Event
from trainer_gui.domain.state import Mode, Phase, State, TurnPolicy
from trainer_gui.flows.desk import Desk
from trainer_gui.flows.home import Home
from trainer_gui.ui.page import Page


class Welcome(QObject):
    """Says each thing once, at the moment when it is wanted."""

    def __init__(self, desk: Desk, home: Home) -> None:
        """Say nothing yet."""
        super().__init__(desk.stage)
        self._window = desk.window
        self._new = False
        self._said: set[str] = set()
        home.told.connect(self._on_told)
        desk.stage.changed.connect(self._on_changed)

    def _on_told(self, today: Today) -> None:
        self._new = not today.sessions

    def _on_changed(self, state: State, _event: Event) -> None:
        if not self._new or state.mode is not Mode.PRACTICE or self._window.page != Page.TALK:
            return
        step = _step(state)
        if step and step not in self._said:
            self._said.add(step)
            self._window.show_error(self._window.messages(f"welcome.{step}"))


def _step(state: State) -> str:
    """What a newcomer wants to know at this moment; empty: nothing."""
    replies = len(state.replies)
    if state.troubles:
        return ""  # they are told in the same place, and say what to do themselves
    if state.phase is Phase.SPEAKING and not replies:
        return "listen"
    if state.phase is not Phase.LISTENING:
        return ""
    if replies:
        return "helped" if replies == 1 else ""
    return "press" if state.policy is TurnPolicy.PRESS_TO_TALK else "answer"
