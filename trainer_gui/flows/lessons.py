# SPDX-License-Identifier: Apache-2.0
"""Lessons: chosen on the shelf, read from their files, gone through in the classroom."""

import time
from functools import partial

from PySide6.QtCore import QObject, Signal

from trainer_gui.adapters.classroom import Classroom
from trainer_gui.adapters.sessions.drills import FILE, DrillFile
from trainer_gui.domain.teaching.drills import Drill
from trainer_gui.domain.teaching.lesson import Lesson
from trainer_gui.domain.teaching.study import Ask, Study
from trainer_gui.flows.desk import Desk


class Lessons(QObject):
    """Reads lessons on the files' thread, holds the one that is open, shows it."""

    shelf_read = Signal(object)
    """The `LessonShelf` as it is now."""

    drilled = Signal()
    """`drills` holds one more."""

    _lesson_read = Signal(object)

    def __init__(self, desk: Desk) -> None:
        """Read nothing yet."""
        super().__init__(desk.stage)
        window = desk.window
        self._window = window
        self._stage = desk.stage
        self._library = desk.library
        self._files = desk.files
        self.classroom = Classroom(desk.stage, self)
        self._preferences = desk.preferences
        self.drills = DrillFile(desk.places.data / FILE)
        """What was made of each lesson; for the files' thread."""
        self._wanted = ""
        self._through = False
        """The drill that is open has been kept."""
        self.shelf_read.connect(window.show_lessons)
        self._lesson_read.connect(self._on_read)
        window.lesson_chosen.connect(self._on_chosen)
        window.home.connect(self._forget)
        window.studied.connect(self.classroom.dispatch)
        self.classroom.changed.connect(window.show_study)
        self.classroom.changed.connect(self._on_studied)

    def read_shelf(self) -> None:
        """Look which lessons there are; the window shows them."""
        self._files.submit(lambda: self.shelf_read.emit(self._library.lessons()))

    def _on_chosen(self, name: str) -> None:
        self._wanted = name
        self._files.submit(lambda: self._lesson_read.emit(self._read(name)))

    def _read(self, name: str) -> Lesson:
        """On the files' thread. Raises UserError."""
        self._stage.reader()  # waited for here, not on the GUI thread
        return self._library.lesson(name)

    def _on_read(self, lesson: Lesson) -> None:
        if lesson.id == self._wanted:  # else another way was taken meanwhile
            self._wanted = ""
            self._through = False
            self._window.show_study(self.classroom.open(lesson))

    def _on_studied(self, study: Study) -> None:
        """Keep a drill once, when its last prompt was answered."""
        through = study.ask is Ask.DONE
        if through and not self._through:
            trainee, of = self._preferences.now.trainee, len(study.answers)
            drill = Drill(study.lesson.id, trainee, time.time(), study.hits, of)
            self._files.submit(partial(self._keep, drill))
        self._through = through

    def _keep(self, drill: Drill) -> None:
        """On the files' thread. Raises UserError."""
        try:
            self.drills.add(drill)
        finally:
            self.drilled.emit()

    def _forget(self) -> None:
        self._wanted = ""
