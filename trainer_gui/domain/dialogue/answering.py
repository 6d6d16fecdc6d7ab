# SPDX-License-Identifier: Apache-2.0
"""What the room would say: answers are heard while the scene stands still, and tried on a copy."""

from dataclasses import replace

from trainer_gui.domain.dialogue.pausing import pause, settled, waits_for_reply
from trainer_gui.domain.dialogue.replying import reply
from trainer_gui.domain.dialogue.scene import Stepped, lines_of
from trainer_gui.domain.effects import CUSTOMER, Listen, SaveTranscript, StopListening
from trainer_gui.domain.events import (
    NothingHeard,
    PartialHeard,
    Source,
    TraineeEnded,
    TraineeSaid,
    TraineeStarted,
)
from trainer_gui.domain.room import UNDECIDED, Answer
from trainer_gui.domain.state import Live, Phase, State

Heard = TraineeStarted | PartialHeard | TraineeEnded | TraineeSaid | NothingHeard
"""What comes of somebody speaking, or typing."""


def may_ask(state: State) -> bool:
    """Whether there are words of the customer that nobody has answered yet."""
    if state.ending is not None or state.beat is None or state.cue is not None:
        return False
    running = state.phase is Phase.LISTENING or (state.phase is Phase.SPEAKING and state.line)
    free = state.pending is None and not state.cut_in
    return bool(running and free) or waits_for_reply(state)


def ask(state: State) -> Stepped:
    """Stop the scene and collect answers."""
    stopped, effects = (state, ()) if state.phase is Phase.PAUSED else pause(state)
    return replace(stopped, room=replace(state.room, asking=True)), effects


def close(state: State) -> Stepped:
    """Collect no more; the scene still stands."""
    effects = (StopListening(state.turn_id),) if state.room.hearing else ()
    return replace(state, live=Live(), room=state.room.asked_no_more()), effects


def begin(state: State) -> Stepped:
    """Open the ears for one answer, in place of one that is under way."""
    _, effects = close(state)
    turn_id = state.turn_id + 1
    room = replace(state.room, hearing=True)
    return replace(state, turn_id=turn_id, live=Live(), room=room), (*effects, Listen(turn_id))


def hear(state: State, event: Heard) -> Stepped:
    """One answer, as it is being given."""
    if isinstance(event, TraineeSaid) and event.source is Source.TYPED:
        return _answered(state, event) if event.text.strip() else (state, ())
    if event.turn_id != state.turn_id or not state.room.hearing:
        return state, ()
    match event:
        case TraineeStarted():
            return replace(state, live=replace(state.live, speaking=True, since=event.at)), ()
        case PartialHeard():
            return replace(state, live=replace(state.live, text=event.text)), ()
        case TraineeSaid():
            return _answered(state, event)
        case _:
            return replace(state, live=replace(state.live, speaking=False)), ()


def _answered(state: State, said: TraineeSaid) -> Stepped:
    answers = (*state.room.answers, tried(state, said))
    closed, effects = close(state)
    room = replace(state.room, hearing=False, answers=answers)
    return replace(closed, room=room), (*effects, SaveTranscript())


def tried(state: State, said: TraineeSaid) -> Answer:
    """What the customer would make of a reply; nothing of it happens."""
    copy = replace(settled(state, said.end), room=UNDECIDED, queue=())
    stepped = reply(copy, said)
    after, _ = stepped
    hers = (u.text for u in lines_of(stepped) if u.speaker == CUSTOMER)
    return Answer(
        name=state.room.player,
        place=len(state.transcript),
        said=said,
        before=state.emotion,
        after=after.emotion,
        says="".join(hers),
        outcome=after.ending.outcome if after.ending else None,
    )


def drop(state: State, index: int) -> State:
    """Forget this answer."""
    answers = state.room.answers
    return replace(
        state, room=replace(state.room, answers=(*answers[:index], *answers[index + 1 :]))
    )


def take(state: State, index: int, at: float) -> Stepped:
    """Go on as if this answer had been the reply."""
    answer = state.room.answers[index]
    closed, effects = close(state)
    ready = settled(closed, at)
    player = ready.room.player
    ready = replace(ready, room=replace(ready.room, player=answer.name))
    stepped, more = reply(ready, replace(answer.said, start=at, end=at))
    return replace(stepped, room=replace(stepped.room, player=player)), (*effects, *more)
