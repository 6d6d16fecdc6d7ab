# SPDX-License-Identifier: Apache-2.0
"""In both languages and with text of 200 % every word that is shown can be read to its end."""

from dataclasses import replace

import pytest
from PySide6.QtTest import QTest

from tests.fits import cut_off
from tests.scenes import SCENARIO, listening
from tests.ui.conftest import entry
from trainer_gui.application.library import LessonEntry, LessonShelf, Shelf
from trainer_gui.application.overview import overview
from trainer_gui.application.report import report
from trainer_gui.application.today import Today
from trainer_gui.domain.progress import Practice, Proposal
from trainer_gui.domain.scenario import Outcome
from trainer_gui.domain.state import Mode
from trainer_gui.domain.taxonomy import Dimension
from trainer_gui.ui.home.page import Place
from trainer_gui.ui.kit.parts import text
from trainer_gui.ui.window import MainWindow

DAY = 739_575
PRACTICES = [
    Practice(
        f"{i}",
        float(i),
        "T01",
        DAY + i,
        trainee="欧阳小李",
        outcome=Outcome.ESCALATED,
        passed=False,
        overall=55.0,
        dimensions=dict.fromkeys(Dimension, 55.0),
        red_lines=("overpromise",),
        uses={"closed_question": 2},
        replies=5,
    )
    for i in range(4)
]


@pytest.fixture(params=[1.0, 2.0])
def shown(request, qtbot, look, messages):
    """The window in each language, at each size of text."""
    look.choose(text_scale=request.param)
    window = MainWindow(look, messages, "1.2.3")
    qtbot.addWidget(window)
    window.show_library(Shelf((entry(), entry(id="T02", difficulty=5))))
    window.show_lessons(LessonShelf((LessonEntry("L01", "先听", ("restate",), "听"),)))
    window.resize(1280, 720)
    window.show()
    return window


def misfits(window):
    """What does not fit when all is laid out: what flows in lines knows its height only then."""
    found = ["nothing was looked at"]
    for _ in range(60):
        QTest.qWait(20)
        found = cut_off(window.centralWidget().currentWidget())
        if not found:
            break
    return found


@pytest.mark.parametrize("place", Place)
@pytest.mark.parametrize("practised", [True, False])
def test_the_first_page(shown, place, practised):
    if practised:
        weak = Proposal("T01", Dimension.SOLUTION, ("commit", "closed_question"))
        last = {"last": entry(), "last_practice": PRACTICES[-1]}
        levels = dict.fromkeys(Dimension, 55.0)
        shown.show_today(
            Today(2, 1, "欧阳小李", (), entry(), weak, **last, sessions=4, levels=levels)
        )
        titles = {"T01": SCENARIO.title}
        shown.show_overview(overview(PRACTICES, {}, titles, "欧阳小李", DAY + 4))
    shown.first.show_place(place)
    assert misfits(shown) == []


def test_the_briefing(shown):
    shown.show_briefing(SCENARIO, Mode.CHALLENGE)
    assert misfits(shown) == []


@pytest.mark.parametrize("size", [(1280, 720), (1280, 680), (960, 640)])
def test_the_conversation(shown, size):
    shown.resize(*size)
    play = listening().say("blame").heard_out()
    shown.render(play.state)
    assert misfits(shown) == []


def test_the_conversation_in_a_window_that_is_made_smaller(shown):
    shown.resize(1920, 1080)
    shown.render(listening().say("blame").heard_out().state)
    assert misfits(shown) == []
    shown.resize(1280, 720)
    assert misfits(shown) == []


def test_before_a_room_a_long_line_and_a_long_hint_can_be_read(shown):
    said = replace(listening().state.transcript[0], text="我等了整整三天，没有一个人回电话。" * 6)
    hint = "她等结果，先只说查到了什么，再问一句"
    shown.render(replace(listening(mode=Mode.GROUP).state, transcript=(said,), hint=hint))
    assert misfits(shown) == []


def test_the_debrief(shown):
    play = listening().say("empathy").heard_out().say("blame").heard_out().say("abuse")
    shown.show_report(report(play.state))
    assert misfits(shown) == []


def test_what_does_not_fit_is_found(qtbot, look):
    label = text("这一行比它的地方长得多")
    holder = text("")
    label.setParent(holder)
    qtbot.addWidget(holder)
    label.setFixedWidth(40)
    holder.resize(600, 40)
    holder.show()
    assert len(cut_off(holder)) == 1
    label.setFixedWidth(400)
    assert cut_off(holder) == []
