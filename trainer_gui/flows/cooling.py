# SPDX-License-Identifier: Apache-2.0
"""A pause to breathe between the hardest scenes and their debrief, where the branch wants it."""

from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from trainer_gui.adapters.voice.breath import breaths
from trainer_gui.application.errors import EngineError
from trainer_gui.application.messages import Messages
from trainer_gui.application.report import Report
from trainer_gui.domain.state import Mode
from trainer_gui.domain.transcript import Speaker
from trainer_gui.flows.desk import Desk
from trainer_gui.ui.kit.breathing import IN_S, OUT_S
from trainer_gui.ui.kit.look import Look
from trainer_gui.ui.talk.cool_down_page import BREATHS, CoolDownPage

PAGE = "cool"
TOP = 5
"""The difficulty after which one cools down."""


class Cooling(QObject):
    """Holds what comes next until the trainee has breathed."""

    def __init__(self, desk: Desk) -> None:
        """Show nothing yet."""
        super().__init__(desk.stage)
        self._window, self._preferences = desk.window, desk.preferences
        self._playback = desk.stage.playback
        self._next: Callable[[], None] = _nothing
        desk.window.add_page(PAGE, self._make, self._fill)
        desk.window.home.connect(desk.stage.playback.stop)

    def before(self, report: Report, go_on: Callable[[], None]) -> None:
        """Go on, after a few breaths where the scene was of the hardest."""
        spoke = any(t.who is Speaker.TRAINEE for t in report.turns)
        hard = report.scenario.difficulty >= TOP and report.mode is not Mode.GROUP
        if not (self._preferences.now.cool_down and hard and spoke):
            go_on()
            return
        self._next = go_on
        self._window.go(PAGE)
        page = self._window.made(PAGE)
        assert isinstance(page, CoolDownPage)  # noqa: S101 - made here alone
        page.go_on.setFocus()
        if self._preferences.now.breath_sound:
            with suppress(EngineError):  # the circle is there without a loudspeaker too
                self._playback.play(breaths(BREATHS, IN_S, OUT_S))

    def _make(self, look: Look, messages: Messages) -> QWidget:
        return CoolDownPage(look, messages)

    def _fill(self, page: CoolDownPage) -> None:
        page.over.connect(self._on_over)

    def _on_over(self) -> None:
        self._playback.stop()
        go_on, self._next = self._next, _nothing
        go_on()


def _nothing() -> None:
    """There is nothing to go on with."""
