# SPDX-License-Identifier: Apache-2.0
"""Whatever a trainer presses, in whatever order: no two lines at once, and nothing gets stuck."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.scenes import Play, listening, reading, small
from trainer_gui.domain.effects import Effect, Listen, SayLine, StopLine, StopListening
from trainer_gui.domain.emotion import Shift
from trainer_gui.domain.events import (
    Event,
    LineFinished,
    LineStarted,
    PausePressed,
    Source,
    TalkPressed,
    TraineeEnded,
    TraineeSaid,
    TraineeStarted,
)
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
    MicrophoneHanded,
    NextChosen,
    TurnTakenBack,
)
from trainer_gui.domain.scenario import Aside, Happening, Other
from trainer_gui.domain.state import Phase

pytestmark = pytest.mark.timeout(300)

RING = Happening("ring", Aside(("〔电话响了〕",)), shift=Shift(anger=3))
BOSS = Happening("boss", Aside(("我是经理。",), "boss"))
WHAT = st.sampled_from(
    (
        *("line", "late line", "starts", "ends", "says", "types", "pause", "talk", "back", "call"),
        *("angrier", "calmer", "next", "leave", "ring", "boss", "pair", "hand"),
        *("ask", "close", "begin", "end", "take", "drop"),
    )
)


class World(Play):
    """Obeys the engine, and watches that it asks for nothing impossible."""

    mouth: int | None = None
    ears: int | None = None
    cut: tuple[int, ...] = ()
    """Lines that were stopped and whose end was not told yet."""

    def do(self, *events: Event) -> "World":
        for event in events:
            lines, turns = self.state.line_id, self.state.turn_id
            super().do(event)
            assert self.state.line_id >= lines
            assert self.state.turn_id >= turns
            for effect in self.wanted:
                self._obey(effect)
        return self

    def _obey(self, effect: Effect) -> None:
        match effect:
            case SayLine(line_id):
                assert self.mouth is None, "two lines at once"
                self.mouth = line_id
            case StopLine(line_id) if line_id == self.mouth:
                self.cut = (*self.cut, line_id)
                self.mouth = None
            case Listen(turn_id):
                self.ears = turn_id
            case StopListening():
                self.ears = None

    def line_is_over(self) -> None:
        if self.mouth is not None:
            line, self.mouth = self.mouth, None
            self.do(LineStarted(line, self.later(0.5)))
            self.do(LineFinished(line, self.later(1.0), "她的话"))
        self.late_lines()

    def late_lines(self) -> None:
        lines, self.cut = self.cut, ()
        for line in lines:
            self.do(LineFinished(line, self.later(0.1), "她", interrupted=True))

    def happen(self, what: str, read) -> None:
        turn, at = self.state.turn_id, self.later(0.5)
        said = TraineeSaid(turn, "话", at, at, reading=read)
        if what == "line":
            self.line_is_over()
        elif what == "late line":
            self.late_lines()
        elif what in ("starts", "ends", "says"):
            if self.ears == turn:
                self.ears = None if what == "says" else turn
                heard = {"starts": TraineeStarted(turn, at), "ends": TraineeEnded(turn, at)}
                self.do(heard.get(what, said))
        else:
            typed = TraineeSaid(0, "话", at, at, source=Source.TYPED, reading=read)
            self.do(
                {
                    "types": typed,
                    "pause": PausePressed(at),
                    "talk": TalkPressed(at),
                    "back": TurnTakenBack(),
                    "call": CustomerCalled(at),
                    "angrier": AngerMoved(30),
                    "calmer": AngerMoved(-30),
                    "next": NextChosen("talk"),
                    "leave": NextChosen("solved"),
                    "ring": HappeningInjected(RING),
                    "boss": HappeningInjected(BOSS, Other("经理")),
                    "pair": HappeningInjected(BOSS, Other("经理"), by_trainee=True),
                    "hand": MicrophoneHanded("小王"),
                    "ask": AnswersOpened(),
                    "close": AnswersClosed(),
                    "begin": AnswerBegun(),
                    "end": AnswerEnded(),
                    "take": AnswerTaken(len(self.state.room.answers) - 1, at),
                    "drop": AnswerDropped(0),
                }[what]
            )

    def goes_on(self) -> bool:
        """Whether the scene can still be brought to the trainee's turn, or is over."""
        for _ in range(20):
            self.late_lines()
            match self.state.phase:
                case Phase.PAUSED:
                    self.do(PausePressed(self.later(1.0)))
                case Phase.SPEAKING:
                    assert self.mouth is not None, "nobody says what is being waited for"
                    self.line_is_over()
                case Phase.THINKING:
                    self.happen("says", reading())
                case Phase.LISTENING:
                    return self.ears == self.state.turn_id
                case Phase.ENDED:
                    return True
        return False


LABELS = st.sampled_from(("empathy", "act_now", "commit", "blame", "abuse"))


@settings(max_examples=500)
@given(st.lists(st.tuples(WHAT, LABELS), max_size=25))
def test_whatever_is_pressed_the_scene_can_go_on(done):
    world = World(small(happenings=(RING,)))
    world.start()
    for what, label in done:
        world.happen(what, reading(label))
        emotion, turns = world.state.emotion, world.state.transcript
        assert all(0 <= x <= 100 for x in (emotion.anger, emotion.trust, emotion.patience))
        assert all(t.start_s <= t.end_s for t in turns)
        assert [t.end_s for t in turns] == sorted(t.end_s for t in turns)
    assert world.goes_on(), done


def test_the_watcher_sees_an_ordinary_scene_through():
    world = World().start()
    assert isinstance(world, World)
    assert world.goes_on()
    assert listening().phase is world.phase
