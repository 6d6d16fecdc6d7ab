# SPDX-License-Identifier: Apache-2.0
"""A small book of rules for scoring: round numbers, one need or rule of each kind."""

from trainer_gui.domain.condition import Bound, Operator
from trainer_gui.domain.scoring.rulebook import (
    Circumstance,
    Heat,
    Need,
    Rule,
    Rulebook,
    Sentence,
    Weighing,
)
from trainer_gui.domain.taxonomy import FAULTS, RED_LINES, Dimension

SAYS, MISSED = Sentence("做到了", "done"), Sentence("没做", "missed")
SOOTHING = frozenset({"empathy", "apology", "calm", "own_fault"})
RUDE = frozenset(FAULTS)
WHERE = {"rule_wall": Dimension.EXPLAINING, "overpromise": Dimension.SOLUTION}
"""Where a fault costs, if not in conduct."""


def at_least(number: float) -> Bound:
    return Bound(Operator.AT_LEAST, number)


def at_most(number: float) -> Bound:
    return Bound(Operator.AT_MOST, number)


def need(name: str, dimension: Dimension, **parts: object) -> Need:
    """A need with stock sentences."""
    return Need(name, dimension, SAYS, MISSED, **parts)


def rule(name: str, points: dict[Dimension, float], **when: object) -> Rule:
    """A rule with a stock sentence."""
    return Rule(name, SAYS, points, Circumstance(**when))


def cost(fault: str) -> Rule:
    """A fifth for a fault, half for a red line."""
    red = fault in RED_LINES
    points = {WHERE.get(fault, Dimension.CONDUCT): -50.0 if red else -20.0}
    when = Circumstance(all=frozenset({fault}))
    return Rule(fault, SAYS, points, when, red_line=fault if red else "")


BOOK = Rulebook(
    dimensions={
        Dimension.SOOTHING: Weighing(25, SOOTHING),
        Dimension.LISTENING: Weighing(15, frozenset({"open_question", "restate"})),
        Dimension.EXPLAINING: Weighing(15, frozenset({"explain"})),
        Dimension.SOLUTION: Weighing(25, frozenset({"act_now", "commit", "offer"})),
        Dimension.CONDUCT: Weighing(10, floor=20),
        Dimension.SELF_CONTROL: Weighing(10),
    },
    signals={"hot": ("气死", "凭什么"), "when": ("什么时候",), "settled": ("行吧",)},
    heat=Heat(50, 0.5, {"hot": 40, "settled": -30}),
    needs=(
        need("soothe", Dimension.SOOTHING, when=Circumstance(heat=at_least(60)), any=SOOTHING),
        need(
            "deadline",
            Dimension.SOLUTION,
            when=Circumstance(customer=frozenset({"when"})),
            any=frozenset({"commit"}),
            share=3.0,
        ),
        need("courteous", Dimension.CONDUCT, without=RUDE),
        need("steady", Dimension.SELF_CONTROL, without=frozenset({"argue", "abuse"})),
    ),
    rules=(
        *(cost(f) for f in FAULTS),
        rule("interrupted", {Dimension.SELF_CONTROL: -15.0}, delivery=frozenset({"interrupted"})),
        rule("fast", {Dimension.SELF_CONTROL: -5.0}, delivery=frozenset({"fast"})),
    ),
    wears_off=SOOTHING,
    sincerity=(1.0, 1.0, 0.5, 0.25),
    beyond=0.5,
    long=4,
    way=SAYS,
    way_missed=MISSED,
    red_line_ceiling=50.0,
)
