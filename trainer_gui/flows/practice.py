# SPDX-License-Identifier: Apache-2.0
"""Practising: from the briefing through the conversation to the debrief, and back to a turn."""

import secrets
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject

from trainer_gui.application.errors import UserError
from trainer_gui.application.report import Report
from trainer_gui.application.settings import Settings
from trainer_gui.domain.delivery import Usual
from trainer_gui.domain.events import (
    Device,
    Event,
    HintPressed,
    PausePressed,
    RepeatPressed,
    Source,
    StopPressed,
    TalkPressed,
    TalkReleased,
    TraineeSaid,
    TypingNoticed,
    WordingsPressed,
)
from trainer_gui.domain.state import Mode, Phase, State
from trainer_gui.flows.choosing import Choosing
from trainer_gui.flows.cooling import Cooling
from trainer_gui.flows.desk import Desk

EXAM_SEED = 1
"""Everyone is examined on the same wording, where the branch wants it so."""


class Practice(QObject):
    """Plays what was chosen on the stage, and shows it."""

    def __init__(
        self,
        desk: Desk,
        choosing: Choosing,
        usual: Callable[[], Usual | None],
        seed: int | None = None,
    ) -> None:
        """Play nothing yet.

        Args:
            desk: Window and stage.
            choosing: Tells which scene is to be shown.
            usual: How the trainee speaks at ease, where that was measured.
            seed: Of every scene; None: a new one each time.
        """
        super().__init__(desk.stage)
        self._window, self._stage = desk.window, desk.stage
        self._preferences = desk.preferences
        self._choosing = choosing
        self._usual = usual
        self._cooling = Cooling(desk)
        self._seed = seed
        self.report: Report | None = None
        """What the debrief shows."""
        self._begun = False
        choosing.read.connect(self._brief)
        choosing.started.connect(self._begin)
        desk.preferences.changed.connect(self._show_consent)
        self._connect_window(desk)
        self._connect_stage(desk)

    def _brief(self) -> None:
        """Show the briefing; meanwhile the customer's first lines are rendered."""
        if (scene := self._choosing.scene) is not None:
            self._begun = False
            going_on = self._choosing.going_on
            settings = self._preferences.now
            if going_on is None:
                scene = replace(scene, seed=self._new_seed(scene.mode))
                scene = replace(scene, trainee=settings.trainee, usual=self._usual())
            else:
                going_on = going_on.by(settings.trainee, self._usual())
                scene = going_on.state
            self._stage.open(scene, going_on)
            self._show_consent(settings)
            self._window.show_briefing(scene.scenario, scene.mode, scene if going_on else None)

    def _show_consent(self, settings: Settings) -> None:
        self._window.show_consent(recorded=settings.record, keep_days=settings.keep_days)

    def _on_played(self, roles: frozenset[str]) -> None:
        """A second trainee takes a role, or gives it back, before the scene begins."""
        session = self._stage.session
        if session is not None and session.state.phase is Phase.READY:
            self._stage.open(replace(session.state, played=roles))

    def _new_seed(self, mode: Mode) -> int:
        same = mode is Mode.EXAM and self._preferences.now.exam_same
        new = EXAM_SEED if same else secrets.randbelow(1_000_000)
        return new if self._seed is None else self._seed

    def _begin(self) -> None:
        if (session := self._stage.session) is not None:
            self._begun = True
            self._window.render(session.state)  # an empty page with the time at nought
            self._stage.begin()

    def _on_retry_from(self, turn: int) -> None:
        session = self._stage.session
        if session is None or turn not in session.branches:
            return
        earlier = {i: s for i, s in session.branches.items() if i < turn}
        branched = self._stage.open(session.branches[turn])
        branched.branches.update(earlier)
        self._begin()

    def _on_home(self) -> None:
        self._stage.leave()
        self._window.show_chooser()

    def _on_changed(self, state: State, _event: Event) -> None:
        if self._begun:
            self._window.render(state)

    def _on_finished(self, report: Report) -> None:
        self.report = report
        self._cooling.before(report, self._show_report)

    def _show_report(self) -> None:
        if self.report is not None:
            self._window.show_report(self.report)

    def _on_play_turn(self, turn: int) -> None:
        if self.report is not None:
            try:
                self._stage.listen_back(self.report, turn)
            except UserError as error:
                self._window.show_error(error)

    def _connect_window(self, desk: Desk) -> None:
        window, clock, dispatch = desk.window, desk.stage.clock, desk.stage.dispatch
        window.talk_pressed.connect(lambda: dispatch(TalkPressed(clock())))
        window.talk_released.connect(lambda: dispatch(TalkReleased()))
        window.repeat_pressed.connect(lambda: dispatch(RepeatPressed(clock())))
        window.hint_pressed.connect(lambda: dispatch(HintPressed()))
        window.wordings_pressed.connect(lambda: dispatch(WordingsPressed()))
        window.pause_pressed.connect(lambda: dispatch(PausePressed(clock())))
        window.stop_pressed.connect(lambda: dispatch(StopPressed(clock())))
        window.typing.connect(lambda: dispatch(TypingNoticed()))
        window.typed.connect(
            lambda words: dispatch(TraineeSaid(0, words, clock(), clock(), source=Source.TYPED))
        )
        window.played_changed.connect(self._on_played)
        window.again.connect(self._choosing.begin_anew)
        window.home.connect(self._on_home)
        window.retry_from.connect(self._on_retry_from)
        window.play_turn.connect(self._on_play_turn)

    def _connect_stage(self, desk: Desk) -> None:
        window, stage = desk.window, desk.stage
        stage.changed.connect(self._on_changed)
        stage.finished.connect(self._on_finished)
        stage.not_kept.connect(
            lambda: window.show_error(window.messages(f"trouble.{Device.STORE}"))
        )
        stage.playback.failed.connect(window.show_error)
