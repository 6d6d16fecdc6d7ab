# SPDX-License-Identifier: Apache-2.0
"""Leaving what is under way for a page that is not part of it, and coming back."""

from trainer_gui.adapters.stage import Stage
from trainer_gui.domain.events import PausePressed
from trainer_gui.domain.state import Phase
from trainer_gui.domain.study import Step, StepChosen
from trainer_gui.ui.window import MainWindow, Page

_STILL = frozenset({Phase.READY, Phase.PAUSED, Phase.ENDED})


def may_leave(window: MainWindow, stage: Stage) -> bool:
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


def go_back(window: MainWindow, page: str) -> None:
    """Show the page that was left."""
    if page == Page.CHOOSE:
        window.show_chooser()
    else:
        window.go(page)
