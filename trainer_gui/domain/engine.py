# SPDX-License-Identifier: Apache-2.0
"""The dialogue: `step(state, event) -> (state, effects)`, pure and complete.

An event whose line or turn is not the current one falls through to the last case and changes
nothing: that is the one place where late events are dropped.
"""

from collections.abc import Mapping
from dataclasses import replace

from trainer_gui.domain.dialogue import (
    answering,
    barging,
    company,
    impatience,
    replying,
    scene,
    steering,
)
from trainer_gui.domain.dialogue.barging import LISTENING
from trainer_gui.domain.dialogue.pausing import pause, resume, talks_it_over, typing_instead
from trainer_gui.domain.dialogue.scene import Stepped
from trainer_gui.domain.dialogue.senses import EARS, is_mute, silence_s
from trainer_gui.domain.effects import (
    Effect,
    FinishListening,
    Listen,
    SaveTranscript,
    StartTimer,
    StopLine,
    StopListening,
    StopTimer,
)
from trainer_gui.domain.events import (
    Device,
    DeviceFailed,
    DeviceReady,
    EchoHeard,
    Event,
    HintPressed,
    LineFinished,
    LineStarted,
    NothingHeard,
    PartialHeard,
    PausePressed,
    RepeatPressed,
    SceneStarted,
    SilenceElapsed,
    Source,
    StopPressed,
    TalkPressed,
    TalkReleased,
    TraineeEnded,
    TraineeSaid,
    TraineeStarted,
    TraineeWentOn,
    TypingNoticed,
    WordingsPressed,
)
from trainer_gui.domain.hints import hint, wordings
from trainer_gui.domain.interventions import Intervention
from trainer_gui.domain.state import Line, Live, Phase, State, TurnPolicy


def step(state: State, event: Event) -> Stepped:  # noqa: C901, PLR0911, PLR0912 - a flat table
    """The state after `event`, and what is to be done. Never raises on any order of events."""
    turn, line = state.turn_id, state.line
    if isinstance(event, Intervention):
        return steering.steer(state, event)
    if state.room.asking and isinstance(event, answering.Heard):
        return answering.hear(state, event)
    match event:
        case SceneStarted() if state.phase is Phase.READY:
            return scene.begin(state)
        case _ if state.early and line and (overheard := barging.over_her(state, line, event)):
            return overheard
        case LineStarted(line_id, at) if line is not None and line_id == line.line_id:
            return replace(state, line=replace(line, started=at)), ()
        case LineFinished(line_id) if line is not None and line_id == line.line_id:
            return _line_finished(state, line, event)
        case TraineeStarted(turn_id, at) if turn_id == turn and state.phase in LISTENING:
            live = replace(state.live, speaking=True, since=at)
            return replace(state, phase=Phase.LISTENING, live=live), (StopTimer(),)
        case PartialHeard(turn_id) | TraineeSaid(turn_id) if (
            turn_id == turn and barging.only_attends(state, event)
        ):
            return barging.goes_on(state)
        case PartialHeard(turn_id) if turn_id == turn and state.phase is Phase.LISTENING:
            return _heard_so_far(state, event)
        case TraineeWentOn(turn_id) if turn_id == turn and state.phase is Phase.LISTENING:
            return impatience.went_on(state)
        case TraineeEnded(turn_id) if turn_id == turn and state.phase is Phase.LISTENING:
            live = replace(state.live, speaking=False)
            return replace(state, phase=Phase.THINKING, live=live), ()
        case TraineeSaid() if event.source is Source.TYPED:
            return _typed(state, event)
        case TraineeSaid(turn_id) if turn_id == turn and state.phase in LISTENING:
            return replying.reply(state, event)
        case TraineeSaid(turn_id) if turn_id == turn and state.awaited:
            return replace(state, pending=event, awaited=False), ()
        case NothingHeard(turn_id) if turn_id == turn and state.phase in LISTENING:
            if barging.has_more(state):
                return barging.goes_on(state)
            state = replace(state, phase=Phase.LISTENING, live=Live(), barged=False)
            return state, (StartTimer(turn, silence_s(state)),)
        case NothingHeard(turn_id) if turn_id == turn and state.awaited:
            return replace(state, awaited=False), (StopListening(turn),)
        case EchoHeard(turn_id) if turn_id == turn and state.policy is TurnPolicy.OPEN:
            return replace(state, policy=TurnPolicy.HALF_DUPLEX), ()
        case SilenceElapsed(turn_id) if turn_id == turn and _is_stuck(state):
            return impatience.lost_patience(state, event)
        case SilenceElapsed() if talks_it_over(state):
            return state, ()
        case SilenceElapsed(turn_id) if turn_id == turn and state.is_quiet:
            spoken_for = state.cue is not None
            stepped, effects = (
                company.spoken_for(state) if spoken_for else scene.nudge(state, event.at)
            )
            return stepped, (StopListening(turn), *effects)
        case TypingNoticed() if state.is_quiet:
            return state, (StartTimer(turn, silence_s(state)),)
        case TalkPressed() if _may_cut_in(state) and line:
            return replace(state, cut_in=True, key_down=True), (StopLine(line.line_id),)
        case TalkPressed() if state.phase is Phase.SPEAKING and not state.ending:
            return replace(state, key_down=True), ()
        case TalkPressed() if state.is_quiet and state.policy is TurnPolicy.PRESS_TO_TALK:
            return replace(state, key_down=True), (Listen(turn), StopTimer())
        case TalkReleased():
            finish = (FinishListening(turn),) if state.phase in LISTENING else ()
            return replace(state, key_down=False), finish
        case RepeatPressed() if state.is_quiet and state.last_line:
            stepped, effects = scene.repeat(state)
            return stepped, (StopListening(turn), StopTimer(), *effects)
        case HintPressed() if state.phase in LISTENING:
            asked = hint(state, state.live.reading, asked=True)
            count = state.hints_asked + (asked not in ("", state.hint))
            return replace(state, hint=asked, hints_asked=count), ()
        case WordingsPressed() if state.phase in LISTENING:
            said = () if state.wordings else wordings(state, state.live.reading)
            return replace(
                state, wordings=said, wordings_asked=state.wordings_asked + bool(said)
            ), ()
        case PausePressed() | StopPressed() if state.room.asking:
            return _asked_no_more(state, event)
        case PausePressed() if state.may_pause:
            return resume(state) if state.phase is Phase.PAUSED else pause(state)
        case StopPressed() if state.phase is not Phase.ENDED:
            return _stop(state)
        case DeviceFailed(device, reason):
            return _trouble(state, {**state.troubles, device: reason}, device)
        case DeviceReady(device):
            troubles = {d: r for d, r in state.troubles.items() if d is not device}
            return replace(state, troubles=troubles), ()
        case _:
            return state, ()


def _asked_no_more(state: State, event: PausePressed | StopPressed) -> Stepped:
    """Going on, or ending, ends the question that the room was asked."""
    closed, effects = answering.close(state)
    stepped, more = step(closed, event)
    return stepped, (*effects, *more)


def _heard_so_far(state: State, event: PartialHeard) -> Stepped:
    """Part of a reply: show it, and let the voice render what it would lead to.

    A customer who has heard enough takes the word; what was said so far is the reply.
    """
    if cut_short := impatience.cut_short(state, event):
        return cut_short
    news = event.outlook != state.live.outlook  # the same labels lead to the same line
    expected = replying.foreseen(state, event) if news else ()
    if event.delivery is not None:  # in a pause alone: nobody reads while speaking
        state = replying.collected(state, event)
    live = replace(
        state.live,
        text=event.text,
        reading=event.reading,
        outlook=event.outlook,
        confidence=event.confidence,
    )
    # Elsewhere a hint that was asked for stays; a second trainee is not who it is for.
    if state.shows_hints and state.cue is None:
        state = replace(state, hint=hint(state, event.reading))
    stepped, waits = impatience.stuck(replace(state, live=live), event)
    return stepped, (*expected, *waits)


def _may_cut_in(state: State) -> bool:
    """Whether the customer can be cut off now: herself, not others who speak before her."""
    return state.phase is Phase.SPEAKING and not (state.queue or state.ending)


def _is_stuck(state: State) -> bool:
    """Whether the trainee looks for words before a customer who will not wait."""
    return state.phase is Phase.LISTENING and state.live.stuck


def _line_finished(state: State, line: Line, event: LineFinished) -> Stepped:
    """The customer fell silent: by herself, cut off, paused or stopped."""
    if state.phase is Phase.PAUSED:
        if event.interrupted:  # said again when the pause is over
            return replace(state, line=None, held=replace(line, heard=event)), ()
        recorded = scene.record_line(state, line, event)  # it was over before the pause took hold
        return replace(recorded, held=None), (SaveTranscript(),)
    if event.interrupted and state.pending and not (state.cut_in or state.ending):
        event = replace(event, heard_text=line.utterance.text, interrupted=False)  # it was read
    # Nothing is cut off before she is heard; a nudge or a repetition may be answered at once.
    cut_off = state.cut_in and event.interrupted and event.heard_text and line.counts
    state = scene.record_line(state, line, event)
    if state.queue:
        stepped, effects = scene.say_next(state)
        return stepped, (*effects, SaveTranscript())
    if state.ending is not None:
        ended = replace(_kept(state), phase=Phase.ENDED, hint="")
        return ended, (StopTimer(), SaveTranscript())
    if cut_off and not state.barged:
        state = replying.hurt_by_interruption(state, event.at)
    state = replace(state, barged=state.barged and bool(cut_off))
    if state.pending is not None:
        said = _after_her(state, state.pending)
        opened, _ = scene.open_turn(replace(state, pending=None))
        return replying.reply(opened, said)
    opened, effects = scene.open_turn(state)
    if state.key_down and state.policy is TurnPolicy.PRESS_TO_TALK:
        effects = (Listen(opened.turn_id),)
    return opened, (*effects, SaveTranscript())


def _typed(state: State, event: TraineeSaid) -> Stepped:
    """A typed reply: it answers the open turn, or cuts the customer's line off first.

    A line without sound stands there as a whole: who answers it has read it and cuts nobody off.
    """
    closing: tuple[Effect, ...] = (StopListening(state.turn_id), StopTimer())
    waits = event if state.pending is None else replying.added(state.pending, event)
    if not event.text.strip():
        return state, ()
    if state.phase in LISTENING:
        stepped, effects = replying.reply(state, event)
        return stepped, (*closing, *effects)
    if _may_cut_in(state) and state.line:
        heard = state.cut_in or not is_mute(state)
        state, shut = barging.ears_shut(state)
        return replace(state, pending=waits, cut_in=heard), (*shut, StopLine(state.line_id))
    if state.phase is Phase.SPEAKING and not state.ending:  # somebody else is speaking
        return replace(state, pending=waits), ()
    return state, ()


def _stop(state: State) -> Stepped:
    """End now; a line under way ends first, so that the transcript keeps what was heard of it."""
    held = state.held
    state = replace(state, ending=state.ending or scene.STOPPED, held=None)
    state = replace(state, awaited=False, queue=())
    if state.line is not None:
        state, shut = barging.ears_shut(replace(state, phase=Phase.SPEAKING))
        return state, (*shut, StopLine(state.line_id))
    if held is not None and held.heard is not None:  # a pause cut it off, and it won't come again
        state = scene.record_line(state, held, held.heard)
    ended = replace(_kept(state), phase=Phase.ENDED, live=Live(), hint="")
    return ended, (StopListening(state.turn_id), StopTimer(), SaveTranscript())


def _kept(state: State) -> State:
    """The scene ends: a reply that nobody answers any more was given all the same."""
    if state.pending is None:
        return state
    said = _after_her(state, state.pending)
    return replying.recorded(replace(state, pending=None), said)


def _after_her(state: State, said: TraineeSaid) -> TraineeSaid:
    """The reply, begun no earlier than the line before it was over."""
    over = state.transcript[-1].end_s
    return replace(said, start=max(said.start, over), end=max(said.end, over))


def _trouble(state: State, troubles: Mapping[Device, str], device: Device) -> Stepped:
    """A device or engine is gone: the scene goes on typed or silent."""
    state = replace(state, troubles=troubles)
    if device in EARS and state.phase in LISTENING:
        return typing_instead(state)
    return state, ()
