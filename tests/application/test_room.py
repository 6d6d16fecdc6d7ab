# SPDX-License-Identifier: Apache-2.0
"""What a trainer is offered."""

from dataclasses import replace

import pytest

from tests.scenes import listening, small
from trainer_gui.application.room import Offered, names_in, offered, seen
from trainer_gui.domain.interventions import HappeningInjected
from trainer_gui.domain.scenario import Aside, Happening, Where

RING = Happening("ring", Aside(("〔电话响了〕",)))
SHARED = Offered(HappeningInjected(Happening("film", Aside(("〔有人在拍〕",)))), shared=True)


def test_what_the_scene_has_in_store_is_offered_until_it_has_happened():
    play = listening(small(happenings=(RING,)))
    own, shared = offered(play.state, [SHARED])
    assert own.event.happening is RING
    assert shared is SHARED
    play.do(own.event)
    assert list(offered(play.state, [SHARED])) == [SHARED]


@pytest.mark.parametrize(
    ("place", "where"),
    [
        ("营业厅", Where.HALL),
        ("营业厅会客室", Where.HALL),
        ("商场家电柜台前", Where.HALL),
        ("客服热线", Where.PHONE),
        ("电话回访，他在家里", Where.PHONE),
        ("关阿姨家的客厅", Where.HOME),
        ("佘师傅家门口", Where.HOME),
    ],
)
def test_only_what_can_happen_in_such_a_place_is_offered(place, where):
    each = [replace(SHARED, at=frozenset({kind})) for kind in Where]
    there = small(briefing=replace(small().briefing, place=place))
    offers = list(offered(listening(there).state, [*each, SHARED]))
    assert [o.at for o in offers] == [{where}, frozenset(Where)]


def test_a_trainers_own_words_are_seen_and_not_spoken():
    play = listening().do(seen("〔经理走过来〕", 1))
    assert play.said == "〔经理走过来〕"
    assert seen("灯灭了", 2).happening.aside.say == ("〔灯灭了〕",)


@pytest.mark.parametrize("words", ["小王,小李 小王", "小王，小李", " 小王、 小李;\n"])
def test_names_are_read_however_they_are_parted(words):
    assert names_in(words) == ("小王", "小李")
