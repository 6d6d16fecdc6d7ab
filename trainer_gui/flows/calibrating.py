# SPDX-License-Identifier: Apache-2.0
"""Calibration: a trainer rates sessions blind; the app shows how near its own score comes."""

import time
from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from trainer_gui.adapters.sessions.archive import load_session
from trainer_gui.adapters.sessions.naming import TRANSCRIPT
from trainer_gui.adapters.sessions.ratings import FILE, add_rating, load_ratings
from trainer_gui.application.errors import UserError
from trainer_gui.application.messages import Messages
from trainer_gui.application.report import Report
from trainer_gui.domain.scoring.calibration import Rating
from trainer_gui.domain.taxonomy import Dimension
from trainer_gui.domain.transcript import Speaker
from trainer_gui.flows.desk import Desk
from trainer_gui.flows.leaving import Detour
from trainer_gui.ui.debrief.rating_page import RatingPage
from trainer_gui.ui.kit.look import Look
from trainer_gui.ui.menus import Entry

PAGE = "rating"


class Calibrating(QObject):
    """Finds sessions that were not rated yet, keeps ratings; both on the files' thread."""

    _found = Signal(object, object)
    """A `Report` to be rated, or None; all ratings."""
    _kept = Signal(object)
    """All ratings."""

    def __init__(self, desk: Desk) -> None:
        """Read nothing yet."""
        super().__init__(desk.stage)
        self._desk = desk
        self._path = desk.places.data / FILE
        self._report: Report | None = None
        self._ratings: list[Rating] = []
        self._rated = False
        self._passed: frozenset[str] = frozenset()
        """Sessions that were looked at and left without a rating."""
        self._detour = Detour(desk.window, desk.stage, PAGE)
        desk.window.add_page(PAGE, self._make, self._fill)
        desk.window.add_entry(Entry("file", "menu.calibrate", self.open))
        self._found.connect(self._on_found)
        self._kept.connect(self._on_kept)

    def open(self) -> None:
        """Show the page with the newest session that was not rated."""
        if self._detour.begin():
            self._passed = frozenset()
            self._look()

    def _look(self) -> None:
        self._desk.files.submit(partial(self._find, self._passed))

    def _find(self, passed: frozenset[str]) -> None:
        """On the files' thread. Raises UserError where the ratings can't be read."""
        ratings = load_ratings(self._path)
        done = {r.session for r in ratings} | passed
        transcripts = self._desk.places.sessions.glob(f"*/{TRANSCRIPT}")
        for folder in sorted((t.parent for t in transcripts), reverse=True):
            if folder.name in done:
                continue
            try:
                report = load_session(folder, self._desk.library)
            except UserError:  # a session of another version can't be rated
                continue
            if any(t.who is Speaker.TRAINEE for t in report.turns):
                self._found.emit(report, ratings)
                return
        self._found.emit(None, ratings)

    def _on_found(self, report: Report | None, ratings: list[Rating]) -> None:
        self._report, self._ratings, self._rated = report, ratings, False
        page = self._page
        page.show_session(report)
        page.show_agreement(ratings)

    def _on_rated(
        self, given: Mapping[Dimension, float | None], reds: frozenset[str], worst: int | None
    ) -> None:
        report = self._report
        if report is None or report.folder is None:
            return
        rating = Rating(
            session=report.folder.name,
            at=time.time(),
            rater=self._desk.preferences.now.trainee,
            given=given,
            scored=report.score.dimensions,
            red_lines=reds,
            scored_red_lines=frozenset(report.score.red_lines),
            worst_turn=worst,
            scored_worst_turn=report.score.worst_turn,
        )
        self._desk.files.submit(lambda: self._kept.emit(add_rating(self._path, rating)))

    def _on_kept(self, ratings: list[Rating]) -> None:
        self._ratings, self._rated = ratings, True
        self._page.show_score()
        self._page.show_agreement(ratings)

    def _on_next(self) -> None:
        if self._report is not None and self._report.folder is not None:
            self._passed |= {self._report.folder.name}
        self._look()

    @property
    def _page(self) -> RatingPage:
        page = self._desk.window.made(PAGE)
        assert isinstance(page, RatingPage)  # noqa: S101 - made here alone
        return page

    def _make(self, look: Look, messages: Messages) -> QWidget:
        return RatingPage(look, messages)

    def _fill(self, page: RatingPage) -> None:
        page.rated.connect(self._on_rated)
        page.next_wanted.connect(self._on_next)
        page.back.connect(self._detour.end)
        page.show_session(self._report)
        page.show_agreement(self._ratings)
        if self._rated:
            page.show_score()
