# SPDX-License-Identifier: Apache-2.0
"""Hints and self-control prompts: when, how often, and when not."""

from dataclasses import replace

import pytest

from tests.scenes import COACH, STORM, Play, listening, reading, spoken, with_beat
from trainer_gui.domain.coach import EMPTY_COACH
from trainer_gui.domain.delivery import FAST_CPM
from trainer_gui.domain.events import (
    HintPressed,
    PartialHeard,
    TalkPressed,
    TraineeStarted,
    WordingsPressed,
)
from trainer_gui.domain.hints import hint, missing, wordings
from trainer_gui.domain.reading import NOTHING_READ
from trainer_gui.domain.scenario import Beat
from trainer_gui.domain.self_control import QUIET_S
from trainer_gui.domain.state import Mode, Prompt, Terms

EMPATHY_HINT = STORM.hints["empathy"]
ACT_HINT = STORM.hints["act_now"]
FULL, OTHER = STORM.models


def _hears(play: Play, *labels: str) -> str:
    """The hint once so much has been heard of the reply."""
    turn = play.state.turn_id
    play.do(TraineeStarted(turn, play.now), PartialHeard(turn, "……", reading(*labels)))
    return play.state.hint


def test_hint_names_the_first_move_of_the_nearest_right_way():
    play = listening()
    assert play.state.hint == EMPATHY_HINT
    assert _hears(play, "empathy") == ACT_HINT


def test_hint_is_silent_once_the_reply_goes_a_right_way():
    assert _hears(listening(), "empathy", "act_now") == ""
    assert _hears(listening(), "apology", "open_question") == ""


def test_hint_follows_the_way_the_trainee_is_on():
    assert _hears(listening(), "apology") == COACH.moves["open_question"][0]


def test_fault_comes_before_what_is_missing():
    assert _hears(listening(), "blame", "empathy", "act_now") in COACH.faults["blame"]


def test_fault_without_a_wording_of_its_own_leaves_the_hint_for_the_next_move():
    assert _hears(listening(), "argue") == EMPATHY_HINT


def test_no_hint_without_words_for_it():
    beat = Beat("b", STORM.lines, expect=(frozenset({"empathy"}),))
    assert listening(with_beat(beat), EMPTY_COACH).state.hint == ""
    assert missing(Beat("b", STORM.lines), reading()) == ()


def test_after_a_fault_the_hint_says_why_until_the_next_reply_begins():
    play = listening().say("blame", typed=True)
    assert play.state.hint in COACH.faults["blame"]
    play.heard_out()
    assert _hears(play, "empathy") == ACT_HINT


def test_hint_is_gone_at_the_end():
    assert listening().say("abuse").state.hint == ""


def test_exam_shows_no_hint_even_when_asked():
    play = listening(mode=Mode.EXAM)
    assert _hears(play, "blame") == ""
    play.do(HintPressed())
    assert (play.state.hint, play.state.hints_asked) == ("", 0)


def test_challenge_shows_hints_on_request_only_and_counts_them():
    play = listening(mode=Mode.CHALLENGE)
    assert play.state.hint == ""
    play.do(HintPressed(), HintPressed())
    assert (play.state.hint, play.state.hints_asked) == (EMPATHY_HINT, 1)
    assert _hears(play, "empathy") == EMPATHY_HINT, "it stays while the trainee speaks"
    play.do(HintPressed())
    assert (play.state.hint, play.state.hints_asked) == (ACT_HINT, 2)
    play.say("empathy", "act_now")
    assert play.state.replies[-1].hints == 2
    assert (play.state.hint, play.state.hints_asked) == ("", 0)


def test_a_branch_may_want_hints_asked_for_in_practice_too():
    play = listening(terms=Terms(hints=False))
    assert play.state.hint == ""
    play.do(HintPressed())
    assert (play.state.hint, play.state.hints_asked) == (EMPATHY_HINT, 1)


def test_asking_for_the_hint_that_is_on_screen_is_free():
    assert listening().do(HintPressed()).state.hints_asked == 0


def test_two_wordings_in_different_directions_on_request():
    play = listening().do(WordingsPressed())
    assert play.state.wordings == (FULL.say, OTHER.say)
    assert play.do(WordingsPressed()).state.wordings == (), "pressed again, they go away"
    play.do(WordingsPressed())
    assert play.say("apology").state.wordings == ()
    assert play.state.replies[-1].wordings == 2


def test_the_first_wording_adds_most_to_what_was_said_so_far():
    play = listening()
    _hears(play, "empathy", "act_now")
    assert play.do(WordingsPressed()).state.wordings[0] == OTHER.say


def test_an_only_wording_comes_with_the_hint_for_another_way():
    one = replace(STORM, models=(FULL,), hints={**STORM.hints, "apology": "先道歉"})
    said = listening(with_beat(one)).do(WordingsPressed()).state.wordings
    assert said == (FULL.say, "先道歉")
    no_other = replace(one, expect=(FULL.moves,))
    assert listening(with_beat(no_other)).do(WordingsPressed()).state.wordings == (FULL.say,)


def test_wordings_are_counted_in_a_challenge_and_not_there_in_an_exam():
    challenge = listening(mode=Mode.CHALLENGE).do(WordingsPressed()).say("empathy")
    assert challenge.state.replies[-1].wordings == 1
    exam = listening(mode=Mode.EXAM).do(WordingsPressed())
    assert (exam.state.wordings, exam.state.wordings_asked) == ((), 0)


def test_no_wordings_without_model_answers_or_outside_the_conversation():
    bare = with_beat(replace(STORM, models=()))
    assert listening(bare).do(WordingsPressed()).state.wordings_asked == 0
    assert Play().do(WordingsPressed()).state.wordings == ()
    ended = listening().say("abuse")
    assert wordings(ended.state, NOTHING_READ) == ()


def test_no_hint_outside_the_conversation():
    assert hint(Play().state, NOTHING_READ) == ""
    assert listening().say("abuse").do(HintPressed()).state.hint == ""


def _idea(play: Play) -> str:
    return play.state.prompt.idea if play.state.prompt else ""


def test_attack_calls_for_calm():
    assert _idea(listening()) == ""
    assert _idea(listening().say("blame")) in {"not_me", "breathe", "hear"}


def test_fury_alone_is_an_attack():
    play = listening()
    play.say("blame").heard_out().say("blame")
    play.later(QUIET_S)
    play.heard_out().say("explain")
    assert play.state.emotion.anger >= 80
    assert _idea(play) in {"not_me", "breathe"}


@pytest.mark.parametrize(("rate", "idea"), [(200, ""), (FAST_CPM + 10, "slow")])
def test_rushing_calls_for_slowness(rate: float, idea: str):
    assert _idea(listening().say("empathy", delivery=spoken(rate))) == idea


def test_silence_calls_for_breath():
    assert _idea(listening().silence()) == "breathe"


def test_cutting_in_calls_for_hearing_her_out():
    play = Play().start()
    assert _idea(play.do(TalkPressed(play.now)).cut_off()) == "hear"


def test_exam_shows_no_prompt():
    play = listening(mode=Mode.EXAM).say("blame")
    assert play.state.prompt is None


def test_a_branch_may_want_no_prompts():
    assert listening(terms=Terms(prompts=False)).say("blame").state.prompt is None


def test_at_most_one_prompt_in_twenty_seconds():
    play = listening().say("blame")
    first = play.state.prompt
    play.heard_out().say("blame")
    assert play.state.prompt == first
    play.heard_out()
    play.later(QUIET_S)
    play.say("blame")
    assert play.state.prompt != first
    assert play.state.prompt.at - first.at >= QUIET_S


def test_prompt_leaves_when_nothing_calls_for_it_any_more():
    play = listening().say("blame").heard_out()
    play.say("empathy")
    assert play.state.prompt is not None, "it stays long enough to be read"
    play.heard_out()
    play.later(QUIET_S)
    assert play.say("empathy").state.prompt is None


def _prompts(play: Play, times: int) -> list[str]:
    """The ideas of so many prompts in a row, each called for by the same fault."""
    for _ in range(times):
        play.later(QUIET_S)
        play.say("blame").heard_out()
    return [p.idea for p in play.state.prompts_used]


def test_no_idea_comes_twice_before_all_had_their_turn():
    ideas = _prompts(listening(), 4)
    assert sorted(ideas) == sorted(i.id for i in COACH.ideas)
    assert ideas[-1] == "slow", "the one that fits least comes last"


def test_no_wording_comes_twice_before_its_idea_has_no_other():
    used = [(p.idea, p.text) for p in _ideas_again(listening())]
    assert len(set(used)) == len(used) == 8


def _ideas_again(play: Play) -> tuple[Prompt, ...]:
    _prompts(play, 8)
    return play.state.prompts_used
