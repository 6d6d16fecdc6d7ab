# SPDX-License-Identifier: Apache-2.0
"""What the list of scenes is narrowed by, beside words: technique, place, difficulty, customer."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from trainer_gui.application.library import Entry, LessonEntry, LessonShelf, Shelf
from trainer_gui.application.messages import Messages
from trainer_gui.domain.taxonomy import MOVES
from trainer_gui.ui.kit.look import LARGE_TEXT, Look, restyle
from trainer_gui.ui.kit.picker import Picker

KINDS = ("move", "place", "level", "persona")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What must be true of a scene; None: anything."""

    move: str | None = None
    place: str | None = None
    level: int | None = None
    persona: str | None = None

    def takes(self, entry: Entry) -> bool:
        """Whether the scene is among what is wanted."""
        return (
            self.move in (None, *entry.briefing.trains)
            and self.place in (None, place_of(entry))
            and self.level in (None, entry.difficulty)
            and self.persona in (None, entry.persona)
        )

    def teaches(self, lesson: LessonEntry) -> bool:
        """Whether the lesson is: of a lesson only the technique is known."""
        return self.move in (None, *lesson.trains)


def place_of(entry: Entry) -> str:
    """Where a scene plays, without what else is said of it: `营业厅` of `营业厅，晚上七点`."""
    return entry.briefing.place.replace(",", "，").split("，")[0]


class Filters(QWidget):
    """One box for each; what nothing on the shelf has is not offered."""

    changed = Signal()

    def __init__(self, look: Look, messages: Messages) -> None:
        super().__init__()
        self._messages = messages
        self.boxes: dict[str, Picker] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(look.space("small"))
        columns = len(KINDS) if look.text_scale < LARGE_TEXT else 2
        for i, kind in enumerate(KINDS):
            box = self.boxes[kind] = Picker(look, messages(f"filter.{kind}"))
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            box.setMinimumContentsLength(4)
            box.currentIndexChanged.connect(self._on_changed)
            grid.addWidget(box, i // columns, i % columns)
        self.offer(Shelf(()))

    @property
    def wanted(self) -> Wanted:
        """What is chosen."""
        return Wanted(**{kind: box.currentData() for kind, box in self.boxes.items()})

    def offer(self, shelf: Shelf) -> None:
        """Offer what the scenes have; what was chosen stays so where it still can be."""
        entries, words = shelf.entries, self._messages
        moves = {m for e in entries for m in e.briefing.trains}
        names = {e.persona: shelf.personas.get(e.persona, e.persona) for e in entries}
        self._fill("move", self._moves(moves))
        self._fill("place", ((p, p) for p in _frequent(map(place_of, entries))))
        levels = sorted({e.difficulty for e in entries})
        self._fill("level", ((words("filter.level_of", level=n), n) for n in levels))
        self._fill("persona", sorted((name, key) for key, name in names.items()))
        for box in self.boxes.values():
            box.show()

    def offer_lessons(self, shelf: LessonShelf) -> None:
        """Offer the techniques that are taught."""
        self._fill("move", self._moves({m for e in shelf.entries for m in e.trains}))
        for kind, box in self.boxes.items():
            box.setVisible(kind == "move")

    def clear(self) -> None:
        """Want anything."""
        for box in self.boxes.values():
            box.setCurrentIndex(0)

    def _moves(self, there: set[str]) -> Iterable[tuple[str, str]]:
        return ((self._messages(f"label.{m}"), m) for m in MOVES if m in there)

    def _fill(self, kind: str, options: Iterable[tuple[str, object]]) -> None:
        box = self.boxes[kind]
        chosen = box.currentData()
        box.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        box.clear()
        box.addItem(self._messages(f"filter.{kind}"), None)
        for words, value in options:
            box.addItem(words, value)
        box.setCurrentIndex(max(0, box.findData(chosen)) if chosen is not None else 0)
        box.blockSignals(False)  # noqa: FBT003

    def _on_changed(self) -> None:
        for box in self.boxes.values():
            restyle(box, "on", "true" if box.currentIndex() > 0 else "false")
        self.changed.emit()


def _frequent(values: Iterable[str]) -> list[str]:
    """Each value once, what is there most often first."""
    return [value for value, _ in Counter(values).most_common()]
