# SPDX-License-Identifier: Apache-2.0
"""Whatever goes wrong inside: the scene is saved first, then it is said, once."""

import sys
import threading

import pytest

from tests.rig import SORRY, transcript
from trainer_gui.commands.window import Faults
from trainer_gui.domain.state import Phase


def broken(text):
    raise ValueError(text)


def fault(text="broken inside"):
    try:
        broken(text)
    except ValueError as error:
        return error


def told(r):
    r.until(lambda: r.app.crashes.dialog is not None)
    return r.app.crashes.dialog


def test_a_scene_under_way_is_saved_and_waits(rig, places):
    r = rig()
    r.begin().type(SORRY).my_turn()
    folder = r.app.stage._store.folder
    (folder / "transcript.json").unlink()
    r.app.crashes.tell(fault())
    dialog = told(r)
    assert r.state.phase is Phase.PAUSED
    r.until((folder / "transcript.json").exists)
    assert SORRY in [t["text"] for t in transcript(folder)["turns"]]
    (report,) = (places.data / "crashes").glob("*.txt")
    assert "broken inside" in report.read_text(encoding="utf-8")
    assert "test_crashes.py" in report.read_text(encoding="utf-8")
    dialog.go_on.click()
    r.window.pause_pressed.emit()
    assert r.my_turn().type("我这就帮您查。").state.replies[-1].text == "我这就帮您查。"


def test_many_faults_are_one_dialog(rig):
    r = rig()
    for number in range(3):
        r.app.crashes.tell(fault(f"{number}"))
    first = told(r)
    r.qtbot.wait(50)
    assert r.app.crashes.dialog is first
    first.go_on.click()
    assert r.app.crashes.dialog is None
    r.app.crashes.tell(fault())
    assert told(r) is not first


def test_without_a_place_for_the_report_it_is_said_all_the_same(rig, places):
    r = rig()
    places.data.mkdir(parents=True, exist_ok=True)
    (places.data / "crashes").touch()
    r.app.crashes.tell(fault())
    assert not told(r).folder.isVisible()


def test_it_can_be_closed_from_there(rig):
    r = rig()
    r.app.crashes.tell(fault())
    told(r).leave.click()
    r.until(lambda: not r.window.isVisible())


@pytest.fixture
def heard(monkeypatch):
    """What the hooks of before hear; they are put back afterwards."""
    before = []
    monkeypatch.setattr(sys, "excepthook", lambda *told: before.append(told[1]))
    monkeypatch.setattr(threading, "excepthook", lambda told: before.append(told.exc_value))
    return before


def test_what_nobody_caught_is_told_on_any_thread_beside_the_usual_way(heard):
    errors = []
    hooks = sys.excepthook, threading.excepthook
    with Faults(errors.append):
        error = fault()
        sys.excepthook(type(error), error, error.__traceback__)
        thread = threading.Thread(target=lambda: 1 / 0)
        thread.start()
        thread.join()
        sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert [type(e) for e in errors] == [ValueError, ZeroDivisionError]
    assert [type(e) for e in heard] == [ValueError, ZeroDivisionError, KeyboardInterrupt]
    assert (sys.excepthook, threading.excepthook) == hooks


def test_a_scene_that_cant_be_saved_is_no_reason_to_say_nothing(rig, places, monkeypatch):
    r = rig().begin().my_turn()
    monkeypatch.setattr(r.app.stage, "save", lambda: broken("cannot save"))
    r.app.crashes.tell(fault("the first"))
    assert told(r).isVisible()
    reports = sorted((places.data / "crashes").glob("*.txt"))
    assert ["the first" in p.read_text("utf-8") for p in reports] == [True, False]
    assert "cannot save" in reports[1].read_text("utf-8")
