# SPDX-License-Identifier: Apache-2.0
"""What scenes and lessons share: events in order, replies understood, effects at the ports."""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar, assert_never

from trainer_gui.application.ports import CustomerVoice, Listener, Reader, Timer
from trainer_gui.domain.effects import (
    FinishListening,
    Listen,
    SayLine,
    StartTimer,
    StopLine,
    StopListening,
    StopTimer,
)
from trainer_gui.domain.events import PartialHeard, TraineeSaid
from trainer_gui.domain.reading import FactCue
from trainer_gui.domain.transcript import Turn

E = TypeVar("E")
TalkEffect = SayLine | StopLine | Listen | FinishListening | StopListening | StartTimer | StopTimer
"""What moves a talk on, of whatever kind."""


CONTEXT_TURNS = 6
"""How many earlier turns the understanding sees."""


@dataclass(frozen=True, slots=True)
class Talkers:
    """Everything outside that a talk needs."""

    voice: CustomerVoice
    """Speaks the lines, of whoever the app plays."""
    listener: Listener
    """Hears the trainee."""
    timer: Timer
    """Notices silence."""


class Events(Generic[E]):
    """Handles events one after the other, also those that come while one is handled."""

    def __init__(self, handle: Callable[[E], None]) -> None:
        """`handle` takes each event."""
        self._handle = handle
        self._queue: deque[E] = deque()
        self._busy = False

    def dispatch(self, event: E) -> None:
        """Let `event` happen; events that arrive meanwhile wait their turn."""
        self._queue.append(event)
        if self._busy:
            return
        self._busy = True
        try:
            while self._queue:
                self._handle(self._queue.popleft())
        finally:
            self._busy = False


def context(turns: Sequence[Turn]) -> list[tuple[str, str]]:
    """The last of these turns, as the understanding takes them: who, and what was said."""
    return [(t.who.value, t.text) for t in turns[-CONTEXT_TURNS:]]


def understood(
    reader: Reader,
    before: Sequence[tuple[str, str]],
    event: PartialHeard | TraineeSaid,
    cues: Sequence[FactCue] = (),
) -> PartialHeard | TraineeSaid:
    """The event with its reading; a partial one also with what it would do if it ended here."""
    whole = reader.read(before, event.text, cues).held_against()
    if isinstance(event, TraineeSaid):
        return replace(event, reading=whole)
    sure = reader.read(before, event.text, cues, partial=True).held_against()
    return replace(event, reading=sure, outlook=whole)


def carry_out(effect: TalkEffect, ports: Talkers) -> None:
    """Let the port do what the effect asks."""
    match effect:
        case SayLine(line_id, utterance):
            ports.voice.say(line_id, utterance)
        case StopLine(line_id):
            ports.voice.stop(line_id)
        case Listen(turn_id, over_her):
            ports.listener.listen(turn_id, over_her=over_her)
        case FinishListening(turn_id):
            ports.listener.finish(turn_id)
        case StopListening(turn_id):
            ports.listener.stop(turn_id)
        case StartTimer(turn_id, seconds):
            ports.timer.start(turn_id, seconds)
        case StopTimer():
            ports.timer.stop()
        case _:
            assert_never(effect)
