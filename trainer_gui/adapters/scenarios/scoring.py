# SPDX-License-Identifier: Apache-2.0
"""The rules of the score: `scenarios/scoring.yaml` -> `Rulebook`, and what lint says of it.

    dimensions:                          # each: its weight, the moves that serve it in a right way,
      soothing:                          # points where no need (floor) and every need was met
        {weight: 25, moves: [empathy, apology], floor: 10, ceiling: 95}
    signals:                             # what the customer's words show: regular expressions
      hot: [气死, 凭什么]
    heat:                                # anger 0-100 where no scene tells: `start` plus what her
      {start: 50, carry: 0.5, signals: {hot: 25}}   # signals add; `carry`: what stays
    needs:                               # what her words call for, met by ANY of many moves
      soothe_first:
        dimension: soothing
        when: {reply: "<= 1", heat: ">= 45"}
        any: [empathy, apology]          # left out: met by doing no harm
        without: [blame]                 # with one of these faults it is not met
        share: 2                         # how much it counts beside the dimension's other needs
        says: {zh: 先接住了情绪, en: Feelings first}          # shown where it was met,
        missed: {zh: 没有接住情绪, en: Feelings left alone}    # and where not
    rules:                               # points on top, each time that they apply
      blame:
        when: {all: [blame]}
        points: {soothing: -20, self_control: -8}      # below 0: percent of what is left
        says: {zh: 怪了客户, en: The customer was blamed}
        most: 4                          # how often it counts; left out: always
        red_line: abuse                  # the red line that it stands for
        sure: 0.8                        # confidence that it wants of its label, beyond `certain`
    certain: {abuse: 0.5}                # confidence from which a label counts
    wears_off: [empathy]                 # moves that lose by repetition: what the first, second,
    sincerity: [1, 1, 0.5, 0.25]         # third use is worth; beyond the end nothing
    beyond: 0.5                          # what a move earns that nothing called for
    long: 4                              # in more replies than this a single fault weighs less
    way: {zh: ..., en: ...}              # said of a scene's right way, done and missed
    way_missed: {zh: ..., en: ...}
    pass_mark: 70
    red_line_ceiling: 45                 # the most that a transcript with a red line is worth

when: any, all, none (labels in the reply), before, never (labels in earlier replies; `never`: nor
in this one), row (replies in a row with the same label of `any`), words, not_words (regular
expressions, in the reply), customer, not_customer (signals in what it answers), heat, climb (her
anger; how much it rose since the reply before), asked (facts asked that only she knows), facts
(of the scene, that replies came to so far), promise,
not_promise (within, beyond the authority), delivery (fast, interrupted), persona (ids), reply (its
number), left (replies after it), length (characters). Every part that is given must hold. Bounds
are written ">= 60".
"""

from pathlib import Path
from typing import Any, Final

from trainer_gui.adapters.scenarios.diagnostics import ScenarioError, shown
from trainer_gui.adapters.scenarios.fields import (
    Choice,
    Comparison,
    Integer,
    Many,
    Name,
    Named,
    Number,
    Pattern,
    Record,
    Some,
    Table,
    Text,
)
from trainer_gui.adapters.scenarios.loader import read_root
from trainer_gui.adapters.scenarios.report import Report, suggestion
from trainer_gui.adapters.scenarios.speaking import FAULT, LABEL, MOVE, PROMISE
from trainer_gui.adapters.scenarios.yaml_nodes import Document, read_document
from trainer_gui.domain.scoring.rulebook import (
    DELIVERIES,
    Circumstance,
    Heat,
    Need,
    Rule,
    Rulebook,
    Sentence,
    Weighing,
)
from trainer_gui.domain.taxonomy import FAULTS, RED_LINES, Dimension

SCORING_FILE: Final = "scoring.yaml"
"""The rules of the score, beside the scenarios."""

_DIMENSION: Final = Choice({d.value: d for d in Dimension}, "dimension")
_DELIVERY: Final = Choice({d: d for d in DELIVERIES}, "delivery")
_RED_LINE: Final = Choice({f: f for f in sorted(RED_LINES)}, "red line")
_SAYS: Final = Record("a sentence", Sentence, {"zh": Text(), "en": Text()}, required=("zh", "en"))
WHEN: Final = Record(
    "a condition",
    Circumstance,
    {
        **{key: Some(LABEL) for key in ("any", "all", "none", "before", "never")},
        **{key: Some(Name()) for key in ("customer", "not_customer", "persona")},
        **{
            key: Comparison()
            for key in ("row", "heat", "climb", "asked", "facts", "reply", "left", "length")
        },
        "words": Many(Pattern()),
        "not_words": Many(Pattern()),
        "promise": Some(PROMISE),
        "not_promise": Some(PROMISE),
        "delivery": Some(_DELIVERY),
    },
)
_NEED: Final = Record(
    "a need",
    Need,
    {
        "dimension": _DIMENSION,
        "when": WHEN,
        "any": Some(MOVE),
        "without": Some(FAULT),
        "share": Number(0.1, 10),
        "says": _SAYS,
        "missed": _SAYS,
    },
    required=("dimension", "says", "missed"),
)
_RULE: Final = Record(
    "a rule",
    Rule,
    {
        "when": WHEN,
        "points": Table(_DIMENSION, Number(-100, 100)),
        "says": _SAYS,
        "most": Integer(1, 99),
        "red_line": _RED_LINE,
        "sure": Number(0, 1),
    },
    required=("when", "points", "says"),
)
_WEIGHING: Final = Record(
    "the weight of a dimension",
    Weighing,
    {
        "weight": Number(0, 100),
        "moves": Some(MOVE),
        "floor": Number(0, 100),
        "ceiling": Number(0, 200),
    },
    required=("weight",),
)
_HEAT: Final = Record(
    "the heat",
    Heat,
    {
        "start": Number(0, 100),
        "carry": Number(0, 1),
        "signals": Table(Name(), Number(-100, 100)),
    },
)


def _rulebook(
    needs: dict[str, Need],
    rules: dict[str, Rule],
    **rest: Any,  # noqa: ANN401  typed by the record
) -> Rulebook:
    return Rulebook(needs=tuple(needs.values()), rules=tuple(rules.values()), **rest)


RULEBOOK: Final = Record(
    "the rules of the score",
    _rulebook,
    {
        "dimensions": Table(_DIMENSION, _WEIGHING),
        "signals": Table(Name(), Many(Pattern())),
        "heat": _HEAT,
        "needs": Named(_NEED),
        "rules": Named(_RULE),
        "certain": Table(LABEL, Number(0, 1)),
        "wears_off": Some(MOVE),
        "sincerity": Many(Number(0, 1)),
        "beyond": Number(0, 1),
        "long": Integer(1, 99),
        "way": _SAYS,
        "way_missed": _SAYS,
        "pass_mark": Number(0, 100),
        "red_line_ceiling": Number(0, 100),
    },
    required=("dimensions", "needs", "rules", "way", "way_missed"),
)


def load_rulebook(path: Path) -> Rulebook:
    """The rules of a file.

    Raises:
        ScenarioError: With every finding.
    """
    return open_rulebook(path)[1]


def open_rulebook(path: Path) -> tuple[Document, Rulebook]:
    """As `load_rulebook`, with the file's tree."""
    document = read_document(path)
    rulebook = read_root(RULEBOOK, document)
    report = Report(document.path)
    _check_references(document, rulebook, report)
    if report.diagnostics:
        raise ScenarioError(report.diagnostics)
    return document, rulebook


def check_rulebook(document: Document, rulebook: Rulebook, report: Report) -> None:
    """Report faults that cost nothing, signals that nothing asks for, rules that never apply."""
    costly = {x for r in rulebook.rules for x in r.when.any | r.when.all}
    if missing := [f for f in FAULTS if f not in costly]:
        message = f"no rule takes points for {', '.join(missing)}; add one"
        report.add("SC701", document.mark("rules"), message)
    used = set(rulebook.heat.signals).union(
        *(w.customer | w.not_customer for w in _circumstances(rulebook).values())
    )
    for name in rulebook.signals:
        if name not in used:
            message = f"nothing asks for the signal {shown(name)}; use it or delete it"
            report.add("SC702", document.mark("signals", name), message)
    for steps, when in _circumstances(rulebook).items():
        if (when.any and when.any <= when.none) or when.all & when.none or when.all & when.never:
            message = "no reply has and lacks a label at once; mend the condition"
            report.add("SC207", document.mark(*steps, "when"), message)
        if when.row and not when.any:
            message = "`row` counts replies with a label of `any`, and none is named; name one"
            report.add("SC207", document.mark(*steps, "when", "row"), message)


def _check_references(document: Document, rulebook: Rulebook, report: Report) -> None:
    for dimension in Dimension:
        if dimension not in rulebook.dimensions:
            message = f"`dimensions` needs `{dimension.value}:`; add it"
            report.add("SC102", document.mark("dimensions"), message)
    for dimension, weighing in rulebook.dimensions.items():
        if weighing.ceiling < weighing.floor:
            message = f"{shown(dimension.value)} ends below its `floor:`; give it a higher one"
            mark = document.mark("dimensions", dimension, "ceiling")
            report.add("SC105", mark, message)
    if not any(w.weight for w in rulebook.dimensions.values()):
        report.add("SC105", document.mark("dimensions"), "every weight is 0; give one more")
    named = {(*s, "when"): w.customer | w.not_customer for s, w in _circumstances(rulebook).items()}
    named["heat", "signals"] = frozenset(rulebook.heat.signals)
    for steps, names in named.items():
        for name in sorted(names - rulebook.signals.keys()):
            message = f"unknown signal {shown(name)}; {suggestion(name, rulebook.signals)}"
            report.add("SC118", document.mark(*steps), message)


def _circumstances(rulebook: Rulebook) -> dict[tuple[str, ...], Circumstance]:
    """Every condition with its place in the file."""
    return {
        **{("needs", n.id): n.when for n in rulebook.needs},
        **{("rules", r.id): r.when for r in rulebook.rules},
    }
