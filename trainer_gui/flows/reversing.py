# SPDX-License-Identifier: Apache-2.0
"""Roles reversed: from the briefing to being the customer, and back."""

import secrets
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from trainer_gui.adapters.listening.sound import decibels
from trainer_gui.adapters.swap import SwapStage
from trainer_gui.application.messages import Messages
from trainer_gui.domain.events import Source, StopPressed, TalkPressed, TalkReleased, TraineeSaid
from trainer_gui.domain.teaching.reversal import Reversal
from trainer_gui.flows.choosing import Choosing
from trainer_gui.flows.desk import Desk
from trainer_gui.ui.kit.face_art import FaceArt
from trainer_gui.ui.kit.look import Look
from trainer_gui.ui.page import Page

if TYPE_CHECKING:
    from trainer_gui.ui.talk.reversal_page import ReversalPage


class ReversedRoles(QObject):
    """Plays the chosen scene the other way round, and shows it."""

    def __init__(self, desk: Desk, choosing: Choosing, seed: int | None = None) -> None:
        """Play nothing yet.

        Args:
            desk: Window and stage.
            choosing: Tells which scene is to be played.
            seed: Of every scene; None: a new one each time.
        """
        super().__init__(desk.stage)
        self._window, self._stage = desk.window, desk.stage
        self._choosing = choosing
        self._seed = seed
        self.swap = SwapStage(desk.stage, self)
        self._shown: Reversal | None = None
        self._window.add_page(Page.REVERSED, self._new, self._fill)
        self._window.reversed_chosen.connect(self._begin)
        self._window.left.connect(self._on_left)
        self.swap.changed.connect(self._on_changed)
        desk.stage.bridge.microphone_level.connect(self._on_level)

    @property
    def page(self) -> "ReversalPage":
        """Where it is shown."""
        return cast("ReversalPage", self._window.made(Page.REVERSED))

    def _begin(self) -> None:
        scene = self._choosing.scene
        if scene is not None:
            seed = secrets.randbelow(1_000_000) if self._seed is None else self._seed
            self.swap.begin(replace(scene, seed=seed))
            self._window.go(Page.REVERSED)
            self.page.setFocus()

    def _on_changed(self, reversal: Reversal) -> None:
        self._shown = reversal
        self.page.render(reversal)

    def _on_level(self, loudness: float) -> None:
        if self._window.page == Page.REVERSED:
            self.page.controls.meter.set_level(decibels(loudness**2))

    def _on_left(self) -> None:
        """The release of a key that is down would never reach us."""
        if self._window.page == Page.REVERSED:
            self.page.controls.release_talk()

    def _new(self, look: Look, messages: Messages) -> QWidget:
        from trainer_gui.ui.talk.reversal_page import ReversalPage  # noqa: PLC0415

        return ReversalPage(look, messages, FaceArt(look.assets))

    def _fill(self, page: "ReversalPage") -> None:
        clock, dispatch = self._stage.clock, self.swap.dispatch
        page.talk_pressed.connect(lambda: dispatch(TalkPressed(clock())))
        page.talk_released.connect(lambda: dispatch(TalkReleased()))
        page.stop_pressed.connect(lambda: dispatch(StopPressed(clock())))
        page.typed.connect(
            lambda words: dispatch(TraineeSaid(0, words, clock(), clock(), source=Source.TYPED))
        )
        page.home.connect(self._window.home)
        page.again.connect(self._window.again)
        if self._shown is not None:
            page.render(self._shown)
