# SPDX-License-Identifier: Apache-2.0
"""The listener as a whole, on a hand-written recogniser: threads, ids, bad cases."""

import queue
import threading

import pytest

from trainer_gui.adapters.listening.activity import Timing
from trainer_gui.adapters.listening.listener import VoiceListener
from trainer_gui.adapters.listening.sound import CHUNK_BYTES, CHUNK_S, FedInput
from trainer_gui.application.errors import EngineError
from trainer_gui.application.ports import Heard
from trainer_gui.domain.events import (
    Device,
    DeviceFailed,
    DeviceReady,
    NothingHeard,
    PartialHeard,
    TraineeEnded,
    TraineeSaid,
    TraineeStarted,
)

VOICE = (b"\x00\x40\x00\xc0" * CHUNK_BYTES)[:CHUNK_BYTES]
SILENCE = bytes(CHUNK_BYTES)
WAIT_S = 10


def _probability(chunk):
    return 0.9 if any(chunk) else 0.0


class FakeRecogniser:
    """Says what it is told to, and how long the sound was; can be held up and made to fail."""

    name = "fake"

    def __init__(self, text="您好", *later):
        self.text = text
        self.later = list(later)
        self.calls = queue.Queue()
        self.go = threading.Event()
        self.go.set()
        self.error = None

    def hear(self, speech, *, final=True):
        self.calls.put((final, speech.seconds))
        assert self.go.wait(WAIT_S)
        if self.error is not None:
            raise self.error
        text = self.text
        if final and self.later:
            self.text = self.later.pop(0)
        return Heard(text, 0.9) if text else Heard("", 0.0)


class Bench:
    """A listener with everything around it; speech is fed faster than real time."""

    def __init__(self, recogniser, **options):
        self.recogniser = recogniser
        self.now = 100.0
        self.fed = FedInput()
        self.posted = queue.Queue()
        self.captured = []
        self.levels = []
        make = recogniser if callable(recogniser) else lambda: recogniser
        self.listener = VoiceListener(
            self.posted.put,
            lambda: self.now,
            self.fed,
            make,
            detector=lambda: _probability,
            on_level=self.levels.append,
            on_captured=lambda data, at: self.captured.append((data, at)),
            **options,
        )

    def ready(self):
        """Load the recogniser, so that no event of it comes in between later."""
        self.listener.prepare()
        assert self.until(DeviceReady) == [DeviceReady(Device.RECOGNISER, "fake")]
        return self

    def speak(self, seconds, chunk=VOICE):
        for _ in range(round(seconds / CHUNK_S)):
            self.now += CHUNK_S
            self.fed.feed(chunk)

    def silence(self, seconds):
        self.speak(seconds, SILENCE)

    def until(self, kind):
        """The events up to the first of `kind`, without partial ones before it."""
        seen = []
        while True:
            event = self.posted.get(timeout=WAIT_S)
            if kind is PartialHeard or not isinstance(event, PartialHeard):
                seen.append(event)
            if isinstance(event, kind):
                return seen

    def settled(self):
        """Wait until all that was fed is handled; the events since."""
        done = threading.Event()
        self.listener._worker.submit(done.set)
        assert done.wait(WAIT_S)
        return self.waiting()

    def waiting(self):
        events = []
        while not self.posted.empty():
            events.append(self.posted.get())
        return events


@pytest.fixture
def bench():
    made = []

    def make(recogniser=None, **options):
        made.append(Bench(recogniser or FakeRecogniser(), **options))
        return made[-1]

    yield make
    for one in made:
        if isinstance(one.recogniser, FakeRecogniser):
            one.recogniser.go.set()
        one.listener.close()


def test_a_turn_from_the_first_sound_to_the_words(bench):
    b = bench(FakeRecogniser("您好，请坐")).ready()
    b.listener.listen(7)
    b.silence(1.024)
    b.speak(2.048)
    b.silence(1)

    started, ended, said = b.until(TraineeSaid)
    assert started == TraineeStarted(7, pytest.approx(101.024, abs=0.04))
    assert ended == TraineeEnded(7, pytest.approx(103.072 + 0.8, abs=0.04))
    assert (said.turn_id, said.text, said.confidence) == (7, "您好，请坐", 0.9)
    assert said.start == started.at
    assert said.end == pytest.approx(103.072, abs=0.04)
    assert said.delivery.speech_s == pytest.approx(2.048, abs=0.04)
    assert said.delivery.characters == 4
    assert said.delivery.loudness_db == pytest.approx(-6.0, abs=0.1)


def test_the_words_are_there_before_the_end_of_turn_silence_is_over(bench):
    b = bench()
    b.listener.listen(1)
    b.speak(0.5)
    b.silence(0.3)
    final, seconds = b.recogniser.calls.get(timeout=WAIT_S)
    assert final
    assert seconds == pytest.approx(0.5 + 0.24, abs=0.07)
    b.silence(0.6)
    b.until(TraineeSaid)
    assert b.recogniser.calls.empty()


def test_a_decode_is_thrown_away_when_speech_goes_on(bench):
    b = bench()
    b.listener.listen(1)
    b.speak(0.5)
    b.silence(0.3)
    assert b.recogniser.calls.get(timeout=WAIT_S)[0]
    b.recogniser.text = "您好，请坐"
    b.speak(0.5)
    b.silence(1)
    said = b.until(TraineeSaid)[-1]
    assert said.text == "您好，请坐"
    assert said.delivery.speech_s == pytest.approx(1.0, abs=0.07)


def test_partial_results_come_while_one_speaks_and_only_when_they_change(bench):
    b = bench(FakeRecogniser("您好"))
    b.listener.prepare()
    b.listener.listen(1)
    b.speak(0.8)
    assert b.until(PartialHeard)[-1] == PartialHeard(1, "您好")
    b.settled()
    b.speak(0.8)
    assert not b.recogniser.calls.get(timeout=WAIT_S)[0]
    assert not b.recogniser.calls.get(timeout=WAIT_S)[0]
    assert PartialHeard(1, "您好") not in b.settled()


def test_a_long_turn_is_decoded_piece_by_piece(bench):
    b = bench(FakeRecogniser("一段。"))
    b.listener.listen(1)
    for _ in range(2):
        b.speak(9)
        b.silence(0.4)
        b.settled()  # faster than life, but not beyond the backlog's limit
    b.speak(1)
    b.silence(1)
    assert b.until(TraineeSaid)[-1].text == "一段。一段。一段。"
    finals = []
    while not b.recogniser.calls.empty():
        final, seconds = b.recogniser.calls.get()
        if final:
            finals.append(seconds)
    assert max(finals) < 10
    assert finals[-1] < 2


def test_a_late_partial_result_does_not_double_what_a_draft_holds(bench):
    b = bench(FakeRecogniser("一段。")).ready()
    b.listener.listen(1)
    b.recogniser.go.clear()
    b.speak(9)
    b.silence(0.4)
    b.speak(0.1)
    b.settled()
    b.recogniser.go.set()
    for final in (False, True):
        assert b.recogniser.calls.get(timeout=WAIT_S)[0] is final
    b.silence(1)
    events = []
    while not events or not isinstance(events[-1], TraineeSaid):
        events.append(b.posted.get(timeout=WAIT_S))
    assert PartialHeard(1, "一段。一段。") not in events[:-3]
    assert events[-1].text == "一段。一段。"


def test_a_cough_is_nothing_and_listening_goes_on(bench):
    b = bench().ready()
    b.listener.listen(3)
    b.speak(0.16)
    b.silence(1)
    assert b.until(NothingHeard)[-1] == NothingHeard(3)
    b.settled()
    b.speak(1)
    b.silence(1)
    started, _, said = b.until(TraineeSaid)
    assert (started.turn_id, said.turn_id) == (3, 3)


def test_noise_without_words_is_nothing_and_what_came_meanwhile_is_heard(bench):
    b = bench(FakeRecogniser("", "您好")).ready()
    b.recogniser.go.clear()
    b.listener.listen(3)
    b.speak(0.5)
    b.silence(1)
    b.speak(0.5)
    b.silence(1)
    assert [type(e) for e in b.settled()] == [TraineeStarted, TraineeEnded]
    b.recogniser.go.set()
    nothing, started, _, said = b.until(TraineeSaid)
    assert nothing == NothingHeard(3)
    assert started.at == pytest.approx(101.5, abs=0.04)
    assert said.text == "您好"


def test_two_minutes_of_silence_post_nothing(bench):
    b = bench().ready()
    b.listener.listen(1)
    for _ in range(12):
        b.silence(10)
        b.settled()
    assert b.settled() == []


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
    assert b.until(TraineeSaid)[-1].text == "您好"


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
