# SPDX-License-Identifier: Apache-2.0
"""From sound to words: threads, drafts, partial results."""

import pytest

from tests.adapters.listening.listening_bench import WAIT_S, FakeRecogniser
from trainer_gui.adapters.listening.sound import CHUNK_S
from trainer_gui.domain.events import (
    NothingHeard,
    PartialHeard,
    TraineeEnded,
    TraineeSaid,
    TraineeStarted,
)


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
    assert seconds == pytest.approx(0.5 + 0.13, abs=0.07)
    b.silence(0.6)
    b.until(TraineeSaid)
    assert b.recogniser.calls.empty()


@pytest.mark.parametrize(
    ("text", "wait_s"),
    [("我现在就给您取消了。", 0.52), ("我来查", 0.8), ("嗯，这个是因为", 1.5)],
)
def test_what_was_said_tells_how_long_the_end_of_the_turn_is_waited_for(bench, text, wait_s):
    b = bench(FakeRecogniser(text)).ready()
    b.listener.listen(1)
    b.speak(0.512)
    b.silence(0.3)
    assert b.until(PartialHeard)[-1].text == text
    b.silence(2)
    ended = b.until(TraineeEnded)[-1]
    assert ended.at - 100.512 == pytest.approx(wait_s, abs=2 * CHUNK_S)


def test_speech_that_goes_on_after_because_is_waited_for_as_ever(bench):
    b = bench(FakeRecogniser("这个是因为", "这个是因为系统")).ready()
    b.listener.listen(1)
    b.speak(0.512)
    b.silence(0.3)
    b.until(PartialHeard)
    b.silence(0.9)
    b.speak(0.512)
    b.silence(0.7)
    assert TraineeEnded not in [type(e) for e in b.settled()]
    b.silence(0.5)
    assert b.until(TraineeSaid)[-1].text == "这个是因为系统"


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
    b = bench(FakeRecogniser("我来查"))
    b.listener.prepare()
    b.listener.listen(1)
    b.speak(0.8)
    heard = b.until(PartialHeard)[-1]
    assert (heard.turn_id, heard.text, heard.confidence) == (1, "我来查", 0.9)
    assert not b.recogniser.calls.get(timeout=WAIT_S)[0]
    b.settled()
    while b.recogniser.calls.empty():  # the slower a decode was, the later the next
        b.speak(0.4)
        b.settled()
    assert not b.recogniser.calls.get(timeout=WAIT_S)[0]
    assert not any(isinstance(event, PartialHeard) for event in b.settled())


def test_a_syllable_that_is_no_word_yet_is_soon_looked_at_again(bench):
    b = bench(FakeRecogniser("")).ready()
    b.listener.listen(1)
    b.speak(0.7)
    assert not b.recogniser.calls.get(timeout=WAIT_S)[0]
    b.decoded()
    b.recogniser.text = "我来查"
    b.speak(0.1)
    assert b.until(PartialHeard)[-1].text == "我来查"


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
    b.speak(1)
    assert b.recogniser.calls.get(timeout=WAIT_S)[0] is False  # under way when the draft comes
    b.speak(8)
    b.silence(0.4)
    b.speak(0.1)
    b.settled()
    b.recogniser.go.set()
    assert b.recogniser.calls.get(timeout=WAIT_S)[0] is True
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
    b = bench(FakeRecogniser("", "我来查")).ready()
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
    assert said.text == "我来查"


def test_two_minutes_of_silence_post_nothing(bench):
    b = bench().ready()
    b.listener.listen(1)
    for _ in range(12):
        b.silence(10)
        b.settled()
    assert b.settled() == []
