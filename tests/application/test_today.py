# SPDX-License-Identifier: Apache-2.0
"""What the first page offers, to a new trainee and to one who has practised."""

from dataclasses import replace

import pytest

from tests.scenes import SCENARIO
from trainer_gui.application.library import Entry, LessonEntry, LessonShelf, Shelf
from trainer_gui.application.overview import MOST_POINTS, overview, series
from trainer_gui.application.today import today
from trainer_gui.domain.progress import Practice
from trainer_gui.domain.scenario import Outcome
from trainer_gui.domain.state import Mode
from trainer_gui.domain.taxonomy import Dimension
from trainer_gui.domain.teaching.drills import Drill

MONDAY = 736_656
NOW = 1_000_000_000.0
DAY = 86_400.0
SOOTHING, LISTENING = Dimension.SOOTHING, Dimension.LISTENING
SERVING = {SOOTHING: ("empathy",), LISTENING: ("open_question",)}


def scene(name: str, difficulty: int, *trains: str) -> Entry:
    briefing = replace(SCENARIO.briefing, trains=trains)
    return Entry(name, f"第{name}场", difficulty, "sharp", SCENARIO.customer, briefing)


SHELF = Shelf((scene("C01", 1, "empathy"), scene("C02", 2, "open_question", "empathy")))
LESSONS = LessonShelf(
    (LessonEntry("L01", "先", ("calm",), ""), LessonEntry("L02", "问", ("open_question",), ""))
)


def played(days_ago: int, scenario: str = "C01", trainee: str = "小李", **changes) -> Practice:
    values = {
        "outcome": Outcome.SATISFIED,
        "passed": True,
        "overall": 55.0,
        "dimensions": {SOOTHING: 70.0, LISTENING: 40.0},
        "uses": {"empathy": 1},
        "replies": 4,
    }
    at = NOW - days_ago * DAY
    plain = Practice(f"{at}", at, scenario, MONDAY - days_ago, trainee=trainee)
    return replace(plain, **{**values, **changes})


def offered(
    *practices, trainee: str = "小李", shelf: Shelf = SHELF, lessons=LESSONS, drills=(), kept=()
):
    return today(
        shelf,
        lessons,
        practices,
        drills=drills,
        goes_on=lambda name: name in kept,
        serving=SERVING,
        trainee=trainee,
        now=NOW,
        day=MONDAY,
    )


def drill(lesson: str, hits: int = 3, trainee: str = "小李") -> Drill:
    return Drill(lesson, trainee, NOW, hits, 5)


def test_a_new_trainee_is_offered_an_easy_scene_and_the_first_lesson():
    first = offered()
    assert (first.proposed.id, first.lesson.id) == ("C01", "L01")
    assert (first.scenes, first.lessons, first.sessions, first.weeks) == (2, 2, 0, 0)
    assert first.last is None
    assert not first.unfinished


def test_what_is_weak_is_offered_as_a_scene_and_as_a_lesson():
    now = offered(*(played(30 - i) for i in range(3)))
    assert (now.proposed.id, now.why.dimension) == ("C02", LISTENING)
    assert now.lesson.id == "L02"
    assert now.levels[LISTENING] == pytest.approx(40.0)


def test_what_scenes_called_for_in_vain_is_taught_first():
    now = offered(*(played(i, "C01", uses={"thanks": 1}) for i in (30, 20)))
    assert now.lesson.id == "L01"  # none teaches empathy: the first
    taught = LessonShelf((*LESSONS.entries, LessonEntry("L03", "心", ("empathy",), "")))
    assert offered(*(played(i, uses={}) for i in (30, 20)), lessons=taught).lesson.id == "L03"


def test_a_lesson_that_was_learnt_gives_way_to_one_that_was_not():
    weak = tuple(played(30 - i) for i in range(3))
    assert offered(*weak, drills=[drill("L02")]).lesson.id == "L01"  # though it teaches no need
    assert offered(drills=[drill("L01")]).lesson.id == "L02"
    assert offered(drills=[drill("L01", trainee="小王")]).lesson.id == "L01"
    assert offered(*weak, drills=[drill("L01"), drill("L02")]).lesson.id == "L02"


def test_the_best_drill_of_a_lesson_counts_and_names_its_trainee():
    now = offered(drills=[drill("L01", 2), drill("L01", 4), drill("L01", 3), drill("L99")])
    assert {name: d.hits for name, d in now.drilled.items()} == {"L01": 4}
    assert offered(drills=[drill("L01", trainee="小王")]).drilled == {}
    assert offered(drills=[drill("L01", trainee="小王")]).trainees == ("小王",)


def test_the_last_scene_can_be_gone_on_with():
    stopped = played(1, "C02", outcome=Outcome.STOPPED, passed=None)
    now = offered(played(2), stopped, kept=(stopped.name,))
    assert (now.last.id, now.unfinished, now.goes_on) == ("C02", True, True)
    assert not offered(stopped).goes_on  # not enough is kept of it
    assert not offered(played(1), kept=(played(1).name,)).goes_on  # it was played to its end
    gone = replace(stopped, scenario="C99")
    now = offered(gone, kept=(gone.name,))
    assert (now.last, now.goes_on) == (None, False)  # it is no longer there


def test_every_trainee_has_sessions_of_their_own():
    now = offered(played(1, trainee="小王"), played(0), trainee="小李")
    assert (now.sessions, now.this_week, now.weeks) == (1, 1, 1)
    assert now.trainees == ("小李", "小王")


def test_nothing_to_play_is_no_error():
    now = offered(played(1), shelf=Shelf(()), lessons=LessonShelf())
    assert (now.proposed, now.lesson, now.last) == (None, None, None)


# How it stands


TRAINS = {e.id: e.briefing.trains for e in SHELF.entries}
TITLES = {e.id: e.title for e in SHELF.entries}


def seen(*practices: Practice, trainee: str = "小李"):
    return overview(practices, TRAINS, TITLES, trainee, MONDAY)


def test_one_trainees_way():
    old, new = played(8, red_lines=("abuse",)), played(1)
    whole = seen(old, played(3, trainee="小王"), new)
    assert whole.practices == (new, old)
    assert whole.red_lines == {"abuse": (1, MONDAY - 8)}
    assert whole.series[None].values == (55.0, 55.0)
    assert whole.series[LISTENING].days == (MONDAY - 8, MONDAY - 1)
    assert whole.series[Dimension.CONDUCT].values == ()
    assert {u.move: u.used for u in whole.usage} == {"empathy": 2}
    assert (whole.level, whole.weeks) == (None, 2)


def test_the_class_is_by_name_and_the_nameless_come_last():
    many = [played(i) for i in range(5, 2, -1)]
    whole = seen(*many, played(2, trainee=""), played(1, trainee="小王", passed=False))
    assert [r.trainee for r in whole.everyone] == ["小李", "小王", ""]
    first, second, _ = whole.everyone
    assert (first.sessions, first.passed, first.day) == (3, 3, MONDAY - 3)
    assert first.level == pytest.approx(55.0)
    assert (second.passed, second.level, second.red_lines) == (0, None, 0)
    assert [r.trainee for r in seen(played(1)).everyone] == ["小李"]


def test_a_long_way_is_drawn_in_no_more_points_than_can_be_seen():
    many = [played(1000 - i, overall=float(i % 100)) for i in range(1000)]
    drawn = series(many, None)
    assert len(drawn.values) == len(drawn.days) == len(drawn.smooth) == MOST_POINTS
    assert drawn.days[-1] == MONDAY - 1
    assert sum(drawn.values) / MOST_POINTS == pytest.approx(49.5, abs=1.0)


def test_what_does_not_count_is_not_drawn():
    assert series([played(1, overall=None), played(1, mode=Mode.GROUP)], None).values == ()
