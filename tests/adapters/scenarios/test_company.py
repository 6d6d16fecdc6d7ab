# SPDX-License-Identifier: Apache-2.0
"""Others, events, silence and cutting in, as a file writes them and the linter sees them."""

import pytest

from tests.adapters.scenarios.example import SCENE
from trainer_gui.adapters.scenarios.conditions import covers, impossible, knowledge
from trainer_gui.adapters.scenarios.lint import lint
from trainer_gui.adapters.scenarios.loader import load_scenario
from trainer_gui.domain.condition import Bound, Condition, Operator
from trainer_gui.domain.emotion import Band, Shift
from trainer_gui.domain.scenario import Aside

MORE = """\
others: {manager: {name: 张主任, gender: man, voice: {rate: 0.9}}}
events:
  grumble: {when: {turns: ">= 3"}, who: manager, say: 前面的快一点, shift: {anger: 4}, reveals: sms}
  filming: {when: {visited: storm_in, anger: ">= 80"}, say: [〔有人举起手机〕, 〔有人在拍〕]}
cuts_in:
  {after: 40, anger: ">= 60", lines: {angry: 停停停！}, hesitating: {angry: 说话呀！}, pause: 1}
"""
BEAT = """\
  looked_up:
    asides: [{who: manager, say: [您好，我是主任。]}]
    retorts: {restate: {angry: [你又念一遍？]}}
"""
RULES = """\
      - when: {silences: ">= 2"}
        to: resigned
      - when: {any_set: [[offer, consult], [commit]], touched: sms, unvisited: looked_up}
        to: calmed
"""
RICH = SCENE.replace("opening:", MORE + "opening:").replace("  looked_up:\n", BEAT)
RICH = RICH.replace("      - when: {asked: sms}\n", RULES + "      - when: {asked: sms}\n")


def some(*names):
    return frozenset(names)


def at_least(number):
    return Bound(Operator.AT_LEAST, number)


def test_all_of_it_is_read(write):
    scenario = load_scenario(write(RICH))
    manager = scenario.others["manager"]
    assert (manager.name, manager.voice.timbre, manager.voice.rate) == ("张主任", "man", 0.9)
    grumble, filming = scenario.happenings
    assert (grumble.id, grumble.aside) == ("grumble", Aside(("前面的快一点",), "manager"))
    assert (grumble.shift, grumble.reveals) == (Shift(anger=4), some("sms"))
    assert (filming.aside.who, filming.when.visited) == ("", some("storm_in"))
    assert scenario.cuts_in.after == 40
    assert scenario.cuts_in.lines == {Band.ANGRY: ("停停停！",)}
    assert scenario.cuts_in.hesitating == {Band.ANGRY: ("说话呀！",)}
    assert scenario.cuts_in.pause == 1
    beat = scenario.beats["looked_up"]
    assert beat.asides == (Aside(("您好，我是主任。",), "manager"),)
    assert beat.retorts == {"restate": {Band.ANGRY: ("你又念一遍？",)}}
    silent, grouped, *_ = beat.rules
    assert silent.when.silences == at_least(2)
    assert grouped.when.any_set == (some("offer", "consult"), some("commit"))
    assert (grouped.when.touched, grouped.when.unvisited) == (some("sms"), some("looked_up"))


@pytest.mark.parametrize(
    ("old", "new", "code", "says"),
    [
        ("who: manager, say: 前", "who: manger, say: 前", "SC119", "did you mean `manager`?"),
        ("[{who: manager", "[{who: boss", "SC119", "nobody in `others`"),
        ("unvisited: looked_up", "unvisited: loked_up", "SC113", "did you mean `looked_up`?"),
        ("visited: storm_in", "visited: storm", "SC113", "unknown beat"),
        ("touched: sms", "touched: smss", "SC114", "did you mean `sms`?"),
        ("reveals: sms}", "reveals: smss}", "SC114", "did you mean `sms`?"),
        ('{silences: ">= 2"}', '{silences: ">= 2", any: cold}', "SC207", "who says nothing"),
        ('silences: ">= 2"', 'silences: ">= 5"', "SC207", "no value of `silences`"),
        ("unvisited: looked_up", "visited: looked_up, unvisited: looked_up", "SC207", "both"),
        ("touched: sms", "none: [offer, commit]", "SC207", "every set in `any_set`"),
        ("前面的快一点", "前面的快一点😡", "SC315", "no voice"),
        ("〔有人举起手机〕", "〔有人举起手机〕快看", "SC315", "no voice"),
        ("你又念一遍？", "你倒是说话呀！", "SC303", "already"),
        ("停停停！", "混蛋，停！", "SC316", "too rude"),
        ("after: 40", "after: 4", "SC105", "10 to 500"),
    ],
)
def test_mistake_is_found(write, old, new, code, says):
    assert old in RICH
    findings = lint([write(RICH.replace(old, new, 1))])
    assert any(f.code == code and says in f.message for f in findings), list(map(str, findings))


def test_rich_scene_is_clean(write):
    assert [str(f) for f in lint([write(RICH)]) if f.code not in ("SC207", "SC301")] == []


@pytest.mark.parametrize(
    ("wide", "narrow", "expected"),
    [
        (Condition(any_set=(some("a"), some("b"))), Condition(all=some("a", "c")), True),
        (Condition(any_set=(some("a", "b"),)), Condition(all=some("a")), False),
        (Condition(any_set=(some("a"),)), Condition(any_set=(some("a", "b"), some("a"))), True),
        (Condition(any_set=(some("a"),)), Condition(any_set=(some("a"), some("b"))), False),
        (Condition(touched=some("x", "y")), Condition(asked=some("x")), True),
        (Condition(touched=some("x")), Condition(told=some("x", "y")), False),
        (Condition(visited=some("s")), Condition(visited=some("s", "t")), True),
        (Condition(visited=some("s")), Condition(), False),
        (Condition(unvisited=some("s")), Condition(), False),
        (Condition(silences=at_least(1)), Condition(silences=at_least(2)), True),
        (Condition(), Condition(silences=at_least(2)), False),
        (Condition(silences=at_least(1)), Condition(), False),
    ],
)
def test_one_condition_covers_another(write, wide, narrow, expected):
    assert covers(wide, narrow, knowledge(load_scenario(write()))) is expected


def test_what_can_be_stated_comes_out(write, scene):
    when = Condition(known=some("sms"))
    hidden = scene.replace("        reveals: sms\n", "")
    assert impossible(when, knowledge(load_scenario(write(hidden)))) == "nothing reveals `sms`"
    looked = hidden.replace("source: ask", "source: lookup")
    assert impossible(when, knowledge(load_scenario(write(looked)))) == ""
