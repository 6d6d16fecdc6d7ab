# SPDX-License-Identifier: Apache-2.0
"""The world around the engine: it obeys every effect, and watches that none is impossible."""

from dataclasses import replace

from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
)

from tests.scenes import COACH, STORM, TALK, small
from trainer_gui.domain.condition import Bound, Condition, Operator
from trainer_gui.domain.effects import (
    Effect,
    Listen,
    SayLine,
    StartTimer,
    StopLine,
    StopListening,
    StopTimer,
)
from trainer_gui.domain.emotion import Band, Emotion
from trainer_gui.domain.engine import step
from trainer_gui.domain.events import (
    Event,
    LineFinished,
    SceneStarted,
    Source,
    StopPressed,
    TraineeSaid,
)
from trainer_gui.domain.persona import CutIn
from trainer_gui.domain.scenario import Aside, Happening, Other
from trainer_gui.domain.state import Mode, Phase, State, TurnPolicy, new_state
from trainer_gui.domain.transcript import Speaker, Turn

GREETING = Aside(("您好，我是主任。",), "manager")
COMPANY = {
    "beats": {"storm": STORM, "talk": replace(TALK, asides=(GREETING,))},
    "others": {"manager": Other("张主任", role=True)},
    "happenings": (
        Happening("ring", Aside(("〔电话响了〕",)), Condition(any=frozenset({"thanks"}))),
    ),
    "cuts_in": CutIn({Band.ANGRY: ("停！",)}, after=10, anger=Bound(Operator.AT_LEAST, 90)),
}
"""What makes a scene of more than two."""


def is_ours(turn: Turn) -> bool:
    """Whether one of the trainees spoke, and not the app."""
    spoken_or_typed = turn.delivery is not None or turn.source is Source.TYPED
    return turn.who is Speaker.TRAINEE or spoken_or_typed


def answers(state: State) -> int:
    """What the trainees have said."""
    return sum(map(is_ours, state.transcript))


class SceneWorld(RuleBasedStateMachine):
    """A scene, and the mouth, ears and timer that it commands; how lines end is counted."""

    @initialize(
        mode=st.sampled_from(Mode),
        policy=st.sampled_from(TurnPolicy),
        seed=st.integers(0, 9),
        bare=st.booleans(),
        anger=st.integers(0, 100),
        ready=st.integers(0, 9),
        second=st.booleans(),
    )
    def open(self, *, mode, policy, seed: int, bare: bool, anger: int, ready: int, second: bool):
        changes = {"nudges": {}, "repeats": {}, "retorts": {}, "silent_ending": ""} if bare else {}
        scenario = small(emotion=Emotion(anger=anger), **(changes or COMPANY))
        self.state = new_state(
            scenario,
            COACH,
            mode=mode,
            policy=policy,
            seed=seed,
            played=["manager"] * second,
        )
        self._begin()
        if ready:  # seldom, something happens before the scene starts
            self.happen(SceneStarted(self.later()))
            self.finish_line(self.state.line_id)

    def _begin(self) -> None:
        self.first = self.state
        self.now = self.state.transcript[-1].end_s if self.state.transcript else 0.0
        self.events: list[Event] = []
        self.ears: int | None = None
        """The turn that the microphone is open for."""
        self.mouth: int | None = None
        """The line that the voice was told to say and not yet to stop."""
        self.timer: int | None = None
        self.open_lines: set[int] = set()
        """Lines whose end was not reported yet."""
        self.said = 0
        self.ended = 0
        self.dropped = 0

    def later(self) -> float:
        self.now += 0.5
        return self.now

    def happen(self, event: Event) -> None:
        before = self.state
        self.events.append(event)
        self.state, effects = step(before, event)
        if isinstance(event, TraineeSaid) and event.source is Source.VOICE:
            kept = self.state.pending is not None and before.pending is None
            assert answers(self.state) + kept == answers(before) + 1
            self.ears = None  # the listener closes by itself after a whole reply
        for effect in effects:
            self._obey(effect)
        if isinstance(event, LineFinished):
            self._line_is_over(before, event)
        if isinstance(event, StopPressed) and self.state.phase is Phase.ENDED:
            self._nothing_is_lost(before)
        if before.phase is Phase.ENDED:
            assert self.state.phase is Phase.ENDED
            assert self.state.transcript == before.transcript
            assert effects == ()

    def _nothing_is_lost(self, before: State) -> None:
        """Ended while paused: the line that was cut off and the reply that waited are kept."""
        held = before.held is not None and before.line is None
        waits = before.pending is not None
        fresh = [is_ours(t) for t in self.state.transcript[len(before.transcript) :]]
        assert fresh == [False] * held + [True] * waits
        assert self.state.pending is None
        self.ended += held
        self.dropped -= held

    def _obey(self, effect: Effect) -> None:
        match effect:
            case SayLine(line_id, utterance):
                assert self.mouth is None, "two lines at once"
                assert utterance.text
                assert line_id not in self.open_lines
                self.mouth = line_id
                self.open_lines.add(line_id)
                self.said += 1
            case StopLine(line_id):
                assert line_id in self.open_lines
                self.mouth = None
            case Listen(turn_id):
                self.ears = turn_id
            case StopListening():
                self.ears = None
            case StartTimer(turn_id):
                self.timer = turn_id
            case StopTimer():
                self.timer = None

    def _line_is_over(self, before: State, event: LineFinished) -> None:
        """Each line is recorded once, or dropped: one that a pause cut off and that comes again."""
        if event.line_id not in self.open_lines:
            return
        self.open_lines.discard(event.line_id)
        heard = [t for t in self.state.transcript if not is_ours(t)]
        fresh = len(heard) - sum(not is_ours(t) for t in before.transcript)
        assert fresh in (0, 1)
        self.ended += fresh
        self.dropped += 1 - fresh
        paused = before.phase is Phase.PAUSED and event.interrupted
        stale = before.line is None or before.line.line_id != event.line_id
        assert fresh == (not paused and not stale)

    def finish_line(self, line_id: int, *, heard: bool = True) -> None:
        interrupted = self.mouth != line_id
        if self.mouth == line_id:
            self.mouth = None
        text = "她的话" if heard else ""
        self.happen(LineFinished(line_id, self.later(), text, interrupted=interrupted))
