# SPDX-License-Identifier: Apache-2.0
import textwrap

import pytest

from trainer_gui.adapters.scenarios import loader
from trainer_gui.adapters.scenarios.diagnostics import ScenarioError
from trainer_gui.adapters.scenarios.loader import load_coach, load_persona, load_scenario
from trainer_gui.application.errors import UserError
from trainer_gui.domain.condition import Bound, Operator
from trainer_gui.domain.emotion import Band, Emotion, Shift
from trainer_gui.domain.scenario import Outcome


def test_scene_becomes_domain_objects(write):
    scene = load_scenario(write())
    assert (scene.id, scene.difficulty, scene.opening) == ("T01", 2, "storm_in")
    assert scene.persona.name == "老客户"
    assert scene.persona.reactions["blame"] == Shift(anger=10, trust=-6)
    assert scene.emotion == Emotion()
    beat = scene.beats["storm_in"]
    assert beat.lines[Band.ANNOYED] == ("谁动了我的套餐？",)
    assert beat.expect == (frozenset({"empathy", "act_now"}),)
    assert beat.models[0].moves == {"empathy", "act_now"}
    assert beat.rules[0].to == "looked_up"
    assert scene.beats["looked_up"].rules[0].reveals == {"sms"}
    assert scene.beats["looked_up"].rules[1].when.visits == Bound(Operator.AT_LEAST, 4)
    assert scene.always[0].when.anger == Bound(Operator.AT_LEAST, 97)
    assert scene.endings["walk_out"].outcome is Outcome.WALKED_OUT
    assert [c.fact for c in scene.cues] == ["sms"]


def test_documented_example_is_a_whole_scene(write):
    assert loader.__doc__
    example = loader.__doc__.split("a whole one:\n\n")[1].split("\n\nEvery text")[0]
    path = write().with_name("C02.yaml")
    path.write_text(textwrap.dedent(example), encoding="utf-8")
    assert load_scenario(path).beats["storm_in"].rules[0].to == "calmed"


def test_documentation_names_every_key():
    assert loader.__doc__
    from trainer_gui.adapters.scenarios import declarations as d
    from trainer_gui.adapters.scenarios.speaking import PERSONA

    records = (d.SCENARIO, d.BEAT, d.RULE, d.WHEN, d.ENDING, d.FACT, PERSONA, d.COACH, d.CUSTOMER)
    words = set(loader.__doc__.replace(":", " ").replace(",", " ").replace("(", " ").split())
    assert {k for r in records for k in r.keys} <= words | {"gender", "triggers", "wordings"}


@pytest.mark.parametrize("word", ["no", "on", "010", "12:30", "~", "null", "0x10", "1e3"])
def test_text_stays_text(write, scene, word):
    path = write(scene.replace("place: 营业厅", f"place: {word}"))
    assert load_scenario(path).briefing.place == word


def test_folded_chinese_has_no_spaces(write, scene):
    role = "role: >-\n    前台\n    营业员 A\n    和 B\n"
    folded = f"briefing:\n  place: 营业厅\n  {role}  situation: 一 二\n"
    before, after = scene[: scene.index("briefing:")], scene[scene.index("facts:") :]
    briefing = load_scenario(write(before + folded + after)).briefing
    assert briefing.role == "前台营业员 A 和 B"
    assert briefing.situation == "一 二"


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("age: 30", ("woman", "woman", 1.0)),
        ("gender: man", ("man", "man", 1.0)),
        ("gender: man, look: old_man, voice: {rate: 0.9}", ("old_man", "old_man", 0.9)),
        ("look: old_woman, voice: {timbre: woman}", ("old_woman", "woman", 1.0)),
    ],
)
def test_customer_looks_and_sounds_alike(write, scene, keys, expected):
    text = scene.replace("{name: 周女士}", f"{{name: 周女士, {keys}}}")
    customer = load_scenario(write(text)).customer
    assert (customer.look, customer.voice.timbre, customer.voice.rate) == expected


def test_byte_order_mark_and_windows_line_ends(write, scene):
    path = write(b"\xef\xbb\xbf" + scene.replace("\n", "\r\n").encode())
    assert load_scenario(path).title == "谁动了我的套餐"


def test_overrides_change_one_reaction(write, scene):
    added = "persona_overrides: {fatigue: 0.8, reactions: {blame: {anger: 18}}}\nopening:"
    persona = load_scenario(write(scene.replace("opening:", added, 1))).persona
    assert persona.reactions == {
        "empathy": Shift(anger=-8, trust=4),
        "blame": Shift(anger=18),
    }
    assert (persona.id, persona.fatigue) == ("regular", 0.8)


def test_all_mistakes_are_found_in_one_reading(write, scene):
    scene = scene.replace("difficulty: 2", "difficulty: 9")
    scene = scene.replace("to: walk_out", "too: walk_out").replace("asked: sms", "askd: sms")
    with pytest.raises(ScenarioError) as caught:
        load_scenario(write(scene))
    assert [d.code for d in caught.value.diagnostics] == ["SC105", "SC101", "SC102", "SC101"]
    assert str(caught.value).endswith("(and 3 more)")
    assert isinstance(caught.value, UserError)


def test_broken_persona_is_named_with_its_own_file(write):
    path = write(persona="id: regular\nname: x\n")
    with pytest.raises(ScenarioError, match=r"regular\.yaml:1:1: SC102 .*`reactions:`"):
        load_scenario(path)


def test_persona_and_coach(write):
    folder = write().parent
    assert load_persona(folder / "personas" / "regular.yaml").id == "regular"
    coach = load_coach(folder / "coach.yaml")
    assert coach.moves["restate"] == ("她怕你没听——复述一遍",)
    assert coach.ideas[0].id == "not_about_me"
    assert coach.ideas[0].triggers == {"attack", "abuse"}
