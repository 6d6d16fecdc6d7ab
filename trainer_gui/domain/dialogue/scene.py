# SPDX-License-Identifier: Apache-2.0
"""The customer's side of a scene: entering beats, saying lines, opening turns, ending."""

from collections.abc import Iterator
from dataclasses import replace

from trainer_gui.domain.dialogue.senses import silence_s
from trainer_gui.domain.effects import (
    CUSTOMER,
    Effect,
    Listen,
    Prepare,
    SaveTranscript,
    SayLine,
    StartTimer,
    Utterance,
)
from trainer_gui.domain.emotion import Band, Shift
from trainer_gui.domain.events import LineFinished
from trainer_gui.domain.hints import hint
from trainer_gui.domain.reading import NOTHING_READ, Reading
from trainer_gui.domain.rules import first_match, rules_here
from trainer_gui.domain.scenario import Aside, Ending, Outcome, Scenario
from trainer_gui.domain.self_control import prompted
from trainer_gui.domain.state import Line, Live, Phase, State, TurnPolicy
from trainer_gui.domain.transcript import Cause, Speaker, Turn
from trainer_gui.domain.wording import choose, pick

HABIT_EVERY = 3
"""One of so many lines begins with a habit, on average."""
SILENCE_LIMIT = 5
"""After so many nudges in a row the scene ends."""
STOPPED = Ending("stopped", Outcome.STOPPED, title="", comment="")

Stepped = tuple[State, tuple[Effect, ...]]


def enter(
    state: State,
    target: str,
    reading: Reading = NOTHING_READ,
    *,
    before: tuple[Utterance, ...] = (),
    cut_in: str = "",
    causes: tuple[Cause, ...] = (),
) -> Stepped:
    """Go to a beat or an ending and say what is said there.

    Args:
        state: The scene.
        target: Id of the beat or ending.
        reading: Of the reply that led here: it may be thrown back.
        before: What is said before all else.
        cut_in: Words with which she cut in, in place of a retort.
        causes: What moved her to go there, where no reply did.
    """
    retort = cut_in or _retort(state, reading)
    ending = state.scenario.endings.get(target)
    if ending is not None:
        state = replace(state, beat_id=target, ending=ending, hint="")
        before = (*before, *_asides(ending.asides, state))
        return _say_all(state, before, (retort, state.picked(ending.lines)), causes)
    beat = state.scenario.beats[target]
    staying = state.beat_id == target
    state = replace(state, beat_id=target, known=state.known | beat.reveals)
    lines = beat.again if staying and beat.again else beat.lines
    state = replace(state, hint=hint(state, reading.harm))
    before = (*before, *(() if staying else _asides(beat.asides, state)))
    first = retort or _habit(state)
    stepped, effects = _say_all(state, before, (first, state.picked(lines)), causes)
    return stepped, (*effects, Prepare())


def aside(said: Aside, state: State) -> Utterance:
    """What another says now, or what is seen."""
    text = pick({Band.CALM: said.say}, Band.CALM, state.spoken, state.seed)
    return _by(said.who, text, state.scenario)


def utterances(said: Aside, scenario: Scenario) -> tuple[Utterance, ...]:
    """Every wording of what another says, in that one's voice."""
    return tuple(_by(said.who, text, scenario) for text in said.say)


def _by(who: str, text: str, scenario: Scenario) -> Utterance:
    other = scenario.others.get(who)
    voice = other.voice if other else scenario.voice
    return Utterance((text,), voice, Band.CALM, who if other else "")


def say_next(state: State) -> Stepped:
    """Say what is first in the queue, or let the second trainee say it."""
    first, *rest = state.queue
    if first.speaker in state.played:
        return open_turn(state)
    causes = () if rest else state.causes  # her own line comes last
    state = replace(state, queue=tuple(rest))
    return say(state, first, counts=first.speaker == CUSTOMER, causes=causes)


def lines_of(stepped: Stepped) -> Iterator[Utterance]:
    """Every line that a step leads to: the one that is said now, and those behind it."""
    state, effects = stepped
    yield from (e.utterance for e in effects if isinstance(e, SayLine))
    yield from state.queue


def begin(state: State) -> Stepped:
    """Start the scene, or go on with a branch of it: there the last line is said once more."""
    if state.queue:
        return say_next(state)
    if state.last_line is not None:
        return say(state, state.last_line)
    return enter(state, state.scenario.opening)


def branch(state: State) -> State:
    """The scene as it was before a reply, ready to be begun again with the line it answered."""
    turns = enumerate(state.transcript, 1)
    answered = max((i for i, t in turns if t.who is Speaker.TRAINEE), default=0)
    return replace(
        state,
        phase=Phase.READY,
        transcript=state.transcript[:answered],  # what she has said since then, she says again
        turn_id=state.turn_id + 1,
        line=None,
        held=None,
        queue=(),
        ending=None,
        live=Live(),
        pending=None,
        awaited=False,
        cut_in=False,
        early=False,
        barged=False,
        key_down=False,
        silences=0,
        hints_asked=0,
        wordings=(),
        wordings_asked=0,
        prompt=None,
        room=replace(state.room.asked_no_more(), chosen="", waiting=()),
    )


def nudge(state: State, at: float) -> Stepped:
    """The trainee stayed silent: the customer speaks up, and in the end gives up."""
    persona = state.scenario.persona
    state = replace(
        state, emotion=state.emotion.moved(persona.silence), silences=state.silences + 1
    )
    moved = Cause("silence", persona.silence)
    if state.silences >= SILENCE_LIMIT:
        if state.scenario.silent_ending:
            return enter(state, state.scenario.silent_ending, causes=(moved,))
        return replace(state, phase=Phase.ENDED, ending=STOPPED, hint=""), (SaveTranscript(),)
    state = prompted(replace(state, hint=hint(state, NOTHING_READ)), {"silence"}, at)
    rule = first_match(rules_here(state, silent=True), state, NOTHING_READ)
    if rule is not None:
        emotion, known = state.emotion.moved(rule.shift), state.known | rule.reveals
        causes = (moved, Cause("rule", rule.shift)) if rule.shift != Shift() else (moved,)
        return enter(replace(state, emotion=emotion, known=known), rule.to, causes=causes)
    pieces = (state.picked(state.scenario.nudges) or _main_piece(state),)
    return _say_of(state, pieces, counts=False, causes=(moved,))


def repeat(state: State) -> Stepped:
    """Say the last line again, with a few words before it."""
    if state.last_line is None:
        return state, ()
    again = state.picked(state.scenario.repeats)
    pieces = tuple(p for p in (again, _main_piece(state)) if p)
    return say(state, replace(state.last_line, pieces=pieces), counts=False)


def say(
    state: State, utterance: Utterance, *, counts: bool = True, causes: tuple[Cause, ...] = ()
) -> Stepped:
    """Say `utterance` under a new line id."""
    line = Line(state.line_id + 1, utterance, counts, causes=causes)
    state = replace(
        state,
        phase=Phase.SPEAKING,
        line=line,
        line_id=line.line_id,
        last_line=utterance if counts else state.last_line,
        spoken=(*state.spoken, *utterance.pieces),
        live=Live(),
    )
    if state.policy is TurnPolicy.OPEN and not (state.queue or state.ending or state.pending):
        state = replace(state, turn_id=state.turn_id + 1, early=True)
        return state, (SayLine(line.line_id, utterance), Listen(state.turn_id, over_her=True))
    return state, (SayLine(line.line_id, utterance),)


def say_anew(state: State, line: Line) -> Stepped:
    """Say a line that a pause cut off, from its beginning."""
    stepped, effects = say(state, line.utterance, counts=line.counts, causes=line.causes)
    assert stepped.line is not None  # noqa: S101 - it was just said
    return replace(stepped, line=replace(stepped.line, anew=True)), effects


def open_turn(state: State) -> Stepped:
    """The trainee's turn: open the ears (unless the talk key does) and start the silence timer."""
    turn_id = state.turn_id + (not state.early)
    state = replace(state, phase=Phase.LISTENING, turn_id=turn_id, early=False)
    if state.live.speaking:  # the turn has begun, and cut her off
        return state, (Listen(turn_id),)
    timer = StartTimer(turn_id, silence_s(state))
    if state.policy is TurnPolicy.PRESS_TO_TALK:
        return state, (timer,)
    return state, (Listen(turn_id), timer)


def record_line(state: State, line: Line, event: LineFinished) -> State:
    """Write a finished line into the transcript, as much of it as was heard."""
    started = event.at if line.started is None else line.started
    replies = state.replies
    answers = replies and state.transcript[-1] is replies[-1] and not line.anew
    speaker = line.utterance.speaker
    other = state.scenario.others.get(speaker)
    turn = Turn(
        who=Speaker.CUSTOMER if speaker == CUSTOMER else Speaker.OTHER,
        name=other.name if other else "",
        text=event.heard_text,
        beat=state.beat_id,
        start_s=started,
        end_s=event.at,
        emotion=state.emotion,
        causes=line.causes,
        interrupted=event.interrupted,
        response_ms=1000 * max(0.0, started - replies[-1].end_s) if answers else None,
    )
    return replace(state, transcript=(*state.transcript, turn), line=None, cut_in=False)


def _retort(state: State, reading: Reading) -> str:
    """A few words thrown back at what the reply did: at a fault first, else at a move."""
    own = state.beat.retorts if state.beat else {}
    retorts = {**state.scenario.retorts, **own}
    for label in (*reading.faults, *reading.moves):
        if label in retorts:
            return state.picked(retorts[label])
    return ""


def _habit(state: State) -> str:
    """What she has a way of saying, now and then."""
    due = choose(range(HABIT_EVERY), state.seed, f"habit{len(state.transcript)}") == 0
    return state.picked(state.scenario.habits) if due else ""


def _main_piece(state: State) -> str:
    """The last line without the retort before it."""
    return state.last_line.pieces[-1] if state.last_line else ""


def _asides(asides: tuple[Aside, ...], state: State) -> tuple[Utterance, ...]:
    return tuple(aside(said, state) for said in asides)


def _say_all(
    state: State,
    before: tuple[Utterance, ...],
    pieces: tuple[str, ...],
    causes: tuple[Cause, ...],
) -> Stepped:
    """What others say, then the customer's own line; at an ending she may leave without a word."""
    own = tuple(p for p in pieces if p)
    band = state.emotion.band
    said = [*before, *([Utterance(own, state.scenario.voice, band)] if own else [])]
    if not said:
        return replace(state, phase=Phase.ENDED, live=Live()), (SaveTranscript(),)
    return say_next(replace(state, queue=tuple(said), causes=causes))


def _say_of(
    state: State, pieces: tuple[str, ...], *, counts: bool = True, causes: tuple[Cause, ...] = ()
) -> Stepped:
    utterance = Utterance(tuple(p for p in pieces if p), state.scenario.voice, state.emotion.band)
    return say(state, utterance, counts=counts, causes=causes)
