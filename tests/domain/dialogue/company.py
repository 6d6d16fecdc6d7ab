# SPDX-License-Identifier: Apache-2.0
"""A scene of more than two, and what is said in it."""

from dataclasses import replace

from tests.scenes import STORM, TALK, small
from trainer_gui.domain.condition import Condition
from trainer_gui.domain.effects import SayLine
from trainer_gui.domain.emotion import Shift
from trainer_gui.domain.persona import VoiceStyle
from trainer_gui.domain.scenario import Aside, Happening, Other

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


def spoken(play):
    """(who, words) of what was told to be said by the last event, and what waits behind it."""
    lines = [e.utterance for e in play.told(SayLine)]
    return [(u.speaker, u.text) for u in (*lines, *play.state.queue)]
