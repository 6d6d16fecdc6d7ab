# SPDX-License-Identifier: Apache-2.0
import os
import sys
import threading

import pytest

from trainer_gui.adapters.bridge import Bridge
from trainer_gui.adapters.worker import BEHIND, Worker
from trainer_gui.domain.events import HintPressed, StopPressed


class Bench:
    """A worker whose first job waits at a gate, so that what is queued behind it is certain."""

    def __init__(self):
        self.done = []
        self.errors = []
        self.gate = threading.Event()
        self.worker = Worker("bench", self.errors.append)

    def block(self):
        entered = threading.Event()
        self.worker.submit(lambda: (entered.set(), self.gate.wait(5)), -1)
        assert entered.wait(5)

    def note(self, what, priority=0):
        self.worker.submit(
            lambda: self.done.append((what, threading.current_thread().name)), priority
        )

    def finish(self):
        self.gate.set()
        assert self.worker.close(5, finish=True)
        return [what for what, _ in self.done]


@pytest.fixture
def bench():
    bench = Bench()
    yield bench
    bench.gate.set()
    assert bench.worker.close(5)


def test_urgent_jobs_first_and_equals_in_order(bench):
    bench.block()
    bench.note("later", 1)
    bench.note("a")
    bench.note("b")
    assert bench.finish() == ["a", "b", "later"]
    assert {name for _, name in bench.done} == {"bench"}


def test_clear_drops_what_waits(bench):
    bench.block()
    bench.note("a", 0)
    bench.note("b", 1)
    bench.worker.clear(1)
    bench.note("c", 1)
    assert bench.finish() == ["a", "c"]


def test_held_jobs_wait_and_urgent_ones_do_not(bench):
    bench.worker.hold(1)
    bench.note("held", 1)
    ran = threading.Event()
    bench.worker.submit(ran.set, 0)
    assert ran.wait(5)
    assert bench.done == []
    released = threading.Event()
    bench.worker.submit(released.set, 2)
    bench.worker.hold(None)
    assert released.wait(5)
    assert bench.finish() == ["held"]


def test_close_drops_what_waits_and_refuses_more(bench):
    bench.block()
    bench.note("a")
    bench.gate.set()
    closer = threading.Thread(target=bench.worker.close, args=(5,))
    bench.worker.clear()
    closer.start()
    closer.join()
    bench.note("b")
    assert bench.done == []
    assert "bench" not in {t.name for t in threading.enumerate()}


def test_close_tells_when_a_job_does_not_end(bench):
    bench.block()
    assert not bench.worker.close(0.05)


def test_an_error_is_told_and_the_thread_lives_on(bench):
    bench.worker.submit(lambda: 1 / 0)
    bench.note("after")
    assert bench.finish() == ["after"]
    assert [type(e) for e in bench.errors] == [ZeroDivisionError]


def test_the_bridge_delivers_on_the_gui_thread_and_never_at_once(qtbot):
    bridge = Bridge()
    got = []
    bridge.event_posted.connect(lambda event: got.append((event, threading.current_thread())))
    bridge.post(HintPressed())
    assert got == []  # also from the GUI thread it is queued
    thread = threading.Thread(target=bridge.post, args=(StopPressed(1.0),))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(got) == 2)
    assert [event for event, _ in got] == [HintPressed(), StopPressed(1.0)]
    assert {thread for _, thread in got} == {threading.main_thread()}


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere threads share one niceness")
def test_a_worker_that_computes_for_long_steps_behind_and_its_threads_with_it():
    niceness = []

    def look():
        niceness.append(os.getpriority(os.PRIO_PROCESS, threading.get_native_id()))

    def job():
        look()
        made = threading.Thread(target=look)
        made.start()
        made.join()

    worker = Worker("behind", lambda error: None, niceness=BEHIND)
    here = os.getpriority(os.PRIO_PROCESS, 0)
    worker.submit(job)
    assert worker.close(5, finish=True)
    assert niceness == [min(19, max(here, BEHIND))] * 2
