# SPDX-License-Identifier: Apache-2.0
"""Small scenes to test with, and a hand that plays them event by event."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from tests.rules import BOOK
from trainer_gui.domain.coach import Coach, Idea
from trainer_gui.domain.condition import Bound, Condition, Operator
from trainer_gui.domain.delivery import Delivery
from trainer_gui.domain.effects import Effect, SayLine
from trainer_gui.domain.emotion import Band, Emotion, Shift
from trainer_gui.domain.engine import step
from trainer_gui.domain.events import (
    Event,
    LineFinished,
    LineStarted,
    SceneStarted,
    SilenceElapsed,
    Source,
    TraineeSaid,
)
from trainer_gui.domain.persona import Persona
from trainer_gui.domain.reading import Evidence, FactCue, Reading
from trainer_gui.domain.scenario import (
    Beat,
    Briefing,
    Customer,
    Ending,
    Fact,
    ModelAnswer,
    Outcome,
    Rule,
    Scenario,
)
from trainer_gui.domain.state import Phase, State, new_state
from trainer_gui.domain.transcript import Cause, Speaker, Turn

PERSONA = Persona(
    id="sharp",
    name="直性子",
    reactions={
        "empathy": Shift(anger=-12, trust=8),
        "apology": Shift(anger=-8, trust=4),
        "act_now": Shift(anger=-6, trust=6, patience=4),
        "explain": Shift(anger=-10, trust=10),
        "thanks": Shift(anger=4, trust=-2),  # this customer takes thanks for mockery
        "blame": Shift(anger=15, trust=-10),
        "abuse": Shift(anger=40, trust=-40),
    },
)
COACH = Coach(
    faults={"blame": ("别怪她——先认可她的感受", "怪她只会更僵——先道歉")},
    moves={"open_question": ("她还没说完——请她讲经过",)},
    ideas=(
        Idea("not_me", "不是针对我", frozenset({"attack", "abuse"}), ("不针对我一", "不针对我二")),
        Idea("breathe", "先呼吸", frozenset({"silence", "attack"}), ("吸气", "呼气", "停一停")),
        Idea("slow", "慢下来", frozenset({"fast", "loud"}), ("慢一点", "字说清楚")),
        Idea("hear", "听她说完", frozenset({"interrupted", "blame"}), ("听完", "等她")),
    ),
)
STORM = Beat(
    id="storm",
    lines={
        Band.ANNOYED: ("怎么回事？", "说说吧。"),
        Band.ANGRY: ("谁动了我的套餐？", "你们凭什么改？", "叫你们经理来！"),
    },
    again={Band.ANGRY: ("我问你呢！", "你听见没有？")},
    expect=(frozenset({"empathy", "act_now"}), frozenset({"apology", "open_question"})),
    hints={"empathy": "她觉得被欺负——先认可", "act_now": "她要动作——说你现在就查"},
    models=(
        ModelAnswer("您先消消气，我现在就查。", frozenset({"empathy", "act_now"})),
        ModelAnswer("对不起，您说说经过？", frozenset({"apology", "open_question"})),
    ),
    rules=(
        Rule("storm", Condition(any=frozenset({"blame"})), Shift(anger=5)),
        Rule("talk", Condition(all=frozenset({"empathy"}))),
        Rule("talk", Condition(any=frozenset({"apology", "open_question"}))),
        Rule("talk", Condition(visits=Bound(Operator.AT_LEAST, 4))),
    ),
)
TALK = Beat(
    id="talk",
    lines={Band.CALM: ("那你查吧。",), Band.ANGRY: ("查！现在就查！",)},
    expect=(frozenset({"open_question"}), frozenset({"restate"})),
    rules=(
        Rule("solved", Condition(all=frozenset({"commit"}))),
        Rule("talk", Condition(asked=frozenset({"sms"})), reveals=frozenset({"sms"})),
    ),
    reveals=frozenset({"visit"}),
)
ENDINGS = {
    "solved": Ending(
        "solved", Outcome.SATISFIED, "查清了", "先接住了情绪。", {Band.CALM: ("谢谢。",)}
    ),
    "walk_out": Ending("walk_out", Outcome.WALKED_OUT, "走了", "骂人没有赢家。"),
    "gave_up": Ending("gave_up", Outcome.RESIGNED, "算了", "没人理她。", {Band.ANGRY: ("算了！",)}),
}
SCENARIO = Scenario(
    id="T01",
    title="谁动了我的套餐",
    difficulty=2,
    customer=Customer("周女士"),
    persona=PERSONA,
    briefing=Briefing("营业厅", "营业员", "她说套餐被人改了。"),
    opening="storm",
    beats={"storm": STORM, "talk": TALK},
    endings=ENDINGS,
    facts={
        "package": Fact("package", "五十八块的套餐"),
        "sms": Fact("sms", "回过一条短信", "ask", FactCue("sms", ("短信",))),
        "visit": Fact("visit", "没来过营业厅", "ask"),
    },
    emotion=Emotion(anger=64, trust=35, patience=60),
    always=(Rule("walk_out", Condition(any=frozenset({"abuse"}))),),
    retorts={"blame": {Band.ANGRY: ("合着还怪我了？",)}},
    nudges={Band.ANGRY: ("喂，人呢？", "说话呀！")},
    repeats={Band.ANGRY: ("我再说一遍，",)},
    silent_ending="gave_up",
)


def small(**changes: object) -> Scenario:
    """The small scene with some of its parts replaced."""
    return replace(SCENARIO, **changes)


def with_beat(beat: Beat, **changes: object) -> Scenario:
    """A scene that consists of one beat (and the endings)."""
    return small(beats={beat.id: beat}, opening=beat.id, **changes)


def reading(*labels: str, asked: Iterable[str] = (), told: Iterable[str] = ()) -> Reading:
    """A reading with these labels; each quote is the label in brackets."""
    evidence = tuple(Evidence(label, f"〔{label}〕") for label in labels)
    return Reading(evidence, frozenset(asked), frozenset(told))


def spoken(rate: float, characters: int = 40) -> Delivery:
    """A turn spoken at `rate` characters a minute."""
    return Delivery(60.0 * characters / rate, characters, -20.0)


def reply_turn(*labels: str, beat: str = "storm", **more: object) -> Turn:
    """A trainee's turn for scoring."""
    read = more.pop("reading", reading(*labels))
    return Turn(Speaker.TRAINEE, "话", beat, 0.0, 1.0, Emotion(), reading=read, **more)


def customer_turn(*causes: str, **more: object) -> Turn:
    """A customer's turn for scoring."""
    shifts = tuple(Cause(c, Shift(anger=8)) for c in causes)
    return Turn(Speaker.CUSTOMER, "她的话", "storm", 0.0, 1.0, Emotion(), shifts, **more)


class Play:
    """Plays a scene by hand: keeps the state, the clock and what the engine wanted done."""

    def __init__(self, scenario: Scenario = SCENARIO, coach: Coach = COACH, **options: object):
        self.now = 0.0
        self.state: State = new_state(scenario, coach, BOOK, **options)
        self.wanted: tuple[Effect, ...] = ()
        """Effects of the last event."""

    def do(self, *events: Event) -> "Play":
        for event in events:
            self.state, self.wanted = step(self.state, event)
        return self

    def later(self, seconds: float) -> float:
        self.now += seconds
        return self.now

    def start(self) -> "Play":
        return self.do(SceneStarted(self.later(0.0)))

    def heard_out(self) -> "Play":
        """The customer says her line to its end."""
        line = self.state.line
        assert line is not None, "the customer is not speaking"
        self.do(LineStarted(line.line_id, self.later(0.5)))
        return self.do(LineFinished(line.line_id, self.later(2.0), line.utterance.text))

    def cut_off(self, heard: str = "谁动", **more: object) -> "Play":
        """The line under way was stopped."""
        assert self.state.line is not None, "the customer is not speaking"
        over = LineFinished(self.state.line.line_id, self.later(0.2), heard, interrupted=True)
        return self.do(replace(over, **more))

    def say(self, *labels: str, typed: bool = False, **more: object) -> "Play":
        """A whole reply, with these labels read from it."""
        start, end = self.later(0.5), self.later(3.0)
        said = TraineeSaid(self.state.turn_id, "我说", start, end, reading=reading(*labels))
        if typed:
            said = replace(said, source=Source.TYPED)
        return self.do(replace(said, **more))

    def silence(self) -> "Play":
        return self.do(SilenceElapsed(self.state.turn_id, self.later(15.0)))

    def told(self, kind: type[Effect]) -> list[Effect]:
        """The effects of the last event that are of one kind."""
        return [e for e in self.wanted if isinstance(e, kind)]

    @property
    def said(self) -> str:
        """What the customer was told to say by the last event; empty: nothing."""
        lines = self.told(SayLine)
        return lines[0].utterance.text if lines else ""

    @property
    def phase(self) -> Phase:
        return self.state.phase


def listening(scenario: Scenario = SCENARIO, coach: Coach = COACH, **options: object) -> Play:
    """A scene whose first line has been heard out: the trainee's turn."""
    return Play(scenario, coach, **options).start().heard_out()


def all_lines(tables: Iterable[Mapping[Band, tuple[str, ...]]]) -> set[str]:
    """Every variant of some tables."""
    return {text for table in tables for texts in table.values() for text in texts}


def texts(play: Play) -> list[str]:
    """What was said so far, by both sides."""
    return [t.text for t in play.state.transcript]
