# SPDX-License-Identifier: Apache-2.0
"""A trainer rates sessions blind; agreement is told afterwards."""

import json

import pytest
from PySide6.QtWidgets import QLabel

from tests.rig import SORRY
from trainer_gui.adapters.sessions.ratings import FILE, add_rating, load_ratings
from trainer_gui.application.errors import UserError
from trainer_gui.domain.scoring.calibration import Rating
from trainer_gui.domain.taxonomy import Dimension
from trainer_gui.flows.calibrating import PAGE
from trainer_gui.ui.page import Page

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")
COLD = "这是系统的规定，我也没办法。"
RATING = Rating(
    session="one",
    at=12.5,
    rater="王",
    given={Dimension.SOOTHING: 30.0, Dimension.CONDUCT: None},
    scored={Dimension.SOOTHING: 41.5, Dimension.CONDUCT: None},
    red_lines=frozenset({"abuse"}),
    worst_turn=3,
)


def words(page):
    return "\n".join(label.text() for label in page.findChildren(QLabel))


def opened(r):
    r.window._bar.hide()
    r.app.calibrating.open()
    assert r.window.page == PAGE
    return r.window.made(PAGE)


def test_a_session_is_rated_before_its_score_is_seen(rig, places):
    r = rig().begin().type(COLD)
    folder = r.walk_out()
    score = r.app.practice.report.score
    page = opened(r)
    r.until(lambda: COLD in words(page))
    shown = r.window.messages("rating.scored", points=f"{score.dimensions[Dimension.SOOTHING]:.0f}")
    assert shown not in words(page)
    page.grades[Dimension.SOOTHING].setCurrentIndex(4)
    page.reds["abuse"].setChecked(True)
    page.worst.setCurrentIndex(1)
    page.save.click()
    r.until(lambda: shown in words(page))
    assert not page.save.isEnabled()
    assert not page.grades[Dimension.SOOTHING].isEnabled()
    (kept,) = load_ratings(places.data / FILE)
    assert kept.session == folder.name
    assert kept.given[Dimension.SOOTHING] == 30.0
    assert kept.given[Dimension.CONDUCT] is None
    assert kept.scored[Dimension.SOOTHING] == pytest.approx(score.dimensions[Dimension.SOOTHING])
    assert kept.red_lines == {"abuse"}
    assert kept.worst_turn == 1
    page.next.click()
    r.until(lambda: r.window.messages("rating.none") in words(page))
    page.leave.click()
    assert r.window.page is Page.DEBRIEF


def test_a_session_may_be_passed_over(rig):
    r = rig().begin().type(COLD)
    r.walk_out()
    r.window.again.emit()
    r.window.briefing.start.click()
    r.type(SORRY).walk_out()
    page = opened(r)
    r.until(lambda: SORRY in words(page))
    page.next.click()
    r.until(lambda: COLD in words(page) and SORRY not in words(page))


def test_ratings_that_can_not_be_read_are_told_and_left_alone(rig, places):
    r = rig()
    path = places.data / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("nonsense\n")
    opened(r)
    r.until(lambda: f"{path}:1" in r.window._bar.words)
    assert path.read_text() == "nonsense\n"


def test_ratings_are_kept_line_by_line(tmp_path):
    path = tmp_path / "new" / FILE
    assert load_ratings(path) == []
    assert add_rating(path, RATING) == [RATING]
    add_rating(path, RATING)
    assert load_ratings(path) == [RATING, RATING]


@pytest.mark.parametrize("line", ["{}", "[]", "1", '{"session": 1', '{"given": {"x": 1}}'])
def test_a_line_that_is_no_rating_is_named(tmp_path, line):
    path = tmp_path / FILE
    add_rating(path, RATING)
    with path.open("a") as file:
        file.write(line + "\n")
    kept = path.read_text()
    for act in (lambda: load_ratings(path), lambda: add_rating(path, RATING)):
        with pytest.raises(UserError) as refused:
            act()
        assert str(refused.value).startswith(f"{path}:2: ")
    assert path.read_text() == kept
    assert json.loads(kept.splitlines()[0])["session"] == "one"
