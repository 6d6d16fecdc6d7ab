# SPDX-License-Identifier: Apache-2.0
"""What a trainer does to a scene: it obeys, and the transcript tells that it was steered."""

import pytest

from tests.domain.steered import RING, TALK_LINES, frozen, steered
from tests.scenes import SCENARIO, Play, listening, spoken, texts
from trainer_gui.application.report import Verdict, report
from trainer_gui.domain.effects import (
    Prepare,
    SaveTranscript,
    StopListening,
    StopTimer,
)
from trainer_gui.domain.emotion import Band
from trainer_gui.domain.events import (
    LineFinished,
    PausePressed,
    StopPressed,
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
from trainer_gui.domain.state import Phase, TurnPolicy


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


def test_a_steered_scene_is_not_judged():
    play = listening().say("empathy", "act_now").heard_out().say("commit").heard_out()
    assert report(play.state).verdict is Verdict.PASSED
    play = listening().do(AngerMoved(-20)).say("empathy", "act_now").heard_out().say("commit")
    assert report(play.heard_out().state).verdict is Verdict.STEERED


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
