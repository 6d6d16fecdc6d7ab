# SPDX-License-Identifier: Apache-2.0
"""A session's folder that is written to, and what it tells."""

import json
import queue
import threading

from trainer_gui.adapters.sessions.store import SessionFolder
from trainer_gui.domain.events import StopPressed

WAIT_S = 10


class Bench:
    def __init__(self, folder, write_report=lambda report: "<html>", since_s=0.0):
        self.posted = queue.Queue()
        self.folder = folder
        self.store = SessionFolder(folder, self.posted.put, write_report, since_s=since_s)

    def finished(self, state):
        """The report, as the debrief gets it."""
        done = queue.Queue()
        self.store.finish(state, done.put)
        return done.get(timeout=WAIT_S)

    def settled(self):
        """What was posted until all that was asked for is done."""
        done = threading.Event()
        self.store._worker.submit(done.set)
        assert done.wait(WAIT_S)
        events = []
        while not self.posted.empty():
            events.append(self.posted.get())
        return events

    @property
    def transcript(self):
        return json.loads((self.folder / "transcript.json").read_text(encoding="utf-8"))


def ended(play):
    return play.do(StopPressed(play.later(1))).state
