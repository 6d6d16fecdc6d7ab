# SPDX-License-Identifier: Apache-2.0
"""What a trainer is offered."""

from dataclasses import replace

import pytest

from tests.scenes import listening, small
from trainer_gui.application.room import Offered, names_in, offered, seen
from trainer_gui.domain.interventions import HappeningInjected
from trainer_gui.domain.scenario import Aside, Happening

RING = Happening("ring", Aside(("〔电话响了〕",)))
SHARED = Offered(HappeningInjected(Happening("film", Aside(("〔有人在拍〕",)))), shared=True)


def test_what_the_scene_has_in_store_is_offered_until_it_has_happened():
    play = listening(small(happenings=(RING,)))
    own, shared = offered(play.state, [SHARED])
    assert own.event.happening is RING
    assert shared is SHARED
    play.do(own.event)
    assert list(offered(play.state, [SHARED])) == [SHARED]


def test_nobody_films_a_scene_on_the_telephone():
    hall, phone = (replace(SHARED, by_phone=on) for on in (False, True))
    calls = small(briefing=replace(small().briefing, place="客服热线"))
    assert list(offered(listening(small()).state, [hall, SHARED, phone])) == [hall, SHARED]
    assert list(offered(listening(calls).state, [hall, SHARED, phone])) == [SHARED, phone]


def test_a_trainers_own_words_are_seen_and_not_spoken():
    play = listening().do(seen("〔经理走过来〕", 1))
    assert play.said == "〔经理走过来〕"
    assert seen("灯灭了", 2).happening.aside.say == ("〔灯灭了〕",)


@pytest.mark.parametrize("words", ["小王,小李 小王", "小王，小李", " 小王、 小李;\n"])
def test_names_are_read_however_they_are_parted(words):
    assert names_in(words) == ("小王", "小李")
