# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.adapters.voice.fake_voice import FakeLoudspeakers
from trainer_gui.adapters.playback import Playback
from trainer_gui.application.errors import EngineError
from trainer_gui.application.ports import Pcm

LONG = Pcm(b"\1\0" * 240_000, 24_000)
SHORT = Pcm(b"\2\0" * 1200, 24_000)


@pytest.fixture
def loudspeakers(qapp):
    return FakeLoudspeakers()


@pytest.fixture
def playback(loudspeakers):
    made = Playback(loudspeakers)
    yield made
    made.close()


def sink(loudspeakers, number):
    return len(loudspeakers.sinks) > number and loudspeakers.sinks[number]


def test_a_sound_is_played_to_its_end(qtbot, playback, loudspeakers):
    playback.play(SHORT)
    qtbot.waitUntil(lambda: bool(sink(loudspeakers, 0)) and sink(loudspeakers, 0).closed)
    assert bytes(sink(loudspeakers, 0).written) == SHORT.data


def test_the_next_sound_takes_the_place_of_the_one_before(qtbot, playback, loudspeakers):
    playback.play(LONG)
    qtbot.waitUntil(lambda: bool(sink(loudspeakers, 0)) and bool(sink(loudspeakers, 0).written))
    playback.play(SHORT)
    qtbot.waitUntil(lambda: bool(sink(loudspeakers, 1)) and sink(loudspeakers, 1).closed)
    assert sink(loudspeakers, 0).closed
    assert len(sink(loudspeakers, 0).written) < len(LONG.data)
    assert bytes(sink(loudspeakers, 1).written) == SHORT.data


def test_it_falls_silent_and_plays_again(qtbot, playback, loudspeakers):
    playback.stop()  # before anything was played
    playback.play(LONG)
    qtbot.waitUntil(lambda: bool(sink(loudspeakers, 0)) and bool(sink(loudspeakers, 0).written))
    playback.stop()
    qtbot.waitUntil(lambda: sink(loudspeakers, 0).closed)
    playback.play(SHORT)
    qtbot.waitUntil(lambda: bool(sink(loudspeakers, 1)) and sink(loudspeakers, 1).closed)


def test_without_a_loudspeaker_one_line_says_so(playback, loudspeakers):
    loudspeakers.there = False
    with pytest.raises(EngineError, match="no loudspeaker; plug one in"):
        playback.play(SHORT)


def test_one_that_does_not_open_is_no_crash(qtbot, playback, loudspeakers):
    loudspeakers.opens = False
    playback.play(SHORT)
    loudspeakers.opens = True
    playback.play(SHORT)
    qtbot.waitUntil(lambda: bool(sink(loudspeakers, 0)) and sink(loudspeakers, 0).closed)
