# SPDX-License-Identifier: Apache-2.0
"""Leaving what is under way for a page that is not part of it, and coming back."""

from trainer_gui.adapters.stage import Stage
from trainer_gui.domain.events import PausePressed
from trainer_gui.domain.state import Phase
from trainer_gui.domain.teaching.study import Step, StepChosen
from trainer_gui.ui.page import Page
from trainer_gui.ui.window import MainWindow

_STILL = frozenset({Phase.READY, Phase.PAUSED, Phase.ENDED})


class Detour:
    """A page that is opened from wherever one is, and left for where one came from."""

    def __init__(self, window: MainWindow, stage: Stage, page: str) -> None:
        """`page` is the page's name."""
        self._window, self._stage, self._page = window, stage, page
        self._from: str = Page.CHOOSE

    def begin(self) -> bool:
        """Go to the page; False where one is there already, or may not leave."""
        window = self._window
        if window.page == self._page or not _may_leave(window, self._stage):
            return False
        self._from = window.page
        window.go(self._page)
        return True

    def end(self) -> None:
        """Go back."""
        if self._from == Page.CHOOSE:
            self._window.show_chooser()
        else:
            self._window.go(self._from)


def _may_leave(window: MainWindow, stage: Stage) -> bool:
    """Hold what is under way; False where it can't be held, which is said.

    Reversed roles can't be held, and nothing of them is kept: they end.
    """
    session = stage.session
    if window.page == Page.LEARN:
        window.studied.emit(StepChosen(Step.READ))
    if window.page == Page.REVERSED:
        stage.leave()
    talks = window.page in (Page.TALK, Page.ROOM)
    if not talks or session is None or session.state.phase in _STILL:
        return True
    if not session.state.may_pause:
        window.show_error(window.messages("settings.not_now"))
        return False
    stage.dispatch(PausePressed(stage.clock()))
    return True
