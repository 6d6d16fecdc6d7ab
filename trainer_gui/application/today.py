# SPDX-License-Identifier: Apache-2.0
"""What the first screen offers: to go on, today's scene, a lesson, how it stands."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from trainer_gui.application.library import Entry, LessonEntry, LessonShelf, Shelf
from trainer_gui.domain.progress import (
    Offer,
    Practice,
    Proposal,
    last_open,
    levels,
    of_trainee,
    proposal,
    usage,
    weeks_in_a_row,
)
from trainer_gui.domain.scoring.rulebook import PASS_MARK
from trainer_gui.domain.taxonomy import Dimension
from trainer_gui.domain.teaching.drills import Drill, best

Serving = Mapping[Dimension, Iterable[str]]
"""The techniques that serve each dimension."""


@dataclass(frozen=True, slots=True)
class Today:
    """All of it, for one trainee."""

    scenes: int = 0
    lessons: int = 0
    trainee: str = ""
    trainees: tuple[str, ...] = ()
    """Everyone who ever practised here."""
    proposed: Entry | None = None
    why: Proposal | None = None
    last: Entry | None = None
    """The scene that was played last; None: none yet, or it is no longer there."""
    last_practice: Practice | None = None
    unfinished: bool = False
    """It was stopped before its end."""
    goes_on: bool = False
    """And can be taken up where it was stopped."""
    lesson: LessonEntry | None = None
    """Not learnt yet, and teaches what is weak; the first where nothing is."""
    drilled: Mapping[str, Drill] = field(default_factory=dict)
    """The best drill in each lesson that was gone through, by its id."""
    sessions: int = 0
    this_week: int = 0
    weeks: int = 0
    """Weeks in a row with a session."""
    levels: Mapping[Dimension, float | None] = field(default_factory=dict)
    pass_mark: float = PASS_MARK


def today(
    shelf: Shelf,
    lessons: LessonShelf,
    practices: Sequence[Practice],
    *,
    drills: Sequence[Drill] = (),
    goes_on: Callable[[str], bool],
    serving: Serving,
    trainee: str,
    now: float,
    day: int,
    pass_mark: float = PASS_MARK,
) -> Today:
    """What to offer `trainee` now.

    Args:
        shelf: The scenes.
        lessons: The lessons.
        practices: Everyone's sessions, oldest first.
        drills: Everyone's drills of lessons.
        goes_on: Whether enough is kept of the session of this name to take it up again.
        serving: The techniques that serve each dimension.
        trainee: Who is there.
        now: The present moment, in seconds since 1970.
        day: The present day, as `date.toordinal` counts.
        pass_mark: Of the branch's rules now.
    """
    own = of_trainee(practices, trainee)
    drilled = best(drills, trainee)
    entries = {e.id: e for e in shelf.entries}
    offers = [Offer(e.id, e.difficulty, e.briefing.trains) for e in shelf.entries]
    why = proposal(own, offers, serving, now)
    days = [p.day for p in own]
    last, stopped = own[-1] if own else None, last_open(own)
    return Today(
        scenes=len(shelf.entries),
        lessons=len(lessons.entries),
        trainee=trainee,
        trainees=names((*practices, *drills)),
        proposed=entries[why.scenario] if why else None,
        why=why,
        last=entries.get(last.scenario) if last else None,
        last_practice=last,
        unfinished=stopped is not None,
        goes_on=stopped is not None and stopped.scenario in entries and goes_on(stopped.name),
        lesson=_lesson(lessons, drilled, own, entries, why),
        drilled={e.id: drilled[e.id] for e in lessons.entries if e.id in drilled},
        sessions=len(own),
        this_week=sum(_week(d) == _week(day) for d in days),
        weeks=weeks_in_a_row(days, day),
        levels=levels(own),
        pass_mark=pass_mark,
    )


def names(practices: Iterable[Practice | Drill]) -> tuple[str, ...]:
    """Everyone who said who practised."""
    return tuple(sorted({p.trainee for p in practices if p.trainee}))


def _lesson(
    lessons: LessonShelf,
    drilled: Mapping[str, Drill],
    own: Sequence[Practice],
    entries: Mapping[str, Entry],
    why: Proposal | None,
) -> LessonEntry | None:
    """Of the lessons not learnt yet, the first on what is avoided or what today's scene wants.

    The first of them where none is on that; any lesson once all are learnt.
    """
    trains = {e.id: e.briefing.trains for e in entries.values()}
    avoided = {u.move for u in usage(own, trains) if u.avoided}
    wanted = avoided or set(why.moves if why else ())
    left = [e for e in lessons.entries if e.id not in drilled] or lessons.entries
    fitting = (e for e in left if wanted.intersection(e.trains))
    return next(fitting, left[0] if left else None)


def _week(day: int) -> int:
    return (day - 1) // 7
