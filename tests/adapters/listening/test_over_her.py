# SPDX-License-Identifier: Apache-2.0
"""Open ears while the customer speaks: who means it is heard, a cough and her own voice are not."""

import numpy as np
import pytest

from tests.adapters.listening.listening_bench import VOICE
from trainer_gui.adapters.listening.echo import Played
from trainer_gui.adapters.listening.sound import CHUNK_BYTES, CHUNK_S, RATE
from trainer_gui.application.ports import Pcm
from trainer_gui.domain.events import (
    EchoHeard,
    PartialHeard,
    TraineeEnded,
    TraineeSaid,
    TraineeStarted,
    TraineeWentOn,
)

HUM = (8000 * np.sin(2 * np.pi * 250 * np.arange(CHUNK_BYTES // 2) / RATE)).astype("<i2").tobytes()
HER_S = 3.0


def noise(seconds, seed=1):
    return (np.random.default_rng(seed).standard_normal(int(seconds * RATE)) * 3000).astype("<i2")


def kinds(b):
    """What was told since, apart from partial results, which come when they can."""
    return [type(e) for e in b.settled() if not isinstance(e, PartialHeard)]


@pytest.fixture
def b(bench):
    b = bench().ready()
    b.listener.listen(4, over_her=True)
    b.silence(0.32)
    return b


def test_speech_over_her_is_told_after_300_ms_and_with_its_beginning(b):
    b.speak(0.25)
    assert b.settled() == []
    b.speak(0.064)
    assert b.settled() == [TraineeStarted(4, pytest.approx(100.32, abs=CHUNK_S))]
    b.listener.listen(4)  # she has fallen silent
    b.speak(0.5)
    b.silence(1)
    said = b.until(TraineeSaid)[-1]
    assert said.start == pytest.approx(100.32, abs=CHUNK_S)
    assert said.delivery.speech_s == pytest.approx(0.82, abs=0.05)


def test_a_cough_over_her_is_nothing(b):
    for _ in range(20):
        b.speak(0.192)
        b.silence(0.5)
    assert b.settled() == []


def test_a_hum_of_agreement_is_nothing_but_one_that_never_ends_is(b):
    for _ in range(5):
        b.speak(0.352, HUM)
        b.silence(0.5)
    assert b.settled() == []
    b.speak(0.6, HUM)
    assert kinds(b) == [TraineeStarted]


def test_words_after_a_hum_are_words(b):
    b.speak(0.25, HUM)
    b.speak(0.1)
    assert kinds(b) == [TraineeStarted]


def test_who_speaks_when_her_line_is_over_has_the_word(b):
    b.speak(0.192)
    b.settled()
    b.listener.listen(4)
    assert kinds(b) == [TraineeStarted]
    b.speak(0.5)
    b.silence(1)
    assert [type(e) for e in b.until(TraineeSaid)] == [TraineeEnded, TraineeSaid]


def test_a_hum_before_the_end_of_her_line_is_no_reply_to_it(b):
    b.speak(0.192)
    b.silence(0.1)
    b.settled()
    b.listener.listen(4)
    b.silence(2)
    assert b.settled() == []
    b.speak(0.2)
    assert kinds(b) == [TraineeStarted], "now a reply may begin as ever"


def test_who_was_talking_when_she_cut_in_does_not_cut_her_off(bench):
    b = bench().ready()
    b.listener.listen(3)
    b.speak(1)
    b.settled()
    b.listener.stop(3)
    b.waiting()
    b.listener.listen(4, over_her=True)
    b.speak(1)
    assert b.settled() == []
    b.silence(0.3)
    b.speak(0.4)
    assert kinds(b) == [TraineeStarted]


def test_who_fell_silent_as_she_cut_in_may_cut_her_off(bench):
    b = bench().ready()
    b.listener.listen(3)
    b.speak(1)
    b.settled()
    b.listener.stop(3)
    b.waiting()
    b.listener.listen(4, over_her=True)
    b.silence(0.5)
    b.speak(0.4)
    assert kinds(b) == [TraineeStarted]


def test_a_microphone_unplugged_in_a_cough_over_her_says_nothing(b):
    b.speak(0.2)
    b.fed.unplug()
    assert b.settled() == []


def _hers(b, played, seconds, late=0.1, quieter=8):
    """She says noise, and the microphone hears it late and more softly."""
    hers = noise(seconds)
    played.hear(Pcm(hers.tobytes(), RATE), b.now)
    return np.concatenate([np.zeros(int(late * RATE), "<i2"), hers // quieter])


def _feed(b, sound):
    data = sound.astype("<i2").tobytes()
    for i in range(0, len(data) - CHUNK_BYTES + 1, CHUNK_BYTES):
        b.speak(CHUNK_S, data[i : i + CHUNK_BYTES])


def test_her_own_voice_in_the_microphone_is_told_and_is_nobodys_turn(bench):
    played = Played()
    b = bench(played=played).ready()
    b.listener.listen(4, over_her=True)
    _feed(b, _hers(b, played, 2))
    events = b.settled()
    assert events
    assert set(events) == {EchoHeard(4)}


def test_the_tail_of_her_voice_begins_no_turn(bench):
    played = Played()
    b = bench(played=played).ready()
    sound = _hers(b, played, 2, late=0.3)
    b.now += 1.9
    b.listener.listen(4)
    _feed(b, sound[int(1.9 * RATE) :])
    b.silence(2)
    assert TraineeStarted not in kinds(b)


def test_who_speaks_over_her_in_headphones_is_not_taken_for_her(bench):
    played = Played()
    b = bench(played=played).ready()
    b.listener.listen(4, over_her=True)
    _hers(b, played, 2)
    _feed(b, noise(1, seed=2))
    assert kinds(b) == [TraineeStarted]


def test_going_on_after_a_short_silence_is_told(bench):
    b = bench().ready()
    b.listener.listen(1)
    b.speak(0.5)
    b.silence(0.3)
    b.speak(0.1, VOICE)
    assert TraineeWentOn(1) in b.settled()
