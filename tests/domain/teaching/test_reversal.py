# SPDX-License-Identifier: Apache-2.0
"""Roles reversed: the trainee says the customer's lines, the model answers move the anger."""

from dataclasses import replace

import pytest

from tests.rules import BOOK
from tests.scenes import COACH, STORM, TALK, reading, small
from trainer_gui.domain.effects import (
    FinishListening,
    Listen,
    Prepare,
    SayLine,
    StopLine,
    StopListening,
)
from trainer_gui.domain.emotion import Band
from trainer_gui.domain.events import (
    Device,
    DeviceFailed,
    DeviceReady,
    Event,
    HintPressed,
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
from trainer_gui.domain.reading import NOTHING_READ
from trainer_gui.domain.scenario import Aside, ModelAnswer, Other
from trainer_gui.domain.state import TurnPolicy, new_state
from trainer_gui.domain.teaching.reversal import (
    ClerkSaid,
    Part,
    Reversal,
    answers,
    can_reverse,
    play,
    reverse,
)
from trainer_gui.domain.transcript import Speaker

SOLVES = ModelAnswer("今天下班前我给您回话。", frozenset({"commit"}))
SCENE = small(beats={"storm": STORM, "talk": replace(TALK, models=(SOLVES,))})


class Swapped:
    """Plays a reversal by hand."""

    def __init__(self, scenario=SCENE, policy=TurnPolicy.HALF_DUPLEX, **ids: int) -> None:
        scene = new_state(scenario, COACH, BOOK, policy=policy)
        self.reversal: Reversal = reverse(scene, **ids)
        self.wanted = ()
        self.now = 0.0

    def do(self, *events: Event | ClerkSaid) -> "Swapped":
        for event in events:
            self.reversal, self.wanted = play(self.reversal, event)
        return self

    def start(self) -> "Swapped":
        return self.do(SceneStarted(0.0))

    def rage(self, text: str = "凭什么！", *, typed: bool = False) -> "Swapped":
        self.now += 3.0
        said = TraineeSaid(self.reversal.turn_id, text, self.now - 2, self.now)
        return self.do(replace(said, turn_id=0, source=Source.TYPED) if typed else said)

    def answered(self, *labels: str, heard: str | None = None) -> "Swapped":
        self.now += 3.0
        line, answer = self.reversal.line_id, self.reversal.answer
        assert answer is not None
        self.do(LineStarted(line, self.now - 2))
        said = answer.say if heard is None else heard
        return self.do(ClerkSaid(line, self.now, said, reading(*labels)))

    @property
    def says(self) -> list[SayLine]:
        return [e for e in self.wanted if isinstance(e, SayLine)]


def test_the_trainee_begins_and_is_told_roughly_what_to_say():
    swapped = Swapped(turn_id=7).start()
    reversal = swapped.reversal
    assert reversal.part is Part.CUSTOMER
    assert reversal.cue in STORM.lines[Band.ANGRY]
    assert swapped.wanted == (Listen(8), Prepare())


def test_the_clerk_answers_in_another_voice_and_moves_the_anger():
    swapped = Swapped(line_id=5).start().rage("我的套餐怎么回事？")
    reversal = swapped.reversal
    assert reversal.part is Part.CLERK
    (line,) = swapped.says
    assert line.line_id == 6
    assert line.utterance.text in {m.say for m in STORM.models}
    assert line.utterance.voice.timbre == "young_man"
    assert line.utterance.band is Band.CALM
    assert reversal.cue == ""
    swapped.answered()
    mine, theirs = swapped.reversal.scene.transcript
    assert (mine.who, mine.text) == (Speaker.CUSTOMER, "我的套餐怎么回事？")
    assert (theirs.who, theirs.text) == (Speaker.TRAINEE, line.utterance.text)
    assert theirs.reading.labels in {m.moves for m in STORM.models}
    assert swapped.reversal.scene.emotion.anger < 64
    assert swapped.reversal.part is Part.CUSTOMER


def test_what_the_trainee_says_moves_nothing():
    loud, quiet = (Swapped().start().rage(w).answered() for w in ("你们都是骗子！", "您好。"))
    assert loud.reversal.scene.emotion == quiet.reversal.scene.emotion


def test_it_ends_as_the_scene_ends():
    swapped = Swapped().start().rage().answered().rage(typed=True).answered()
    assert swapped.reversal.part is Part.CUSTOMER, "she has the last word"
    swapped.rage("谢谢。")
    assert swapped.reversal.part is Part.OVER
    assert swapped.reversal.scene.ending is not None
    assert swapped.reversal.scene.ending.id == "solved"
    assert swapped.do(StopPressed(99.0)).wanted == ()


def test_where_no_answer_is_known_it_is_over():
    swapped = Swapped(small()).start().rage().answered().rage()
    assert swapped.reversal.part is Part.OVER
    assert swapped.reversal.answer is None
    assert swapped.says == []


def test_answers_are_not_repeated_while_there_are_others():
    stays = replace(STORM, rules=())
    swapped = Swapped(small(beats={"storm": stays})).start()
    for _ in range(2):
        swapped.rage().answered()
    assert len(set(swapped.reversal.spoken)) == 2


def test_others_speak_for_themselves():
    greets = replace(STORM, asides=(Aside(("我来了。",), "boss"),))
    scenario = small(beats={"storm": greets, "talk": TALK}, others={"boss": Other("经理")})
    swapped = Swapped(scenario).start()
    assert swapped.reversal.part is Part.OTHER
    (line,) = swapped.says
    assert line.utterance.text == "我来了。"
    swapped.do(LineStarted(line.line_id, 0.5), LineFinished(line.line_id, 1.5, "我来了。"))
    assert swapped.reversal.part is Part.CUSTOMER
    assert swapped.reversal.scene.transcript[0].name == "经理"


def test_the_trainee_may_cut_the_clerk_off():
    swapped = Swapped().start().rage().do(TalkPressed(4.0))
    assert swapped.wanted == (StopLine(swapped.reversal.line_id),)
    swapped.answered("empathy", heard="您先")
    assert swapped.reversal.scene.replies[0].text == "您先"
    silent = Swapped().start().rage().answered(heard="")
    assert silent.reversal.scene.replies[0].reading == NOTHING_READ


def test_with_the_key_held_the_microphone_opens_when_it_is_pressed():
    swapped = Swapped(policy=TurnPolicy.PRESS_TO_TALK).start()
    turn = swapped.reversal.turn_id
    assert swapped.wanted == (Prepare(),)
    assert swapped.do(TalkPressed(1.0)).wanted == (Listen(turn),)
    assert swapped.do(TalkReleased()).wanted == (FinishListening(turn),)


def test_a_key_pressed_while_the_clerk_speaks_and_held_opens_the_microphone():
    swapped = Swapped(policy=TurnPolicy.PRESS_TO_TALK).start().rage()
    assert swapped.do(TalkPressed(4.0)).wanted == (StopLine(swapped.reversal.line_id),)
    swapped.answered("empathy", heard="您先")
    assert Listen(swapped.reversal.turn_id) in swapped.wanted


def test_a_key_let_go_before_the_clerk_is_silent_opens_nothing():
    swapped = Swapped(policy=TurnPolicy.PRESS_TO_TALK).start().rage()
    swapped.do(TalkPressed(4.0), TalkReleased()).answered("empathy", heard="您先")
    assert Listen(swapped.reversal.turn_id) not in swapped.wanted


def test_the_talk_key_means_nothing_where_the_microphone_is_open_anyway():
    swapped = Swapped().start()
    assert swapped.do(TalkPressed(1.0)).wanted == ()


def test_what_is_heard_is_shown():
    swapped = Swapped().start()
    turn = swapped.reversal.turn_id
    swapped.do(TraineeStarted(turn, 1.0), PartialHeard(turn, "凭什么"))
    assert (swapped.reversal.live.text, swapped.reversal.live.speaking) == ("凭什么", True)
    assert not swapped.do(TraineeEnded(turn, 2.0)).reversal.live.speaking
    assert swapped.rage().reversal.live.text == ""


def test_a_noise_without_words_is_forgotten():
    swapped = Swapped().start()
    turn = swapped.reversal.turn_id
    swapped.do(TraineeStarted(turn, 1.0), NothingHeard(turn - 1))
    assert swapped.reversal.live.speaking
    assert not swapped.do(NothingHeard(turn)).reversal.live.speaking


def test_a_missing_microphone_leaves_typing():
    swapped = Swapped().do(DeviceFailed(Device.MICROPHONE, "没有")).start()
    assert swapped.wanted == (Prepare(),)
    swapped.rage(typed=True)
    assert swapped.reversal.part is Part.CLERK
    swapped.answered().do(DeviceReady(Device.MICROPHONE, "有了"))
    assert swapped.reversal.scene.troubles == {}


@pytest.mark.parametrize(
    "event",
    [
        TraineeSaid(99, "旧", 0.0, 1.0),
        TraineeSaid(0, " ", 0.0, 1.0, source=Source.TYPED),
        PartialHeard(99, "旧"),
        LineFinished(99, 1.0, "旧"),
        ClerkSaid(99, 1.0, "旧", NOTHING_READ),
        HintPressed(),
        SceneStarted(1.0),
    ],
)
def test_what_is_late_or_means_nothing_changes_nothing(event):
    swapped = Swapped().start()
    before = swapped.reversal
    assert play(before, event) == (before, ())


def test_stopping_leaves_silence():
    swapped = Swapped().start().rage()
    swapped.do(StopPressed(9.0))
    assert swapped.reversal.part is Part.OVER
    assert {type(e) for e in swapped.wanted} == {StopLine, StopListening}


def test_only_a_scene_with_model_answers_can_be_reversed():
    assert can_reverse(SCENE)
    assert not can_reverse(small(beats={"storm": replace(STORM, models=()), "talk": TALK}))


def test_the_first_answers_are_rendered_before_it_begins():
    swapped = Swapped()
    assert {u.text for u in answers(swapped.reversal)} == {m.say for m in STORM.models}
    assert {u.text for u in answers(swapped.start().rage().answered().reversal)} == {SOLVES.say}
