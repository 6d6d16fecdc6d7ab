# SPDX-License-Identifier: Apache-2.0
"""One named Python thread that does jobs one after the other, the most urgent first."""

import contextlib
import heapq
import itertools
import os
import sys
import threading
from collections.abc import Callable

Job = Callable[[], None]

BEHIND = 5
"""Niceness of threads that compute for long: the window and the sound come first."""


def tell_bug(error: Exception) -> None:
    """What nobody expected is told as it would be had it ended the thread; the thread lives on."""
    told = (type(error), error, error.__traceback__, threading.current_thread())
    threading.excepthook(threading.ExceptHookArgs(told))


class Worker:
    """A thread with a queue that can be cleared, held back and closed.

    All methods may be called on any thread and return at once, except `close`.
    """

    def __init__(
        self, name: str, on_error: Callable[[Exception], None], *, niceness: int = 0
    ) -> None:
        """Start the thread `name`; `on_error` is called on it with what a job raised.

        Args:
            name: Of the thread.
            on_error: Told what a job raised, on the thread.
            niceness: How far it steps behind other threads, and with it those that it makes; 0-19,
                heeded on Linux.
        """
        self._on_error = on_error
        self._niceness = niceness
        self._jobs: list[tuple[int, int, Job]] = []
        self._order = itertools.count()  # jobs of one priority stay in the order they came in
        self._held_from: int | None = None
        self._closing = False
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._run, name=name)
        self._thread.start()

    def submit(self, job: Job, priority: int = 0) -> None:
        """Do `job` later; lower numbers first. After `close` it is dropped."""
        with self._changed:
            if not self._closing:
                heapq.heappush(self._jobs, (priority, next(self._order), job))
                self._changed.notify_all()

    def clear(self, priority: int | None = None) -> None:
        """Drop the jobs that wait: all, or those of one priority. The running one goes on."""
        with self._changed:
            self._jobs = [j for j in self._jobs if priority not in (None, j[0])]
            heapq.heapify(self._jobs)

    def hold(self, priority: int | None) -> None:
        """Let jobs of this number or a higher one wait, until `hold(None)`."""
        with self._changed:
            self._held_from = priority
            self._changed.notify_all()

    def close(self, timeout: float | None = None, *, finish: bool = False) -> bool:
        """End the thread after the running job, and with `finish` after all that wait.

        Args:
            timeout: How long to wait for it, in seconds; None: as long as it takes. The program
                ends no sooner anyhow, and nothing that the job talks to is gone while it runs.
            finish: Do the waiting jobs first, instead of dropping them.

        Returns:
            Whether the thread has ended.
        """
        with self._changed:
            self._closing = True
            self._held_from = None
            if not finish:
                self._jobs.clear()
            self._changed.notify_all()
        self._thread.join(timeout)
        return not self._thread.is_alive()

    def _run(self) -> None:
        if sys.platform == "linux" and self._niceness:  # elsewhere it would slow the whole process
            me = threading.get_native_id()
            with contextlib.suppress(OSError):  # a process that is behind already stays there
                niceness = max(self._niceness, os.getpriority(os.PRIO_PROCESS, me))
                os.setpriority(os.PRIO_PROCESS, me, niceness)
        while (job := self._next()) is not None:
            try:
                job()
            except Exception as error:  # noqa: BLE001 - whatever a job raises, the thread lives on
                self._on_error(error)
            del job  # what it holds is not kept alive while the thread waits

    def _next(self) -> Job | None:
        with self._changed:
            self._changed.wait_for(lambda: self._closing or self._may_start())
            return heapq.heappop(self._jobs)[2] if self._jobs else None

    def _may_start(self) -> bool:
        held = self._held_from
        return bool(self._jobs) and (held is None or self._jobs[0][0] < held)
