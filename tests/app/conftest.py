# SPDX-License-Identifier: Apache-2.0
"""The app with quick parts, and the app as it comes."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from tests.rig import (
    Rig,
)
from trainer_gui.app import App, Choices


@pytest.fixture
def rig(qapp, qtbot, places):
    made = []

    def make(**parts):
        made.append(Rig(qapp, qtbot, places, **parts))
        return made[-1]

    yield make
    for one in reversed(made):  # who came first collects garbage until the last thread has ended
        one.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def bare(qapp, places, monkeypatch):
    """Makes the app as the program does, but without its engines."""
    made = []

    def make(**choices):
        app = App(qapp, Choices(places, **choices))
        made.append(app)
        monkeypatch.setattr(app.stage, "warm_up", lambda modules: None)
        app._after_first_paint()
        return app

    yield make
    for app in reversed(made):
        app.close()
        app.window.deleteLater()
        app.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
