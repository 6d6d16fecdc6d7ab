# SPDX-License-Identifier: Apache-2.0
"""Lessons: chosen on the shelf, read from their files, gone through in the classroom."""

from PySide6.QtCore import QObject, Signal

from trainer_gui.adapters.classroom import Classroom
from trainer_gui.domain.lesson import Lesson
from trainer_gui.flows.desk import Desk


class Lessons(QObject):
    """Reads lessons on the files' thread, holds the one that is open, shows it."""

    shelf_read = Signal(object)
    """The `LessonShelf` as it is now."""

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
        self._wanted = ""
        self.shelf_read.connect(window.show_lessons)
        self._lesson_read.connect(self._on_read)
        window.lesson_chosen.connect(self._on_chosen)
        window.home.connect(self._forget)
        window.studied.connect(self.classroom.dispatch)
        self.classroom.changed.connect(window.show_study)

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
            self._window.show_study(self.classroom.open(lesson))

    def _forget(self) -> None:
        self._wanted = ""
