# SPDX-License-Identifier: Apache-2.0
"""A hall full of voices is no reply; a reply in it is heard."""

import numpy as np

from tests.adapters.listening.listening_bench import FakeRecogniser
from trainer_gui.adapters.listening.background import Background
from trainer_gui.adapters.listening.echo import Played
from trainer_gui.adapters.listening.sound import CHUNK_BYTES, RATE
from trainer_gui.application.ports import Pcm
from trainer_gui.domain.events import TraineeEnded, TraineeSaid, TraineeStarted


def tone(amplitude):
    """One chunk that the bench takes for speech."""
    return (np.tile([1, -1], CHUNK_BYTES // 4) * amplitude).astype("<i2").tobytes()


HALL, REPLY = tone(1000), tone(2500)


def test_in_a_silent_room_everything_stands_out():
    assert Background().stands_out(1e-8, speaking=False)


def test_a_room_is_known_after_a_second_and_its_last_moments_do_not_count():
    room = Background()
    for _ in range(31):
        room.hear(0.01)
    for _ in range(12):
        room.hear(0.1)
    assert not room.stands_out(0.04, speaking=False)
    assert room.stands_out(0.06, speaking=False)
    assert room.stands_out(0.03, speaking=True)
    assert not room.stands_out(0.01, speaking=True)


def test_a_slammed_door_does_not_count():
    room = Background()
    for power in (*[0.001] * 60, *[0.5] * 40, *[0.001] * 37):
        room.hear(power)
    assert room.stands_out(0.01, speaking=False)


def test_a_hall_that_is_known_from_before_begins_no_turn_and_a_reply_in_it_does(bench):
    b = bench(FakeRecogniser("我来查")).ready()
    b.speak(2, HALL)  # before it is her turn, nobody is listened to
    b.settled()
    b.listener.listen(1)
    b.speak(8, HALL)
    assert b.settled() == []
    b.speak(1, REPLY)
    b.speak(1, HALL)
    assert [type(e) for e in b.until(TraineeSaid)] == [TraineeStarted, TraineeEnded, TraineeSaid]
    b.speak(3, HALL)
    b.listener.listen(2)
    b.speak(8, HALL)
    assert b.settled() == []


def test_her_own_voice_is_no_part_of_the_room(bench):
    played = Played()
    b = bench(FakeRecogniser("我来查"), played=played).ready()
    for _ in range(20):
        played.hear(Pcm(bytes(RATE // 5), RATE), b.now)
        b.speak(0.1, tone(8000))
    b.settled()
    b.listener.listen(1)
    b.speak(0.3, REPLY)
    assert TraineeStarted in [type(e) for e in b.settled()]
