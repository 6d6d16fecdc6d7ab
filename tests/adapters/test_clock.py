# SPDX-License-Identifier: Apache-2.0
import pytest

from trainer_gui.adapters.clock import SceneClock, SilenceTimer
from trainer_gui.domain.events import SilenceElapsed


@pytest.fixture
def timer(qapp):
    posted = []
    made = SilenceTimer(posted.append, lambda: 7.0)
    made.posted = posted
    yield made
    made.stop()


def test_the_clock_goes_on_from_where_it_is_set():
    clock = SceneClock()
    first = clock()
    assert 0 <= first <= clock()
    clock.restart(100.0)
    assert clock() >= 100
    clock.restart()
    assert clock() < 100


def test_silence_is_posted_once_with_its_turn(qtbot, timer):
    timer.start(3, 0.01)
    qtbot.waitUntil(lambda: bool(timer.posted))
    assert timer.posted == [SilenceElapsed(3, 7.0)]
    assert not timer._timer.isActive()


def test_a_new_timer_replaces_the_old_one(qtbot, timer):
    timer.start(3, 0.01)
    timer.start(4, 0.02)
    qtbot.waitUntil(lambda: bool(timer.posted))
    assert timer.posted == [SilenceElapsed(4, 7.0)]


def test_a_timer_that_was_stopped_says_nothing(qtbot, timer):
    timer.start(3, 0.01)
    timer.stop()
    timer.start(4, 0.05)
    qtbot.waitUntil(lambda: bool(timer.posted))
    assert [e.turn_id for e in timer.posted] == [4]
