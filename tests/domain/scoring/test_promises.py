# SPDX-License-Identifier: Apache-2.0
"""Sums of money in words, and promises against what the role may grant."""

import pytest

from trainer_gui.domain.scenario import Authority
from trainer_gui.domain.scoring.promises import amounts, promise_of

FIFTY = Authority(
    may=("查询详单", "退费五十元以内"), may_not=("不得承诺赔偿误工费", "不得承诺当天一定装好")
)


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("退您50元", [50]),
        ("退您三十块", [30]),
        ("一千五百块", [1500]),
        ("一千五块", [1500]),
        ("三百零五元", [305]),
        ("两百块", [200]),
        ("十五块", [15]),
        ("一万二元", [12000]),
        ("二十万元", [200000]),
        ("1.5万元", [15000]),
        ("先退二十元，再送一百块", [20, 100]),
        ("等了三天", []),
    ],
)
def test_sums_of_money(text: str, yuan: list[float]):
    assert amounts(text) == yuan


@pytest.mark.parametrize(
    "text",
    [
        "我给您退三百块。",
        "您放心，一千五我们全给您赔，一千五百块。",
        "这笔钱全额退给您。",
        "误工费我给您报销。",
        "您这三天的误工费我们全赔。",
    ],
)
def test_more_than_the_role_may_grant(text: str):
    promise = promise_of(text, FIFTY)
    assert promise is not None
    assert promise.kind == "beyond"
    assert promise.quote in text


@pytest.mark.parametrize(
    "text",
    [
        "我给您退三十块。",
        "可以给您补偿五十元话费。",
    ],
)
def test_within_what_the_role_may_grant(text: str):
    promise = promise_of(text, FIFTY)
    assert promise is not None
    assert promise.kind == "within"


@pytest.mark.parametrize(
    "text",
    [
        "三百块我没有权限退给您。",
        "误工费我赔不了您。",
        "超过五十的我要请示经理，退三百块得他批。",
        "您是说要赔三百块，对吗？",
        "最多只能退您三百块的一部分。",
        "您上个月交了三百块。",
        "好的，我现在就查。",
    ],
)
def test_what_is_no_promise(text: str):
    assert promise_of(text, FIFTY) is None


def test_without_an_authority_nothing_is_known():
    assert promise_of("我给您退三百块", Authority()) is None


@pytest.mark.parametrize("may", ["每千分折六十元以内", "双倍返还十元"])
def test_a_sum_that_is_no_bound(may: str):
    assert promise_of("我给您补偿九十块", Authority(may=(may,))) is None


TWO_WAYS = Authority(may=("退还当月功能费", "赠送五元以内话费"))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("这个月的八块当场退给您。", None),  # no sum bounds a refund
        ("我给您送八块话费。", "beyond"),
        ("我给您送五块话费。", "within"),
        ("我给您赔八块。", "beyond"),  # nothing is said of this way: the largest sum counts
    ],
)
def test_a_sum_is_held_against_what_may_be_given_in_that_way(text: str, kind: str | None):
    promise = promise_of(text, TWO_WAYS)
    assert (promise and promise.kind) == kind
