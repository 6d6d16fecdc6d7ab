# SPDX-License-Identifier: Apache-2.0
"""Whatever happens, in whatever order: random events, and what must hold after each of them."""

from itertools import pairwise

import pytest
from hypothesis import Phase as Generating
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    invariant,
    precondition,
    rule,
)

from tests.domain.scene_world import SceneWorld, answers
from tests.rules import BOOK
from tests.scenes import reading, spoken
from trainer_gui.domain.dialogue.scene import branch
from trainer_gui.domain.engine import step
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
from trainer_gui.domain.scoring import score
from trainer_gui.domain.state import Mode, Phase, TurnPolicy
from trainer_gui.domain.transcript import Speaker

# 9,000 steps: 10 s of work, and the machine may be busy with other things.
pytestmark = pytest.mark.timeout(300)

LABELS = ("empathy", "act_now", "apology", "open_question", "commit", "blame", "thanks")
READINGS = st.lists(st.sampled_from(LABELS), max_size=3).map(lambda labels: reading(*labels))
LISTENING = (Phase.LISTENING, Phase.THINKING)


class AnyOrder(SceneWorld):
    """Plays the world around the engine, as well-behaved or as late as it likes."""

    # What happens

    @precondition(lambda self: self.state.phase is Phase.READY or len(self.events) % 9 == 0)
    @rule()
    def scene_starts(self):
        self.happen(SceneStarted(self.later()))

    @precondition(lambda self: self.mouth is not None)
    @rule()
    def line_is_heard_out(self):
        self.happen(LineStarted(self.mouth, self.later()))
        self.finish_line(self.mouth)

    @precondition(lambda self: self.open_lines)
    @rule(oldest=st.booleans(), heard=st.booleans())
    def line_is_over(self, oldest: bool, heard: bool):
        self.finish_line(min(self.open_lines) if oldest else max(self.open_lines), heard=heard)

    @precondition(lambda self: self.mouth is not None)
    @rule()
    def line_sounds(self):
        self.happen(LineStarted(self.mouth, self.later()))

    @precondition(lambda self: self.ears is not None)
    @rule(
        read=READINGS,
        what=st.sampled_from(("start", "partial", "end", "said", "nothing", "echo", "went on")),
    )
    def ears_hear(self, read, what: str):
        turn, at = self.ears, self.later()
        self.happen(
            {
                "start": TraineeStarted(turn, at),
                "partial": PartialHeard(turn, "您先", read),
                "end": TraineeEnded(turn, at),
                "said": TraineeSaid(turn, "话", at - 0.2, at, delivery=spoken(290), reading=read),
                "nothing": NothingHeard(turn),
                "echo": EchoHeard(turn),
                "went on": TraineeWentOn(turn),
            }[what]
        )

    @precondition(lambda self: self.ears is not None)
    @rule(read=READINGS)
    def trainee_speaks(self, read):
        turn, start, end = self.ears, self.later(), self.later()
        self.happen(TraineeStarted(turn, start))
        self.happen(PartialHeard(turn, "您先", read))
        self.happen(TraineeEnded(turn, end))
        self.happen(TraineeSaid(turn, "话", start, end, delivery=spoken(290), reading=read))

    @rule()
    def trainee_begins_to_type(self):
        self.happen(TypingNoticed())

    @rule(read=READINGS)
    def trainee_types(self, read):
        start, end = self.later(), self.later()
        self.happen(TraineeSaid(0, "打字", start, end, source=Source.TYPED, reading=read))

    @precondition(lambda self: self.timer is not None)
    @rule()
    def silence(self):
        turn, self.timer = self.timer, None
        self.happen(SilenceElapsed(turn, self.later()))

    @rule(press=st.sampled_from((TalkPressed, RepeatPressed, PausePressed)))
    def key(self, press):
        self.happen(press(self.later()))

    @rule(event=st.sampled_from((HintPressed(), WordingsPressed(), TalkReleased())))
    def other_key(self, event: Event):
        self.happen(event)

    @precondition(lambda self: len(self.events) > 40)
    @rule(abused=st.booleans())
    def scene_is_ended(self, abused: bool):
        if abused:
            start, end = self.later(), self.later()
            abuse = reading("abuse")
            self.happen(TraineeSaid(0, "滚", start, end, source=Source.TYPED, reading=abuse))
        else:
            self.happen(StopPressed(self.later()))

    @precondition(lambda self: len(self.events) % 7 == 6)
    @rule(device=st.sampled_from(Device), ready=st.booleans())
    def device(self, device: Device, ready: bool):
        self.happen(DeviceReady(device, "有了") if ready else DeviceFailed(device, "没了"))

    @rule(
        off=st.integers(1, 3), sign=st.sampled_from((1, -1)), read=READINGS, which=st.integers(0, 9)
    )
    def late(self, off: int, sign: int, read, which: int):
        """Nothing that carries an id which is not the present one changes anything."""
        turn, line, at = self.state.turn_id + sign * off, self.state.line_id + sign * off, self.now
        event = (
            LineStarted(line, at),
            LineFinished(line, at, "旧", interrupted=True),
            TraineeStarted(turn, at),
            PartialHeard(turn, "旧", read),
            TraineeEnded(turn, at),
            TraineeSaid(turn, "旧", at, at, reading=read),
            NothingHeard(turn),
            SilenceElapsed(turn, at),
            EchoHeard(turn),
            TraineeWentOn(turn),
        )[which]
        assert step(self.state, event) == (self.state, ())

    @precondition(lambda self: self.state.replies and len(self.events) > 20)
    @rule()
    def try_again(self):
        """Go back to the moment before a reply, in a session of its own."""
        state, steps = self.first, []
        for event in self.events:
            after, _ = step(state, event)
            if len(after.replies) > len(state.replies):
                steps.append(state)
            state = after
        if steps:
            self.state = branch(steps[-1])
            assert self.state.line is None
            assert all(t.who is Speaker.TRAINEE for t in self.state.transcript[-1:])
            self._begin()

    # What must hold

    @invariant()
    def emotion_is_within_bounds(self):
        emotion = self.state.emotion
        assert all(0 <= x <= 100 for x in (emotion.anger, emotion.trust, emotion.patience))

    @invariant()
    def times_never_decrease(self):
        turns = self.state.transcript
        assert all(t.start_s <= t.end_s for t in turns)
        starts = [t.start_s for t in turns]
        ends = [t.end_s for t in turns]
        assert starts == sorted(starts)
        assert ends == sorted(ends)

    @invariant()
    def ears_are_open_in_the_trainees_turn_alone(self):
        if self.state.phase in LISTENING:
            if self.state.policy is not TurnPolicy.PRESS_TO_TALK:
                assert self.ears == self.state.turn_id
        elif self.state.early:
            assert self.state.policy is TurnPolicy.OPEN
            assert self.state.phase is Phase.SPEAKING
            assert self.ears == self.state.turn_id
        elif not self.state.awaited:
            assert self.ears is None, "the microphone is open while it should be closed"

    @invariant()
    def one_line_at_most(self):
        speaking = self.state.phase is Phase.SPEAKING
        assert speaking <= (self.state.line is not None)
        assert self.state.held is None or self.state.phase is Phase.PAUSED
        assert self.said == self.ended + self.dropped + len(self.open_lines)
        if self.mouth is not None:
            assert speaking
            assert self.state.line.line_id == self.mouth

    @invariant()
    def she_answers_every_reply(self):
        sides = [t.who for t in self.state.transcript]
        assert (Speaker.TRAINEE, Speaker.TRAINEE) not in pairwise(sides)

    @invariant()
    def there_is_a_way_on(self):
        state = self.state
        match state.phase:
            case Phase.READY:
                after, _ = step(state, SceneStarted(self.now))
                assert after.phase is Phase.SPEAKING
            case Phase.SPEAKING:
                after, _ = step(state, LineFinished(state.line.line_id, self.now, "完"))
                assert after.line is None or after.line.line_id > state.line.line_id
                assert after.phase is not Phase.SPEAKING or after.line_id > state.line_id
            case Phase.LISTENING | Phase.THINKING:
                typed = TraineeSaid(0, "话", self.now, self.now, Source.TYPED)
                after, _ = step(state, typed)
                assert answers(after) == answers(state) + 1
            case Phase.PAUSED:
                after, _ = step(state, PausePressed(self.now))
                assert after.phase in (Phase.SPEAKING, *LISTENING)
                others_first = state.held is not None or (state.queue and not state.cue)
                answered = state.pending is not None and not others_first
                assert answers(after) == answers(state) + answered
            case Phase.ENDED:
                assert state.ending is not None
                assert state.hint == ""

    @invariant()
    def exam_helps_nobody(self):
        if self.state.mode is Mode.EXAM:
            assert (self.state.hint, self.state.prompt, self.state.hints_asked) == ("", None, 0)
            assert (self.state.wordings, self.state.wordings_asked) == ((), 0)

    def teardown(self):
        """The same events lead to the same scene and the same score."""
        if not hasattr(self, "first"):
            return
        state = self.first
        for event in self.events:
            state, _ = step(state, event)
        assert state == self.state
        overall = score(BOOK, state.transcript, state.scenario).overall
        answered = any(t.who is Speaker.CUSTOMER and t.text for t in state.transcript[:-1])
        assert overall is None or (state.replies and answered)


TestAnyOrder = AnyOrder.TestCase
# A failing run is reported as it is: to shorten it takes minutes.
TestAnyOrder.settings = settings(
    max_examples=150, stateful_step_count=60, phases=[Generating.generate]
)
