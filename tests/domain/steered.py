# SPDX-License-Identifier: Apache-2.0
"""Scenes that a trainer steers."""

from tests.scenes import SCENARIO, Play
from trainer_gui.domain.emotion import Band, Shift
from trainer_gui.domain.events import (
    PausePressed,
)
from trainer_gui.domain.scenario import Aside, Happening, Other
from trainer_gui.domain.transcript import TRAINER

RING = Happening("ring", Aside(("〔电话响了〕",)), shift=Shift(anger=3), reveals=frozenset({"sms"}))
BOSS = Happening("boss", Aside(("您好，我是值班经理。",), "boss"), shift=Shift(anger=-4))
MANAGER = Other("值班经理")


def steered(play: Play) -> list[int]:
    """Indices of the turns that tell of a trainer."""
    turns = enumerate(play.state.transcript)
    return [i for i, t in turns if any(c.what == TRAINER for c in t.causes)]


def frozen(play: Play) -> Play:
    return play.do(PausePressed(play.later(0.1)))


TALK_LINES = {*SCENARIO.beats["talk"].lines[Band.ANGRY], *SCENARIO.beats["talk"].lines[Band.CALM]}
