# SPDX-License-Identifier: Apache-2.0
"""What one reply of the trainee does to the customer, and where it leads."""

from dataclasses import replace

from trainer_gui.domain.dialogue.company import joined
from trainer_gui.domain.dialogue.reaction import react, total
from trainer_gui.domain.dialogue.scene import Stepped, aside, enter, lines_of
from trainer_gui.domain.effects import Expect, SaveTranscript, StopTimer, Utterance
from trainer_gui.domain.emotion import Band, Shift
from trainer_gui.domain.events import PartialHeard, TraineeSaid
from trainer_gui.domain.reading import Reading
from trainer_gui.domain.rules import first_match, holds, rules_here
from trainer_gui.domain.self_control import by_voice, prompted
from trainer_gui.domain.state import Live, State
from trainer_gui.domain.transcript import TRAINER, Cause, Speaker, Turn

ATTACK = 8.0
"""A rise of anger in one reply that counts as an attack on the trainee's calm."""


def reply(state: State, said: TraineeSaid, *, cut_in: str = "") -> Stepped:
    """The customer's answer to a reply, or what follows the words of a second trainee.

    Args:
        state: The scene.
        said: The whole of it, or as much as she hears out.
        cut_in: Words with which she cuts into it; empty: it is over.
    """
    if state.cue is not None:
        return joined(state, said)
    if state.barged:
        state = hurt_by_interruption(replace(state, barged=False), said.start)
    before, chosen = state, state.room.chosen
    state = recorded(state, said, interrupted=bool(cut_in))
    rule = None if chosen else first_match(rules_here(state, silent=False), state, said.reading)
    if rule is not None:
        state = _moved(state, rule.shift, rule.reveals, "rule")
    target = chosen or (state.beat_id if rule is None else rule.to)
    state, injected = _injected(state)
    state, happening = _happened(state, target, said.reading)
    state = replace(state, known=state.known | said.reading.told)
    state = _prompted(before, state, said)
    stepped, effects = enter(
        replace(state, before=before, room=replace(state.room, chosen="")),
        target,
        said.reading,
        before=(*injected, *happening),
        cut_in=cut_in,
        causes=(Cause(TRAINER, Shift()),) if chosen else (),
    )
    return stepped, (StopTimer(), SaveTranscript(), *effects)


def added(said: TraineeSaid, more: TraineeSaid) -> TraineeSaid:
    """A typed reply that waits for its turn, with what was typed after it."""
    pause = "，" if said.text[-1:].isalnum() else ""
    text = said.text + pause + more.text
    return replace(said, text=text, end=more.end, reading=said.reading.then(more.reading))


def collected(state: State, heard: PartialHeard) -> State:
    """In a pause of a reply: a self-control prompt where voice or words call for one already."""
    triggers = by_voice(state, heard.delivery) | set(heard.reading.faults)
    return prompted(state, triggers, heard.at) if triggers else state


def foreseen(state: State, heard: PartialHeard) -> tuple[Expect, ...]:
    """What the customer would say if the reply ended here."""
    said = TraineeSaid(heard.turn_id, heard.text, start=0.0, end=0.0, reading=heard.outlook)
    lines = tuple(lines_of(reply(state, said)))
    return (Expect(lines),) if lines else ()


def hurt_by_interruption(state: State, at: float) -> State:
    """The trainee cut in: the customer minds, and the trainee is reminded to hear her out."""
    shift = state.scenario.persona.interrupted
    last = state.transcript[-1]
    emotion = state.emotion.moved(shift)
    last = replace(last, emotion=emotion, causes=(*last.causes, Cause("interrupted", shift)))
    state = replace(state, emotion=emotion, transcript=(*state.transcript[:-1], last))
    return prompted(state, {"interrupted"}, at)


def _happened(state: State, target: str, read: Reading) -> tuple[State, tuple[Utterance, ...]]:
    """What comes from outside now, at most one thing, and never when the scene ends."""
    if target in state.scenario.endings:
        return state, ()
    fresh = (h for h in state.scenario.happenings if h.id not in state.happened)
    happening = next((h for h in fresh if holds(h.when, state, read)), None)
    if happening is None:
        return state, ()
    state = _moved(state, happening.shift, happening.reveals, "happening")
    state = replace(state, happened=state.happened | {happening.id})
    return state, (aside(happening.aside, state),)


def _injected(state: State) -> tuple[State, tuple[Utterance, ...]]:
    """What the trainer made happen while the reply was under way."""
    said: tuple[Utterance, ...] = ()
    for happening in state.room.waiting:
        *earlier, last = state.transcript
        emotion = state.emotion.moved(happening.shift)
        causes = (*last.causes, Cause(TRAINER, happening.shift))
        state = replace(
            state,
            emotion=emotion,
            known=state.known | happening.reveals,
            happened=state.happened | {happening.id},
            transcript=(*earlier, replace(last, emotion=emotion, causes=causes)),
        )
        said = (*said, aside(happening.aside, state))
    return replace(state, room=replace(state.room, waiting=())), said


def recorded(state: State, said: TraineeSaid, *, interrupted: bool = False) -> State:
    """The reply in the transcript, its effect on the emotion, and the counts that rules look at."""
    causes = react(state.scenario.persona, said.reading, state.emotion, state.uses)
    emotion = state.emotion.moved(total(causes))
    # Who cuts her off speaks over her, but neither begins before her nor ends before she is silent.
    last = state.transcript[-1:]
    turn = Turn(
        who=Speaker.TRAINEE,
        text=said.text,
        beat=state.beat_id,
        start_s=max([said.start, *(t.start_s for t in last)]),
        end_s=max([said.end, *(t.end_s for t in last)]),
        emotion=emotion,
        causes=causes,
        reading=said.reading,
        source=said.source,
        confidence=said.confidence,
        delivery=said.delivery and replace(said.delivery, usual=state.usual),
        hints=state.hints_asked,
        wordings=state.wordings_asked,
        interrupted=interrupted,
        name=state.room.player,
    )
    visits = {**state.visits, state.beat_id: state.visits.get(state.beat_id, 0) + 1}
    return replace(
        state,
        emotion=emotion,
        transcript=(*state.transcript, turn),
        visits=visits,
        silences=0,
        hints_asked=0,
        wordings=(),
        wordings_asked=0,
        live=Live(),
    )


def _moved(state: State, shift: Shift, reveals: frozenset[str], what: str) -> State:
    """An extra shift and revealed facts, written to the reply that caused them."""
    last = state.transcript[-1]
    emotion = state.emotion.moved(shift)
    causes = last.causes if emotion == state.emotion else (*last.causes, Cause(what, shift))
    last = replace(last, emotion=emotion, causes=causes)
    return replace(
        state,
        emotion=emotion,
        known=state.known | reveals,
        transcript=(*state.transcript[:-1], last),
    )


def _prompted(before: State, after: State, said: TraineeSaid) -> State:
    """A self-control prompt where words, voice or the customer's mood call for one."""
    triggers = set(said.reading.faults)
    rise = after.emotion.anger - before.emotion.anger
    if rise >= ATTACK or after.emotion.band is Band.FURIOUS:
        triggers.add("attack")
    triggers |= by_voice(before, said.delivery)
    return prompted(after, triggers, said.end)
