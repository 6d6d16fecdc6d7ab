# SPDX-License-Identifier: Apache-2.0
"""The debrief of a finished scene: the other way it could have gone, and what was heard wrongly."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from trainer_gui.application.coaching import better_answer
from trainer_gui.application.correcting import corrected
from trainer_gui.application.report import Report, report
from trainer_gui.application.what_if import what_if
from trainer_gui.domain.scenario import ModelAnswer
from trainer_gui.domain.state import State
from trainer_gui.domain.transcript import Speaker
from trainer_gui.flows.desk import Desk
from trainer_gui.flows.practice import Practice


@dataclass(slots=True)
class _Scene:
    """A scene that is over, as it was heard, and what has been made of it since."""

    played: State
    branches: Mapping[int, State]
    report: Report
    """The newest; the files' thread alone reads and changes it."""
    said: Mapping[int, str] = field(default_factory=dict)
    """The right words, by the reply's index."""


class Debriefing(QObject):
    """Works on the scene that is over, on the files' thread; what is new is shown and kept.

    Kept also when the debrief was left, or the program, before it was ready.
    """

    _made = Signal(object, object)
    """A `_Scene`, its new `Report`."""
    _written = Signal()
    _not_written = Signal()

    def __init__(self, desk: Desk, practice: Practice) -> None:
        """Do nothing before a scene is over."""
        super().__init__(desk.stage)
        self._window, self._stage, self._files = desk.window, desk.stage, desk.files
        self._practice = practice
        self._scene: _Scene | None = None
        """Whose debrief is shown."""
        self._made.connect(self._on_made)
        self._written.connect(desk.stage.kept)
        self._not_written.connect(desk.stage.not_kept)
        desk.stage.finished.connect(self._on_finished)
        desk.window.what_if_asked.connect(self._on_what_if)
        desk.window.corrected.connect(self._on_corrected)

    def _on_finished(self, finished: Report) -> None:
        session = self._stage.session
        if session is not None:
            scene = self._scene = _Scene(session.state, dict(session.branches), finished)
            self._files.submit(partial(self._imagine, scene))

    def _on_what_if(self, turn: int, better: ModelAnswer) -> None:
        if self._scene is not None:
            self._files.submit(partial(self._play, self._scene, turn, better))

    def _on_corrected(self, turn: int, words: str) -> None:
        """Words without a letter take a correction back."""
        if (scene := self._scene) is not None:
            said = {**scene.said, turn: words}
            scene.said = {i: w for i, w in said.items() if w.strip()}
            self._files.submit(partial(self._correct, scene, scene.said))

    def _correct(self, scene: _Scene, said: Mapping[int, str]) -> None:
        """On the files' thread: read and score again."""
        before = scene.report
        state = corrected(scene.played, said, self._stage.reader())
        self._tell(scene, report(state, before.folder, has_audio=before.has_audio))
        self._imagine(scene)

    def _imagine(self, scene: _Scene) -> None:
        """On the files' thread: the other way from the reply that mattered most."""
        made = scene.report
        turn = made.score.worst_turn
        if made.turning is not None and made.turning.why != "won":
            turn = made.turning.turn
        better = None if turn is None else better_answer(made.scenario, made.turns[turn])
        if turn is not None and better is not None:
            self._play(scene, turn, better)

    def _play(self, scene: _Scene, turn: int, better: ModelAnswer) -> None:
        """On the files' thread; what an earlier try of the scene said has no other way."""
        branch = scene.branches.get(turn)
        if branch is not None:
            later = [t for t in scene.report.turns[turn + 1 :] if t.who is Speaker.TRAINEE]
            other = what_if(branch, better, later, self._stage.reader())
            self._tell(scene, replace(scene.report, what_if=other))

    def _tell(self, scene: _Scene, made: Report) -> None:
        """On the files' thread: show it, then write it."""
        scene.report = made
        self._made.emit(scene, made)
        try:
            self._stage.rewrite(made)
        except OSError:
            self._not_written.emit()
        else:
            self._written.emit()

    def _on_made(self, scene: _Scene, made: Report) -> None:
        if scene is self._scene:  # else another scene is over by now
            self._practice.report = made
            self._window.update_report(made)
