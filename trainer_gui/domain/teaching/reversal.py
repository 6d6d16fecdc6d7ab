# SPDX-License-Identifier: Apache-2.0
"""Roles reversed: the trainee is the customer, and the app answers as a good clerk would.

A scene runs inside as ever. Its customer's lines are said by the trainee, in words of their own;
its replies are the model answers of the beat, spoken in a second voice. So the anger is moved by
what the clerk does, and by nothing else.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from trainer_gui.domain.dialogue.senses import is_deaf
from trainer_gui.domain.effects import (
    CUSTOMER,
    Effect,
    FinishListening,
    Listen,
    Prepare,
    SayLine,
    StopLine,
    StopListening,
    Utterance,
)
from trainer_gui.domain.emotion import Band
from trainer_gui.domain.engine import step
from trainer_gui.domain.events import (
    DeviceFailed,
    DeviceReady,
    Event,
    LineFinished,
    LineStarted,
    NothingHeard,
    PartialHeard,
    SceneStarted,
    Source,
    StopPressed,
    TalkPressed,
    TalkReleased,
    TraineeEnded,
    TraineeSaid,
    TraineeStarted,
)
from trainer_gui.domain.reading import NOTHING_READ, Evidence, Reading
from trainer_gui.domain.scenario import ModelAnswer, Scenario
from trainer_gui.domain.state import Live, Phase, State, TurnPolicy
from trainer_gui.domain.teaching.clerk import clerk_says
from trainer_gui.domain.wording import pick


class Part(StrEnum):
    """Who has the word."""

    NOBODY = "nobody"
    """Not begun."""
    CUSTOMER = "customer"
    """The trainee, as the customer."""
    CLERK = "clerk"
    """The app."""
    OTHER = "other"
    """The app, for somebody else."""
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Reversal:
    """A scene with its roles reversed."""

    scene: State
    """Half-duplex, whatever the policy: in there everything is said one after the other."""
    policy: TurnPolicy = TurnPolicy.HALF_DUPLEX
    part: Part = Part.NOBODY
    live: Live = Live()
    answer: ModelAnswer | None = None
    """What the clerk is saying, or said last."""
    spoken: tuple[str, ...] = ()
    """Every answer so far."""
    line_id: int = 0
    turn_id: int = 0
    started: float = 0.0
    """When the line under way began."""
    key_down: bool = False
    """The talk key is held."""

    @property
    def cue(self) -> str:
        """What the customer would say here; empty: it is not her turn."""
        line = self.scene.line
        return line.utterance.text if self.part is Part.CUSTOMER and line else ""


@dataclass(frozen=True, slots=True)
class ClerkSaid:
    """The clerk's line is over, and this is what it does."""

    line_id: int
    at: float
    heard_text: str
    reading: Reading


Reversed = tuple[Reversal, tuple[Effect, ...]]


def can_reverse(scenario: Scenario) -> bool:
    """Whether the scene knows what a good clerk would say."""
    return bool(scenario.beats[scenario.opening].models)


def reverse(scene: State, *, line_id: int = 0, turn_id: int = 0) -> Reversal:
    """A scene that has not begun, with its roles reversed; ids go on from those before."""
    inside = replace(scene, policy=TurnPolicy.HALF_DUPLEX, played=frozenset())
    return Reversal(inside, scene.policy, line_id=line_id, turn_id=turn_id)


def answers(reversal: Reversal) -> tuple[Utterance, ...]:
    """What the clerk may say here, the likeliest first: rendered ahead."""
    beat = reversal.scene.beat or reversal.scene.scenario.beats[reversal.scene.scenario.opening]
    return tuple(clerk_says(model.say, reversal.scene.scenario.customer) for model in beat.models)


def play(reversal: Reversal, event: Event | ClerkSaid) -> Reversed:  # noqa: C901, PLR0911 - a flat table
    """What `event` makes of it; an event that is stale or means nothing here is dropped."""
    part, turn_id, line_id = reversal.part, reversal.turn_id, reversal.line_id
    match event:
        case SceneStarted() if part is Part.NOBODY:
            return _moved(reversal, event)
        case DeviceFailed() | DeviceReady():
            return _told(reversal, event)
        case StopPressed() if part is not Part.OVER:
            return _over(reversal)
        case TraineeSaid() if part is Part.CUSTOMER and (
            event.turn_id == turn_id or event.source is Source.TYPED
        ):
            return _said(reversal, event) if event.text.strip() else (reversal, ())
        case TraineeStarted() | PartialHeard() | TraineeEnded() | NothingHeard() if (
            event.turn_id == turn_id and part is Part.CUSTOMER
        ):
            return replace(reversal, live=_heard(reversal.live, event)), ()
        case TalkPressed():
            return _pressed(replace(reversal, key_down=True))
        case TalkReleased():
            finish = (FinishListening(turn_id),) if part is Part.CUSTOMER else ()
            return replace(reversal, key_down=False), finish
        case LineStarted() if event.line_id == line_id:
            return replace(reversal, started=event.at), ()
        case LineFinished() if event.line_id == line_id and part is Part.OTHER:
            return _finished(reversal, event.at, event.heard_text)
        case ClerkSaid() if event.line_id == line_id and part is Part.CLERK:
            return _answered(reversal, event)
        case _:
            return reversal, ()


def _pressed(reversal: Reversal) -> Reversed:
    """The talk key goes down; held until it is the customer's turn, it listens at once then."""
    if reversal.part is Part.CLERK:  # a customer need not hear a clerk out
        return reversal, (StopLine(reversal.line_id),)
    pressing = reversal.policy is TurnPolicy.PRESS_TO_TALK
    if pressing and reversal.part is Part.CUSTOMER:
        return reversal, (Listen(reversal.turn_id),)
    return reversal, ()


def _told(reversal: Reversal, event: DeviceFailed | DeviceReady) -> Reversed:
    """A device is gone or there again: the scene keeps the account of it."""
    scene = reversal.scene
    troubles = {d: r for d, r in scene.troubles.items() if d is not event.device}
    if isinstance(event, DeviceFailed):
        troubles[event.device] = event.reason
    return replace(reversal, scene=replace(scene, troubles=troubles)), ()


def _heard(live: Live, event: TraineeStarted | PartialHeard | TraineeEnded | NothingHeard) -> Live:
    match event:
        case TraineeStarted():
            return replace(live, speaking=True, since=event.at)
        case PartialHeard():
            return replace(live, text=event.text)
        case NothingHeard():
            return Live()
        case _:
            return replace(live, speaking=False)


def _said(reversal: Reversal, said: TraineeSaid) -> Reversed:
    """The trainee spoke as the customer: her line is over, in these words."""
    closed = (StopListening(reversal.turn_id),)
    spoken, effects = _finished(replace(reversal, started=said.start), said.end, said.text)
    return spoken, (*closed, *effects)


def _finished(reversal: Reversal, at: float, text: str) -> Reversed:
    line = reversal.scene.line
    assert line is not None  # noqa: S101 - somebody was speaking
    begun, _ = step(reversal.scene, LineStarted(line.line_id, reversal.started))
    return _moved(replace(reversal, scene=begun), LineFinished(line.line_id, at, text))


def _answered(reversal: Reversal, event: ClerkSaid) -> Reversed:
    assert reversal.answer is not None  # noqa: S101 - it was being said
    claimed = Reading(tuple(Evidence(m, "") for m in sorted(reversal.answer.moves)))
    reading = event.reading.then(claimed) if event.heard_text else NOTHING_READ
    said = TraineeSaid(
        reversal.scene.turn_id, event.heard_text, reversal.started, event.at, reading=reading
    )
    return _moved(reversal, said)


def _moved(reversal: Reversal, event: Event) -> Reversed:
    """Let the scene inside go on, and give the word to whoever has it then."""
    scene, _ = step(reversal.scene, event)
    reversal = replace(reversal, scene=scene, live=Live())
    if scene.phase is Phase.LISTENING:
        return _clerk(reversal)
    if scene.line is None:
        return replace(reversal, part=Part.OVER), ()
    if scene.line.utterance.speaker == CUSTOMER:
        turn_id = reversal.turn_id + 1
        listens = reversal.policy is not TurnPolicy.PRESS_TO_TALK or reversal.key_down
        effects = (Listen(turn_id),) if listens and not is_deaf(scene) else ()
        return replace(reversal, part=Part.CUSTOMER, turn_id=turn_id), (*effects, Prepare())
    line_id = reversal.line_id + 1
    said = replace(reversal, part=Part.OTHER, line_id=line_id)
    return said, (SayLine(line_id, scene.line.utterance),)


def _clerk(reversal: Reversal) -> Reversed:
    """The model answer that was heard least; where there is none, that was all."""
    scene = reversal.scene
    models = {m.say: m for m in (scene.beat.models if scene.beat else ())}
    says = pick({Band.CALM: tuple(models)}, Band.CALM, reversal.spoken, scene.seed)
    if not says:
        return replace(reversal, part=Part.OVER, answer=None), ()
    line_id = reversal.line_id + 1
    answer = models[says]
    said = replace(
        reversal,
        part=Part.CLERK,
        answer=answer,
        spoken=(*reversal.spoken, says),
        line_id=line_id,
    )
    return said, (SayLine(line_id, clerk_says(answer.say, reversal.scene.scenario.customer)),)


def _over(reversal: Reversal) -> Reversed:
    quiet = (StopLine(reversal.line_id), StopListening(reversal.turn_id))
    return replace(reversal, part=Part.OVER, live=Live()), quiet
