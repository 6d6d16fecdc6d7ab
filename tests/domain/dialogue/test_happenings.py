# SPDX-License-Identifier: Apache-2.0
"""What happens in a scene by itself."""

from tests.domain.dialogue.company import GRUMBLE, spoken
from tests.scenes import listening, small
from trainer_gui.domain.condition import Condition
from trainer_gui.domain.effects import CUSTOMER
from trainer_gui.domain.scenario import Rule
from trainer_gui.domain.transcript import Cause, Speaker


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
