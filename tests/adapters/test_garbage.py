# SPDX-License-Identifier: Apache-2.0
"""Cycles are freed on the GUI thread, and nowhere else."""

import gc
import threading
import weakref

import pytest

from trainer_gui.adapters.garbage import Collector


class Knot:
    """Holds itself."""

    def __init__(self, freed):
        self.me = self
        weakref.finalize(self, lambda: freed.append(threading.current_thread()))


def make_knots(freed, count=2000):
    for _ in range(count):
        Knot(freed)


@pytest.fixture
def collector(qapp):
    gc.collect()
    one = Collector()
    yield one
    one.close()


def test_what_a_worker_leaves_is_freed_on_the_gui_thread(qtbot, collector):
    freed = []
    worker = threading.Thread(target=make_knots, args=(freed,))
    worker.start()
    worker.join()
    assert freed == []
    qtbot.waitUntil(lambda: len(freed) == 2000)
    assert set(freed) == {threading.main_thread()}


def test_what_is_set_aside_is_left_alone_until_the_end(collector):
    freed = []
    make_knots(freed, 1)
    collector.set_aside()
    gc.collect()
    assert freed == []
    collector.close()
    gc.collect()
    assert len(freed) == 1


def test_python_collects_by_itself_again_afterwards(collector):
    assert not gc.isenabled()
    collector.close()
    assert gc.isenabled()


def test_it_stays_on_the_gui_thread_while_another_app_is_open(collector):
    second = Collector()
    second.close()
    assert not gc.isenabled()
    second.close()
    assert not gc.isenabled()
