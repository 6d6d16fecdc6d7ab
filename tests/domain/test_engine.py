# SPDX-License-Identifier: Apache-2.0
"""The dialogue, event by event: her lines, replies, what is being heard."""

from dataclasses import replace

import pytest

from tests.scenes import STORM, Play, listening, reading, small, with_beat
from trainer_gui.domain.condition import Condition
from trainer_gui.domain.dialogue.senses import SILENCE_S
from trainer_gui.domain.effects import (
    Expect,
    Listen,
    Prepare,
    SaveTranscript,
    SayLine,
    StartTimer,
    StopListening,
    StopTimer,
)
from trainer_gui.domain.emotion import Band, Emotion, Shift
from trainer_gui.domain.events import (
    LineFinished,
    LineStarted,
    NothingHeard,
    PartialHeard,
    SceneStarted,
    SilenceElapsed,
    TraineeEnded,
    TraineeSaid,
    TraineeStarted,
)
from trainer_gui.domain.scenario import Outcome, Rule
from trainer_gui.domain.state import Phase
from trainer_gui.domain.transcript import Speaker

HERS = {text for lines in STORM.lines.values() for text in lines}


# The customer's lines


def test_scene_starts_with_the_opening_in_the_band_of_her_anger():
    play = Play().start()
    assert play.phase is Phase.SPEAKING
    assert play.said in STORM.lines[Band.ANGRY]
    assert play.told(Prepare)


def test_line_heard_out_is_recorded_with_its_times_and_opens_the_turn():
    play = listening()
    (turn,) = play.state.transcript
    assert (turn.who, turn.beat, turn.interrupted) == (Speaker.CUSTOMER, "storm", False)
    assert (turn.start_s, turn.end_s, turn.response_ms) == (0.5, 2.5, None)
    assert play.phase is Phase.LISTENING
    assert play.wanted == (Listen(1), StartTimer(1, SILENCE_S), SaveTranscript())


def test_line_that_never_sounded_is_recorded_where_it_ended():
    play = Play().start()
    play.do(LineFinished(1, 7.0, "谁动了"))
    assert play.state.transcript[0].start_s == 7.0


def test_her_answers_delay_is_measured_from_the_end_of_the_reply():
    play = listening().say("empathy").heard_out()
    assert play.state.transcript[-1].response_ms == pytest.approx(500)


def test_staying_in_a_beat_says_it_in_other_words():
    play = listening().say("praise")
    assert play.said in STORM.again[Band.ANGRY]
    assert play.heard_out().say("praise").said in STORM.again[Band.ANGRY]


def test_staying_without_words_for_it_uses_another_variant():
    play = listening(with_beat(replace(STORM, again={}, rules=())))
    first = play.state.transcript[0].text
    assert play.say("praise").said in HERS - {first}


# Replies


def test_reply_moves_her_and_leads_on():
    play = listening().say("empathy")
    reply = play.state.replies[0]
    assert play.state.beat_id == "talk"
    assert reply.emotion == play.state.emotion == Emotion(anger=52, trust=43, patience=60)
    assert [c.what for c in reply.causes] == ["empathy"]
    assert play.told(SaveTranscript)
    assert play.told(StopTimer)


def test_rule_moves_her_further_and_says_so_in_the_turn():
    play = listening().say("blame")
    assert [(c.what, c.shift.anger) for c in play.state.replies[0].causes] == [
        ("blame", 15),
        ("rule", 5),
    ]
    assert play.state.emotion.anger == 84


def test_retort_is_thrown_back_before_her_line():
    play = listening().say("blame")
    assert play.state.line.utterance.pieces[0] == "合着还怪我了？"
    assert len(play.state.line.utterance.pieces) == 2


def test_facts_come_out_by_beats_and_by_rules():
    play = listening().say("empathy")
    assert play.state.known == {"package", "visit"}
    play.heard_out().say(reading=reading(asked=["sms"]))
    assert play.state.known == {"package", "visit", "sms"}


def test_enough_replies_in_a_beat_lead_on():
    play = listening()
    for _ in range(4):
        play.say("praise").heard_out()
    assert play.state.beat_id == "talk"


def test_ending_is_said_and_then_the_scene_is_over():
    play = listening().say("empathy").heard_out().say("commit")
    assert (play.said, play.phase) == ("谢谢。", Phase.SPEAKING)
    play.heard_out()
    assert play.phase is Phase.ENDED
    assert play.state.ending.outcome is Outcome.SATISFIED
    assert play.state.transcript[-1].beat == "solved"


def test_ending_without_words_is_over_at_once():
    play = listening().say("abuse")
    assert play.phase is Phase.ENDED
    assert play.state.ending.outcome is Outcome.WALKED_OUT
    assert play.told(SaveTranscript)
    assert not play.told(SayLine)


def test_ending_without_words_still_has_its_retort():
    play = listening(small(retorts={"abuse": {Band.ANGRY: ("你等着！",)}})).say("abuse")
    assert play.said == "你等着！"
    assert play.heard_out().phase is Phase.ENDED


def test_always_rules_come_before_the_beats():
    always = (Rule("gave_up", Condition(any=frozenset({"empathy"}))),)
    assert listening(small(always=always)).say("empathy").state.beat_id == "gave_up"


def test_typed_reply_answers_the_open_turn_and_closes_the_ears():
    play = listening().say("empathy", typed=True)
    assert play.state.beat_id == "talk"
    assert play.told(StopListening)


def test_blank_typing_is_nothing():
    play = listening()
    before = play.state
    assert play.say(typed=True, text=" \n").state == before


def test_typed_reply_is_nothing_before_the_scene():
    play = Play()
    before = play.state
    assert play.say("empathy", typed=True).state == before


# Listening


def test_turn_is_heard_from_its_start_to_the_decoding():
    play = listening().do(TraineeStarted(1, 3.0))
    assert play.wanted == (StopTimer(),)
    play.do(PartialHeard(1, "您先", reading("calm")))
    assert (play.state.live.text, play.state.live.speaking) == ("您先", True)
    play.do(TraineeEnded(1, 5.0))
    assert (play.phase, play.state.live.speaking) == (Phase.THINKING, False)
    play.say("calm")
    assert play.state.live.text == ""


def test_line_that_a_partial_leads_to_is_expected_and_then_said():
    play = listening().do(
        TraineeStarted(1, 3.0), PartialHeard(1, "您消消气", outlook=reading("empathy"))
    )
    (expected,) = play.told(Expect)
    play.do(PartialHeard(1, "您消消气，我", outlook=reading("empathy")))
    assert not play.told(Expect), "nothing new was read"
    assert play.say("empathy").said == expected.utterances[0].text


def test_trainee_who_goes_on_is_listened_to_again():
    play = listening().do(TraineeStarted(1, 3.0), TraineeEnded(1, 4.0), TraineeStarted(1, 4.2))
    assert (play.phase, play.state.live.speaking) == (Phase.LISTENING, True)


def test_cough_is_no_turn():
    play = listening().do(TraineeStarted(1, 3.0), TraineeEnded(1, 4.0), NothingHeard(1))
    assert play.phase is Phase.LISTENING
    assert play.wanted == (StartTimer(1, SILENCE_S),)
    assert play.state.replies == ()


@pytest.mark.parametrize(
    "event",
    [
        LineStarted(7, 9.0),
        LineFinished(7, 9.0, "旧"),
        TraineeStarted(0, 9.0),
        PartialHeard(0, "旧"),
        TraineeEnded(0, 9.0),
        TraineeSaid(0, "旧", 8.0, 9.0),
        NothingHeard(0),
        SilenceElapsed(0, 9.0),
        SceneStarted(9.0),
    ],
    ids=lambda e: type(e).__name__,
)
def test_what_comes_too_late_changes_nothing(event: object):
    play = listening()
    before = play.state
    play.do(event)
    assert (play.state, play.wanted) == (before, ())


def test_shift_of_a_rule_that_changes_nothing_is_not_written():
    rules = (Rule("storm", shift=Shift(anger=50)),)
    play = listening(with_beat(replace(STORM, rules=rules), emotion=Emotion(anger=100)))
    assert [c.what for c in play.say("praise").state.replies[0].causes] == ["unmoved"]
