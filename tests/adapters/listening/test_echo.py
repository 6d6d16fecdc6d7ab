# SPDX-License-Identifier: Apache-2.0
"""Telling the customer's voice from others, by sound: rooms, delays, wireless loudspeakers."""

import numpy as np
import pytest

from trainer_gui.adapters.listening.echo import Played
from trainer_gui.adapters.listening.sound import RATE
from trainer_gui.adapters.sessions.recording import resampled
from trainer_gui.adapters.voice.espeak import Espeak
from trainer_gui.application.ports import Pcm
from trainer_gui.domain.emotion import Band
from trainer_gui.domain.persona import VoiceStyle

LINE = "你们到底怎么回事，我上个月的话费怎么多扣了二十块钱，给我说清楚"
REPLY = "非常抱歉给您带来了这么大的麻烦，您先别着急，我马上帮您查一下"


@pytest.fixture(scope="module")
def hers():
    whole = Espeak().render(LINE, VoiceStyle("woman"), Band.ANGRY)
    return Pcm(whole.data[: 3 * 2 * whole.rate], whole.rate)


@pytest.fixture(scope="module")
def reply():
    pcm = Espeak().render(REPLY, VoiceStyle("man"), Band.CALM)
    return resampled(pcm).astype(np.float32)


def _say(hers, jitter_s=0.0):
    """She says it from the time 10.0 on, handed over in the small pieces that a player makes."""
    played, random = Played(), np.random.default_rng(3)
    step = hers.rate // 100 * 2
    for i in range(0, len(hers.data), step):
        at = 10.0 + i / 2 / hers.rate + random.uniform(-jitter_s, jitter_s)
        played.hear(Pcm(hers.data[i : i + step], hers.rate), at)
    return played


def _room(sound, reverberation_s, seed=1):
    """The sound in a room, its first arrival as loud as all that follows."""
    n = max(1, int(reverberation_s * RATE))
    tail = np.random.default_rng(seed).standard_normal(n) * np.exp(-6.9 * np.arange(n) / n)
    tail[:32] = 0
    tail /= np.sqrt(np.sum(tail**2)) + 1e-9
    tail[0] = 1.0
    return np.convolve(sound, tail)[: len(sound)]


def _pcm(sound):
    return np.clip(sound, -32000, 32000).astype("<i2").tobytes()


def _heard(sound, late_s, until_s):
    """What the microphone has heard by `until_s`, of sound that began at 10.0 and came late."""
    silence = np.random.default_rng(2).standard_normal(int((1 + late_s) * RATE)) * 20
    whole = np.concatenate([silence, sound, np.zeros(RATE)])
    return _pcm(whole[: int((until_s - 9.0) * RATE)])


@pytest.mark.parametrize("late_s", [0.0, 0.03, 0.25, 0.5])
@pytest.mark.parametrize("quieter", [1.0, 0.1])
@pytest.mark.parametrize("reverberation_s", [0.0, 0.4])
def test_her_voice_is_known_however_late_soft_and_hollow(hers, late_s, quieter, reverberation_s):
    sound = _room(resampled(hers).astype(np.float32), reverberation_s) * quieter
    for until in (11.2, 11.9, 12.6):
        assert _say(hers).is_echo(_heard(sound, late_s, until), until)


def test_unsteady_times_of_the_player_do_not_matter(hers):
    sound = resampled(hers).astype(np.float32) * 0.2
    assert _say(hers, jitter_s=0.03).is_echo(_heard(sound, 0.1, 12.0), 12.0)


@pytest.mark.parametrize("begins_s", [0.0, 0.3, 0.7])
@pytest.mark.parametrize("leak", [0.0, 0.003])
def test_who_talks_over_her_in_headphones_is_somebody_else(hers, reply, begins_s, leak):
    mine = np.concatenate([np.zeros(int(begins_s * RATE)), reply])
    line = resampled(hers).astype(np.float32) * leak
    mine[: len(line)] += line[: len(mine)]
    for after in (0.4, 0.8, 1.5):
        until = 10.0 + begins_s + after
        assert not _say(hers).is_echo(_heard(mine, 0.0, until), until)


def test_who_talks_after_her_is_somebody_else(hers, reply):
    over = 10.0 + hers.seconds
    assert not _say(hers).is_echo(_pcm(reply[: RATE // 2]), over + 0.5)
    assert not _say(hers).is_echo(_pcm(reply[: RATE // 2]), over + 60)


def test_silence_and_next_to_nothing_are_no_echo(hers):
    played = _say(hers)
    assert not played.is_echo(bytes(2 * RATE), 11.0)
    assert not played.is_echo(b"", 11.0)
    assert not Played().is_echo(_pcm(np.ones(RATE)), 11.0)


def test_a_line_after_another_is_known_as_well(hers):
    played = _say(hers)
    for again in (30.0, 60.0):
        played.hear(hers, again)
    sound = resampled(hers).astype(np.float32) * 0.3
    assert played.is_echo(_pcm(sound[: int(1.5 * RATE)]), 61.5)
    assert not played.is_echo(_pcm(sound[: int(1.5 * RATE)]), 11.5), "that is forgotten"


def test_what_an_earlier_scene_played_does_not_pile_up(hers):
    played = _say(hers)
    played.hear(hers, 100.0)
    for again in (1.0, 21.0):
        played.hear(hers, again)
    assert played.is_silent(90.0)
    assert played.is_silent(110.0)
    assert len(played._streams) == 1, "memory alone tells"
