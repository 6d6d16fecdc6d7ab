# SPDX-License-Identifier: Apache-2.0
"""The debrief of a finished scene: the other way it could have gone, and what was heard wrongly."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from trainer_gui.application.coaching import better_answer
from trainer_gui.application.correcting import corrected
from trainer_gui.application.report import Report, report
from trainer_gui.application.what_if import WhatIf, what_if
from trainer_gui.domain.scenario import ModelAnswer
from trainer_gui.domain.state import State
from trainer_gui.domain.transcript import Speaker
from trainer_gui.flows.desk import Desk
from trainer_gui.flows.practice import Practice


class Debriefing(QObject):
    """Works on the report that is shown, on the files' thread; what is new is shown and kept."""

    _made = Signal(object, object)
    """The scene as it was heard, its new `Report`."""
    _imagined = Signal(object, object)
    """The scene as it was heard, a `WhatIf`."""

    def __init__(self, desk: Desk, practice: Practice) -> None:
        """Do nothing before a scene is over."""
        super().__init__(desk.stage)
        self._window, self._stage, self._files = desk.window, desk.stage, desk.files
        self._practice = practice
        self._played: State | None = None
        """The scene as it was heard."""
        self._said: Mapping[int, str] = {}
        """The right words, by the reply's index."""
        self._branches: Mapping[int, State] = {}
        self._made.connect(self._on_made)
        self._imagined.connect(self._on_imagined)
        desk.stage.finished.connect(self._on_finished)
        desk.window.what_if_asked.connect(self._on_what_if)
        desk.window.corrected.connect(self._on_corrected)

    def _on_finished(self, finished: Report) -> None:
        session = self._stage.session
        if session is not None:
            self._played, self._branches = session.state, dict(session.branches)
            self._said = {}
            self._files.submit(partial(self._imagine, self._played, finished))

    def _on_what_if(self, turn: int, better: ModelAnswer) -> None:
        shown = self._practice.report
        if shown is not None and self._played is not None:
            self._files.submit(partial(self._play, self._played, shown, turn, better))

    def _on_corrected(self, turn: int, words: str) -> None:
        """Words without a letter take a correction back."""
        shown = self._practice.report
        if shown is None or self._played is None:
            return
        said = {**self._said, turn: words}
        self._said = {i: w for i, w in said.items() if w.strip()}
        self._files.submit(partial(self._correct, self._played, dict(self._said), shown))

    def _correct(self, played: State, said: Mapping[int, str], shown: Report) -> None:
        """On the files' thread: read and score again."""
        state = corrected(played, said, self._stage.reader())
        again = report(state, shown.folder, has_audio=shown.has_audio)
        self._made.emit(played, again)
        self._imagine(played, again)

    def _imagine(self, played: State, made: Report) -> None:
        """On the files' thread: the other way from the reply that mattered most."""
        turn = made.score.worst_turn
        if made.turning is not None and made.turning.why != "won":
            turn = made.turning.turn
        better = None if turn is None else better_answer(made.scenario, made.turns[turn])
        if turn is not None and better is not None:
            self._play(played, made, turn, better)

    def _play(self, played: State, made: Report, turn: int, better: ModelAnswer) -> None:
        """On the files' thread; what an earlier try of the scene said has no other way."""
        branch = self._branches.get(turn)
        if branch is not None:
            later = [t for t in made.turns[turn + 1 :] if t.who is Speaker.TRAINEE]
            other = what_if(branch, better, later, self._stage.reader())
            self._imagined.emit(played, other)

    def _on_made(self, played: State, made: Report) -> None:
        shown = self._practice.report
        if shown is not None and played is self._played:  # else another scene is shown by now
            self._show(replace(made, what_if=None))

    def _on_imagined(self, played: State, other: WhatIf) -> None:
        shown = self._practice.report
        if shown is not None and played is self._played:
            self._show(replace(shown, what_if=other))

    def _show(self, report: Report) -> None:
        self._practice.report = report
        self._window.update_report(report)
        self._stage.keep(report)
