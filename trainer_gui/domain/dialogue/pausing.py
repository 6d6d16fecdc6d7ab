# SPDX-License-Identifier: Apache-2.0
"""A scene that stands still, and how it goes on."""

from dataclasses import replace

from trainer_gui.domain.dialogue import replying, scene
from trainer_gui.domain.dialogue.barging import ears_shut
from trainer_gui.domain.dialogue.scene import Stepped
from trainer_gui.domain.dialogue.senses import is_deaf, silence_s
from trainer_gui.domain.effects import StartTimer, StopLine, StopListening, StopTimer
from trainer_gui.domain.events import LineFinished
from trainer_gui.domain.state import Live, Mode, Phase, State


def pause(state: State) -> Stepped:
    """Nobody speaks and nobody listens; what is under way waits or comes again."""
    paused = replace(state, phase=Phase.PAUSED)
    if state.phase is Phase.SPEAKING and state.line and not (state.ending or state.cut_in):
        paused, shut = ears_shut(replace(paused, held=state.line))
        return paused, (*shut, StopLine(state.line.line_id))
    if state.phase is Phase.THINKING:  # the reply is complete: it is answered after the pause
        return replace(paused, awaited=True), ()
    if state.phase is Phase.LISTENING:
        return replace(paused, live=Live()), (StopListening(state.turn_id), StopTimer())
    return state, ()


def resume(state: State) -> Stepped:
    """The scene goes on where it stood still."""
    if state.held is not None:
        held, state = state.held, replace(state, held=None)
        return scene.say_anew(state, held)
    answered = state.awaited or state.pending is not None
    if state.queue and not (answered and state.cue is not None):
        return scene.say_next(state)
    if state.awaited:
        state = replace(state, phase=Phase.THINKING, awaited=False)
        return typing_instead(state) if is_deaf(state) else (state, ())
    if state.pending is not None:
        return replying.reply(replace(state, pending=None), state.pending)
    return scene.open_turn(state)


def talks_it_over(state: State) -> bool:
    """Whether a room took its time so often that the customer would go: she waits for it."""
    patient = state.mode is Mode.GROUP and state.cue is None
    return patient and state.silences == scene.SILENCE_LIMIT - 1


def waits_for_room(state: State) -> bool:
    """Whether she has urged as often as she will, and says nothing more before somebody speaks."""
    return state.phase is Phase.LISTENING and not state.live.speaking and talks_it_over(state)


def waits_for_reply(state: State) -> bool:
    """Whether the scene stands still, and no reply was given that it has not answered yet."""
    return state.phase is Phase.PAUSED and not state.awaited and state.pending is None


def settled(state: State, at: float) -> State:
    """A scene that stood still, as if the line that was cut off then had been all of it."""
    held = state.held
    if held is None:
        return state
    heard = held.heard or LineFinished(held.line_id, at, held.utterance.text, interrupted=True)
    return replace(scene.record_line(state, held, heard), held=None)


def typing_instead(state: State) -> Stepped:
    """The turn under way may never be decoded: it is open for typing."""
    state = replace(state, phase=Phase.LISTENING, live=replace(state.live, speaking=False))
    return state, (StartTimer(state.turn_id, silence_s(state)),)
