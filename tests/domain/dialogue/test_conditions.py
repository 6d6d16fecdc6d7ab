# SPDX-License-Identifier: Apache-2.0
"""When a condition holds."""

from dataclasses import replace

import pytest

from tests.rules import at_least
from tests.scenes import STORM, Play, listening, reading, with_beat
from trainer_gui.domain.condition import Condition
from trainer_gui.domain.rules import holds
from trainer_gui.domain.scenario import Rule


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
