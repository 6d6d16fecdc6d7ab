# SPDX-License-Identifier: Apache-2.0
"""A small lesson, and somebody who studies it by events."""

from dataclasses import replace

from tests.scenes import reading
from trainer_gui.domain.effects import Effect, SayLine, StartTimer
from trainer_gui.domain.events import LineFinished, SilenceElapsed, Source, TraineeSaid
from trainer_gui.domain.persona import VoiceStyle
from trainer_gui.domain.scenario import Customer
from trainer_gui.domain.teaching.learning import learn
from trainer_gui.domain.teaching.lesson import Demonstration, Lesson, Line, Prompt, Speaker
from trainer_gui.domain.teaching.study import Step, StepChosen, Study, StudyEvent

HERS, CLERKS = "woman", "young_man"
"""The two voices of the lesson."""
CUSTOMER = Customer("高女士", voice=VoiceStyle(HERS))
WAY = frozenset({"empathy", "act_now"})
LESSON = Lesson(
    id="L01",
    title="先接心情，再办事",
    trains=("empathy", "act_now"),
    avoids=("blame",),
    what="人在气头上听不进道理。",
    when=("客户一来就嚷",),
    when_not=("客户只想快点办完",),
    steps=("说出她的感受", "说你马上做什么"),
    cases=("T01", "T99"),
    customer=CUSTOMER,
    demonstration=Demonstration(
        scene="她排了四十分钟的队",
        poor=(
            Line(Speaker.CUSTOMER, "排到我你说下班？", 60),
            Line(Speaker.TRAINEE, "这个不归我管。"),
            Line(Speaker.COMMENT, "一句话推远了。"),
        ),
        good=(
            Line(Speaker.CUSTOMER, "排到我你说下班？", 60),
            Line(Speaker.TRAINEE, "换我也急，我现在就办。", moves=frozenset({"empathy"})),
            Line(Speaker.CUSTOMER, "行，那快点。", 20),
        ),
    ),
    drill=(
        Prompt(
            "我都跑了三趟了！",
            model="换了谁都累，我现在就查。",
            tip="两样一起",
            expect=(WAY, frozenset({"empathy", "apology", "thanks"})),
            anger=70,
        ),
        Prompt("这点事要几天？", "我现在就催。", "说动作", (frozenset({"act_now"}),)),
    ),
)


class Learner:
    """Studies a lesson; keeps what was asked for."""

    def __init__(self, lesson: Lesson = LESSON, **more: object) -> None:
        self.study = replace(Study(lesson), **more)  # type: ignore[arg-type]
        self.effects: tuple[Effect, ...] = ()
        """Of the last call of `do`."""

    def do(self, *events: StudyEvent) -> "Learner":
        self.effects = ()
        for event in events:
            self.study, effects = learn(self.study, event)
            self.effects += effects
        return self

    def go(self, step: Step) -> "Learner":
        return self.do(StepChosen(step))

    def heard_out(self) -> "Learner":
        """The line that is being said comes to its end."""
        assert self.study.speaking is not None
        return self.do(LineFinished(self.study.speaking, 1.0, ""))

    def waited(self) -> "Learner":
        """The timer runs out."""
        assert any(isinstance(e, StartTimer) for e in self.effects)
        return self.do(SilenceElapsed(self.study.line_id, 1.0))

    def reply(self, *labels: str, words: str = "好") -> "Learner":
        """Typed, and understood as `labels`."""
        said = TraineeSaid(0, words, 0.0, 0.0, source=Source.TYPED, reading=reading(*labels))
        return self.do(said)

    def asked(self) -> "Learner":
        """At the drill, the first prompt was said."""
        return self.go(Step.PRACTISE).heard_out()

    @property
    def said(self) -> list[tuple[str, str]]:
        """What the last call let be said: whose voice, what."""
        lines = [e.utterance for e in self.effects if isinstance(e, SayLine)]
        return [(u.voice.timbre, u.text) for u in lines]
