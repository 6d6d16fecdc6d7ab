# SPDX-License-Identifier: Apache-2.0
"""The parts of a written report as plain values: turns, points, what a coach would say."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from trainer_gui.application.coaching import Pledge, Remark
from trainer_gui.application.moved import moved_words, signed
from trainer_gui.application.quotes import in_full
from trainer_gui.application.report import Report
from trainer_gui.application.what_if import WhatIf
from trainer_gui.domain.taxonomy import FAULTS
from trainer_gui.domain.transcript import Speaker, Turn

if TYPE_CHECKING:
    from trainer_gui.domain.scoring import Point

Texts = Callable[..., str]
LEAST = 0.05
"""Points that would be shown as none."""


def turn_values(i: int, report: Report, texts: Texts) -> dict[str, Any]:
    """One turn: who, when, what, what it did, what moved her."""
    turn = report.turns[i]
    minutes, seconds = divmod(int(turn.start_s), 60)
    response = turn.response_ms
    return {
        "number": i + 1,
        "who": turn.who.value,
        "name": _name(turn, report, texts),
        "time": f"{minutes}:{seconds:02d}",
        "response": "" if response is None else f"{response / 1000:.1f} s",
        "interrupted": turn.interrupted,
        "anger": f"{turn.emotion.anger:.0f}",
        "band": texts(f"band.{turn.emotion.band.value}"),
        "text": turn.text,
        "note": turn.note,
        "heard": texts("review.heard", words=turn.heard) if turn.heard else "",
        "felt": _felt(turn, texts) if turn.who is Speaker.TRAINEE else "",
        "weakest": i == report.score.worst_turn,
        "chips": [
            {
                "name": texts(f"label.{e.label}"),
                "fault": e.label in FAULTS,
                "quote": in_full(turn.text, e.quote),
            }
            for e in turn.reading.evidence
        ],
    }


def point_values(i: int, report: Report, texts: Texts, language: str) -> dict[str, Any] | None:
    """Where a turn's points come from: what one rule gave or took stands in one row."""
    rows: dict[tuple[str, str], list[Point]] = {}
    for point in report.score.points:
        if point.turn == i and point.telling:
            rows.setdefault((point.says.of(language), point.dimension.value), []).append(point)
    said = report.turns[i].text
    shown = [
        {
            "rule": rule,
            "quote": " / ".join(dict.fromkeys(in_full(said, p.quote) for p in own if p.quote)),
            "dimension": texts(f"dimension.{dimension}"),
            "points": points,
        }
        for (rule, dimension), own in rows.items()
        if abs(points := sum(p.points for p in own)) >= LEAST
    ]
    return {"turn": i + 1, "text": said, "rows": shown} if shown else None


def remark_values(remark: Remark, texts: Texts, language: str) -> dict[str, Any]:
    """One thing done well, or to be changed."""
    return {
        "turn": remark.turn + 1,
        "label": texts(f"label.{remark.label}") if remark.label else "",
        "fault": remark.label in FAULTS,
        "says": remark.says.of(language),
        "quote": remark.quote,
        "better": remark.better.say if remark.better else "",
    }


def pledge_values(pledge: Pledge, texts: Texts) -> dict[str, Any]:
    """One promise."""
    promise = pledge.promise
    word = {None: "unknown", True: "within", False: "beyond"}[pledge.within]
    return {
        "turn": pledge.turn + 1,
        "quote": promise.quote,
        "who": promise.by,
        "until": promise.until or texts("report.not_said"),
        "amount": promise.amount or "—",
        "within": texts(f"pledge.{word}"),
    }


def turning_words(report: Report, texts: Texts) -> str:
    """Which reply decided it; empty: none did."""
    turning = report.turning
    if turning is None:
        return ""
    said = report.turns[turning.turn].text
    quote, moved = in_full(said, said[:24]), signed(turning.moved)
    return texts(
        f"debrief.turning_{turning.why}", number=turning.turn + 1, quote=quote, moved=moved
    )


def other_way_values(other: WhatIf, report: Report, texts: Texts) -> dict[str, Any]:
    """The other way, from the better answer on."""
    names = {True: texts("what_if.own"), False: texts("what_if.model")}
    return {
        "number": other.turn + 1,
        "anger": f"{other.anger:.0f}",
        "was": f"{report.turns[-1].emotion.anger:.0f}",
        "turns": [
            {
                "who": turn.who.value,
                "name": names[i in other.own]
                if turn.who is Speaker.TRAINEE
                else _name(turn, report, texts),
                "anger": f"{turn.emotion.anger:.0f}",
                "text": turn.text,
            }
            for i, turn in enumerate(other.turns)
            if i >= other.turn
        ],
    }


def _name(turn: Turn, report: Report, texts: Texts) -> str:
    return {
        Speaker.CUSTOMER: report.scenario.customer.name,
        Speaker.TRAINEE: turn.name or texts("speaker.trainee"),
        Speaker.OTHER: turn.name or texts("talk.seen"),
    }[turn.who]


def _felt(turn: Turn, texts: Texts) -> str:
    """What moved her anger at a reply, strongest first."""
    moved = moved_words(texts, turn)
    return texts("review.felt", anger=round(turn.emotion.anger), moved=moved) if moved else ""
