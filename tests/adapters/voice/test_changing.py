# SPDX-License-Identifier: Apache-2.0
"""Another voice or another loudspeaker, chosen while the app runs."""

from tests.adapters.voice.fake_voice import Hum
from tests.adapters.voice.test_speaker import SHORT, line, make_stage  # noqa: F401 - a fixture
from trainer_gui.application.errors import EngineError
from trainer_gui.domain.events import Device, DeviceFailed, DeviceReady, LineFinished


class OtherHum(Hum):
    name = "other"


def _voices(stage):
    return [e.name for e in stage.of(DeviceReady) if e.device is Device.VOICE]


def _broken():
    raise EngineError("it is not installed")


def test_another_engine_speaks_the_next_line_also_one_that_was_rendered(make_stage):  # noqa: F811
    stage = make_stage()
    stage.speaker.say(1, line(SHORT))
    stage.wait_for(LineFinished)
    other = OtherHum()
    stage.speaker.load(lambda: other)
    stage.qtbot.waitUntil(lambda: _voices(stage) == ["hum", "other"], timeout=10_000)
    stage.speaker.say(2, line(SHORT))
    stage.wait_for(LineFinished, 2)
    assert "".join(other.rendered) == SHORT


def test_from_an_engine_that_cant_be_loaded_there_is_a_way_back(make_stage):  # noqa: F811
    stage = make_stage()
    stage.qtbot.waitUntil(lambda: _voices(stage) == ["hum"], timeout=10_000)
    stage.speaker.load(_broken)
    failed = stage.wait_for(DeviceFailed)
    assert (failed.device, failed.reason) == (Device.VOICE, "it is not installed")
    stage.speaker.load(lambda: stage.voice)
    stage.qtbot.waitUntil(lambda: _voices(stage) == ["hum", "hum"], timeout=10_000)
    stage.speaker.say(1, line(SHORT))
    assert stage.wait_for(LineFinished).heard_text == SHORT
    assert "".join(stage.voice.rendered) == SHORT
