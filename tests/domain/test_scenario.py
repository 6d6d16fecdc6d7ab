# SPDX-License-Identifier: Apache-2.0
"""Conditions of rules, wording, what is rendered ahead: the scenario's side of the engine."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.scenes import ENDINGS, SCENARIO, Play, all_lines, listening, reading, small
from trainer_gui.domain.condition import Bound, Condition, Operator
from trainer_gui.domain.dialogue.ahead import upcoming
from trainer_gui.domain.emotion import Band, Emotion
from trainer_gui.domain.persona import Tone, VoiceStyle
from trainer_gui.domain.reading import Reading
from trainer_gui.domain.rules import first_match, holds
from trainer_gui.domain.scenario import Authority, Rule
from trainer_gui.domain.wording import choose, pick, variants


@pytest.mark.parametrize(
    ("operator", "holding"),
    [
        (Operator.BELOW, [59]),
        (Operator.AT_MOST, [59, 60]),
        (Operator.ABOVE, [61]),
        (Operator.AT_LEAST, [60, 61]),
    ],
)
def test_bound_compares_as_written(operator: Operator, holding: list[int]):
    assert [n for n in (59, 60, 61) if Bound(operator, 60).holds(n)] == holding


AT_LEAST_2 = Bound(Operator.AT_LEAST, 2)
FITTING = [
    Condition(),
    Condition(any=frozenset({"empathy", "praise"})),
    Condition(all=frozenset({"empathy", "act_now"})),
    Condition(none=frozenset({"blame"})),
    Condition(asked=frozenset({"sms", "visit"})),
    Condition(told=frozenset({"package"})),
    Condition(promise=frozenset({"within"})),
    Condition(promise=frozenset({"within", "beyond"})),
    Condition(known=frozenset({"package"})),
    Condition(unknown=frozenset({"sms"})),
    Condition(done=frozenset({"apology", "empathy"})),
    Condition(anger=Bound(Operator.BELOW, 60)),
    Condition(trust=Bound(Operator.ABOVE, 35)),
    Condition(patience=Bound(Operator.AT_LEAST, 60)),
    Condition(visits=Bound(Operator.AT_MOST, 1)),
    Condition(turns=AT_LEAST_2),
]
FAILING = [
    Condition(any=frozenset({"praise"})),
    Condition(all=frozenset({"empathy", "praise"})),
    Condition(none=frozenset({"empathy"})),
    Condition(asked=frozenset({"visit"})),
    Condition(told=frozenset({"sms"})),
    Condition(promise=frozenset({"beyond"})),
    Condition(known=frozenset({"sms"})),
    Condition(unknown=frozenset({"package"})),
    Condition(done=frozenset({"praise"})),
    Condition(anger=Bound(Operator.ABOVE, 60)),
    Condition(trust=Bound(Operator.BELOW, 35)),
    Condition(patience=Bound(Operator.BELOW, 60)),
    Condition(visits=AT_LEAST_2),
    Condition(turns=Bound(Operator.ABOVE, 2)),
]


@pytest.fixture
def answered():
    """After an apology in `storm`, and a reply with empathy, act_now and a question in `talk`."""
    may = Authority(may=("最多补偿两百块",))
    play = listening(small(authority=may)).say("apology").heard_out()
    read = reading("empathy", "act_now", asked=["sms"], told=["package"])
    play.say(reading=read, text="我补偿您一百块。")
    return replace(play.state, known=frozenset({"package"})), read


@pytest.mark.parametrize("when", FITTING, ids=str)
def test_condition_that_fits_holds(when: Condition, answered: tuple):
    assert holds(when, *answered)


@pytest.mark.parametrize("when", FAILING, ids=str)
def test_condition_that_misses_one_part_fails(when: Condition, answered: tuple):
    assert not holds(when, *answered)


def test_first_rule_that_holds_wins(answered: tuple):
    rules = [Rule("a", FAILING[0]), Rule("b", FITTING[1]), Rule("c")]
    assert first_match(rules, *answered) is rules[1]
    assert first_match(rules[:1], *answered) is None


LINES = {Band.ANNOYED: ("一", "二", "三"), Band.FURIOUS: ("四",)}


@pytest.mark.parametrize(
    ("band", "nearest"),
    [("calm", "annoyed"), ("annoyed", "annoyed"), ("angry", "furious"), ("furious", "furious")],
)
def test_missing_band_uses_the_nearest_and_in_a_tie_the_angrier(band: str, nearest: str):
    assert variants(LINES, Band(band)) == LINES[Band(nearest)]


def test_nothing_to_say_is_an_empty_text():
    assert variants({}, Band.CALM) == ()
    assert pick({}, Band.CALM, [], 1) == ""


@given(st.integers())
def test_no_variant_comes_twice_before_all_were_heard(seed: int):
    spoken: list[str] = []
    for _ in range(6):
        spoken.append(pick(LINES, Band.ANNOYED, spoken, seed))
    assert set(spoken[:3]) == set(LINES[Band.ANNOYED])
    assert spoken[3:] == spoken[:3]


def test_another_seed_may_begin_with_another_variant():
    assert {pick(LINES, Band.ANNOYED, [], seed) for seed in range(20)} == {"一", "二", "三"}


@given(st.integers(), st.text(max_size=5))
def test_choice_is_the_same_for_the_same_seed_and_salt(seed: int, salt: str):
    assert choose("abc", seed, salt) == choose("abc", seed, salt)


def _ahead(play: Play) -> list[str]:
    return [u.text for u in upcoming(play.state)]


def test_before_the_scene_begins_answers_to_the_opening_are_rendered_too():
    play = Play()
    ahead = tuple(upcoming(play.state))
    play.start().heard_out().say("empathy")
    assert play.state.line is not None
    assert ahead.index(play.state.line.utterance) < 12


def test_opening_is_rendered_first():
    play = Play()
    first = _ahead(play)[0]
    assert play.start().said == first


@pytest.mark.parametrize("labels", [("empathy",), ("blame",), (), ("act_now",)], ids=str)
def test_what_comes_next_was_among_the_first_rendered(labels: tuple[str, ...]):
    play = listening()
    ahead = tuple(upcoming(play.state))
    play.say(*labels)
    assert play.state.line is not None
    assert ahead.index(play.state.line.utterance) < 12


def test_whatever_can_be_thrown_back_at_a_reply_is_ready_with_what_follows_it():
    play = listening(small(retorts={"doubt": {Band.ANGRY: ("我图什么呀？",)}}))
    ahead = tuple(upcoming(play.state))
    play.say("doubt")
    assert play.state.line is not None
    assert play.state.line.utterance.pieces[0] == "我图什么呀？"
    assert play.state.line.utterance in ahead


def test_everything_that_can_be_said_is_rendered_once():
    ahead = tuple(upcoming(Play().state))
    assert len(set(ahead)) == len(ahead)
    beats = SCENARIO.beats.values()
    tables = [b.lines for b in beats] + [b.again for b in beats]
    tables += [e.lines for e in ENDINGS.values()] + [SCENARIO.nudges, SCENARIO.repeats]
    tables += SCENARIO.retorts.values()
    assert {piece for u in ahead for piece in u.pieces} == all_lines(tables)


def test_lines_of_an_ending_are_rendered_while_it_can_be_reached():
    play = listening().say("empathy").heard_out()
    assert "谢谢。" in _ahead(play)[:12]


def test_what_is_not_there_is_not_rendered():
    ahead = upcoming(Play(small(nudges={}, repeats={}, retorts={})).start().state)
    assert all(u.text for u in ahead)
    assert {piece for u in ahead for piece in u.pieces}.isdisjoint(
        all_lines([SCENARIO.nudges, SCENARIO.repeats, *SCENARIO.retorts.values()])
    )


def test_at_an_ending_there_is_no_reply_to_foresee():
    play = listening().say("empathy").heard_out().say("commit")
    assert play.state.ending is not None
    assert _ahead(play)[0] in SCENARIO.nudges[Band.ANGRY]


def test_cues_are_those_of_facts_that_can_be_noticed():
    assert [c.fact for c in SCENARIO.cues] == ["sms"]


def test_scene_begins_with_what_is_known():
    assert Play().state.known == {"package"}
    assert Play(small(facts={})).state.known == frozenset()


def test_reading_keeps_the_taxonomys_order_and_quotes_the_words():
    read = reading("blame", "act_now", "empathy", "argue")
    assert read.moves == ("empathy", "act_now")
    assert read.faults == ("argue", "blame")
    assert read.quote("blame") == "〔blame〕"
    assert read.quote("praise") == ""
    assert read.harm.labels == {"argue", "blame"}
    assert Reading().moves == ()


def test_emotion_begins_as_the_scenario_says():
    assert Play(small(emotion=Emotion(anger=90))).state.emotion.band is Band.FURIOUS


def test_a_persona_lends_its_manner_to_the_customers_own_voice():
    slow = replace(SCENARIO.persona, tone=Tone(rate=0.5, pause=2.0, heat=0.9))
    own = VoiceStyle("old_man", rate=1.2, pitch=0.9, breath=1.5)  # its pace is that of the type
    scene = replace(SCENARIO, persona=slow, customer=replace(SCENARIO.customer, voice=own))
    assert scene.voice == VoiceStyle("old_man", 1.2, 0.9, pause=2.0, breath=1.5, heat=0.9)
