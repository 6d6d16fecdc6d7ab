# SPDX-License-Identifier: Apache-2.0
"""A session as JSON: what `transcript.json` holds and `play` prints."""

from dataclasses import asdict
from typing import Any

from trainer_gui.application.report import Report, Verdict
from trainer_gui.domain.emotion import Emotion
from trainer_gui.domain.scoring import Score
from trainer_gui.domain.transcript import Speaker, Turn


def report_json(report: Report) -> dict[str, Any]:
    """The whole session: `{"scenario", "seed", "mode", "turns": [...], "result": {...}}`."""
    score = report.score
    return {
        "scenario": report.scenario.id,
        "title": report.scenario.title,
        "customer": report.scenario.customer.name,
        "persona": report.scenario.persona.id,
        "seed": report.seed,
        "mode": report.mode.value,
        "trainee": report.trainee,
        "turns": [turn_json(t) for t in report.turns],
        **_room(report),
        "result": {
            "outcome": report.outcome.value,
            "ending": report.ending_title,
            "comment": report.ending_comment,
            "emotion": _emotion(report.turns[-1].emotion if report.turns else report.emotion_start),
            "dimensions": {d.value: v for d, v in score.dimensions.items()},
            "overall": score.overall,
            "passed": {Verdict.PASSED: True, Verdict.FAILED: False}.get(report.verdict),
            "red_lines": list(score.red_lines),
            "best_turn": score.best_turn,
            "worst_turn": score.worst_turn,
            "evidence": evidence_json(score),
        },
        **_other_way(report),
    }


def _other_way(report: Report) -> dict[str, Any]:
    """How it would have gone with a better answer; nothing where that was not played."""
    other = report.what_if
    if other is None:
        return {}
    ending = other.ending
    told = {
        "turn": other.turn,
        "own": sorted(other.own),
        "outcome": ending and ending.outcome.value,
        "turns": [turn_json(t) for t in other.turns[other.turn :]],
    }
    return {"what_if": told}


def _room(report: Report) -> dict[str, Any]:
    """What a trainer did, and what the room would have said; nothing where nobody steered."""
    answers = [
        {
            "name": a.name,
            "after_turn": a.place - 1,
            "text": a.said.text,
            "moves": list(a.said.reading.moves),
            "faults": list(a.said.reading.faults),
            "anger": [round(a.before.anger, 1), round(a.after.anger, 1)],
            "says": a.says,
            "outcome": a.outcome and a.outcome.value,
        }
        for a in report.answers
    ]
    taken_back = [[turn_json(t) for t in turns] for turns in report.taken_back]
    if not (report.steered or answers):
        return {}
    return {"steered": report.steered, "answers": answers, "taken_back": taken_back}


def evidence_json(score: Score) -> list[dict[str, Any]]:
    """Every point: turn, rule, words, points, and why in the languages of the screens."""
    return [
        {
            "turn": p.turn,
            "rule": p.rule,
            "dimension": p.dimension.value,
            "quote": p.quote,
            "points": p.points,
            "label": p.label,
            "red_line": p.red_line,
            "whole": p.whole,
            "why": asdict(p.says),
        }
        for p in score.points
    ]


def turn_json(turn: Turn) -> dict[str, Any]:
    """One turn; parts that do not apply to its speaker are left out.

    A reply that was corrected has its right words in `text` and what was recognised in `heard`.
    """
    common: dict[str, Any] = {
        "who": turn.who.value,
        "text": turn.text,
        "beat": turn.beat,
        "start_s": round(turn.start_s, 3),
        "end_s": round(turn.end_s, 3),
        "emotion": _emotion(turn.emotion),
        "causes": [{"what": c.what, **_rounded(asdict(c.shift))} for c in turn.causes],
        **({"name": turn.name} if turn.name or turn.who is Speaker.OTHER else {}),
        **({"note": turn.note} if turn.note else {}),
    }
    if turn.who is not Speaker.TRAINEE:
        response = None if turn.response_ms is None else round(turn.response_ms)
        read = _read(turn) if turn.reading.evidence else {}  # a second trainee spoke
        return {**common, "response_ms": response, "interrupted": turn.interrupted, **read}
    delivery = turn.delivery
    heard = {"heard": turn.heard} if turn.heard else {}
    return {
        **common,
        **heard,
        **_read(turn),
        "source": turn.source.value,
        "confidence": round(turn.confidence, 2),
        "characters_per_minute": delivery and round(delivery.characters_per_minute),
        "loudness_db": delivery and round(delivery.loudness_db, 1),
        "delivery": delivery and asdict(delivery),
        "hints": turn.hints,
        "wordings": turn.wordings,
        "interrupted": turn.interrupted,
    }


def _read(turn: Turn) -> dict[str, Any]:
    """What was understood of the words."""
    return {
        "moves": list(turn.reading.moves),
        "faults": list(turn.reading.faults),
        "evidence": [{"label": e.label, "quote": e.quote} for e in turn.reading.evidence],
        "promises": [asdict(p) for p in turn.reading.promises],
    }


def _emotion(emotion: Emotion) -> dict[str, Any]:
    return {**_rounded(asdict(emotion)), "band": emotion.band.value}


def _rounded(numbers: dict[str, float]) -> dict[str, float]:
    return {name: round(value, 1) for name, value in numbers.items()}
