# SPDX-License-Identifier: Apache-2.0
"""The dialogue, event by event."""

from dataclasses import replace

import pytest

from tests.scenes import PERSONA, SCENARIO, STORM, Play, listening, reading, small, with_beat
from trainer_gui.domain.effects import (
    Expect,
    FinishListening,
    Listen,
    Prepare,
    SaveTranscript,
    SayLine,
    StartTimer,
    StopLine,
    StopListening,
    StopTimer,
)
from trainer_gui.domain.emotion import Band, Emotion, Shift
from trainer_gui.domain.events import (
    Device,
    DeviceFailed,
    DeviceReady,
    LineFinished,
    LineStarted,
    NothingHeard,
    PartialHeard,
    PausePressed,
    RepeatPressed,
    SceneStarted,
    SilenceElapsed,
    StopPressed,
    TalkPressed,
    TalkReleased,
    TraineeEnded,
    TraineeSaid,
    TraineeStarted,
    TypingNoticed,
)
from trainer_gui.domain.scenario import Condition, Outcome, Rule
from trainer_gui.domain.scene import SILENCE_LIMIT, SILENCE_S, TYPING_SILENCE_S, branch, repeat
from trainer_gui.domain.state import Phase, TurnPolicy
from trainer_gui.domain.transcript import Speaker

PRESS = {"policy": TurnPolicy.PRESS_TO_TALK}
HERS = {text for lines in STORM.lines.values() for text in lines}


def _texts(play: Play) -> list[str]:
    return [t.text for t in play.state.transcript]


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
    assert play.say("empathy").said == expected.utterance.text


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


# Silence


def test_silence_makes_her_speak_up_and_costs_patience():
    play = listening()
    line = play.state.last_line
    play.silence()
    assert play.said in SCENARIO.nudges[Band.ANGRY]
    assert play.told(StopListening), "or the ears would hear her"
    assert play.state.emotion == SCENARIO.emotion.moved(PERSONA.silence)
    assert play.state.last_line == line
    play.heard_out()
    assert [c.what for c in play.state.transcript[-1].causes] == ["silence"]


def test_without_words_for_silence_she_says_her_line_again():
    play = listening(small(nudges={}))
    play.silence()
    assert play.said == play.state.last_line.pieces[-1]


def test_silence_in_the_end_makes_her_give_up():
    play = listening()
    for _ in range(SILENCE_LIMIT):
        play.silence()
        if play.state.ending is None:
            play.heard_out()
    assert play.said == "算了！"
    assert play.state.ending.outcome is Outcome.RESIGNED


def test_silence_in_the_end_stops_a_scene_without_an_ending_for_it():
    play = listening(small(silent_ending=""))
    for _ in range(SILENCE_LIMIT - 1):
        play.silence().heard_out()
    play.silence()
    assert (play.phase, play.state.ending.outcome) == (Phase.ENDED, Outcome.STOPPED)
    assert play.told(SaveTranscript)


def test_reply_ends_the_row_of_silences_but_a_cough_does_not():
    play = listening().silence().heard_out()
    turn = play.state.turn_id
    play.do(TraineeStarted(turn, play.now), NothingHeard(turn))
    assert play.state.silences == 1
    assert play.say("praise").state.silences == 0


def test_typing_is_no_silence():
    play = listening().do(TypingNoticed())
    assert play.wanted == (StartTimer(1, SILENCE_S),)


def test_speaking_is_no_silence():
    play = listening().do(TraineeStarted(1, 3.0))
    before = play.state
    assert play.silence().state == before


# Cutting in


def test_cutting_in_stops_the_line_and_hurts():
    play = Play().start()
    play.do(TalkPressed(1.0))
    assert play.wanted == (StopLine(1),)
    play.cut_off("谁动")
    turn = play.state.transcript[0]
    assert (turn.text, turn.interrupted) == ("谁动", True)
    assert [c.what for c in turn.causes] == ["interrupted"]
    assert turn.emotion == play.state.emotion == SCENARIO.emotion.moved(PERSONA.interrupted)
    assert play.phase is Phase.LISTENING


def test_cutting_in_before_a_sound_hurts_nobody():
    play = Play().start().do(TalkPressed(0.1)).cut_off("")
    assert play.state.emotion == SCENARIO.emotion


def test_line_that_was_over_already_was_not_cut_off():
    play = Play().start().do(TalkPressed(0.1)).cut_off("谁动了我的套餐？", interrupted=False)
    assert play.state.emotion == SCENARIO.emotion


def test_nudge_may_be_answered_at_once():
    play = listening().silence()
    hurt = play.state.emotion
    play.do(TalkPressed(play.now)).cut_off("喂，")
    assert play.state.emotion == hurt


def test_typing_over_her_cuts_her_off_and_then_answers():
    play = Play().start()
    play.do(LineStarted(1, 0.5)).say("empathy", typed=True)
    assert play.wanted == (StopLine(1),)
    play.cut_off()
    assert [t.who.value for t in play.state.transcript] == ["customer", "trainee"]
    assert play.state.beat_id == "talk"
    assert play.state.pending is None
    hers, reply = play.state.transcript
    assert reply.start_s >= hers.end_s


def test_ending_can_be_stopped_but_not_cut_in_on():
    play = listening().say("empathy").heard_out().say("commit")
    before = play.state
    assert play.do(TalkPressed(play.now)).state == before
    assert play.say("praise", typed=True).state == before
    assert play.do(PausePressed(play.now)).state == before


# The talk key


def test_press_to_talk_opens_the_ears_with_the_key():
    play = listening(**PRESS)
    assert not play.told(Listen)
    play.do(TalkPressed(3.0))
    assert play.wanted == (Listen(1), StopTimer())
    play.do(TalkReleased())
    assert play.wanted == (FinishListening(1),)


@pytest.mark.parametrize("interrupted", [True, False])
def test_key_that_is_still_down_after_her_line_opens_the_ears(interrupted: bool):
    play = Play(**PRESS).start().do(TalkPressed(1.0)).cut_off(interrupted=interrupted)
    assert play.told(Listen)
    assert not play.told(StartTimer)


def test_key_that_was_let_go_before_her_line_ended_opens_nothing():
    play = Play(**PRESS).start().do(TalkPressed(1.0), TalkReleased()).cut_off()
    assert not play.told(Listen)
    assert play.told(StartTimer)


def test_hands_free_the_key_only_ends_the_turn():
    play = listening()
    before = play.state
    assert play.do(TalkPressed(3.0)).state == before
    assert play.do(TalkReleased()).wanted == (FinishListening(1),)


# Repeat, pause, stop


def test_repeat_says_the_line_again_with_a_few_words_before():
    play = listening().say("blame").heard_out()
    play.do(RepeatPressed(play.now))
    assert play.state.line.utterance.pieces == ("我再说一遍，", play.state.last_line.pieces[-1])
    assert play.told(StopListening)
    anger = play.state.emotion
    assert play.heard_out().state.emotion == anger
    assert play.phase is Phase.LISTENING


def test_repeat_without_words_for_it_says_the_line_alone():
    play = listening(small(repeats={}))
    play.do(RepeatPressed(3.0))
    assert play.said == play.state.transcript[0].text


def test_nothing_is_repeated_before_the_first_line():
    play = Play()
    assert repeat(play.state) == (play.state, ())


def test_pause_cuts_the_line_off_and_says_it_again():
    play = Play().start()
    text = play.said
    play.do(PausePressed(1.0))
    assert play.wanted == (StopLine(1),)
    play.cut_off()
    assert (play.phase, _texts(play)) == (Phase.PAUSED, [])
    play.do(PausePressed(60.0))
    assert play.said == text
    assert _texts(play.heard_out()) == [text]


def test_pause_of_a_nudge_keeps_her_line_and_why_she_spoke():
    play = listening().silence()
    line = play.state.last_line
    play.do(PausePressed(play.now)).cut_off().do(PausePressed(play.now))
    assert play.state.last_line == line
    play.heard_out()
    assert [c.what for c in play.state.transcript[-1].causes] == ["silence"]


def test_pause_that_came_after_the_line_goes_on_with_the_turn():
    play = Play().start().do(PausePressed(1.0)).heard_out()
    assert (play.phase, len(play.state.transcript)) == (Phase.PAUSED, 1)
    assert play.do(PausePressed(9.0)).phase is Phase.LISTENING


def test_pause_while_listening_forgets_the_turn_under_way():
    play = listening().do(TraineeStarted(1, 3.0), PausePressed(4.0))
    assert play.wanted == (StopListening(1), StopTimer())
    paused = play.state
    assert play.do(TraineeSaid(1, "晚了", 3.0, 4.5)).state == paused
    play.do(PausePressed(9.0))
    assert play.told(Listen)
    assert play.phase is Phase.LISTENING


def _thinking() -> Play:
    return listening().do(TraineeStarted(1, 3.0), TraineeEnded(1, 4.0))


def test_reply_that_is_decoded_in_a_pause_is_answered_after_it():
    play = _thinking().do(PausePressed(4.1))
    assert play.wanted == ()
    play.say("empathy")
    assert (play.phase, play.wanted) == (Phase.PAUSED, ())
    play.do(PausePressed(60.0))
    assert [t.text for t in play.state.replies] == ["我说"]
    assert (play.phase, play.state.beat_id) == (Phase.SPEAKING, "talk")
    assert play.state.pending is None


def test_reply_that_takes_longer_than_the_pause_is_answered_when_it_is_known():
    play = _thinking().do(PausePressed(4.1), PausePressed(4.2))
    assert (play.phase, play.wanted) == (Phase.THINKING, ())
    assert play.say("empathy").phase is Phase.SPEAKING


def test_noise_that_is_decoded_in_a_pause_is_no_reply():
    play = _thinking().do(PausePressed(4.1), NothingHeard(1))
    assert play.wanted == (StopListening(1),)
    play.do(PausePressed(9.0))
    assert play.told(Listen) == [Listen(2)]
    assert play.state.replies == ()


def test_after_a_pause_in_which_the_ears_failed_the_turn_is_open_for_typing():
    play = _thinking().do(PausePressed(4.1), DeviceFailed(Device.RECOGNISER, "gone"))
    play.do(PausePressed(9.0))
    assert (play.phase, play.wanted) == (Phase.LISTENING, (StartTimer(1, TYPING_SILENCE_S),))
    assert play.say("empathy").phase is Phase.SPEAKING, "what was said may still be known"


def test_stop_in_a_pause_waits_for_no_reply():
    play = _thinking().do(PausePressed(4.1), StopPressed(4.2))
    ended = play.state
    assert ended.phase is Phase.ENDED
    assert play.say("empathy").state == ended


@pytest.mark.parametrize(
    "play", [Play(), Play().start().do(TalkPressed(0.1))], ids=["ready", "cut"]
)
def test_no_pause_when_there_is_nothing_to_freeze(play: Play):
    before = play.state
    assert play.do(PausePressed(1.0)).state == before


def test_stop_keeps_what_was_heard():
    play = Play().start().do(StopPressed(1.0))
    assert play.wanted == (StopLine(1),)
    play.cut_off("谁动")
    assert (play.phase, _texts(play)) == (Phase.ENDED, ["谁动"])
    assert play.state.ending.outcome is Outcome.STOPPED
    assert play.state.emotion == SCENARIO.emotion, "stopping is not cutting in"


@pytest.mark.parametrize(
    "play",
    [Play(), listening(), listening().do(PausePressed(3.0))],
    ids=["ready", "listening", "paused"],
)
def test_stop_ends_at_once_where_nobody_speaks(play: Play):
    play.do(StopPressed(9.0))
    assert play.phase is Phase.ENDED
    assert play.told(StopListening)
    assert play.told(SaveTranscript)


def test_stop_during_the_ending_keeps_the_ending():
    play = listening().say("empathy").heard_out().say("commit")
    play.do(StopPressed(play.now)).cut_off()
    assert play.state.ending.outcome is Outcome.SATISFIED


def test_stop_while_a_pause_takes_hold_ends_the_scene():
    play = Play().start().do(PausePressed(1.0), StopPressed(1.1)).cut_off()
    assert (play.phase, play.state.held) == (Phase.ENDED, None)


# Devices


@pytest.mark.parametrize("device", [Device.MICROPHONE, Device.RECOGNISER])
def test_deaf_scene_waits_for_typing(device: Device):
    play = listening().do(TraineeStarted(1, 3.0), TraineeEnded(1, 4.0))
    play.do(DeviceFailed(device, "gone"))
    assert play.phase is Phase.LISTENING
    assert play.wanted == (StartTimer(1, TYPING_SILENCE_S),)
    assert play.state.troubles == {device: "gone"}
    assert play.say("empathy", typed=True).heard_out().told(StartTimer) == [
        StartTimer(2, TYPING_SILENCE_S)
    ]


def test_other_troubles_are_shown_and_change_nothing_else():
    play = listening().do(DeviceFailed(Device.LOUDSPEAKER, "gone"))
    assert (play.phase, play.wanted) == (Phase.LISTENING, ())
    play.do(DeviceFailed(Device.STORE, "full"), DeviceReady(Device.LOUDSPEAKER, "耳机"))
    assert play.state.troubles == {Device.STORE: "full"}


# Try again


def _again(play: Play) -> Play:
    """The branch before the reply that comes next, begun."""
    branched = Play()
    branched.now = play.now
    branched.state = branch(play.state)
    return branched.do(SceneStarted(branched.now))


@pytest.mark.parametrize(
    "play",
    [
        listening(),
        listening().say("praise").heard_out(),
        listening().say("praise").heard_out().silence().heard_out(),
        listening().silence(),
        listening().do(RepeatPressed(9.0)).heard_out(),
        listening().say("praise"),
        Play().start().do(TalkPressed(0.1)).cut_off(),
    ],
    ids=["first", "second", "nudged", "in a nudge", "repeated", "over her line", "cut in"],
)
def test_branch_says_the_line_again_and_goes_on(play: Play):
    before = branch(play.state)
    assert before.phase is Phase.READY
    assert all(t.who is Speaker.TRAINEE for t in before.transcript[-1:])
    again = _again(play)
    assert again.said == play.state.last_line.text
    again.heard_out()
    hers = [t.text for t in again.state.transcript if t.who is Speaker.CUSTOMER]
    assert hers.count(play.state.last_line.text) == 1
    again.say("empathy").heard_out()
    assert again.state.replies[-1].beat == "storm"
    assert again.state.beat_id == "talk"


def test_branch_goes_another_way_from_the_same_feeling():
    play = listening()
    again = _again(play)
    play.say("blame")
    again.heard_out().say("empathy")
    assert again.state.emotion.anger == 52
    assert play.state.emotion.anger == 84


def test_what_is_late_from_the_first_try_is_stale_in_the_second():
    play = listening()
    again = _again(play).heard_out()
    before = again.state
    again.do(TraineeSaid(play.state.turn_id, "旧", 0.0, 1.0))
    assert again.state == before


def test_same_seed_same_scene_another_seed_another_wording():
    def told(seed: int) -> tuple:
        return listening(seed=seed).say("praise").heard_out().say("blame").state.transcript

    assert told(3) == told(3)
    assert len({told(seed)[0].text for seed in range(12)}) == 3


def test_shift_of_a_rule_that_changes_nothing_is_not_written():
    rules = (Rule("storm", shift=Shift(anger=50)),)
    play = listening(with_beat(replace(STORM, rules=rules), emotion=Emotion(anger=100)))
    assert [c.what for c in play.say("praise").state.replies[0].causes] == ["unmoved"]
