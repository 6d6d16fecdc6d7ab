# SPDX-License-Identifier: Apache-2.0
"""Progress on the first page: levels, the plot, the sessions and the class."""

import pytest
from PySide6.QtGui import QGuiApplication

from tests.ui.first_page import PHONE, first_page, played, show, words
from trainer_gui.application.overview import Overview, Series
from trainer_gui.domain.scenario import Outcome
from trainer_gui.domain.taxonomy import Dimension
from trainer_gui.ui.home.page import Place


@pytest.fixture
def home(qtbot, look, messages, assets):
    """In both languages."""
    return first_page(qtbot, look, messages, assets)


def test_without_a_session_it_says_what_will_be_there(home, messages):
    shown = words(show(home))
    for key in ("none", "few", "no_plot", "nothing_yet"):
        assert messages(f"progress.{key}", count=3) in shown


def test_levels_techniques_and_red_lines(home, messages):
    crossed = played("b", red_lines=("abuse",), outcome=Outcome.ESCALATED, passed=False)
    panel = show(home, played("a", "T02"), crossed, played("c", "T02"))
    shown = words(panel)
    assert f"72 · {messages('grade.good')}" in shown
    assert messages("label.empathy") in shown
    assert messages("label.broken_record") in shown  # called for twice, never used
    assert messages("label.abuse") in shown
    cells = panel.own.table.model()
    assert cells.rowCount() == 3
    assert cells.index(0, 1).data() == PHONE.title
    assert cells.index(1, 4).data() == messages("result.failed")


@pytest.mark.parametrize(("mark", "word"), [(70.0, "good"), (80.0, "fair"), (40.0, "excellent")])
def test_marks_and_words_follow_the_pass_mark_of_the_rules(home, messages, mark, word):
    home.show_overview(
        Overview(
            level=72.0,
            levels={Dimension.SOOTHING: 72.0},
            series={None: Series((1,), (72.0,), (72.0,))},
            pass_mark=mark,
        )
    )
    home.show_place(Place.PROGRESS)
    shown = words(home.progress)
    assert f"72 · {messages(f'grade.{word}')}" in shown
    assert messages("progress.mark", mark=round(mark)) in shown
    assert messages("progress.key", mark=round(mark)) in shown
    home.progress.views.button(1).click()
    assert messages("progress.class_help", mark=round(mark)) in words(home.progress)


def test_the_plot_follows_the_dimension_and_can_be_copied(home):
    panel = show(
        home, *(played(f"{i}", dimensions={Dimension.SOOTHING: 10.0 * i}) for i in range(5))
    )
    before = panel.own.plot.picture().toImage()
    panel.own.of.setCurrentIndex(panel.own.of.findData(Dimension.SOOTHING))
    assert panel.own.plot.picture().toImage() != before
    panel.own.copy.click()
    assert QGuiApplication.clipboard().image().size() == panel.own.plot.picture().size()
    panel.own.of.setCurrentIndex(panel.own.of.findData(Dimension.CONDUCT))
    assert not panel.own.copy.isEnabled()


def test_the_plot_is_drawn_where_it_is_seen(home):
    panel = show(home, played("a"))
    home.show_place(Place.TODAY)
    before = panel.own.plot._holder.itemAt(0).widget()
    home.show_overview(Overview(series={None: Series((1, 2), (10.0, 90.0), (10.0, 50.0))}))
    assert panel.own.plot._holder.itemAt(0).widget() is before
    home.show_place(Place.PROGRESS)
    assert panel.own.plot._holder.itemAt(0).widget() is not before


def test_a_session_is_opened_from_the_list(home):
    opened = []
    home.session_opened.connect(opened.append)
    panel = show(home, played("a"), played("b"))
    panel.own.table.activated.emit(panel.own.table.model().index(0, 0))
    assert opened == ["b"]  # the newest is on top


def test_the_class_has_a_row_for_each_and_can_be_exported(home, messages):
    exported = []
    home.exported.connect(lambda: exported.append(1))
    panel = show(home, played("a"), played("b", trainee=""), played("c", trainee="小王"))
    panel.views.button(1).click()
    cells = panel.everyone.table.model()
    names = [cells.index(i, 0).data() for i in range(cells.rowCount())]
    assert names == ["小李", "小王", messages("progress.nameless")]
    panel.everyone.export.click()
    assert exported == [1]
