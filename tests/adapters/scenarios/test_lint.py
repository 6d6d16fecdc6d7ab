# SPDX-License-Identifier: Apache-2.0
import io

import pytest

from tests.adapters.scenarios.example import SCENE
from trainer_gui.adapters.scenarios.conditions import covers, impossible, knowledge
from trainer_gui.adapters.scenarios.lint import lint, run_lint
from trainer_gui.adapters.scenarios.loader import load_scenario
from trainer_gui.domain.condition import Bound, Condition, Operator
from trainer_gui.understanding.reader import Reader


def run(path):
    out, err = io.StringIO(), io.StringIO()
    code = run_lint([path], out, err)
    return code, out.getvalue(), err.getvalue()


def test_clean_folder_counts_on_stderr(write):
    code, out, err = run(write().parent)
    assert (code, out) == (0, "")
    counted = "2 beats, 3 endings, 10 customer lines (82 characters), 2 model answers, 1 facts"
    taught = "16 lines to be heard (156 characters), 5 prompts"
    assert err.splitlines() == [f"T01 谁动了我的套餐: {counted}", f"L01 先接心情，再办事: {taught}"]


def test_information_does_not_fail(write, scene):
    code, out, _ = run(write(scene.replace("      annoyed: [谁动了我的套餐？]\n", "")))
    assert (code, out.count("\n")) == (0, 1)
    assert ":15:5: SC301 info: no line for annoyed" in out


def test_bands_of_one_place_may_share_a_line(write, scene):
    assert run(write(scene.replace("谁动了我的套餐？", "谁让你们动我套餐的？")))[:2] == (0, "")


@pytest.mark.parametrize(
    "change", [("她上个月", "她的13912345678上个月"), ("to: walk_out", "to: wlk_out")]
)
def test_warnings_and_errors_fail(write, scene, change):
    code, out, _ = run(write(scene.replace(*change)))
    assert (code, out.count("\n")) == (1, 1)


def test_broken_coach_is_reported_once_and_scene_still_checked(write):
    folder = write(coach="faults: 3\n").parent
    assert {f.code for f in lint([folder])} == {"SC103", "SC306"}


def test_broken_persona_is_reported_once(write, scene):
    folder = write(persona="id: regular\nname: x\n").parent
    (folder / "T02.yaml").write_text(scene.replace("T01", "T02"), encoding="utf-8")
    assert [f.code for f in lint([folder])] == ["SC102"]


def holds_any(*labels):
    return Condition(any=frozenset(labels))


def holds_all(*labels):
    return Condition(all=frozenset(labels))


def anger(operator, value):
    return Condition(anger=Bound(Operator(operator), value))


def visits(operator, value):
    return Condition(visits=Bound(Operator(operator), value))


@pytest.mark.parametrize(
    ("wide", "narrow", "expected"),
    [
        (Condition(), holds_any("blame"), True),
        (holds_any("blame"), Condition(), False),
        (holds_any("blame", "argue"), holds_any("blame"), True),
        (holds_any("blame"), holds_any("blame", "argue"), False),
        (holds_any("blame", "argue"), holds_all("blame", "cold"), True),
        (holds_all("blame"), holds_any("blame"), True),
        (holds_all("blame"), holds_all("blame", "cold"), True),
        (holds_all("blame", "cold"), holds_all("blame"), False),
        (Condition(none=frozenset({"cold"})), Condition(), False),
        (Condition(done=frozenset({"cold"})), holds_all("cold"), True),
        (anger(">=", 60), anger(">", 60), True),
        (anger(">", 60), anger(">=", 60), False),
        (anger(">=", 0), Condition(), True),
        (anger("<=", 100), Condition(), True),
        (anger("<", 100), Condition(), False),
        (visits(">=", 1), Condition(), True),
        (visits(">", 2), visits(">=", 3), True),
        (visits(">", 3), visits(">=", 3), False),
        (visits("<", 5), visits("<=", 4), True),
        (visits("<", 5), Condition(), False),
        (Condition(asked=frozenset({"sms"})), holds_any("blame"), False),
        (Condition(unknown=frozenset({"sms"})), Condition(), False),
    ],
)
def test_one_condition_covers_another(write, wide, narrow, expected):
    assert covers(wide, narrow, knowledge(load_scenario(write()))) is expected


def test_what_may_hold_is_not_impossible(write):
    facts = knowledge(load_scenario(write()))
    for when in (Condition(), Condition(unknown=frozenset({"sms"})), anger(">=", 100)):
        assert impossible(when, facts) == ""


FIRST = "      - {say: 真抱歉，这笔钱我退不了，能做的是替您递申请。, moves: decline}\n"
AGAIN = "      - {say: 还是那句话，这笔钱我真退不了，能做的是替您递申请。, moves: broken_record}\n"


@pytest.mark.parametrize(("answers", "codes"), [(FIRST + AGAIN, []), (AGAIN, ["SC309"])])
def test_repetition_is_one_only_after_another_answer(write, answers: str, codes: list[str]):
    scene = SCENE.replace("expect: [[empathy, act_now]]", "expect: [[decline], [broken_record]]")
    hints = "{decline: 守住, broken_record: 守住}"
    scene = scene.replace("{empathy: 她觉得被欺负——先认可心情}", hints)
    model = SCENE[SCENE.index("      - say: 换了谁") : SCENE.index("    rules:\n")]
    path = write(scene.replace(model, answers))
    assert [f.code for f in lint([path], reader=Reader())] == codes
