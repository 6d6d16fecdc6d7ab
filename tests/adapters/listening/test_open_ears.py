# SPDX-License-Identifier: Apache-2.0
"""When the ears are open, and what makes them close: ids, keys, devices, bad cases."""

import threading

import pytest

from tests.adapters.listening.listening_bench import SILENCE, VOICE, WAIT_S
from trainer_gui.adapters.listening.activity import Timing
from trainer_gui.adapters.listening.sound import CHUNK_S
from trainer_gui.application.errors import EngineError
from trainer_gui.domain.events import (
    Device,
    DeviceFailed,
    DeviceReady,
    NothingHeard,
    TraineeEnded,
    TraineeSaid,
    TraineeStarted,
)


def test_nothing_is_heard_while_the_customer_speaks(bench):
    b = bench().ready()
    b.speak(2)
    b.silence(2)
    assert b.settled() == []
    assert b.captured == []


def test_stop_while_decoding_posts_nothing_more_for_that_turn(bench):
    b = bench().ready()
    b.recogniser.go.clear()
    b.listener.listen(1)
    b.speak(1)
    b.silence(1)
    b.until(TraineeEnded)
    b.listener.stop(1)
    b.listener.listen(2)
    b.recogniser.go.set()
    b.recogniser.text = "第二句"
    b.speak(1)
    b.silence(1)
    events = b.until(TraineeSaid)
    assert {e.turn_id for e in events} == {2}
    assert events[-1].text == "第二句"


def test_rest_drops_the_turn_under_way_and_what_waits_to_be_decoded(bench):
    b = bench().ready()
    b.recogniser.go.clear()
    b.listener.listen(1)
    b.speak(1)  # a partial decode is under way
    assert b.recogniser.calls.get(timeout=WAIT_S)[0] is False
    b.silence(1)  # and the final one waits
    b.until(TraineeEnded)
    b.listener.rest()
    b.settled()
    b.recogniser.go.set()
    done = threading.Event()
    b.listener._decoder._worker.submit(done.set)
    assert done.wait(WAIT_S)
    assert b.settled() == []
    assert b.recogniser.calls.empty(), "nobody wants to know it any more"


def test_stop_with_a_stale_id_changes_nothing(bench):
    b = bench()
    b.listener.listen(2)
    b.listener.stop(1)
    b.speak(1)
    b.silence(1)
    assert b.until(TraineeSaid)[-1].turn_id == 2


def test_after_the_words_the_ears_are_closed(bench):
    b = bench().ready()
    b.listener.listen(1)
    b.speak(1)
    b.silence(1)
    b.until(TraineeSaid)
    b.speak(1)
    b.silence(1)
    assert b.settled() == []


def test_an_unplugged_microphone_ends_the_turn_with_what_was_said(bench):
    b = bench()
    b.listener.listen(1)
    b.speak(1)
    b.fed.unplug()
    assert b.until(TraineeSaid)[-1].text == "我来查"


def test_a_microphone_unplugged_in_silence_says_nothing_and_listens_on(bench):
    b = bench()
    b.listener.listen(1)
    b.silence(1)
    b.fed.unplug()
    b.speak(1)
    b.silence(1)
    assert b.until(TraineeSaid)[-1].turn_id == 1


def test_press_to_talk_ends_with_the_release_and_not_with_silence(bench):
    b = bench(press_to_talk=True).ready()
    b.listener.listen(1)
    b.speak(1)
    b.silence(3)
    b.speak(1)
    assert TraineeEnded not in [type(e) for e in b.settled()]
    b.listener.finish(1)
    assert b.until(TraineeSaid)[-1].delivery.speech_s == pytest.approx(2, abs=0.1)


def test_from_hands_free_to_press_to_talk_between_two_turns(bench):
    b = bench().ready()
    b.listener.listen(1)
    b.speak(0.512)
    b.silence(1)
    assert b.until(TraineeSaid)[-1].turn_id == 1
    b.listener.take_turns(Timing(), press_to_talk=True)
    b.listener.listen(2)
    b.speak(0.512)
    b.silence(2)
    assert not any(isinstance(e, TraineeEnded) for e in b.settled())
    b.listener.finish(2)
    assert b.until(TraineeSaid)[-1].turn_id == 2


def test_press_to_talk_without_a_word_closes_the_ears(bench):
    b = bench(press_to_talk=True).ready()
    b.listener.listen(1)
    b.silence(0.5)
    b.listener.finish(1)
    assert b.until(NothingHeard)[-1] == NothingHeard(1)
    b.speak(1)
    assert b.settled() == []


def test_hands_free_a_tap_on_the_key_without_a_word_goes_on_listening(bench):
    b = bench().ready()
    b.listener.listen(1)
    b.listener.finish(1)
    b.speak(1)
    b.listener.finish(1)
    assert [type(e) for e in b.until(TraineeSaid)] == [
        TraineeStarted,
        TraineeEnded,
        TraineeSaid,
    ]


def test_a_recogniser_that_does_not_load_is_told_and_the_turn_still_ends(bench):
    def broken():
        raise EngineError("whisper: can't be loaded; install it")

    b = bench(broken)
    b.listener.prepare()
    reason = "whisper: can't be loaded; install it"
    assert b.until(DeviceFailed) == [DeviceFailed(Device.RECOGNISER, reason)]
    b.listener.listen(1)
    b.speak(1)
    b.silence(1)
    assert b.until(NothingHeard)[-1] == NothingHeard(1)


def test_a_recogniser_that_crashes_is_told_and_its_recovery_too(bench):
    b = bench()
    b.recogniser.error = RuntimeError("out of\nmemory")
    b.listener.listen(1)
    b.speak(0.5)
    b.silence(1)
    events = b.until(NothingHeard)
    failed = next(e for e in events if isinstance(e, DeviceFailed))
    assert failed == DeviceFailed(Device.RECOGNISER, "fake: out of memory; type instead")
    b.recogniser.error = None
    b.speak(0.5)
    b.silence(1)
    assert DeviceReady(Device.RECOGNISER, "fake") in b.until(TraineeSaid)


def test_all_that_is_captured_goes_to_the_recorder_with_its_times(bench):
    b = bench()
    b.listener.listen(1)
    b.silence(0.32)
    b.speak(0.32)
    b.settled()
    assert b"".join(d for d, _ in b.captured) == SILENCE * 10 + VOICE * 10
    assert [at for _, at in b.captured] == pytest.approx([100 + CHUNK_S * i for i in range(20)])
    assert max(b.levels) == pytest.approx(0.5, abs=0.01)
    assert min(b.levels) == 0.0


def test_pieces_of_any_size_are_heard_the_same(bench):
    b = bench(timing=Timing())
    b.listener.listen(1)
    stream = SILENCE * 10 + VOICE * 40 + SILENCE * 40
    for i in range(0, len(stream), 700):
        piece = stream[i : i + 700]
        b.now += len(piece) / 32000
        b.fed.feed(piece)
    said = b.until(TraineeSaid)[-1]
    assert said.start == pytest.approx(100.32, abs=0.04)
    assert said.end == pytest.approx(101.6, abs=0.04)


def test_close_while_speaking_and_decoding_leaves_no_thread(bench):
    b = bench()
    b.recogniser.go.clear()
    b.listener.listen(1)
    b.speak(1)
    b.recogniser.calls.get(timeout=WAIT_S)
    threading.Timer(0.2, b.recogniser.go.set).start()
    b.listener.close()
    assert not {"ears", "recogniser"} & {t.name for t in threading.enumerate()}
    b.fed.feed(VOICE)
    assert not [e for e in b.waiting() if isinstance(e, TraineeSaid)]
