# SPDX-License-Identifier: Apache-2.0
"""When a rule applies: each part of a condition, alone, with a transcript that it fits or not."""

from dataclasses import replace

import pytest

from tests.rules import BOOK, at_least, at_most, rule
from tests.scenes import SCENARIO, customer_turn, reading, reply_turn, small, spoken
from trainer_gui.domain.delivery import FAST_CPM
from trainer_gui.domain.emotion import Emotion
from trainer_gui.domain.reading import Evidence, Reading
from trainer_gui.domain.scenario import Authority
from trainer_gui.domain.scoring import Point, score
from trainer_gui.domain.taxonomy import Dimension
from trainer_gui.domain.transcript import Turn

HERS = customer_turn()
AUTHORITY = Authority(may=("退费五十元以内",))
HASTY = spoken(FAST_CPM + 10)


def said(words: str) -> Turn:
    return replace(HERS, text=words)


def reply(words: str, *labels: str, **more: object) -> Turn:
    return replace(reply_turn(*labels, **more), text=words)


def fires(when: dict, *turns: Turn, scenario=None, most: int = 99) -> list[Point]:
    """The points of one rule with this condition."""
    only = replace(rule("it", {Dimension.CONDUCT: -10.0}, **when), most=most)
    book = replace(BOOK, rules=(only,))
    result = score(book, turns, scenario, AUTHORITY)
    return [p for p in result.points if p.rule == "it"]


def some(*names: str) -> frozenset[str]:
    return frozenset(names)


ANGRY = replace(HERS, emotion=Emotion(anger=90))
FITS = {
    "any": ({"any": some("blame", "argue")}, (HERS, reply_turn("argue"))),
    "all": ({"all": some("blame")}, (HERS, reply_turn("blame", "argue"))),
    "none": ({"none": some("empathy")}, (HERS, reply_turn("explain"))),
    "before": (
        {"before": some("offer"), "any": some("cold")},
        (HERS, reply_turn("offer"), HERS, reply_turn("cold")),
    ),
    "never": ({"never": some("explain")}, (HERS, reply_turn("offer"))),
    "row": (
        {"any": some("apology"), "row": at_least(2)},
        (HERS, reply_turn("apology"), HERS, reply_turn("apology")),
    ),
    "words": ({"words": ("尽快", "再说")}, (HERS, reply("我们尽快给您答复"))),
    "customer": ({"customer": some("when", "hot")}, (said("什么时候好？"), reply_turn())),
    "not_customer": ({"not_customer": some("hot")}, (said("什么时候好？"), reply_turn())),
    "heat": ({"heat": at_least(65)}, (said("气死我了"), reply_turn())),
    "climb": (
        {"climb": at_least(10)},
        (HERS, reply_turn(), said("气死我了"), reply_turn()),
    ),
    "promise": ({"promise": some("beyond")}, (HERS, reply("我给您退三百块"))),
    "fast": ({"delivery": some("fast")}, (HERS, reply_turn(delivery=HASTY))),
    "interrupted": (
        {"delivery": some("interrupted")},
        (customer_turn("interrupted"), reply_turn()),
    ),
    "reply": ({"reply": at_most(1)}, (HERS, reply_turn())),
    "left": ({"left": at_most(0)}, (HERS, reply_turn())),
    "length": ({"length": at_least(5)}, (HERS, reply("您先别着急"))),
}
FAILS = {
    "any": ({"any": some("blame", "argue")}, (HERS, reply_turn("cold"))),
    "all": ({"all": some("blame", "argue")}, (HERS, reply_turn("blame"))),
    "none": ({"none": some("empathy")}, (HERS, reply_turn("empathy"))),
    "before": ({"before": some("offer")}, (HERS, reply_turn("offer"))),
    "never": (
        {"never": some("explain"), "reply": at_least(2)},
        (HERS, reply_turn("explain"), HERS, reply_turn()),
    ),
    "row": (
        {"any": some("apology"), "row": at_least(2)},
        (HERS, reply_turn("apology"), HERS, reply_turn(), HERS, reply_turn("apology")),
    ),
    "words": ({"words": ("尽快",)}, (HERS, reply("我现在就办"))),
    "not_words": ({"not_words": ("尽快",)}, (HERS, reply("尽快给您办"))),
    "words heard uncertainly": ({"words": ("尽快",)}, (HERS, reply("尽快", confidence=0.1))),
    "customer": ({"customer": some("hot")}, (said("什么时候好？"), reply_turn())),
    "not_customer": ({"not_customer": some("when")}, (said("什么时候好？"), reply_turn())),
    "heat": ({"heat": at_least(65)}, (said("我问一下"), reply_turn())),
    "climb": ({"climb": at_least(1)}, (said("气死我了"), reply_turn())),
    "promise": ({"promise": some("beyond")}, (HERS, reply("我给您退三十块"))),
    "not_promise": ({"not_promise": some("within")}, (HERS, reply("我给您退三十块"))),
    "promise heard uncertainly": (
        {"promise": some("beyond")},
        (HERS, reply("我给您退三百块", confidence=0.1)),
    ),
    "fast": ({"delivery": some("fast")}, (HERS, reply_turn(delivery=spoken(200)))),
    "fast, uncertain": (
        {"delivery": some("fast")},
        (HERS, reply_turn(delivery=HASTY, confidence=0.1)),
    ),
    "a stopped line": (
        {"delivery": some("interrupted")},
        (customer_turn(interrupted=True), reply_turn()),
    ),
    "persona": ({"persona": some("rambler")}, (HERS, reply_turn())),
    "reply": ({"reply": at_least(2)}, (HERS, reply_turn())),
    "left": ({"left": at_least(1)}, (HERS, reply_turn())),
    "length": ({"length": at_least(5)}, (HERS, reply("嗯"))),
    "asked": ({"asked": at_least(1)}, (HERS, reply_turn())),
}


@pytest.mark.parametrize("name", FITS)
def test_rule_applies(name: str):
    when, turns = FITS[name]
    assert len(fires(when, *turns)) == 1


@pytest.mark.parametrize("name", FAILS)
def test_rule_does_not_apply(name: str):
    when, turns = FAILS[name]
    assert fires(when, *turns) == []


def test_in_a_scene_the_heat_is_what_she_feels():
    assert fires({"heat": at_least(85)}, ANGRY, reply_turn(), scenario=SCENARIO)
    assert not fires({"heat": at_least(85)}, ANGRY, reply_turn())


def test_in_a_scene_the_persona_and_hidden_facts_are_known():
    asking = replace(reply_turn(), reading=reading(asked=["sms", "package", "nonsense"]))
    persona = SCENARIO.persona.id
    assert fires({"persona": some(persona)}, HERS, reply_turn(), scenario=SCENARIO)
    assert fires({"asked": at_least(1)}, HERS, asking, scenario=SCENARIO)
    assert not fires({"asked": at_least(2)}, HERS, asking, scenario=SCENARIO)


def test_in_a_scene_it_is_known_whether_replies_came_to_the_matter():
    told = replace(reply_turn(), reading=reading(asked=["sms"], told=["package"]))
    aside = (HERS, reply_turn("empathy"))
    never = {"facts": at_most(0), "left": at_most(0)}
    assert fires(never, *aside, *aside, scenario=SCENARIO)
    assert not fires(never, HERS, told, *aside, scenario=SCENARIO), "it was touched before"
    assert fires({"facts": at_least(2)}, HERS, told, scenario=SCENARIO)
    assert not fires(never, *aside, *aside), "without a scene nobody knows"
    assert not fires(never, *aside, *aside, scenario=small(facts={}))


def test_own_rate_is_known_after_some_turns():
    calm = [t for _ in range(2) for t in (HERS, reply_turn(delivery=spoken(200)))]
    brisk = (HERS, reply_turn(delivery=spoken(300)))
    assert fires({"delivery": some("fast")}, *calm, *brisk)
    assert not fires({"delivery": some("fast")}, *brisk)


def test_rule_counts_so_often_and_no_more():
    turns = (HERS, reply_turn("slang")) * 5
    assert len(fires({"all": some("slang")}, *turns, most=3)) == 3


def test_a_promise_beyond_is_quoted_even_where_one_within_comes_too():
    turns = (HERS, reply("我给您退三十块"), reply("我给您退三百块"))
    (point,) = fires({"promise": some("beyond")}, *turns)
    assert (point.turn, point.quote) == (2, "我给您退三百块")


def test_words_are_quoted():
    (point,) = fires({"words": ("尽快.*",)}, HERS, reply("好的，尽快给您办"))
    assert point.quote == "尽快给您办"


def test_a_rule_may_want_its_label_to_be_sure():
    only = replace(rule("it", {Dimension.CONDUCT: -10.0}, all=some("abuse")), sure=0.8)
    book = replace(BOOK, rules=(only,))
    for confidence, times in ((0.79, 0), (0.8, 1)):
        read = Reading((Evidence("abuse", "话", confidence),))
        points = score(book, (HERS, replace(reply_turn(), reading=read))).points
        assert len([p for p in points if p.rule == "it"]) == times
