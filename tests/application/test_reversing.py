# SPDX-License-Identifier: Apache-2.0
"""A reversal carries its wishes to the ports, and reads what the clerk said."""

import pytest

from tests.domain.teaching.test_reversal import SCENE, SOLVES
from tests.fakes import FakeClock, FakeListener, FakeTimer, FakeVoice, Spoken, TableReader
from tests.scenes import COACH, STORM, reading
from trainer_gui.application.dispatching import Talkers
from trainer_gui.application.reversing import Reversing
from trainer_gui.domain.effects import Expect
from trainer_gui.domain.events import SceneStarted
from trainer_gui.domain.state import new_state
from trainer_gui.domain.teaching.reversal import Part, reverse
from trainer_gui.domain.transcript import Speaker


class Room:
    """A reversal with stand-ins all around it."""

    def __init__(self, *lines: str) -> None:
        self.clock = FakeClock()
        self.voice = FakeVoice(self.post, self.clock)
        timeline = [Spoken(line) for line in lines]
        self.listener = FakeListener(self.post, self.clock, timeline)
        self.reader = TableReader({m.say: reading(*m.moves) for m in (*STORM.models, SOLVES)})
        talkers = Talkers(self.voice, self.listener, FakeTimer(self.post, self.clock))
        self.seen = []
        scene = new_state(SCENE, COACH)
        self.reversing = Reversing(reverse(scene), self.reader, talkers, self.seen.append)

    def post(self, event) -> None:
        self.reversing.dispatch(event)


def test_a_whole_conversation_by_voice():
    room = Room("凭什么改我套餐！", "那你查！", "谢谢。")
    assert {u.text for u in room.voice.prepared} == {m.say for m in STORM.models}
    room.post(SceneStarted(0.0))
    reversal = room.reversing.reversal
    assert reversal.part is Part.OVER
    turns = reversal.scene.transcript
    assert [t.text for t in turns if t.who is Speaker.CUSTOMER] == [
        "凭什么改我套餐！",
        "那你查！",
        "谢谢。",
    ]
    said = [u.text for u in room.voice.said]
    assert said[-1] == SOLVES.say
    context, reply, partial = room.reader.asked[0]
    assert context == (("customer", "凭什么改我套餐！"),)
    assert (reply, partial) == (said[0], False)
    assert room.seen[-1] == reversal


def test_a_reversal_keeps_no_transcript_and_expects_no_line():
    with pytest.raises(AssertionError):
        Room().reversing._carry_out(Expect(()))
