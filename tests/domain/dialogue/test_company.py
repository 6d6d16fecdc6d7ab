# SPDX-License-Identifier: Apache-2.0
"""Others in a scene: who speaks when, in whose voice, and what a pause or a stop makes of it."""

from dataclasses import replace

import pytest

from tests.domain.dialogue.company import (
    GREETING,
    GRUMBLE,
    MANAGER,
    TALK_WITH_MANAGER,
    WITH_MANAGER,
    spoken,
)
from tests.scenes import ENDINGS, STORM, TALK, Play, listening, reading
from trainer_gui.domain.dialogue.ahead import upcoming
from trainer_gui.domain.dialogue.scene import branch
from trainer_gui.domain.effects import CUSTOMER, Expect, Listen, SayLine, StopLine
from trainer_gui.domain.events import (
    LineFinished,
    LineStarted,
    PartialHeard,
    PausePressed,
    StopPressed,
    TalkPressed,
    TraineeStarted,
)
from trainer_gui.domain.scenario import Aside, Rule
from trainer_gui.domain.state import Phase, TurnPolicy
from trainer_gui.domain.transcript import Speaker


def test_others_speak_before_the_customer():
    play = listening(WITH_MANAGER).say("empathy")
    (manager, words), (customer, line) = spoken(play)
    assert (manager, customer) == ("manager", CUSTOMER)
    assert words in GREETING.say
    assert line in {text for texts in TALK.lines.values() for text in texts}
    assert play.state.line.utterance.voice == MANAGER.voice
    play.heard_out()
    assert (play.phase, play.said) == (Phase.SPEAKING, line)
    assert play.heard_out().phase is Phase.LISTENING
    *_, other, own = play.state.transcript
    assert (other.who, other.name, other.text) == (Speaker.OTHER, "张主任", words)
    assert (own.who, own.text) == (Speaker.CUSTOMER, line)


def test_others_speak_on_arriving_only():
    play = listening(WITH_MANAGER).say("empathy").heard_out().heard_out().say("explain")
    assert [who for who, _ in spoken(play)] == [CUSTOMER]


def test_another_variant_next_time():
    first = listening(WITH_MANAGER).say("empathy")
    said = replace(listening(WITH_MANAGER).state, spoken=(spoken(first)[0][1],))
    play = listening(WITH_MANAGER)
    play.state = said
    assert spoken(play.say("empathy"))[0][1] != spoken(first)[0][1]


def test_others_are_not_cut_off():
    play = listening(WITH_MANAGER).say("empathy")
    assert play.do(TalkPressed(play.later(0.1))).told(StopLine) == []
    assert not play.state.cut_in
    play.say("commit", typed=True)
    assert play.told(StopLine) == []
    play.heard_out()
    assert play.state.line.utterance.speaker == CUSTOMER
    play.heard_out()
    assert play.state.ending.id == "solved"  # the typed reply, once she has had her word


@pytest.mark.parametrize("first", ["我先给您查", "我先给您查。"])
def test_typing_twice_while_others_speak_is_one_reply(first: str):
    play = listening(WITH_MANAGER).say("empathy")
    play.say(reading=reading("act_now", asked=["sms"]), text=first, typed=True)
    play.say(reading=reading("commit", "act_now", told=["visit"]), text="明天给您", typed=True)
    play.heard_out().heard_out()
    reply = play.state.replies[-1]
    assert reply.text.startswith(first)
    assert reply.text.endswith("明天给您")
    assert [e.label for e in reply.reading.evidence] == ["act_now", "commit"]
    assert (reply.reading.asked, reply.reading.told) == ({"sms"}, {"visit"})
    assert play.state.ending.id == "solved"


def test_typing_twice_over_the_customer_is_one_reply():
    play = Play(WITH_MANAGER).start().do(LineStarted(1, 0.5))
    play.say("blame", typed=True).say("empathy", typed=True).cut_off()
    reply = play.state.replies[-1]
    assert (reply.text, reply.reading.labels) == ("我说，我说", {"blame", "empathy"})


def test_talk_key_that_is_held_since_others_spoke_opens_the_ears():
    play = listening(WITH_MANAGER, policy=TurnPolicy.PRESS_TO_TALK).say("empathy")
    play.do(TalkPressed(play.later(0.1))).heard_out()
    assert play.state.line.utterance.speaker == CUSTOMER
    play.heard_out()
    assert play.told(Listen) == [Listen(play.state.turn_id)]


def test_repeat_and_branch_say_the_customers_line():
    play = listening(WITH_MANAGER).say("empathy").heard_out()
    line = play.state.line.utterance
    play.heard_out()
    assert play.state.last_line == line
    again = branch(play.state)
    assert again.queue == ()
    other = listening(WITH_MANAGER).say("empathy")
    assert branch(other.state).queue == ()


def test_pause_keeps_what_waits():
    play = listening(WITH_MANAGER).say("empathy")
    waiting = play.state.queue
    play.do(PausePressed(play.later(0.1))).cut_off()
    play.do(PausePressed(play.later(1.0)))
    assert (play.state.line.utterance.speaker, play.state.queue) == ("manager", waiting)


def test_pause_after_the_other_has_finished():
    play = listening(WITH_MANAGER).say("empathy")
    line = play.state.line
    play.do(PausePressed(play.later(0.1)))
    play.do(LineFinished(line.line_id, play.later(0.1), line.utterance.text))
    play.do(PausePressed(play.later(1.0)))
    assert (play.state.line.utterance.speaker, play.state.queue) == (CUSTOMER, ())


def test_stop_forgets_what_waits():
    play = listening(WITH_MANAGER).say("empathy").do(StopPressed(1.0)).cut_off()
    assert (play.phase, play.state.queue) == (Phase.ENDED, ())


def test_others_at_an_ending():
    silent = replace(ENDINGS["walk_out"], asides=(GREETING,))
    scenario = replace(WITH_MANAGER, endings={**ENDINGS, "walk_out": silent})
    play = listening(scenario).say("abuse")
    assert [who for who, _ in spoken(play)] == ["manager"]
    assert play.state.ending.id == "walk_out"
    assert play.heard_out().phase is Phase.ENDED


def test_what_others_say_is_rendered_ahead():
    ahead = list(upcoming(listening(WITH_MANAGER).state))
    assert any(u.speaker == "manager" and u.voice == MANAGER.voice for u in ahead)


def test_customers_line_behind_anothers_is_expected():
    play = listening(WITH_MANAGER)
    turn = play.state.turn_id
    play.do(TraineeStarted(turn, 3.0), PartialHeard(turn, "您先消消气", outlook=reading("empathy")))
    (expected,) = play.told(Expect)
    assert [u.speaker for u in expected.utterances] == ["manager", CUSTOMER]
    play.say("empathy")
    assert (play.told(SayLine)[0].utterance, *play.state.queue) == expected.utterances


def test_what_others_may_say_is_rendered_ahead_in_their_voices():
    storm = replace(STORM, rules=(Rule("middle"),))
    middle = replace(STORM, id="middle", rules=(Rule("talk"),))
    beats = {"storm": storm, "middle": middle, "talk": TALK_WITH_MANAGER}
    seen_off = replace(ENDINGS["gave_up"], asides=(Aside(("慢走。",), "manager"),))
    scene = replace(
        WITH_MANAGER,
        beats=beats,
        happenings=(GRUMBLE,),
        endings={**ENDINGS, "gave_up": seen_off},
    )
    state = listening(scene).state
    ahead = {u.text: u for u in upcoming(state)}
    for words in (*GREETING.say, "慢走。"):
        assert (ahead[words].speaker, ahead[words].voice) == ("manager", MANAGER.voice)
    event = GRUMBLE.aside.say[0]
    assert ahead[event].speaker == ""
    assert event not in {u.text for u in upcoming(replace(state, happened=frozenset({"grumble"})))}
