# SPDX-License-Identifier: Apache-2.0
"""What would you say? Answers are tried on a copy of the scene, which stands still."""

import pytest

from tests.scenes import Play, listening, reading, small
from trainer_gui.application.report import Verdict, report
from trainer_gui.domain.dialogue.answering import may_ask
from trainer_gui.domain.effects import FinishListening, Listen, SaveTranscript, StopListening
from trainer_gui.domain.emotion import Shift
from trainer_gui.domain.events import (
    Device,
    DeviceFailed,
    NothingHeard,
    PartialHeard,
    PausePressed,
    Source,
    StopPressed,
    TraineeEnded,
    TraineeSaid,
    TraineeStarted,
)
from trainer_gui.domain.interventions import (
    AnswerBegun,
    AnswerDropped,
    AnswerEnded,
    AnswersClosed,
    AnswersOpened,
    AnswerTaken,
    HappeningInjected,
    MicrophoneHanded,
    NextChosen,
    TurnTakenBack,
)
from trainer_gui.domain.scenario import Aside, Happening, Outcome
from trainer_gui.domain.state import Phase


def asked(play: Play | None = None) -> Play:
    return (play or listening()).do(AnswersOpened())


def typed(play: Play, *labels: str, name: str = "") -> Play:
    said = TraineeSaid(0, "我说", 5.0, 5.0, source=Source.TYPED, reading=reading(*labels))
    return play.do(MicrophoneHanded(name), said)


def voiced(play: Play, *labels: str) -> Play:
    turn = play.do(AnswerBegun()).state.turn_id
    play.do(TraineeStarted(turn, 6.0), PartialHeard(turn, "我"), TraineeEnded(turn, 7.0))
    return play.do(TraineeSaid(turn, "我说", 6.0, 7.0, reading=reading(*labels)))


def test_asking_the_room_stops_the_scene_and_closes_the_ears():
    play = asked()
    assert play.phase is Phase.PAUSED
    assert play.told(StopListening)
    assert play.state.room.asking


def test_each_answer_is_tried_and_none_of_it_happens():
    play = asked()
    before = play.state
    typed(play, "empathy", "act_now", name="小王")
    typed(play, "blame", name="小李")
    good, bad = play.state.room.answers
    assert (good.name, good.before.anger, good.after.anger) == ("小王", 64, 64 - 12 - 6)
    assert (bad.name, bad.after.anger) == ("小李", 64 + 15 + 5)
    assert "合着还怪我了？" in bad.says
    assert good.says
    assert play.state.transcript == before.transcript
    assert play.state.emotion == before.emotion
    assert play.told(SaveTranscript)
    assert report(play.state).answers == (good, bad)
    assert report(play.state).verdict is Verdict.UNRATED


def test_an_answer_that_would_end_the_scene_says_how():
    answer = typed(asked(), "abuse").state.room.answers[0]
    assert answer.outcome is Outcome.WALKED_OUT
    assert answer.says == "", "she leaves without a word"


def test_answers_are_given_by_voice_one_at_a_time():
    play = voiced(asked(), "empathy")
    assert len(play.state.room.answers) == 1
    assert not play.state.room.hearing
    turn = play.state.turn_id
    play.do(TraineeSaid(turn, "没人问我", 8.0, 9.0))
    assert len(play.state.room.answers) == 1
    voiced(play, "blame")
    assert len(play.state.room.answers) == 2


def test_what_is_being_said_is_shown_meanwhile():
    play = asked().do(AnswerBegun())
    turn = play.state.turn_id
    assert play.told(Listen) == [Listen(turn)]
    play.do(TraineeStarted(turn, 6.0), PartialHeard(turn, "我先"))
    assert (play.state.live.speaking, play.state.live.text) == (True, "我先")
    play.do(NothingHeard(turn))
    assert play.state.room.hearing, "a cough is no answer"
    assert play.do(AnswerEnded()).told(FinishListening) == [FinishListening(turn)]
    play.do(AnswerBegun())
    assert play.wanted == (StopListening(turn), Listen(turn + 1))
    assert play.do(PartialHeard(turn, "旧")).state.live.text == ""


def test_a_typed_answer_closes_ears_that_were_open():
    play = typed(asked().do(AnswerBegun()), "empathy")
    assert play.told(StopListening)
    assert not play.state.room.hearing
    blank = TraineeSaid(0, "  ", 5.0, 5.0, source=Source.TYPED)
    assert play.do(blank).wanted == ()


def test_the_scene_goes_on_as_if_nobody_had_been_asked():
    play = typed(asked(), "blame").do(AnswersClosed(), PausePressed(9.0))
    assert play.phase is Phase.LISTENING
    assert play.told(Listen)
    assert play.say("empathy").state.emotion.anger == 52


@pytest.mark.parametrize("event", [PausePressed(9.0), StopPressed(9.0)])
def test_going_on_or_ending_closes_the_question(event):
    play = asked().do(AnswerBegun(), event)
    assert not play.state.room.asking
    assert play.told(StopListening)
    assert play.phase in (Phase.LISTENING, Phase.ENDED)


def test_asked_in_the_middle_of_her_line_she_says_it_again_afterwards():
    play = asked(Play().start()).cut_off()
    typed(play, "empathy", name="小王")
    assert play.state.room.answers[0].after.anger == 52
    play.do(PausePressed(9.0))
    assert play.said
    assert play.heard_out().phase is Phase.LISTENING


def test_an_answer_is_taken_as_the_reply():
    play = typed(asked(), "blame", name="小李")
    typed(play, "empathy", name="小王").do(MicrophoneHanded("小陈"))
    play.do(AnswerTaken(1, 9.0))
    assert play.phase is Phase.SPEAKING
    assert [t.name for t in play.state.replies] == ["小王"]
    assert play.state.emotion.anger == 52
    assert play.state.room.player == "小陈"
    assert not play.state.room.asking
    play.heard_out()
    asked(play)
    assert play.do(AnswerTaken(0, 9.9)).phase is Phase.PAUSED, "it answered other words"
    assert play.do(AnswerTaken(7, 9.9)).wanted == ()
    play.do(TurnTakenBack())
    assert play.state.replies == ()


def test_an_answer_that_was_heard_wrongly_is_dropped_and_the_others_stay():
    play = typed(typed(asked(), "blame", name="小王"), "empathy", name="小李")
    assert play.do(AnswerDropped(0)).told(SaveTranscript)
    assert [a.name for a in play.state.room.answers] == ["小李"]
    assert play.do(AnswerDropped(4), AnswerDropped(-1)).wanted == ()
    assert [a.name for a in play.state.room.answers] == ["小李"]


def test_what_the_trainer_has_in_store_does_not_touch_what_is_tried():
    ring = Happening("ring", Aside(("〔电话响了〕",)), shift=Shift(anger=3))
    play = asked().do(HappeningInjected(ring), NextChosen("solved"))
    answer = typed(play, "blame").state.room.answers[0]
    assert "电话" not in answer.says
    assert answer.outcome is None


def test_nobody_is_asked_while_a_reply_is_decoded_or_the_scene_is_over():
    play = listening()
    turn = play.state.turn_id
    play.do(TraineeStarted(turn, 3.0), TraineeEnded(turn, 3.5), AnswersOpened())
    assert play.phase is Phase.THINKING
    play.do(PausePressed(4.0), AnswersOpened())
    assert not play.state.room.asking
    assert not asked(Play()).state.room.asking
    assert not may_ask(Play().state)
    leaving = listening().say("commit", "empathy").heard_out().say("commit")
    assert not asked(leaving).state.room.asking
    assert not listening(small()).do(AnswerBegun(), AnswerEnded()).state.room.hearing


def test_without_a_microphone_answers_are_typed():
    play = asked().do(AnswerBegun(), DeviceFailed(Device.MICROPHONE, "没了"))
    assert len(typed(play, "empathy").state.room.answers) == 1
