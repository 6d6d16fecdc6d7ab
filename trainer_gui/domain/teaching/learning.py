# SPDX-License-Identifier: Apache-2.0
"""`learn(study, event) -> (study, effects)`: a whole lesson, pure, as the engine's `step` is."""

from collections.abc import Callable
from dataclasses import replace

from trainer_gui.domain.effects import (
    Effect,
    FinishListening,
    Listen,
    Prepare,
    SayLine,
    StartTimer,
    StopLine,
    StopListening,
    StopTimer,
    Utterance,
)
from trainer_gui.domain.events import (
    LineFinished,
    NothingHeard,
    PartialHeard,
    RepeatPressed,
    SilenceElapsed,
    Source,
    TalkPressed,
    TalkReleased,
    TraineeEnded,
    TraineeSaid,
    TraineeStarted,
)
from trainer_gui.domain.state import Live, TurnPolicy
from trainer_gui.domain.teaching.clerk import clerk_says
from trainer_gui.domain.teaching.lesson import Speaker
from trainer_gui.domain.teaching.study import (
    OPEN,
    AgainPressed,
    Ask,
    LineChosen,
    ModelPressed,
    NextPressed,
    PlayPressed,
    Step,
    StepChosen,
    Study,
    StudyEvent,
    customer_says,
    judged,
    utterance_of,
)

READING_CPS = 6.0
"""Characters a second at which a comment is read."""
NOTICE_S = 1.2
"""Before a comment is read at all: the eye has to find it."""
BREATH_S = 0.4
"""Between two lines."""
BETWEEN_S = 1.6
"""Between the poor demonstration and the good one."""

Learnt = tuple[Study, tuple[Effect, ...]]


def learn(study: Study, event: StudyEvent) -> Learnt:
    """What `event` makes of the lesson; an event that is stale or means nothing here is dropped."""
    if isinstance(event, StepChosen):
        return _go(study, event.step)
    handler = _HANDLERS[study.step].get(type(event))
    if handler is None:
        return study, ()
    if isinstance(event, LineFinished):
        if event.line_id != study.speaking:
            return study, ()
        study = replace(study, speaking=None)
    return handler(study, event)


def _go(study: Study, step: Step) -> Learnt:
    """To another part, or to the same one from where it was left."""
    quiet, effects = _hushed(replace(study, step=step, playing=False))
    if step is Step.PRACTISE and quiet.prompt is not None and quiet.ask is not Ask.ANSWERED:
        asked, more = _put(quiet)
        return asked, (*effects, Prepare(), *more)
    return quiet, (*effects, Prepare())


def _hushed(study: Study) -> Learnt:
    """Nobody speaks, nobody listens, nothing is timed."""
    stop: tuple[Effect, ...] = (StopTimer(),)
    if study.speaking is not None:
        stop = (StopLine(study.speaking), *stop)
    ask = study.ask
    if ask in OPEN:
        stop = (StopListening(study.turn_id), *stop)
    if ask in OPEN or ask is Ask.SAYING:
        ask = Ask.WAITING
    return replace(study, speaking=None, live=Live(), ask=ask), stop


def _say(study: Study, utterance: Utterance) -> Learnt:
    line_id = study.line_id + 1
    said = replace(study, line_id=line_id, speaking=line_id)
    return said, (SayLine(line_id, utterance),)


# Hearing the demonstration


def _play(study: Study, event: StudyEvent) -> Learnt:
    del event
    if study.playing:
        return _hushed(replace(study, playing=False))
    return _perform(replace(study, playing=True, at=study.at if study.line else 0))


def _choose(study: Study, event: StudyEvent) -> Learnt:
    assert isinstance(event, LineChosen)  # noqa: S101
    quiet, effects = _hushed(replace(study, at=max(0, min(event.index, len(study.track) - 1))))
    if not study.playing:
        return quiet, effects
    performed, more = _perform(quiet)
    return performed, (*effects, *more)


def _perform(study: Study) -> Learnt:
    """Say the line of the moment, or give time to read it."""
    line = study.line
    if line is None:
        return replace(study, playing=False), ()
    if line.who is Speaker.COMMENT:
        return _timed(study, NOTICE_S + len(line.text) / READING_CPS)
    return _say(study, utterance_of(study, line))


def _said(study: Study, event: StudyEvent) -> Learnt:
    del event
    last_of_poor = study.at == len(study.lesson.demonstration.poor) - 1
    return _timed(study, BETWEEN_S if last_of_poor else BREATH_S)


def _timed(study: Study, seconds: float) -> Learnt:
    line_id = study.line_id + 1  # lines and pauses share one row of ids: none is taken for another
    return replace(study, line_id=line_id), (StartTimer(line_id, seconds),)


def _go_on(study: Study, event: StudyEvent) -> Learnt:
    assert isinstance(event, SilenceElapsed)  # noqa: S101
    if event.turn_id != study.line_id or not study.playing:
        return study, ()
    return _perform(replace(study, at=study.at + 1))


# Practising


def _put(study: Study) -> Learnt:
    """Let the customer say the prompt of the moment."""
    prompt = study.prompt
    if prompt is None:
        return replace(study, ask=Ask.DONE), ()
    asking = replace(study, ask=Ask.SAYING, live=Live())
    return _say(asking, customer_says(study, prompt.text, prompt.anger))


def _heard_out(study: Study, event: StudyEvent) -> Learnt:
    """The prompt was said: it is the trainee's turn. After a model answer nothing follows."""
    del event
    if study.ask is not Ask.SAYING:
        return study, ()
    opened = replace(study, ask=Ask.LISTENING, turn_id=study.turn_id + 1)
    if study.policy is TurnPolicy.PRESS_TO_TALK and not study.key_down:
        return opened, ()
    return opened, (Listen(opened.turn_id),)


def _talk(study: Study, event: StudyEvent) -> Learnt:
    del event
    held = replace(study, key_down=True)
    if study.ask is Ask.SAYING and study.speaking is not None:
        return held, (StopLine(study.speaking),)
    if study.ask is Ask.LISTENING and study.policy is TurnPolicy.PRESS_TO_TALK:
        return held, (Listen(study.turn_id),)
    return held, ()


def _release(study: Study, event: StudyEvent) -> Learnt:
    del event
    effects = (FinishListening(study.turn_id),) if study.ask is Ask.LISTENING else ()
    return replace(study, key_down=False), effects


def _repeat(study: Study, event: StudyEvent) -> Learnt:
    del event
    if study.ask is not Ask.LISTENING or study.live.speaking:
        return study, ()
    quiet, effects = _hushed(study)
    asked, more = _put(quiet)
    return asked, (*effects, *more)


def _listened(study: Study, event: StudyEvent) -> Learnt:
    """Of the open turn: speech began, words so far, its end, or that it held none."""
    if study.ask not in OPEN or getattr(event, "turn_id", None) != study.turn_id:
        return study, ()
    match event:
        case TraineeStarted():
            return replace(study, live=Live(speaking=True)), ()
        case PartialHeard(_, text, reading, outlook):
            return replace(study, live=Live(text, reading, outlook, speaking=True)), ()
        case TraineeEnded():
            return replace(study, ask=Ask.THINKING), ()
        case _:  # NothingHeard: the ears are still open
            return replace(study, ask=Ask.LISTENING, live=Live()), ()


def _answer(study: Study, event: StudyEvent) -> Learnt:
    assert isinstance(event, TraineeSaid)  # noqa: S101
    typed = event.source is Source.TYPED and study.ask is Ask.SAYING
    fresh = event.source is Source.TYPED or event.turn_id == study.turn_id
    if study.prompt is None or not (typed or (study.ask in OPEN and fresh)):
        return study, ()
    answer = judged(study.prompt, event.text, event.reading)
    quiet, effects = _hushed(study)
    return replace(quiet, ask=Ask.ANSWERED, answers=(*study.answers, answer)), effects


def _next(study: Study, event: StudyEvent) -> Learnt:
    del event
    if study.ask is not Ask.ANSWERED:
        return study, ()
    quiet, effects = _hushed(replace(study, ask=Ask.WAITING))
    asked, more = _put(quiet)
    return asked, (*effects, *more)


def _again(study: Study, event: StudyEvent) -> Learnt:
    del event
    if study.ask not in (Ask.ANSWERED, Ask.DONE):
        return study, ()
    kept = study.answers[:-1] if study.ask is Ask.ANSWERED else ()
    quiet, effects = _hushed(replace(study, ask=Ask.WAITING, answers=kept))
    asked, more = _put(quiet)
    return asked, (*effects, Prepare(), *more)


def _model(study: Study, event: StudyEvent) -> Learnt:
    del event
    if study.ask is not Ask.ANSWERED or study.prompt is None:
        return study, ()
    quiet, effects = _hushed(study)
    said, more = _say(quiet, clerk_says(study.prompt.model, study.lesson.customer))
    return said, (*effects, *more)


_Handler = Callable[[Study, StudyEvent], Learnt]
_HANDLERS: dict[Step, dict[type, _Handler]] = {
    Step.READ: {},
    Step.HEAR: {
        PlayPressed: _play,
        LineChosen: _choose,
        LineFinished: _said,
        SilenceElapsed: _go_on,
    },
    Step.PRACTISE: {
        LineFinished: _heard_out,
        TalkPressed: _talk,
        TalkReleased: _release,
        RepeatPressed: _repeat,
        TraineeStarted: _listened,
        PartialHeard: _listened,
        TraineeEnded: _listened,
        NothingHeard: _listened,
        TraineeSaid: _answer,
        NextPressed: _next,
        AgainPressed: _again,
        ModelPressed: _model,
    },
}
