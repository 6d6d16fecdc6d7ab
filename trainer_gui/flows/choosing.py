# SPDX-License-Identifier: Apache-2.0
"""Choosing what is played: the shelf, and the scene chosen.

A scene is read on the files' thread. What the user wants meanwhile is kept until it is there.
"""

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from trainer_gui.application.going_on import GoingOn
from trainer_gui.application.settings import terms, weights
from trainer_gui.domain.state import Mode, State, TurnPolicy, new_state
from trainer_gui.flows.desk import Desk
from trainer_gui.ui.page import Page


@dataclass(frozen=True, slots=True)
class Choice:
    """What was asked for."""

    scenario: str
    mode: Mode
    persona: str = ""
    """Empty: whoever the scene names, also after its file is changed."""
    session: str = ""
    """The folder's name of a session that is to go on; empty: the scene begins."""


class Choosing(QObject):
    """Reads the shelf and the chosen scene, anew when their files change."""

    shelf_read = Signal(object)
    """The `Shelf` as it is now."""
    read = Signal()
    """Another `scene` is to be shown."""
    started = Signal()
    """The scene is to begin; nothing is being read."""

    _scene_read = Signal(object, object, object)
    """Of a `Choice`: the scene (None: it can't be used), the `GoingOn` of its session, or None."""

    def __init__(self, desk: Desk) -> None:
        """Read nothing yet."""
        super().__init__(desk.stage)
        window = desk.window
        self.scene: State | None = None
        """Read last; not begun."""
        self.going_on: GoingOn | None = None
        """The session of this scene that goes on; None: it starts anew."""
        self._window = window
        self._stage = desk.stage
        self._library = desk.library
        self._sessions = desk.places.sessions
        self._files = desk.files
        self._preferences = desk.preferences
        self._chosen: Choice | None = None
        """Of `scene`."""
        self._wanted: Choice | None = None
        """The choice whose files are being read."""
        self._eager = False
        """Start was pressed meanwhile."""
        self.shelf_read.connect(window.show_library)
        self._scene_read.connect(self._on_scene_read)
        window.chosen.connect(lambda scenario, mode: self.choose(Choice(scenario, Mode(mode))))
        window.continued.connect(
            lambda scenario, mode, name: self.choose(Choice(scenario, Mode(mode), session=name))
        )
        window.begun_anew.connect(self.begin_anew)
        window.persona_chosen.connect(self._on_persona)
        window.started.connect(self._on_started)
        window.home.connect(self._forget)

    def read_shelf(self, edited: frozenset[Path] = frozenset()) -> None:
        """Look which scenes there are; the window shows them.

        Args:
            edited: Files that are read to their end, for all their mistakes.
        """
        self._files.submit(lambda: self.shelf_read.emit(self._library.shelf(edited)))

    def read_anew(self, edited: frozenset[Path]) -> None:
        """A briefing that is on screen is read again; a scene under way goes on as it began."""
        self.read_shelf(edited)
        choice = self._wanted or self._chosen
        if choice is not None and self._window.page is Page.BRIEF:
            self.choose(choice)

    def choose(self, choice: Choice) -> None:
        """Read this scene, in place of any other that is still being read."""
        self._wanted = choice
        self._files.submit(partial(self._read, choice))

    def begin_anew(self) -> None:
        """The scene is played from its start, whatever there was of it."""
        self._forget()
        self.going_on = None
        if self._chosen is not None:
            self._chosen = replace(self._chosen, session="")
        self.read.emit()

    def _on_persona(self, persona: str) -> None:
        if self._chosen is not None:
            self.choose(replace(self._chosen, persona=persona))

    def _on_started(self) -> None:
        """What is being read is what the user wants to play: it begins when it is there."""
        self._eager = self._wanted is not None
        if not self._eager:
            self.started.emit()

    def _read(self, choice: Choice) -> None:
        """A scene from its files, on their thread. Raises UserError."""
        scene = going_on = None
        try:
            self._stage.reader()  # waited for here, not on the GUI thread
            if not choice.session:
                scene = self._new_scene(choice)
            else:
                from trainer_gui.adapters.sessions import interrupted  # noqa: PLC0415 - heavy

                folder = self._sessions / choice.session
                ours = self._stage.has(folder)
                kept = interrupted.read(folder)
                persona = kept.scene.persona if kept else ""
                scene = self._new_scene(replace(choice, persona=persona))
                going_on = interrupted.take_up(kept, scene, folder, ours=ours)
        finally:
            self._scene_read.emit(choice, scene, going_on)

    def _new_scene(self, choice: Choice) -> State:
        """A scene that has not begun. Raises UserError."""
        settings = self._preferences.now
        return new_state(
            self._library.scenario(choice.scenario, choice.persona),
            self._library.coach(),
            self._library.rulebook().weighted(weights(settings)),
            mode=choice.mode,
            policy=TurnPolicy(settings.turn_policy),
            terms=terms(settings),
        )

    def _on_scene_read(self, choice: Choice, scene: State | None, going_on: GoingOn | None) -> None:
        if choice != self._wanted:  # another way was taken meanwhile
            return
        eager = self._eager and scene is not None
        self._forget()
        briefed = self._window.page is Page.BRIEF
        if scene is None:
            if briefed and choice != self._chosen:
                self.read.emit()  # the briefing names who plays after all
            return
        self._chosen = choice if going_on else replace(choice, session="")
        same = (scene, going_on) == (self.scene, self.going_on)
        if not (same and briefed):  # a file saved as it was disturbs nobody
            self.scene, self.going_on = scene, going_on
            self.read.emit()
        if eager:
            self.started.emit()

    def _forget(self) -> None:
        self._wanted = None
        self._eager = False
