# SPDX-License-Identifier: Apache-2.0
"""What is plugged in, seen as it comes and goes."""

import sys

import pytest

from tests.adapters.listening.test_microphone import _sound_server, plug  # noqa: F401 - fixtures
from trainer_gui.adapters.devices import Devices

pytestmark = pytest.mark.qt_log_ignore("pipewire")


@pytest.fixture
def devices(qapp):
    made = Devices()
    yield made
    made.deleteLater()


def test_a_microphone_is_there_once_it_is_plugged_in(devices, plug, qtbot):  # noqa: F811
    assert plug.name not in devices.microphones()
    plug.plug_in()
    qtbot.waitUntil(lambda: plug.name in devices.microphones(), timeout=10_000)
    assert len(set(devices.microphones())) == len(devices.microphones())


def test_a_change_is_told(devices, plug, qtbot):  # noqa: F811
    devices.microphones()
    with qtbot.waitSignal(devices.changed, timeout=10_000):
        plug.plug_in()


def test_the_loudspeaker_of_the_system_comes_first(devices, plug):  # noqa: F811 - the server
    from PySide6.QtMultimedia import QMediaDevices

    default = QMediaDevices.defaultAudioOutput().description()
    assert devices.loudspeakers()[0] == default


def test_without_qt_multimedia_there_are_none(devices, monkeypatch):
    monkeypatch.setitem(sys.modules, "PySide6.QtMultimedia", None)
    assert (devices.microphones(), devices.loudspeakers()) == ((), ())
