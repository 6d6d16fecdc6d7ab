# SPDX-License-Identifier: Apache-2.0
"""Lines that scenes share, and the way of speaking that a customer type brings."""

from pathlib import Path

import pytest

from tests.adapters.scenarios.example import GROUP, PERSONA, SCENE, SHARING
from trainer_gui.adapters.scenarios.diagnostics import ScenarioError
from trainer_gui.adapters.scenarios.lint import lint
from trainer_gui.adapters.scenarios.loader import load_scenario
from trainer_gui.domain.emotion import Band

WHOLE = (
    GROUP
    + """\
retorts: {blame: {calm: [怪我呀？]}, argue: {angry: [你还争？]}}
habits: {calm: [你听我说。]}
lines: {gone: {calm: [那我走了。], angry: [算了，走！]}}
"""
)


@pytest.fixture
def shared(write, tmp_path: Path):
    """Writes a scene and the group that it shares."""

    def shared(scene: str, group: str = WHOLE) -> Path:
        (tmp_path / "lines").mkdir()
        (tmp_path / "lines" / "counter.yaml").write_text(group, encoding="utf-8")
        return write(scene)

    return shared


def test_scene_takes_what_it_has_not_itself(shared):
    scenario = load_scenario(shared(SHARING))
    assert scenario.nudges == {Band.ANGRY: ("怎么不吱声了？",)}
    assert scenario.habits == {Band.CALM: ("你听我说。",)}
    assert scenario.retorts["argue"] == {Band.ANGRY: ("你还争？",)}
    assert scenario.retorts["blame"] == {Band.ANGRY: ("合着还怪我了？",)}


def test_first_group_that_has_something_wins(shared, tmp_path: Path):
    path = shared(SHARING.replace("shared: counter", "shared: [phone, counter]"))
    phone = "id: phone\nname: 电话里\nnudges: {calm: 喂？}\n"
    (tmp_path / "lines" / "phone.yaml").write_text(phone, encoding="utf-8")
    scenario = load_scenario(path)
    assert scenario.nudges == {Band.CALM: ("喂？",)}
    assert "argue" in scenario.retorts


@pytest.mark.parametrize("own", ["", ", angry: [走了走了！]"])
def test_set_stands_where_lines_stand_and_own_bands_go_first(shared, own: str):
    lines = "lines: {shared: counter.gone" + own + "}"
    path = shared(SHARING.replace("lines: {calm: 行，那我明白了。}", lines))
    said = load_scenario(path).endings["calmed"].lines
    assert said[Band.CALM] == ("那我走了。",)
    assert said[Band.ANGRY] == ("走了走了！" if own else "算了，走！",)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("counter.gonne", "did you mean `gone`?"),
        ("conter.gone", "did you mean `counter`?"),
        ("counter", "has no lines ``"),
    ],
)
def test_unknown_set_is_told_where_it_is_named(shared, name: str, says: str):
    lines = "lines: {shared: " + name + "}"
    path = shared(SHARING.replace("lines: {calm: 行，那我明白了。}", lines))
    with pytest.raises(ScenarioError) as caught:
        load_scenario(path)
    (finding,) = caught.value.diagnostics
    assert finding.code == "SC120"
    assert says in finding.message
    assert finding.mark.line == path.read_text(encoding="utf-8").count("\n", 0, -1) - 2


def test_mistake_of_a_group_is_told_in_its_own_file(shared):
    path = shared(SHARING, GROUP.replace("nudges", "nugdes"))
    with pytest.raises(ScenarioError, match=r"counter\.yaml:3:1: SC101 .*`nudges`"):
        load_scenario(path)


def test_shared_line_is_looked_at_once_and_a_copy_of_it_is_found(shared):
    path = shared(SHARING, GROUP.replace("怎么不吱声了？", "你怎么半天也不吱一声？"))
    assert [f.code for f in lint([path.parent])] == []
    copy = SHARING.replace("谁动了我的套餐？", "你怎么半天也不吱一声？")
    path.write_text(copy, encoding="utf-8")
    assert [f.code for f in lint([path.parent])] == ["SC314"]


GUEST = (
    PERSONA.replace("regular", "guest")
    + """\
voice: {rate: 1.2, pitch: 0.9}
habits: {calm: [你说是不是。]}
retorts: {blame: {angry: [赖谁？]}}
nudges: {angry: [吭声。]}
"""
)


def test_guest_brings_its_way_of_speaking_and_leaves_the_rest(write, tmp_path: Path):
    path = write(SCENE.replace("persona: regular", "persona: regular\npersonas: {guest: 3}"))
    (tmp_path / "personas" / "guest.yaml").write_text(GUEST, encoding="utf-8")
    own, guest = load_scenario(path), load_scenario(path, "guest")
    assert (own.habits, own.nudges) == ({}, {})
    assert guest.habits == {Band.CALM: ("你说是不是。",)}
    assert guest.nudges == {Band.ANGRY: ("吭声。",)}
    assert guest.retorts == {"blame": {Band.ANGRY: ("赖谁？",)}}
    assert guest.customer.voice.rate == pytest.approx(1.2 * own.customer.voice.rate)
    assert guest.customer.voice.pitch == pytest.approx(0.9 * own.customer.voice.pitch)
    assert (guest.customer.name, guest.difficulty) == (own.customer.name, 3)


def test_own_type_says_what_the_scene_leaves_open(write):
    speech = "retorts: {blame: {calm: 怪我？}, argue: {calm: 别争。}}\nnudges: {calm: 喂？}\n"
    scenario = load_scenario(write(persona=PERSONA + speech + "habits: {calm: 嗯。}\n"))
    assert scenario.retorts["blame"] == {Band.ANGRY: ("合着还怪我了？",)}
    assert scenario.retorts["argue"] == {Band.CALM: ("别争。",)}
    assert (scenario.nudges, scenario.habits) == ({Band.CALM: ("喂？",)}, {})


@pytest.mark.parametrize(("difficulty", "codes"), [(2, ["SC316"]), (3, [])])
def test_guest_is_no_ruder_than_the_case_becomes_difficult(
    write, tmp_path: Path, difficulty: int, codes: list[str]
):
    guests = f"persona: regular\npersonas: {{guest: {difficulty}}}"
    path = write(SCENE.replace("persona: regular", guests))
    rude = GUEST.replace("[赖谁？]", "[你有病吧？]")
    (tmp_path / "personas" / "guest.yaml").write_text(rude, encoding="utf-8")
    assert [f.code for f in lint([path])] == codes
