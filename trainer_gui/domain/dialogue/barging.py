# SPDX-License-Identifier: Apache-2.0
"""The open microphone: what is heard while the customer speaks, and what that does to her line."""

from dataclasses import replace

from trainer_gui.domain.dialogue import scene
from trainer_gui.domain.dialogue.scene import Stepped
from trainer_gui.domain.effects import Effect, StopLine, StopListening, StopTimer
from trainer_gui.domain.events import (
    EchoHeard,
    Event,
    NothingHeard,
    Source,
    TraineeSaid,
    TraineeStarted,
)
from trainer_gui.domain.state import Line, Live, State, TurnPolicy


def over_her(state: State, line: Line, event: Event) -> Stepped | None:
    """What the ears tell while she says `line`; None: it is nothing of theirs."""
    turn, stop = state.turn_id, (StopLine(line.line_id),)
    match event:
        case TraineeStarted(turn_id, at) if turn_id == turn:
            live = Live(speaking=True, since=at)
            return replace(state, live=live, cut_in=True, barged=True), stop
        case TraineeSaid(turn_id, source=Source.VOICE) if turn_id == turn:  # before she is silent
            said = replace(state, pending=event, cut_in=True, barged=True, early=False)
            return replace(said, live=Live()), stop
        case NothingHeard(turn_id) if turn_id == turn:
            return replace(state, live=Live(), barged=False), ()
        case EchoHeard(turn_id) if turn_id == turn:
            return ears_shut(replace(state, policy=TurnPolicy.HALF_DUPLEX))
    return None


def ears_shut(state: State) -> tuple[State, tuple[Effect, ...]]:
    """Nothing is to be heard any more while she speaks; effects only where the ears are open."""
    if not state.early:
        return state, ()
    state = replace(state, early=False, barged=False, live=Live())
    return state, (StopListening(state.turn_id),)


def after_a_noise(state: State) -> Stepped:
    """What cut her off held no words: she says it again, and nobody is to blame."""
    turn = state.turn_id
    stepped, effects = scene.repeat(replace(state, barged=False))
    return stepped, (StopListening(turn), StopTimer(), *effects)
