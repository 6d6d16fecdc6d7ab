# SPDX-License-Identifier: Apache-2.0
"""The open microphone: what is heard while the customer speaks, and what that does to her line."""

from dataclasses import replace

from trainer_gui.domain.dialogue import scene
from trainer_gui.domain.dialogue.scene import Stepped
from trainer_gui.domain.effects import Effect, StopLine, StopListening, StopTimer, Utterance
from trainer_gui.domain.events import (
    EchoHeard,
    Event,
    NothingHeard,
    PartialHeard,
    Source,
    TraineeSaid,
    TraineeStarted,
)
from trainer_gui.domain.speech.phrasing import only_listens
from trainer_gui.domain.state import Line, Live, Phase, State, TurnPolicy

LISTENING = (Phase.LISTENING, Phase.THINKING)
_ENDS = "。！？!?；;…"
_ALMOST = 3
"""Who speaks up when so many characters of her line are left, answers it."""


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


def goes_on(state: State) -> Stepped:
    """What cut her off was no reply: she takes her sentence up again, and nobody is to blame."""
    line = state.last_line
    assert line is not None  # noqa: S101 - it was cut off
    at = _heard(state, line)
    rest: list[str] = []
    for piece in line.pieces:
        if at < len(piece):
            rest.append(piece[max(piece.rfind(mark, 0, max(0, at)) for mark in _ENDS) + 1 :])
        at -= len(piece)
    stepped, effects = scene.say(replace(state, barged=False), replace(line, pieces=tuple(rest)))
    stepped = replace(stepped, last_line=line, spoken=state.spoken)
    return stepped, (StopListening(state.turn_id), StopTimer(), *effects)


def has_more(state: State) -> bool:
    """Whether somebody talked over her in the middle of what she had to say."""
    line = state.last_line
    return state.barged and line is not None and len(line.text) - _heard(state, line) > _ALMOST


def only_attends(state: State, heard: PartialHeard | TraineeSaid) -> bool:
    """Whether what was said over her only shows that somebody listens.

    A partial result tells once its speaker pauses: nobody who has more to say lets her wait for it.
    """
    paused = heard.delivery if isinstance(heard, PartialHeard) else heard.source is Source.VOICE
    mid_line = paused and state.phase in LISTENING and has_more(state)
    return bool(mid_line) and only_listens(heard.text, heard.confidence)


def _heard(state: State, line: Utterance) -> int:
    """How many characters of her line were heard when she was cut off."""
    heard = state.transcript[-1].text
    return max(0, line.text.find(heard)) + len(heard)
