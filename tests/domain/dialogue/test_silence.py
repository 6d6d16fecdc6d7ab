# SPDX-License-Identifier: Apache-2.0
"""Silence that leads on."""

from dataclasses import replace

from tests.domain.dialogue.company import MANAGER, TALK_WITH_MANAGER
from tests.rules import at_least
from tests.scenes import SCENARIO, STORM, TALK, listening, small, with_beat
from trainer_gui.domain.condition import Bound, Condition, Operator
from trainer_gui.domain.emotion import Shift
from trainer_gui.domain.scenario import Rule
from trainer_gui.domain.transcript import Speaker


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
