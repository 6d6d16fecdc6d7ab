# SPDX-License-Identifier: Apache-2.0
"""More than two in a scene: others, events, silence that counts, a customer who cuts in."""

from dataclasses import replace

import pytest

from tests.scenes import ENDINGS, SCENARIO, STORM, TALK, Play, listening, reading, small, with_beat
from trainer_gui.domain.condition import Bound, Condition, Operator
from trainer_gui.domain.dialogue.ahead import upcoming
from trainer_gui.domain.dialogue.scene import branch
from trainer_gui.domain.effects import CUSTOMER, Expect, Listen, SayLine, StopLine, StopListening
from trainer_gui.domain.emotion import Band, Shift
from trainer_gui.domain.events import (
    LineFinished,
    LineStarted,
    PartialHeard,
    PausePressed,
    Source,
    StopPressed,
    TalkPressed,
    TraineeStarted,
)
from trainer_gui.domain.persona import CutIn, VoiceStyle
from trainer_gui.domain.rules import holds
from trainer_gui.domain.scenario import Aside, Happening, Other, Rule
from trainer_gui.domain.state import Phase, TurnPolicy
from trainer_gui.domain.transcript import Cause, Speaker

MANAGER = Other("张主任", VoiceStyle("old_man"))
GREETING = Aside(("您好，我是主任。", "您请坐。"), "manager")
GRUMBLE = Happening(
    "grumble",
    Aside(("〔后面有人敲柜台〕",)),
    Condition(any=frozenset({"blame"})),
    Shift(anger=5),
    frozenset({"visit"}),
)
TALK_WITH_MANAGER = replace(TALK, asides=(GREETING,))
WITH_MANAGER = small(
    beats={"storm": STORM, "talk": TALK_WITH_MANAGER},
    others={"manager": MANAGER},
)


def at_least(number):
    return Bound(Operator.AT_LEAST, number)


def spoken(play):
    """(who, words) of what was told to be said by the last event, and what waits behind it."""
    lines = [e.utterance for e in play.told(SayLine)]
    return [(u.speaker, u.text) for u in (*lines, *play.state.queue)]


# Others


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


# Events


def test_event_happens_once():
    play = listening(small(happenings=(GRUMBLE,))).say("blame")
    assert spoken(play)[0] == ("", "〔后面有人敲柜台〕")
    reply = play.state.replies[-1]
    assert Cause("happening", GRUMBLE.shift) in reply.causes
    assert reply.emotion == play.state.emotion
    assert "visit" in play.state.known
    play.heard_out()
    event = play.state.transcript[-1]
    assert (event.who, event.name) == (Speaker.OTHER, "")
    assert len(spoken(play.heard_out().say("blame"))) == 1


def test_event_waits_for_its_condition():
    assert len(spoken(listening(small(happenings=(GRUMBLE,))).say("empathy"))) == 1


def test_nothing_happens_at_an_ending():
    always = (Rule("walk_out", Condition(any=frozenset({"blame"}))),)
    play = listening(small(happenings=(GRUMBLE,), always=always)).say("blame")
    assert all(who == CUSTOMER for who, _ in spoken(play))
    assert play.state.happened == frozenset()


# Silence


def silent_rule(to, count=2, **more):
    return Rule(to, Condition(silences=at_least(count)), **more)


def test_silence_leads_on():
    rule = silent_rule("talk", shift=Shift(anger=7), reveals=frozenset({"sms"}))
    play = listening(small(beats={"storm": replace(STORM, rules=(rule,)), "talk": TALK}))
    play.silence().heard_out()
    assert play.state.beat_id == "storm"
    anger = play.state.emotion.anger
    play.silence()
    assert play.state.beat_id == "talk"
    assert play.state.emotion.anger == anger + SCENARIO.persona.silence.anger + 7
    assert {"sms", "visit"} <= play.state.known
    causes = play.heard_out().state.transcript[-1].causes
    assert [c.what for c in causes] == ["silence", "rule"]


def test_silence_that_leads_to_others_is_the_customers_cause():
    beats = {"storm": replace(STORM, rules=(silent_rule("talk", 1),)), "talk": TALK_WITH_MANAGER}
    play = listening(small(beats=beats, others={"manager": MANAGER})).silence()
    assert play.state.line.utterance.speaker == "manager"
    other, own = play.heard_out().heard_out().state.transcript[-2:]
    assert (other.who, other.causes) == (Speaker.OTHER, ())
    assert [c.what for c in own.causes] == ["silence"]


def test_silence_leads_on_without_a_shift():
    play = listening(with_beat(replace(STORM, rules=(silent_rule("gave_up", 1),)))).silence()
    assert play.state.ending.id == "gave_up"
    assert [c.what for c in play.state.line.causes] == ["silence"]


def test_rule_for_silence_is_not_for_replies():
    below = Rule("gave_up", Condition(silences=Bound(Operator.BELOW, 3)))
    play = listening(with_beat(replace(STORM, rules=(below,)))).say("explain")
    assert play.state.ending is None


# The customer cuts in

IMPATIENT = CutIn({Band.ANGRY: ("停停停！",)}, after=10, anger=at_least(60))
LONG = "我们的系统是这样的，首先要看您的套餐"


def test_customer_cuts_in_on_a_long_reply():
    play = listening(small(cuts_in=IMPATIENT))
    turn = play.state.turn_id
    play.do(TraineeStarted(turn, 3.0), PartialHeard(turn, LONG[:9]))
    assert play.phase is Phase.LISTENING
    heard = PartialHeard(turn, LONG, outlook=reading("explain"), at=6.5, confidence=0.4)
    play.do(heard)
    assert play.told(StopListening) == [StopListening(turn)]
    assert play.said.startswith("停停停！")
    reply = play.state.replies[-1]
    assert (reply.text, reply.interrupted) == (LONG, True)
    assert (reply.start_s, reply.end_s) == (3.0, 6.5)
    assert reply.confidence == 0.4
    assert reply.reading.labels == {"explain"}
    assert play.do(PartialHeard(turn, LONG + "，然后")).state.replies[-1].text == LONG


@pytest.mark.parametrize("source", Source)
def test_customer_does_not_cut_into_what_is_over(source: Source):
    play = listening(small(cuts_in=IMPATIENT)).say("blame", text=LONG, source=source)
    assert not play.said.startswith("停停停！")
    reply = play.state.replies[-1]
    assert (reply.text, reply.interrupted) == (LONG, False)


@pytest.mark.parametrize(
    "cut", [None, replace(IMPATIENT, after=99), replace(IMPATIENT, anger=at_least(90))]
)
def test_customer_hears_out(cut):
    play = listening(small(cuts_in=cut))
    turn = play.state.turn_id
    play.do(TraineeStarted(turn, 3.0), PartialHeard(turn, LONG))
    assert play.phase is Phase.LISTENING
    play.say("explain", text=LONG)
    assert not play.said.startswith("停停停！")
    assert not play.state.replies[-1].interrupted


def test_customer_cuts_in_in_any_mood():
    calm = replace(IMPATIENT, anger=None)
    play = listening(small(cuts_in=calm))
    assert play.do(PartialHeard(play.state.turn_id, LONG)).said.startswith("停停停！")


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


def test_cutting_in_is_rendered_ahead():
    ahead = [u.text for u in upcoming(listening(small(cuts_in=IMPATIENT)).state)]
    assert "停停停！" in ahead


# Conditions and retorts


def test_retort_of_a_beat_comes_before_the_scenes():
    own = replace(STORM, retorts={"blame": {Band.ANGRY: ("你再说一遍？",)}})
    assert listening(with_beat(own)).say("blame").said.startswith("你再说一遍？")
    assert listening().say("blame").said.startswith("合着还怪我了？")


def test_what_the_trainee_states_is_known_from_the_next_reply_on():
    told = Condition(known=frozenset({"sms"}))
    beat = replace(STORM, rules=(Rule("gave_up", told),))
    play = listening(with_beat(beat)).say(reading=reading("explain", told=["sms"]))
    assert "sms" in play.state.known
    assert play.state.ending is None
    assert play.heard_out().say("explain").state.ending.id == "gave_up"


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (Condition(any_set=(frozenset({"blame", "cold"}), frozenset({"empathy"}))), True),
        (Condition(any_set=(frozenset({"empathy", "cold"}),)), False),
        (Condition(touched=frozenset({"sms", "bill"})), True),
        (Condition(touched=frozenset({"visit"})), True),
        (Condition(touched=frozenset({"bill"})), False),
        (Condition(visited=frozenset({"storm"})), True),
        (Condition(visited=frozenset({"storm", "talk"})), False),
        (Condition(unvisited=frozenset({"talk"})), True),
        (Condition(unvisited=frozenset({"storm", "talk"})), False),
        (Condition(silences=at_least(1)), False),
    ],
)
def test_conditions(when, expected):
    read = reading("empathy", asked=["sms"], told=["visit"])
    state = Play().start().heard_out().say(reading=read).state
    state = replace(state, beat_id="storm", visits={"storm": 1})
    assert holds(when, state, read) is expected
