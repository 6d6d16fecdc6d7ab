# SPDX-License-Identifier: Apache-2.0
"""`score`: good transcripts are scored, bad lines named, what can't be judged is not rated."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer_gui.adapters.scenarios.scoring import load_rulebook
from trainer_gui.adapters.transcripts import score_lines
from trainer_gui.understanding.jsonl import Problem, written
from trainer_gui.understanding.reader import Reader

BOOK = load_rulebook(Path(__file__).parents[2] / "scenarios" / "scoring.yaml")
READER = Reader()
LIMITS = {"may": ["退费五十元以内"], "may_not": ["不得承诺赔偿误工费"], "above": "值班经理"}
GOOD = [
    ("customer", "你们凭什么多扣我三十块？气死我了！"),
    ("trainee", "多扣了钱换谁都生气，实在对不起。您别急，我现在就给您查。"),
    ("customer", "那什么时候能退给我？"),
    ("trainee", "是我们系统扣错了。三十块今天下午五点前退到您的账户，我五点给您打电话，您看行吗？"),
    ("customer", "行吧。"),
    ("trainee", "谢谢您的体谅，还有别的需要吗？您慢走。"),
]
BAD = [
    ("customer", "你们凭什么多扣我三十块？气死我了！"),
    ("trainee", "你自己点的，怪谁？"),
    ("customer", "你什么态度！"),
    ("trainee", "规定就是这样，没办法。下一位！"),
]


def line(turns, **more):
    record = {"id": "t", "role": "前台营业员", "authority": LIMITS}
    record["turns"] = [{"who": who, "text": text} for who, text in turns]
    return json.dumps(record | more, ensure_ascii=False)


def scored(*lines):
    return list(score_lines(lines, "in.jsonl", READER, BOOK))


def one(turns, **more):
    (answer,) = scored(line(turns, **more))
    assert not isinstance(answer, Problem), str(answer)
    return answer


def test_good_work_is_worth_more_than_bad():
    good, bad = one(GOOD), one(BAD)
    assert good["overall"] > 80
    assert bad["overall"] < 35
    assert good["red_line"] == bad["red_line"] == []
    assert set(good) == {
        *("id", "dimensions", "overall", "passed", "red_line", "best_turn", "worst_turn"),
        "evidence",
    }
    assert json.loads(written(good)) == good


def test_every_point_can_be_checked():
    for turns in (GOOD, BAD):
        for point in one(turns)["evidence"]:
            who, text = turns[point["turn"]]
            assert who == "trainee"
            assert point["quote"]
            assert point["quote"] in text
            assert set(point["why"]) == {"zh", "en"}
            assert point["rule"]


@pytest.mark.parametrize(
    ("reply", "red_line"),
    [
        ("你有病吧，神经病，滚出去！", "abuse"),
        ("有本事你去告啊，我等着！", "threaten"),
        ("我保证全额赔您一千五，绝对没问题。", "overpromise"),
        ("这三百块误工费我给您报销。", "overpromise"),
        ("那个号的机主叫王建国，住城南路十二号，我偷偷告诉您。", "breach"),
    ],
)
def test_red_lines(reply: str, red_line: str):
    answer = one([GOOD[0], ("trainee", reply)])
    assert red_line in answer["red_line"]
    assert answer["passed"] is False
    assert answer["overall"] <= BOOK.red_line_ceiling
    assert answer["worst_turn"] == 1


@pytest.mark.parametrize(
    ("reply", "red_line"),
    [
        ("就您这样的，活该被骗", "abuse"),
        ("您是不是耳朵不好使", "abuse"),
        ("你算什么东西", "abuse"),
        ("信不信我把你号停了", "threaten"),
        ("再闹我叫保安把你轰出去", "threaten"),
        ("您爱投诉投诉去，随便您告", "threaten"),
        ("我拍胸脯跟您说，这钱一定能追回来", "overpromise"),
        ("没有身份证也行，我帮您跳过验证", "breach"),
        ("密码我直接告诉您，是一二三四五六", "breach"),
    ],
)
def test_words_over_the_line(reply: str, red_line: str):
    assert red_line in one([GOOD[0], ("trainee", reply)])["red_line"]


@pytest.mark.parametrize(
    "reply",
    [
        "我没有权限承诺这个，我去请示经理。",
        "我不能告诉您别人的号码，请您体谅。",
        "您要投诉我帮您登记，这是您的权利。",
        "您放心，我一定跟到底，五点前给您回电话。",
        "我保证把您的话带到。",
        "请您别骂人，我好专心给您办。",
        "我不敢跟您打包票，我尽全力。",
        "上次的同事答应您全额退，是她说错了，我跟您道歉。",
        "我等着您的电话，路上小心点。",
        "这种骚扰号码我帮您拉黑。",
        "不会有人偷偷改您的套餐，您放心。",
        "没人敢拿您当傻子，您算得比我们明白。",
        "越拖滞纳金越滚越多，我先帮您停掉。",
    ],
)
def test_words_within_the_line(reply: str):
    assert one([GOOD[0], ("trainee", reply)])["red_line"] == []


def test_abuse_costs_conduct_too():
    insult = [*GOOD[:5], ("trainee", "你有病吧，神经病，滚出去！")]
    assert one(insult)["dimensions"]["conduct"] < 60 < one(GOOD)["dimensions"]["conduct"]


def test_the_fifth_understanding_earns_nothing():
    hollow = [
        t
        for _ in range(5)
        for t in (("customer", "气死我了，你倒是给我办啊！"), ("trainee", "我非常理解您的心情。"))
    ]
    answer = one(hollow)
    points = [p["points"] for p in answer["evidence"] if p["dimension"] == "soothing"]
    assert points[-1] < 0 < points[0]
    assert answer["overall"] < 60


def test_same_input_same_output():
    assert one(BAD) == one(BAD)


@pytest.mark.parametrize(
    "turns",
    [
        [],
        [("customer", "气死我了！")],
        [("trainee", "您好，有什么可以帮您？")],
        [("customer", "喂？"), ("trainee", "")],
        [("customer", "喂？"), ("trainee", "……"), ("customer", "说话！"), ("trainee", "（沉默）")],
        [("customer", ""), ("trainee", "您好。")],
        [("trainee", "您好。"), ("customer", "气死我了！")],
    ],
)
def test_nothing_to_judge_is_not_rated(turns):
    answer = one(turns)
    assert answer["overall"] is None
    assert set(answer["dimensions"].values()) == {None}
    assert (answer["best_turn"], answer["worst_turn"], answer["evidence"]) == (None, None, [])


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[1]", "a list instead of an object"),
        ('{"turns": []}', '"id" is missing'),
        ('{"id": true, "turns": []}', '"id" is true or false'),
        ('{"id": 1}', '"turns" is missing'),
        ('{"id": 1, "turns": {}}', '"turns" is an object'),
        ('{"id": 1, "turns": [3]}', "turn 0 is a number"),
        ('{"id": 1, "turns": [{"who": "customer"}]}', '"text" of turn 0 is missing'),
        ('{"id": 1, "turns": [{"who": null, "text": ""}]}', '"who" of turn 0 is null'),
        ('{"id": 1, "turns": [{"who": "路人", "text": ""}]}', 'unknown speaker "路人"'),
        ('{"id": 1, "authority": 5, "turns": []}', '"authority" is a number'),
        ('{"id": 1, "authority": {"may": [5]}, "turns": []}', '"may" of "authority"'),
    ],
)
def test_a_bad_line_between_good_ones(bad: str, says: str):
    first, problem, last = scored(line(GOOD), bad, line(GOOD))
    assert first == last
    assert isinstance(problem, Problem)
    assert str(problem).startswith("in.jsonl:2: ")
    assert says in str(problem)
    assert "\n" not in str(problem)
    assert len(str(problem)) < 250


def test_authority_may_come_in_other_forms():
    beyond = [GOOD[0], ("trainee", "我给您退三百块。")]
    assert "overpromise" in one(beyond, authority="退费五十元以内")["red_line"]
    assert "overpromise" in one(beyond, authority=["退费五十元以内"])["red_line"]
    assert "overpromise" in one(beyond, authority={"may": "退费五十元以内"})["red_line"]


def test_a_promise_that_the_role_may_make_is_no_red_line():
    within = [GOOD[0], ("trainee", "我保证今天五点前给您退三十块。")]
    assert one(within)["red_line"] == []
    assert one(within, authority={"may": "退费二十元以内"})["red_line"] == ["overpromise"]
    assert one([GOOD[0], ("trainee", "我现在就给您查。")], authority=None)["red_line"] == []


def test_speakers_of_a_call_centre():
    named = [("客户" if who == "customer" else "客服", text) for who, text in GOOD]
    assert one(named) == one(GOOD)


@pytest.mark.parametrize("who", ["other", "旁人", "其他"])
def test_others_may_speak_in_between(who: str):
    company = [
        turn for pair in zip(GOOD, [(who, "前面的快点行不行？")] * 6, strict=True) for turn in pair
    ]
    alone, answer = one(GOOD), one(company)
    assert answer["dimensions"] == alone["dimensions"]
    assert answer["worst_turn"] == 2 * alone["worst_turn"]


def test_blank_lines_are_passed_over():
    assert len(scored("", "  \n", "\ufeff" + line(GOOD))) == 1


def test_two_thousand_turns():
    turns = [(GOOD + BAD)[i * 7 % 10] for i in range(2000)]
    assert 0 <= one(turns)["overall"] <= 100


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(("customer", "trainee")), st.text(max_size=40)), max_size=5)
)
def test_any_words_give_a_score_within_bounds(turns):
    answer = one(turns)
    numbers = [answer["overall"], *answer["dimensions"].values()]
    assert all(n is None or 0 <= n <= 100 for n in numbers)
    for point in answer["evidence"]:
        assert point["quote"] in turns[point["turn"]][1]
