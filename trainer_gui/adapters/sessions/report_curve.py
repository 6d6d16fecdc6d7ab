# SPDX-License-Identifier: Apache-2.0
"""The curve of a written report: where its lines and points lie in the drawing."""

from collections.abc import Callable, Sequence
from typing import Any

from trainer_gui.application.report import Report
from trainer_gui.application.what_if import WhatIf
from trainer_gui.domain.emotion import BAND_FLOORS
from trainer_gui.domain.transcript import Speaker, Turn

_WIDTH, _HEIGHT, _LEFT, _TOP = 800, 260, 70, 24
_NUMBERS = 16
"""Points that are numbered; on a longer curve every second one is, or fewer."""


def curve(report: Report, texts: Callable[[str], str]) -> dict[str, Any]:
    """Her anger after each reply, and on the other way where there is one.

    Returns:
        `width`, `height`, `points` (`x`, `y`, `anger`, `number`, `title`), `line` and `other` as
        the points of a polyline (`other` may be empty), and the `bands` of mood.
    """
    angers = [(0, "", report.emotion_start.anger), *_angers(report.turns)]
    elsewhere = _other(report.what_if) if report.what_if else []
    longest = max([len(angers), *(place + 1 for place, _ in elsewhere)])
    step = (_WIDTH - _LEFT - 20) / max(1, longest - 1)
    every = 1 + len(angers) // _NUMBERS
    points = [
        {
            "x": round(_LEFT + i * step, 1),
            "y": round(_y(anger), 1),
            "anger": f"{anger:.0f}" if i % every == 0 else "",
            "number": (number or texts("curve.start")) if i % every == 0 else "",
            "title": text,
        }
        for i, (number, text, anger) in enumerate(angers)
    ]
    return {
        "width": _WIDTH,
        "height": _HEIGHT,
        "points": points,
        "line": " ".join(f"{p['x']},{p['y']}" for p in points),
        "other": " ".join(f"{_LEFT + i * step:.1f},{_y(a):.1f}" for i, a in elsewhere),
        "bands": [
            {"y": round(_y(floor), 1), "name": texts(f"band.{band.value}")}
            for band, floor in BAND_FLOORS.items()
        ],
    }


def _angers(turns: Sequence[Turn]) -> list[tuple[int, str, float]]:
    """Number, words and her anger after each reply."""
    return [
        (i, t.text, t.emotion.anger) for i, t in enumerate(turns, 1) if t.who is Speaker.TRAINEE
    ]


def _other(other: WhatIf) -> list[tuple[int, float]]:
    """Place on the curve and anger, from the point before the better answer on."""
    felt = _angers(other.turns)
    first = next(i for i, (number, _, _) in enumerate(felt) if number == other.turn + 1)
    before = other.turns[other.turn - 1].emotion.anger
    return [(first, before), *((i + 1, felt[i][2]) for i in range(first, len(felt)))]


def _y(anger: float) -> float:
    return _TOP + (100 - anger) / 100 * (_HEIGHT - 2 * _TOP)
