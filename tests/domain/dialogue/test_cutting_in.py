# SPDX-License-Identifier: Apache-2.0
"""The customer cuts in on a trainee who talks too long."""

from dataclasses import replace

import pytest

from tests.rules import at_least
from tests.scenes import STORM, listening, reading, small, with_beat
from trainer_gui.domain.dialogue.ahead import upcoming
from trainer_gui.domain.effects import StopListening
from trainer_gui.domain.emotion import Band
from trainer_gui.domain.events import (
    PartialHeard,
    Source,
    TraineeStarted,
)
from trainer_gui.domain.persona import CutIn
from trainer_gui.domain.state import Phase

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


def test_cutting_in_is_rendered_ahead():
    ahead = [u.text for u in upcoming(listening(small(cuts_in=IMPATIENT)).state)]
    assert "停停停！" in ahead


def test_retort_of_a_beat_comes_before_the_scenes():
    own = replace(STORM, retorts={"blame": {Band.ANGRY: ("你再说一遍？",)}})
    assert listening(with_beat(own)).say("blame").said.startswith("你再说一遍？")
    assert listening().say("blame").said.startswith("合着还怪我了？")
