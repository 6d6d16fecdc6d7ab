# SPDX-License-Identifier: Apache-2.0
import threading

import pytest

from tests.adapters.voice.fake_voice import FakeLoudspeakers, Hum, OwnTime
from trainer_gui.adapters.voice.cache import Cache
from trainer_gui.adapters.voice.speaker import Speaker
from trainer_gui.adapters.voice.studio import STAGE_S
from trainer_gui.application.errors import EngineError
from trainer_gui.domain.effects import READING_PACE, Utterance
from trainer_gui.domain.emotion import Band
from trainer_gui.domain.events import Device, DeviceFailed, DeviceReady, LineFinished, LineStarted
from trainer_gui.domain.persona import VoiceStyle

LONG = "我这个月话费怎么多扣了那么多，你们到底是怎么回事？今天不说清楚，我就不走了！"
SHORT = "你们怎么回事？"


def line(*pieces):
    return Utterance(pieces, VoiceStyle(), Band.ANGRY)


class Stage:
    """A speaker with fakes around it, and the events that it posted."""

    def __init__(self, qtbot, tmp_path, voice=None, load=None, stops_at_s=None):
        self.qtbot = qtbot
        self.events = []
        self.levels = []
        self.played = []
        self.voice = voice or Hum()
        self.clock = OwnTime()
        self.loudspeakers = FakeLoudspeakers(self.clock, stops_at_s)
        self.speaker = Speaker(
            load or (lambda: self.voice),
            Cache(tmp_path / "cache"),
            self.events.append,
            self.clock,
            self.loudspeakers,
            on_level=self.levels.append,
            on_played=lambda pcm, at: self.played.append((pcm, at)),
        )

    def of(self, kind):
        return [e for e in self.events if isinstance(e, kind)]

    def wait_for(self, kind, count=1):
        self.qtbot.waitUntil(lambda: len(self.of(kind)) >= count, timeout=10_000)
        return self.of(kind)[count - 1]


@pytest.fixture
def make_stage(qtbot, tmp_path):
    stages = []

    def make(**options):
        stages.append(Stage(qtbot, tmp_path, **options))
        return stages[-1]

    yield make
    for stage in stages:
        stage.voice.go()
        stage.speaker.close()
    assert not {"voice", "player"} & {t.name for t in threading.enumerate()}


def test_the_loudspeaker_is_named_before_the_first_line(make_stage):
    stage = make_stage()
    stage.qtbot.waitUntil(
        lambda: [e.device for e in stage.of(DeviceReady)] == [Device.LOUDSPEAKER, Device.VOICE]
    )
    assert stage.of(DeviceReady)[0].name == stage.loudspeakers.find().name


def test_a_line_is_started_once_and_finished_once_with_all_its_text(make_stage):
    stage = make_stage()
    stage.speaker.say(1, line("哎，", SHORT))
    finished = stage.wait_for(LineFinished)
    assert finished.heard_text == "哎，" + SHORT
    assert not finished.interrupted
    started = stage.of(LineStarted)
    assert [e.line_id for e in started] == [1]
    sound_s = len("哎，" + SHORT) * 0.05
    assert finished.at - started[0].at == pytest.approx(sound_s, abs=0.1)
    assert max(stage.levels) == pytest.approx(0.3 / 2**0.5, abs=0.02)
    recorded = b"".join(pcm.data for pcm, _ in stage.played)
    assert recorded == bytes(stage.loudspeakers.sinks[0].written)
    assert len(recorded) == round(sound_s * 48_000)


def test_a_stage_direction_takes_a_moment_of_silence(make_stage):
    stage = make_stage()
    stage.speaker.say(1, line("〔他低着头，半天没有作声〕"))
    finished = stage.wait_for(LineFinished)
    assert finished.heard_text == "〔他低着头，半天没有作声〕"
    assert stage.voice.rendered == []
    assert finished.at - stage.of(LineStarted)[0].at == pytest.approx(STAGE_S, abs=0.1)
    assert not any(b"".join(pcm.data for pcm, _ in stage.played))


def test_the_first_clause_sounds_before_the_last_is_rendered(make_stage):
    stage = make_stage(voice=Hum(at_first=1))
    stage.speaker.say(1, line(LONG))
    stage.wait_for(LineStarted)
    assert len(stage.voice.rendered) == 1
    stage.voice.go()
    assert stage.wait_for(LineFinished).heard_text == LONG
    assert "".join(stage.voice.rendered) == LONG


def test_stop_mid_line_tells_what_was_heard(make_stage):
    stage = make_stage(stops_at_s=0.6)
    stage.speaker.say(1, line(LONG))
    stage.wait_for(LineStarted)
    (sink,) = stage.loudspeakers.sinks
    stage.qtbot.waitUntil(lambda: sink.written_s >= 0.6)
    stage.speaker.stop(1)
    sink.stops_at_s, written = None, len(sink.written)
    finished = stage.wait_for(LineFinished)
    assert finished.interrupted
    assert LONG.startswith(finished.heard_text)
    assert 9 <= len(finished.heard_text) <= 12  # 0.5 to 0.6 s at 0.05 s a character
    stage.qtbot.waitUntil(lambda: sink.closed)
    assert len(sink.written) == written  # not a sample more was played
    stage.speaker.stop(1)
    stage.qtbot.wait(100)
    assert len(stage.of(LineFinished)) == 1


def test_stop_before_the_first_sound(make_stage):
    stage = make_stage(voice=Hum(at_first=0))
    stage.speaker.say(1, line(SHORT))
    stage.voice.begun.wait(5)
    stage.speaker.stop(1)
    assert stage.of(LineFinished) == [
        LineFinished(1, stage.of(LineFinished)[0].at, "", interrupted=True)
    ]
    assert not stage.of(LineStarted)
    stage.qtbot.waitUntil(lambda: stage.voice.cancelled == 1)


def test_stale_ids_are_ignored(make_stage):
    stage = make_stage()
    stage.speaker.say(5, line(SHORT))
    stage.speaker.say(5, line(LONG))
    stage.speaker.say(3, line(LONG))
    stage.speaker.stop(3)
    stage.speaker.stop(99)
    assert stage.wait_for(LineFinished).heard_text == SHORT
    stage.qtbot.wait(50)
    assert [(e.line_id, e.interrupted) for e in stage.of(LineFinished)] == [(5, False)]


def test_a_new_line_ends_the_one_before(make_stage):
    stage = make_stage()
    stage.speaker.say(1, line(LONG))
    stage.wait_for(LineStarted)
    stage.speaker.say(2, line(SHORT))
    assert stage.wait_for(LineFinished, 2).heard_text == SHORT
    assert [(e.line_id, e.interrupted) for e in stage.of(LineFinished)] == [(1, True), (2, False)]
    assert [e.line_id for e in stage.of(LineStarted)] == [1, 2]


def test_what_was_prepared_is_not_rendered_again(make_stage):
    stage = make_stage()
    stage.speaker.prepare([line(SHORT), line(LONG)])
    stage.qtbot.waitUntil(lambda: "".join(stage.voice.rendered) == SHORT + LONG)
    stage.voice.fails = True
    stage.speaker.say(1, line(LONG))
    assert stage.wait_for(LineFinished).heard_text == LONG
    assert not stage.of(DeviceFailed)


def test_preparing_gives_way_to_a_line_and_waits_while_held(make_stage):
    stage = make_stage(voice=Hum(at_first=0))
    stage.speaker.prepare([line(LONG)])
    stage.voice.begun.wait(5)
    stage.speaker.hold(on=True)
    stage.qtbot.waitUntil(lambda: stage.voice.cancelled == 1)
    stage.voice.go()
    stage.speaker.say(1, line(SHORT))
    stage.wait_for(LineFinished)
    assert stage.voice.rendered == [SHORT]
    stage.speaker.hold(on=False)
    stage.qtbot.waitUntil(lambda: "".join(stage.voice.rendered) == SHORT + LONG)


def test_all_that_is_expected_is_rendered_also_while_held(make_stage):
    stage = make_stage()
    stage.speaker.hold(on=True)
    stage.speaker.expect([line(SHORT), line(LONG)])
    stage.qtbot.waitUntil(lambda: "".join(stage.voice.rendered) == SHORT + LONG)


def test_without_a_loudspeaker_the_line_is_read(make_stage):
    stage = make_stage()
    stage.loudspeakers.there = False
    stage.speaker.say(1, line(SHORT))
    finished = stage.wait_for(LineFinished)
    assert finished.heard_text == SHORT
    started = stage.of(LineStarted)[0]
    assert started.at <= finished.at
    stage.speaker.say(2, line(LONG))
    stage.wait_for(LineStarted, 2)
    stage.clock.now += 2 / READING_PACE + 0.1
    stage.speaker.stop(2)
    assert stage.of(LineFinished)[1].heard_text == LONG[:2]
    assert [e.device for e in stage.of(DeviceFailed)] == [Device.LOUDSPEAKER]
    stage.loudspeakers.set_there(True)
    assert stage.of(DeviceReady)[-1] == DeviceReady(Device.LOUDSPEAKER, "fake")
    stage.speaker.say(3, line(SHORT))
    stage.wait_for(LineFinished, 3)
    assert len(stage.loudspeakers.sinks) == 1


@pytest.mark.parametrize("how", ["lost", "gone", "does not open"])
def test_a_loudspeaker_that_fails_in_a_line(make_stage, how):
    stage = make_stage()
    stage.loudspeakers.opens = how != "does not open"
    stage.speaker.say(1, line(SHORT))
    if how == "does not open":
        stage.wait_for(DeviceFailed)
    else:
        stage.wait_for(LineStarted)
        if how == "lost":
            stage.loudspeakers.sinks[0].lost = True
        else:
            stage.loudspeakers.set_there(False)
    assert stage.wait_for(LineFinished).heard_text == SHORT
    assert len(stage.of(LineStarted)) == len(stage.of(LineFinished)) == 1
    assert [e.device for e in stage.of(DeviceFailed)] == [Device.LOUDSPEAKER]


def test_an_engine_that_does_not_load(make_stage):
    def load():
        raise EngineError("no engine; install one")

    stage = make_stage(load=load)
    stage.speaker.prepare([line(LONG)])
    stage.speaker.say(1, line(SHORT))
    stage.speaker.prepare([line(SHORT)])
    assert stage.wait_for(LineFinished).heard_text == SHORT
    stage.speaker.say(2, line(SHORT))
    stage.wait_for(LineFinished, 2)
    assert stage.of(DeviceFailed) == [DeviceFailed(Device.VOICE, "no engine; install one")]


def test_an_engine_that_fails_in_a_line_is_tried_again(make_stage):
    stage = make_stage()
    stage.wait_for(DeviceReady)
    stage.voice.fails = True
    stage.speaker.say(1, line(SHORT))
    assert stage.wait_for(LineFinished).heard_text == SHORT
    assert stage.of(DeviceFailed) == [DeviceFailed(Device.VOICE, "the hum is hoarse")]
    stage.voice.fails = False
    stage.speaker.say(2, line(SHORT))
    stage.wait_for(LineFinished, 2)
    assert stage.of(DeviceReady)[-1] == DeviceReady(Device.VOICE, "hum", "hums")
    assert len(stage.loudspeakers.sinks) == 1


@pytest.mark.parametrize("pieces", [(), ("",), ("", "……")])
def test_lines_with_hardly_any_text_still_end(make_stage, pieces):
    stage = make_stage()
    stage.speaker.say(1, line(*pieces))
    assert stage.wait_for(LineFinished).heard_text == "".join(pieces)
    assert len(stage.of(LineStarted)) == 1


def test_a_sample_is_given_up_when_another_engine_is_chosen(make_stage):
    stage, heard, go = make_stage(), [], threading.Event()
    stage.wait_for(DeviceReady, 2)

    def slow():
        assert go.wait(10)
        return Hum()

    stage.speaker.load(slow)
    stage.speaker.sample(line(LONG), heard.append)
    stage.speaker.load(Hum)
    assert heard == [None]
    stage.speaker.sample(line(SHORT), heard.append)
    go.set()
    stage.qtbot.waitUntil(lambda: len(heard) == 2, timeout=10_000)
    assert heard[1].seconds > 0


def test_close_while_speaking_ends_the_line(make_stage):
    stage = make_stage(stops_at_s=0.2)  # it will never end by itself
    stage.speaker.say(1, line(LONG))
    stage.wait_for(LineStarted)
    stage.speaker.close()
    assert [e.interrupted for e in stage.of(LineFinished)] == [True]
