# SPDX-License-Identifier: Apache-2.0
"""Others in the scene whom a second trainee plays: their cue, their words, and what these do.

Where another would speak who is in `State.played`, the scene listens instead: `State.cue` holds
what the app would have said in that one's voice. Whatever is said or typed then stands in the
transcript as the other's and moves the customer like any words; her own line follows. Who stays
silent is spoken for.
"""

from dataclasses import replace

from trainer_gui.domain.dialogue.reaction import react, total
from trainer_gui.domain.dialogue.scene import Stepped, open_turn, say, say_next
from trainer_gui.domain.effects import SaveTranscript, StopTimer
from trainer_gui.domain.events import TraineeSaid
from trainer_gui.domain.state import Live, Phase, State
from trainer_gui.domain.transcript import Speaker, Turn


def joined(state: State, said: TraineeSaid) -> Stepped:
    """A second trainee has spoken: what comes after that."""
    state = joining(state, said)
    kept = (StopTimer(), SaveTranscript())
    if state.queue:
        stepped, effects = say_next(state)
    elif state.ending is not None:
        stepped, effects = replace(state, phase=Phase.ENDED, hint=""), ()
    else:
        stepped, effects = open_turn(state)
    return stepped, (*kept, *effects)


def joining(state: State, said: TraineeSaid) -> State:
    """What a second trainee said, in the transcript and in the customer's ears."""
    cue, *rest = state.queue
    causes = react(state.scenario.persona, said.reading, state.emotion, state.uses)
    emotion = state.emotion.moved(total(causes))
    turn = Turn(
        who=Speaker.OTHER,
        name=state.scenario.others[cue.speaker].name,
        text=said.text,
        beat=state.beat_id,
        start_s=said.start,
        end_s=said.end,
        emotion=emotion,
        causes=causes,
        reading=said.reading,
        source=said.source,
        confidence=said.confidence,
        delivery=said.delivery,
    )
    transcript = (*state.transcript, turn)
    return replace(state, emotion=emotion, transcript=transcript, queue=tuple(rest), live=Live())


def spoken_for(state: State) -> Stepped:
    """Nobody took the word: the app says it."""
    cue, *rest = state.queue
    return say(replace(state, queue=tuple(rest)), cue, counts=False)
