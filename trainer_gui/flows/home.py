# SPDX-License-Identifier: Apache-2.0
"""The first page: what to practise next and how it stands, from the sessions that were kept."""

import time
from contextlib import suppress
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal

from trainer_gui.adapters.files import write_atomically
from trainer_gui.adapters.sessions.naming import INTERRUPTED
from trainer_gui.application.errors import UserError
from trainer_gui.application.library import LessonShelf, Shelf
from trainer_gui.application.overview import Overview, overview
from trainer_gui.application.settings import Settings
from trainer_gui.application.today import Serving, Today, today
from trainer_gui.domain.scoring.rulebook import PASS_MARK
from trainer_gui.flows.choosing import Choosing
from trainer_gui.flows.desk import Desk
from trainer_gui.flows.lessons import Lessons
from trainer_gui.flows.opening import open_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from trainer_gui.adapters.sessions.index import SessionIndex


class Home(QObject):
    """Reads the sessions on the files' thread whenever there is another one."""

    told = Signal(object)
    """`Today`, as the page shows it."""

    _read = Signal(object, object)
    _exported = Signal(object)

    def __init__(self, desk: Desk, choosing: Choosing, lessons: Lessons) -> None:
        """Read nothing yet."""
        super().__init__(desk.stage)
        self._desk = desk
        self._shelf: Shelf | None = None
        self._lessons = LessonShelf()
        self._serving: Serving = {}
        self._pass_mark = PASS_MARK
        self._drills = lessons.drills
        self._warned = ""
        """What is wrong with the file of drills, as it was told."""
        self._index: SessionIndex | None = None
        self._overview = Overview()
        self._trainee = desk.preferences.now.trainee
        window = desk.window
        choosing.shelf_read.connect(self._on_shelf)
        lessons.shelf_read.connect(self._on_lessons)
        lessons.drilled.connect(self.read)
        desk.stage.kept.connect(self.read)
        desk.preferences.changed.connect(self._on_settings)
        window.trainee_chosen.connect(lambda name: desk.preferences.change(trainee=name))
        window.class_exported.connect(self._export)
        window.session_opened.connect(self._open)
        self._read.connect(self._on_read)
        self._exported.connect(self._on_exported)

    def read(self) -> None:
        """Look again what was practised, and show what follows from it."""
        if self._shelf is not None:
            self._desk.files.submit(partial(self._look, self._shelf, self._lessons, self._trainee))

    def _look(self, shelf: Shelf, lessons: LessonShelf, trainee: str) -> None:
        """On the files' thread. Raises UserError, once, for what is passed over."""
        if self._index is None:
            from trainer_gui.adapters.sessions.index import SessionIndex  # noqa: PLC0415 - heavy

            self._index = SessionIndex(self._desk.places.sessions, self._desk.places.cache)
        if not self._serving:
            with suppress(UserError):  # what is wrong with the rules stands in the list of scenes
                rules = self._desk.library.rulebook()
                self._serving = {d: weighing.moves for d, weighing in rules.dimensions.items()}
                self._pass_mark = rules.pass_mark
        practices = self._index.practices()
        drills, trouble = self._drills.read()
        day = date.today().toordinal()
        offered = today(
            shelf,
            lessons,
            practices,
            drills=drills,
            goes_on=lambda name: (self._desk.places.sessions / name / INTERRUPTED).is_file(),
            serving=self._serving,
            trainee=trainee,
            now=time.time(),
            day=day,
            pass_mark=self._pass_mark,
        )
        trains = {e.id: e.briefing.trains for e in shelf.entries}
        titles = {e.id: e.title for e in shelf.entries}
        whole = overview(practices, trains, titles, trainee, day, pass_mark=self._pass_mark)
        self._read.emit(offered, whole)
        if trouble is not None and str(trouble) != self._warned:
            self._warned = str(trouble)
            raise trouble

    def _on_read(self, offered: Today, whole: Overview) -> None:
        if offered.trainee == self._trainee:  # else somebody else sat down meanwhile
            self._overview = whole
            self._desk.window.show_today(offered)
            self._desk.window.show_overview(whole)
            self.told.emit(offered)

    def _on_shelf(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._serving = {}
        self.read()

    def _on_lessons(self, lessons: LessonShelf) -> None:
        self._lessons = lessons
        self.read()

    def _on_settings(self, settings: Settings) -> None:
        if settings.trainee != self._trainee:
            self._trainee = settings.trainee
            self.read()

    def _export(self) -> None:
        self._desk.files.submit(partial(self._write_class, self._overview))

    def _write_class(self, whole: Overview) -> None:
        """On the files' thread. Raises UserError."""
        from trainer_gui.adapters.sessions.class_csv import class_csv  # noqa: PLC0415

        words = self._desk.window.messages
        name = words("progress.file", day=date.today().isoformat())
        path = self._desk.places.data / name
        try:
            write_atomically(path, class_csv(whole.everyone, words))
        except OSError as error:
            line = f"{path}: {error.strerror}; the class is not exported"
            raise UserError(line, "not_exported", file=path) from error
        self._exported.emit(path)

    def _on_exported(self, path: object) -> None:
        window = self._desk.window
        show = partial(open_path, self._desk.places.data)
        line = window.messages("progress.exported", file=path)
        window.show_error(line, window.messages("progress.show_file"), show)

    def _open(self, name: str) -> None:
        page = self._desk.places.sessions / name / "report.html"
        if page.is_file():
            open_path(page)
        else:
            line = f"{page}: there is no such file"
            self._desk.window.show_error(UserError(line, "no_report", folder=page.parent))
