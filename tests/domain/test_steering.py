# SPDX-License-Identifier: Apache-2.0
"""What a trainer does to a scene: it obeys, and the transcript tells that it was steered."""

from dataclasses import replace

import pytest

from tests.scenes import SCENARIO, Play, listening, small, spoken, texts
from trainer_gui.application.report import Verdict, report
from trainer_gui.domain.effects import (
    Listen,
    Prepare,
    SaveTranscript,
    SayLine,
    StopLine,
    StopListening,
    StopTimer,
)
from trainer_gui.domain.emotion import Band, Shift
from trainer_gui.domain.events import (
    LineFinished,
    PartialHeard,
    PausePressed,
    StopPressed,
    TraineeEnded,
    TraineeSaid,
    TraineeStarted,
)
from trainer_gui.domain.interventions import (
    AngerMoved,
    CustomerCalled,
    HappeningInjected,
    HintsShown,
    MicrophoneHanded,
    NextChosen,
    NoteWritten,
    TurnTakenBack,
)
from trainer_gui.domain.scenario import Aside, Happening, Other
from trainer_gui.domain.state import Phase, TurnPolicy
from trainer_gui.domain.transcript import TRAINER, Speaker

RING = Happening("ring", Aside(("〔电话响了〕",)), shift=Shift(anger=3), reveals=frozenset({"sms"}))
BOSS = Happening("boss", Aside(("您好，我是值班经理。",), "boss"), shift=Shift(anger=-4))
MANAGER = Other("值班经理")


def steered(play: Play) -> list[int]:
    """Indices of the turns that tell of a trainer."""
    turns = enumerate(play.state.transcript)
    return [i for i, t in turns if any(c.what == TRAINER for c in t.causes)]


def frozen(play: Play) -> Play:
    return play.do(PausePressed(play.later(0.1)))


# Anger


def test_anger_is_moved_and_the_line_before_tells_it():
    play = listening().do(AngerMoved(20))
    assert play.state.emotion.anger == 84
    assert play.state.transcript[-1].emotion.anger == 84
    assert steered(play) == [0]
    assert {type(e) for e in play.wanted} == {SaveTranscript, Prepare}
    assert play.do(AngerMoved(-90)).state.emotion.anger == 0


@pytest.mark.parametrize("stop", [False, True])
def test_anger_moved_while_she_speaks_is_told_with_that_line(stop: bool):
    play = Play().start().do(AngerMoved(10))
    if stop:
        frozen(play).cut_off().do(AngerMoved(5)).do(PausePressed(play.later(1)))
    play.heard_out()
    assert steered(play) == [0]
    assert play.state.transcript[0].emotion.anger == (79 if stop else 74)


def test_anger_that_a_trainer_moved_is_no_climb_of_the_trainees():
    """What the score looks at: how her anger went between replies, without the trainer's part."""
    from trainer_gui.domain.scoring.situation import situations

    calm = listening().say("open_question").heard_out().say("open_question")
    pushed = listening().say("open_question").heard_out().do(AngerMoved(20)).say("open_question")
    for play in (calm, pushed):
        rulebook, transcript = play.state.rulebook, play.state.transcript
        last = list(situations(rulebook, transcript, SCENARIO, SCENARIO.authority))[-1]
        assert last.climb == pytest.approx(3.0)


# The next line


def test_the_next_reply_leads_where_the_trainer_chose():
    play = listening().do(NextChosen("talk")).say("blame")
    assert play.state.beat_id == "talk"
    assert play.state.room.chosen == ""
    assert play.state.emotion.anger == 79, "the rule for blame adds nothing: it was overruled"
    play.heard_out()
    assert steered(play) == [2]
    play.say("blame")
    assert play.state.beat_id == "talk", "from then on the scenario decides"


def test_a_choice_can_be_taken_back_and_must_exist():
    play = listening().do(NextChosen("talk"), NextChosen("nowhere"))
    assert play.state.room.chosen == "talk"
    assert play.do(NextChosen("")).say("blame").state.beat_id == "storm"


def test_she_speaks_when_she_is_called():
    play = listening().do(NextChosen("talk")).do(CustomerCalled(3.0))
    assert [type(e) for e in play.wanted][:3] == [StopListening, StopTimer, SaveTranscript]
    assert play.said in TALK_LINES
    assert play.heard_out().state.phase is Phase.LISTENING
    assert steered(play) == [1]


TALK_LINES = {*SCENARIO.beats["talk"].lines[Band.ANGRY], *SCENARIO.beats["talk"].lines[Band.CALM]}


def test_called_without_a_choice_she_insists():
    assert listening().do(CustomerCalled(3.0)).said in SCENARIO.beats["storm"].again[Band.ANGRY]


def test_called_while_the_scene_stands_still_she_goes_on_from_there():
    play = frozen(Play().start()).cut_off("谁动").do(NextChosen("talk"), CustomerCalled(3.0))
    assert texts(play) == ["谁动"], "what was heard of her line is kept"
    assert play.said in TALK_LINES
    play.heard_out()
    assert play.phase is Phase.LISTENING


def test_called_before_her_line_fell_silent_it_counts_as_said():
    play = frozen(Play().start())
    line = play.state.held
    assert line is not None
    play.do(CustomerCalled(3.0))
    assert texts(play) == [line.utterance.text]
    late = LineFinished(line.line_id, 3.1, "谁动", interrupted=True)
    assert play.do(late).state.line is not None
    assert texts(play) == [line.utterance.text]


def test_she_is_not_called_into_the_words_of_the_trainee():
    play = listening()
    play.do(TraineeStarted(play.state.turn_id, 3.0))
    assert play.do(CustomerCalled(3.1)).wanted == ()
    assert play.phase is Phase.LISTENING


def test_an_ending_that_was_chosen_ends_the_scene():
    play = listening().do(NextChosen("solved"), CustomerCalled(3.0)).heard_out()
    assert play.phase is Phase.ENDED
    assert play.state.ending is not None
    assert play.state.ending.id == "solved"
    assert report(play.state).steered


# From outside


def test_an_event_in_the_trainees_turn_happens_at_once():
    play = listening().do(HappeningInjected(RING))
    assert play.said == "〔电话响了〕"
    assert {StopListening, StopTimer} <= {type(e) for e in play.wanted}
    assert play.state.emotion.anger == 67
    assert "sms" in play.state.known
    assert "ring" in play.state.happened
    play.heard_out()
    assert play.phase is Phase.LISTENING
    assert [t.who for t in play.state.transcript] == [Speaker.CUSTOMER, Speaker.OTHER]
    assert steered(play) == [0]


def test_an_event_while_she_speaks_comes_after_her_line():
    play = Play().start().do(HappeningInjected(RING)).heard_out()
    assert play.said == "〔电话响了〕"
    assert play.heard_out().phase is Phase.LISTENING
    assert steered(play) == [0]


def test_an_event_before_a_queued_line_leaves_that_line_its_causes():
    waits = replace(SCENARIO.beats["talk"], asides=(Aside(("嗯。",), "manager"),))
    scenario = small(beats={**SCENARIO.beats, "talk": waits}, others={"manager": Other("张主任")})
    play = listening(scenario).do(NextChosen("talk")).say()
    assert play.said == "嗯。"
    play.do(HappeningInjected(RING)).heard_out()
    assert play.said == "〔电话响了〕"
    play.heard_out()
    assert play.said in TALK_LINES
    play.heard_out()
    assert 4 in steered(play)


def test_an_event_while_the_trainee_speaks_comes_before_her_answer():
    play = listening()
    turn = play.state.turn_id
    play.do(TraineeStarted(turn, 3.0), PartialHeard(turn, "您先"), HappeningInjected(RING))
    assert play.wanted == ()
    play.do(TraineeEnded(turn, 4.0)).say("empathy")
    assert play.said == "〔电话响了〕"
    assert play.state.emotion.anger == 64 - 12 + 3
    assert steered(play) == [1]
    assert play.heard_out().said in TALK_LINES
    assert play.state.room.waiting == ()


def test_an_event_while_the_scene_stands_still_comes_when_it_goes_on():
    play = frozen(listening()).do(HappeningInjected(RING))
    assert play.state.phase is Phase.PAUSED
    play.do(PausePressed(5.0))
    assert play.said == "〔电话响了〕"
    assert Listen in {type(e) for e in play.heard_out().wanted}


def test_an_event_that_the_scene_has_itself_does_not_come_twice():
    play = listening(small(happenings=(RING,))).do(HappeningInjected(RING)).heard_out().say()
    assert "〔电话响了〕" not in play.said


def test_the_manager_comes_also_where_the_scene_knows_none():
    play = listening().do(HappeningInjected(BOSS, MANAGER)).heard_out()
    turn = play.state.transcript[-1]
    assert (turn.who, turn.name, turn.text) == (Speaker.OTHER, "值班经理", BOSS.aside.say[0])
    own = small(others={"boss": Other("处长")})
    play = listening(own).do(HappeningInjected(BOSS, MANAGER)).heard_out()
    assert play.state.transcript[-1].name == "处长"


# A turn taken back


def test_a_turn_is_taken_back_and_the_scene_stands_before_it():
    play = listening().say("blame").heard_out()
    gone = play.state.transcript
    ids = play.state.line_id, play.state.turn_id
    play.do(TurnTakenBack())
    assert play.phase is Phase.PAUSED
    assert play.state.emotion.anger == 64
    assert play.state.transcript == ()
    assert play.state.room.taken_back == (gone,)
    play.do(PausePressed(9.0))
    assert play.said == gone[0].text, "she says again what is to be answered"
    assert play.state.line_id > ids[0]
    assert play.heard_out().state.turn_id > ids[1]
    assert play.state.beat_id == "storm"
    assert report(play.state).steered


def test_a_steered_scene_is_not_judged():
    play = listening().say("empathy", "act_now").heard_out().say("commit").heard_out()
    assert report(play.state).verdict is Verdict.PASSED
    play = listening().do(AngerMoved(-20)).say("empathy", "act_now").heard_out().say("commit")
    assert report(play.heard_out().state).verdict is Verdict.STEERED


def test_turns_are_taken_back_one_after_the_other():
    play = listening().say("blame").heard_out().say("empathy").heard_out().say().heard_out()
    play.do(TurnTakenBack(), TurnTakenBack())
    assert len(play.state.replies) == 1
    assert len(play.state.room.taken_back) == 2
    play.do(TurnTakenBack(), TurnTakenBack())
    assert play.state.replies == ()
    assert len(play.state.room.taken_back) == 3


def test_a_turn_taken_back_while_she_answers_silences_her():
    play = listening().say("blame")
    line = play.state.line
    assert line is not None
    play.do(TurnTakenBack())
    assert play.told(StopLine) == [StopLine(line.line_id)]
    late = LineFinished(line.line_id, 9.0, "合着", interrupted=True)
    assert play.do(late).state.transcript == ()
    assert play.do(PausePressed(10.0)).told(SayLine)


def test_a_turn_taken_back_while_the_reply_is_decoded_drops_it():
    play = listening().say("empathy").heard_out()
    turn = play.state.turn_id
    play.do(TraineeStarted(turn, 9.0), TraineeEnded(turn, 9.5), TurnTakenBack())
    play.do(TraineeSaid(turn, "迟到", 9.0, 9.5))
    assert play.state.replies == ()
    play.do(PausePressed(10.0))
    assert play.heard_out().phase is Phase.LISTENING


def test_before_the_first_reply_there_is_nothing_to_take_back():
    play = listening().do(TurnTakenBack())
    assert play.phase is Phase.LISTENING


def test_a_line_said_anew_counts_no_time_to_answer():
    play = listening().say("blame").heard_out().say("blame")
    frozen(play).cut_off("合着").do(PausePressed(99.0)).heard_out()
    assert play.state.transcript[-1].response_ms is None
    assert play.state.transcript[2].response_ms == pytest.approx(500)


def test_ending_right_after_taking_back_keeps_what_was_before():
    play = listening().say("blame").heard_out().say("blame").heard_out()
    play.do(TurnTakenBack(), StopPressed(20.0))
    assert play.phase is Phase.ENDED
    assert len(play.state.replies) == 1


# Who plays, what the room sees, notes


def test_a_reply_carries_the_name_of_who_had_the_microphone():
    play = listening().do(MicrophoneHanded("小王")).say("empathy").heard_out()
    play.do(MicrophoneHanded("")).say("act_now", delivery=spoken(200))
    assert [t.name for t in play.state.replies] == ["小王", ""]


def test_the_microphone_is_handed_and_hints_are_hidden_before_the_scene_too():
    play = Play(policy=TurnPolicy.PRESS_TO_TALK).do(
        MicrophoneHanded("小李"), HintsShown(shown=False)
    )
    assert (play.state.room.player, play.state.room.hints) == ("小李", False)
    assert play.start().state.room.player == "小李"


def test_a_note_stays_with_its_turn():
    play = listening().do(NoteWritten(0, "这里停一下"))
    assert play.state.transcript[0].note == "这里停一下"
    assert play.told(SaveTranscript)
    assert play.do(NoteWritten(1, "没有这一轮"), NoteWritten(-1, "也没有")).wanted == ()
    assert not report(play.state).steered


@pytest.mark.parametrize(
    "event",
    [
        AngerMoved(5),
        NextChosen("talk"),
        CustomerCalled(1.0),
        HappeningInjected(RING),
        TurnTakenBack(),
        NoteWritten(0, "晚了"),
    ],
)
def test_nothing_is_steered_before_the_scene_or_after_it(event):
    fresh = Play()
    assert fresh.do(event).state == Play().state
    over = listening().say("empathy").do(StopPressed(9.0)).cut_off()
    ended = over.state
    assert ended.phase is Phase.ENDED
    assert over.do(event).state == ended


def test_a_second_trainee_may_speak_as_the_manager():
    play = listening().do(HappeningInjected(BOSS, MANAGER, by_trainee=True))
    assert play.phase is Phase.LISTENING
    cue = play.state.cue
    assert cue is not None
    assert (cue.speaker, cue.text) == ("boss", BOSS.aside.say[0])
    play.say("empathy")
    turn = play.state.transcript[-1]
    assert (turn.who, turn.name) == (Speaker.OTHER, "值班经理")
    assert play.state.emotion.anger == 64 - 4 - 12
    assert play.phase is Phase.LISTENING, "then the clerk goes on"
    assert play.state.cue is None
    play.do(HappeningInjected(BOSS, MANAGER))
    assert play.state.cue is not None, "the role stays with who plays it"
