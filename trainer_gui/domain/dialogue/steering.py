# SPDX-License-Identifier: Apache-2.0
"""What a trainer's interventions do to a scene; each leaves its mark in the transcript."""

from dataclasses import replace

from trainer_gui.domain.dialogue import answering, scene
from trainer_gui.domain.dialogue.barging import ears_shut
from trainer_gui.domain.dialogue.pausing import settled, waits_for_reply
from trainer_gui.domain.dialogue.scene import Stepped
from trainer_gui.domain.effects import (
    Effect,
    FinishListening,
    Prepare,
    SaveTranscript,
    StopLine,
    StopListening,
    StopTimer,
)
from trainer_gui.domain.emotion import Shift
from trainer_gui.domain.interventions import (
    AngerMoved,
    AnswerBegun,
    AnswerDropped,
    AnswerEnded,
    AnswersClosed,
    AnswersOpened,
    AnswerTaken,
    CustomerCalled,
    HappeningInjected,
    HintsShown,
    Intervention,
    MicrophoneHanded,
    NextChosen,
    NoteWritten,
    TurnTakenBack,
)
from trainer_gui.domain.scenario import Happening
from trainer_gui.domain.state import Line, Phase, State
from trainer_gui.domain.transcript import TRAINER, Cause


def steer(state: State, event: Intervention) -> Stepped:  # noqa: PLR0911 - a flat table
    """The scene after `event`; what makes no sense at the moment changes nothing."""
    match event:
        case MicrophoneHanded(name):
            return replace(state, room=replace(state.room, player=name)), ()
        case HintsShown(shown):
            return replace(state, room=replace(state.room, hints=shown)), ()
        case _ if state.phase in (Phase.READY, Phase.ENDED) or state.ending is not None:
            return state, ()
        case NoteWritten(turn, text) if 0 <= turn < len(state.transcript):
            return _noted(state, turn, text)
        case AngerMoved(points):
            return _moved(state, Shift(anger=points)), (SaveTranscript(), Prepare())
        case NextChosen(target) if target in (*state.scenario.beats, *state.scenario.endings, ""):
            return replace(state, room=replace(state.room, chosen=target)), (Prepare(),)
        case CustomerCalled(at) if may_call(state):
            return _called(state, at)
        case HappeningInjected():
            return _injected(state, event)
        case TurnTakenBack() if state.before is not None:
            return _taken_back(state, state.before)
        case _:
            return _asked(state, event)


def may_call(state: State) -> bool:
    """Whether the customer can be made to speak now."""
    return state.is_quiet or waits_for_reply(state)


def _asked(state: State, event: Intervention) -> Stepped:  # noqa: PLR0911 - a flat table
    """What has to do with the room's answers."""
    match event:
        case AnswersOpened() if answering.may_ask(state):
            return answering.ask(state)
        case AnswersClosed():
            return answering.close(state)
        case AnswerBegun() if state.room.asking:
            return answering.begin(state)
        case AnswerEnded() if state.room.hearing:
            return state, (FinishListening(state.turn_id),)
        case AnswerTaken(index, at) if waits_for_reply(state) and _is_here(state, index):
            return answering.take(state, index, at)
        case AnswerDropped(index) if 0 <= index < len(state.room.answers):
            return answering.drop(state, index), (SaveTranscript(),)
        case _:
            return state, ()


def _is_here(state: State, index: int) -> bool:
    """Whether there is such an answer to what the customer said last."""
    answers = state.room.answers
    return 0 <= index < len(answers) and answers[index].place == len(state.transcript)


def _noted(state: State, turn: int, text: str) -> Stepped:
    turns = list(state.transcript)
    turns[turn] = replace(turns[turn], note=text)
    return replace(state, transcript=tuple(turns)), (SaveTranscript(),)


def _moved(state: State, shift: Shift) -> State:
    """The emotion moved by the trainer, written to what is being said, else to what was."""
    cause = Cause(TRAINER, shift)
    state = replace(state, emotion=state.emotion.moved(shift))
    if state.line is not None or state.held is not None:
        return replace(state, line=_with(state.line, cause), held=_with(state.held, cause))
    *earlier, last = state.transcript
    last = replace(last, emotion=state.emotion, causes=(*last.causes, cause))
    return replace(state, transcript=(*earlier, last))


def _with(line: Line | None, cause: Cause) -> Line | None:
    return None if line is None else replace(line, causes=(*line.causes, cause))


def _called(state: State, at: float) -> Stepped:
    stopped: tuple[Effect, ...] = (StopListening(state.turn_id), StopTimer(), SaveTranscript())
    target = state.room.chosen or state.beat_id
    state = settled(replace(state, room=replace(state.room.asked_no_more(), chosen="")), at)
    by_trainer = (Cause(TRAINER, Shift()),)
    stepped, effects = scene.enter(state, target, before=state.queue, causes=by_trainer)
    return stepped, (*stopped, *effects)


def _injected(state: State, event: HappeningInjected) -> Stepped:
    """Now, where nobody is being listened to; else right after what is under way."""
    happening, who = event.happening, event.happening.aside.who
    if event.by is not None and who not in state.scenario.others:
        others = {**state.scenario.others, who: event.by}
        state = replace(state, scenario=replace(state.scenario, others=others))
    if event.by_trainee:
        state = replace(state, played=state.played | {who})
    if not (state.is_quiet or waits_for_reply(state) or state.phase is Phase.SPEAKING):
        room = replace(state.room, waiting=(*state.room.waiting, happening))
        return replace(state, room=room), ()
    state = _happened(_moved(state, happening.shift), happening)
    said = scene.aside(happening.aside, state)
    if state.is_quiet:
        state = replace(state, queue=(said, *state.queue), causes=())
        stepped, effects = scene.say_next(state)
        return stepped, (StopListening(state.turn_id), StopTimer(), SaveTranscript(), *effects)
    causes = state.causes if state.queue else ()  # of a line that was said already
    state, shut = ears_shut(state)
    return replace(state, queue=(said, *state.queue), causes=causes), (*shut, SaveTranscript())


def _happened(state: State, happening: Happening) -> State:
    known = state.known | happening.reveals
    return replace(state, known=known, happened=state.happened | {happening.id})


def _taken_back(state: State, before: State) -> Stepped:
    """The scene before its last reply, standing still; what the room decided stays decided."""
    earlier = scene.branch(before)
    taken = state.transcript[len(earlier.transcript) :]
    room = replace(
        state.room.asked_no_more(),
        chosen="",
        waiting=(),
        taken_back=(*state.room.taken_back, taken),
    )
    again = Line(state.line_id, earlier.last_line) if earlier.last_line else None
    back = replace(
        earlier,
        phase=Phase.PAUSED,
        held=again,
        line_id=state.line_id,
        turn_id=state.turn_id,
        room=room,
        troubles=state.troubles,
        scenario=state.scenario,
        prompts_used=state.prompts_used,
    )
    silence = () if state.line is None else (StopLine(state.line.line_id),)
    stopped = (*silence, StopListening(state.turn_id), StopTimer())
    return back, (*stopped, SaveTranscript(), Prepare())
