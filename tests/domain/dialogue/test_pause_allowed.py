# SPDX-License-Identifier: Apache-2.0
"""The pause key freezes the scene, costs nothing in practice, and may be locked in exams."""

import pytest

from tests.scenes import SCENARIO, Play, listening
from trainer_gui.domain.events import PausePressed
from trainer_gui.domain.scoring import score
from trainer_gui.domain.state import Mode, Phase, Terms

LOCKED = Terms(exam_pause=False)


def _paused_for_a_while(play: Play) -> Play:
    play.do(PausePressed(play.now))
    play.later(600.0)
    return play.do(PausePressed(play.now))


def test_a_pause_in_practice_costs_nothing():
    straight = listening().say("empathy").heard_out().say("open_question")
    paused = _paused_for_a_while(listening()).say("empathy").heard_out()
    paused = _paused_for_a_while(paused).say("open_question")
    assert paused.state.emotion == straight.state.emotion
    assert paused.state.silences == 0
    results = [score(p.state.rulebook, p.state.transcript, SCENARIO) for p in (straight, paused)]
    assert results[0] == results[1]


@pytest.mark.parametrize(
    ("mode", "terms", "phase"),
    [
        (Mode.EXAM, Terms(), Phase.PAUSED),
        (Mode.EXAM, LOCKED, Phase.LISTENING),
        (Mode.PRACTICE, LOCKED, Phase.PAUSED),
        (Mode.CHALLENGE, LOCKED, Phase.PAUSED),
    ],
)
def test_a_branch_may_lock_the_pause_of_exams_alone(mode: Mode, terms: Terms, phase: Phase):
    play = listening(mode=mode, terms=terms)
    assert play.do(PausePressed(play.now)).state.phase is phase
    assert play.state.may_pause is (phase is Phase.PAUSED)
