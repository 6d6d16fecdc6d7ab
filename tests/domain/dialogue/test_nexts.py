# SPDX-License-Identifier: Apache-2.0
"""What a trainer chooses the next line from."""

from dataclasses import replace

from tests.scenes import SCENARIO, STORM, TALK, Play, listening, small
from trainer_gui.domain.dialogue.nexts import nexts
from trainer_gui.domain.emotion import Band
from trainer_gui.domain.interventions import CustomerCalled, NextChosen


def test_the_nearest_places_come_first_and_the_endings_last():
    far = replace(TALK, id="far")
    scenario = small(beats={"far": far, "talk": TALK, "storm": STORM})
    found = list(nexts(listening(scenario).state))
    assert [n.target for n in found] == ["storm", "talk", "far", *SCENARIO.endings]
    assert [bool(n.ending) for n in found] == [False] * 3 + [True] * 3


def test_each_place_is_offered_in_the_words_that_she_would_say():
    for target in ("storm", "talk", "solved", "gave_up"):
        play = listening()
        (offer,) = [n for n in nexts(play.state) if n.target == target]
        play.do(NextChosen(target), CustomerCalled(3.0))
        assert play.said == offer.says
    (silent,) = [n for n in nexts(listening().state) if n.target == "walk_out"]
    assert silent.says == ""


def test_before_the_scene_it_begins_with_the_opening():
    first = next(nexts(Play().state))
    assert first.target == "storm"
    assert first.says in STORM.lines[Band.ANGRY]
