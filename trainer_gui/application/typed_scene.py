# SPDX-License-Identifier: Apache-2.0
"""A scene without sound or window: every reply is typed, time is counted, not spent."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from trainer_gui.application.ports import Reader
from trainer_gui.application.session import Ports, Session
from trainer_gui.domain.effects import READING_PACE, Utterance
from trainer_gui.domain.events import (
    Event,
    LineFinished,
    LineStarted,
    SceneStarted,
    SilenceElapsed,
    Source,
    StopPressed,
    TraineeSaid,
)
from trainer_gui.domain.state import Phase, State


class TypedScene:
    """Plays one scene reply by reply.

    Attributes:
        session: The session that is played; its `state` is the scene now.
    """

    def __init__(self, state: State, reader: Reader) -> None:
        """Start the scene, or go on with a branch of one: the customer has spoken on return."""
        self._now = state.transcript[-1].end_s if state.transcript else 0.0
        self._silence: tuple[int, float] | None = None
        ports = Ports(_Voice(self), _Deaf(), _Timer(self), _Forgetful())
        self.session = Session(state, reader, ports, _ignore)
        self.session.dispatch(SceneStarted(self._now))

    @property
    def ended(self) -> bool:
        """Whether the scene is over."""
        return self.session.state.phase is Phase.ENDED

    def reply(self, text: str) -> State:
        """Answer the customer; returns the state after her next line."""
        start = self._now
        self._now += len(text) / READING_PACE
        turn_id = self.session.state.turn_id
        said = TraineeSaid(turn_id, text, start=start, end=self._now, source=Source.TYPED)
        self.session.dispatch(said)
        return self.session.state

    def stay_silent(self) -> State:
        """Say nothing until the customer speaks up; returns the state after that."""
        if self._silence is not None:
            turn_id, seconds = self._silence
            self._now += seconds
            self.session.dispatch(SilenceElapsed(turn_id, self._now))
        return self.session.state

    def stop(self) -> State:
        """End the scene where it stands."""
        self.session.dispatch(StopPressed(self._now))
        return self.session.state

    def hear(self, line_id: int, text: str) -> None:
        """Let a line of the customer be heard at reading pace."""
        self.session.dispatch(LineStarted(line_id, self._now))
        self._now += len(text) / READING_PACE
        self.session.dispatch(LineFinished(line_id, self._now, text))

    def set_silence(self, silence: tuple[int, float] | None) -> None:
        """Remember the (turn, seconds) after which silence is noticed."""
        self._silence = silence


class _Voice:
    def __init__(self, scene: TypedScene) -> None:
        self._scene = scene

    def say(self, line_id: int, utterance: Utterance) -> None:
        self._scene.hear(line_id, utterance.text)

    def stop(self, line_id: int) -> None: ...

    def prepare(self, utterances: Iterable[Utterance]) -> None: ...

    def expect(self, utterances: Sequence[Utterance]) -> None: ...


class _Timer:
    def __init__(self, scene: TypedScene) -> None:
        self._scene = scene

    def start(self, turn_id: int, seconds: float) -> None:
        self._scene.set_silence((turn_id, seconds))

    def stop(self) -> None:
        self._scene.set_silence(None)


class _Deaf:
    def listen(self, turn_id: int, *, over_her: bool = False) -> None: ...

    def finish(self, turn_id: int) -> None: ...

    def stop(self, turn_id: int) -> None: ...


class _Forgetful:
    folder = Path()

    def save(self, state: State, branches: Mapping[int, State]) -> None: ...


def _ignore(state: State, event: Event) -> None: ...
