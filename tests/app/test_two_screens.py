# SPDX-License-Identifier: Apache-2.0
"""A laptop and a projector in real windows: the projector is pulled out while a scene is played."""

import ctypes.util
import json
import os
import subprocess
import sys

import pytest


def missing():
    """Why it can't run here; empty: it can."""
    if "DISPLAY" not in os.environ:
        return "no X display: run it through tools/headless.sh, as `make test` does"
    return "" if ctypes.util.find_library("Xrandr") else "libXrandr is not installed"


pytestmark = [pytest.mark.slow, pytest.mark.timeout(240), pytest.mark.skipif("missing()")]
BEAMER = [960, 0, 960, 1080]


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """What was seen with both screens, without the projector, and with it again."""
    folder = tmp_path_factory.mktemp("screens")
    environment = {**os.environ, "QT_QPA_PLATFORM": "xcb"}
    command = [sys.executable, "-m", "tests.two_screens", str(folder)]
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=200, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    return json.loads(done.stdout)


def test_a_projector_that_is_plugged_in_late_is_used(told):
    assert not told["before"]["visible"], "nobody asked for a window on the trainer's own screen"
    assert told["together"]["visible"]


def test_the_room_sees_the_scene_on_the_whole_projector(told):
    there = told["together"]
    assert (there["visible"], there["screen"], there["area"]) == (True, "beamer", BEAMER)
    assert there["caption"] == there["turns"][-1]
    assert there["message"] == ""


def test_without_the_projector_the_window_comes_back_and_nothing_is_lost(told):
    alone = told["alone"]
    assert (alone["visible"], alone["screen"], alone["full"]) == (True, "laptop", False)
    left, top, width, height = alone["area"]
    assert left >= 0
    assert top >= 0
    assert left + width <= 960
    assert top + height <= 1080
    assert alone["turns"] == told["together"]["turns"]
    assert alone["caption"] == told["together"]["caption"]
    assert alone["message"]
    assert not alone["covered"], "what the trainer is told would stand behind it"


def test_the_scene_went_on_meanwhile_and_the_window_goes_back(told):
    again = told["again"]
    assert (again["visible"], again["screen"], again["area"]) == (True, "beamer", BEAMER)
    assert len(again["turns"]) == len(told["alone"]["turns"]) + 2
    assert again["caption"] == again["turns"][-1]
    assert again["message"] == ""
