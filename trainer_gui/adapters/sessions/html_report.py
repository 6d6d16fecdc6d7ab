# SPDX-License-Identifier: Apache-2.0
"""The written report: one HTML file that needs nothing beside it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2

from trainer_gui.application.quotes import in_full
from trainer_gui.application.report import Report
from trainer_gui.domain.emotion import BAND_FLOORS
from trainer_gui.domain.taxonomy import FAULTS, Dimension
from trainer_gui.domain.transcript import Speaker

if TYPE_CHECKING:
    from trainer_gui.domain.scoring import Point

Texts = Callable[[str], str]
_ROLES = {
    "background": "window",
    "surface": "surface",
    "border": "line",
    "text": "text",
    "muted": "text_faint",
    "accent": "accent",
    "own": "accent_soft",
    "danger": "furious_text",
}
LEAST = 0.05
"""Points that would be shown as none."""
_WIDTH, _HEIGHT, _LEFT, _TOP = 800, 260, 70, 24


@dataclass(frozen=True, slots=True)
class HtmlReport:
    """Writes reports in one language and one set of colours."""

    template: Path
    texts: Texts
    language: str
    colours: Mapping[str, str]
    """Colour tokens of a theme, by role."""
    now: Callable[[], datetime] = datetime.now

    def __call__(self, report: Report) -> str:
        """The whole HTML page."""
        return _compiled(self.template).render(self._values(report))

    def _values(self, report: Report) -> dict[str, Any]:
        t, score = self.texts, report.score
        worst = score.worst_turn
        weakest = report.turns[worst] if worst is not None else None
        missing = report.model.moves - weakest.reading.labels if report.model and weakest else ()
        return {
            "t": t,
            "language": self.language,
            "colours": {name: self.colours[role] for name, role in _ROLES.items()},
            "report": report,
            "scenario": report.scenario,
            "when": f"{self.now():%Y-%m-%d %H:%M}",
            "verdict": t(f"result.{report.verdict}"),
            "number": lambda value: t("result.unrated") if value is None else f"{value:.0f}",
            "self_control": score.dimensions[Dimension.SELF_CONTROL],
            "red_lines": [t(f"label.{f}") for f in score.red_lines],
            "dimensions": [(t(f"dimension.{d.value}"), v) for d, v in score.dimensions.items()],
            "curve": self._curve(report),
            "weakest": weakest,
            "model_moves": [t(f"label.{m}") for m in sorted(missing)],
            "turns": [self._turn(i, i == worst, report) for i in range(len(report.turns))],
            "points": [x for i in range(len(report.turns)) if (x := self._points(i, report))],
        }

    def _points(self, i: int, report: Report) -> dict[str, Any] | None:
        """Where a turn's points come from: what one rule gave or took stands in one row."""
        rows: dict[tuple[str, str], list[Point]] = {}
        for point in report.score.points:
            if point.turn == i and point.telling:
                key = point.says.of(self.language), point.dimension.value
                rows.setdefault(key, []).append(point)
        said = report.turns[i].text
        shown = [
            {
                "rule": rule,
                "quote": " / ".join(dict.fromkeys(in_full(said, p.quote) for p in own if p.quote)),
                "dimension": self.texts(f"dimension.{dimension}"),
                "points": points,
            }
            for (rule, dimension), own in rows.items()
            if abs(points := sum(p.points for p in own)) >= LEAST
        ]
        if not shown:
            return None
        return {"turn": i + 1, "text": said, "rows": shown}

    def _turn(self, i: int, weakest: bool, report: Report) -> dict[str, Any]:
        t, turn = self.texts, report.turns[i]
        names = {
            Speaker.CUSTOMER: report.scenario.customer.name,
            Speaker.TRAINEE: turn.name or t("speaker.trainee"),
            Speaker.OTHER: turn.name,
        }
        minutes, seconds = divmod(int(turn.start_s), 60)
        response = turn.response_ms
        return {
            "number": i + 1,
            "who": turn.who.value,
            "name": names[turn.who],
            "time": f"{minutes}:{seconds:02d}",
            "response": "" if response is None else f"{response / 1000:.1f} s",
            "interrupted": turn.interrupted,
            "anger": f"{turn.emotion.anger:.0f}",
            "band": t(f"band.{turn.emotion.band.value}"),
            "text": turn.text,
            "note": turn.note,
            "weakest": weakest,
            "chips": [
                {
                    "name": t(f"label.{e.label}"),
                    "fault": e.label in FAULTS,
                    "quote": in_full(turn.text, e.quote),
                }
                for e in turn.reading.evidence
            ],
        }

    def _curve(self, report: Report) -> dict[str, Any]:
        angers = [(0, "", report.emotion_start.anger)]
        angers += [
            (i, x.text, x.emotion.anger)
            for i, x in enumerate(report.turns, 1)
            if x.who is Speaker.TRAINEE
        ]
        step = (_WIDTH - _LEFT - 20) / max(1, len(angers) - 1)
        points = [
            {
                "x": round(_LEFT + i * step, 1),
                "y": round(_y(anger), 1),
                "anger": f"{anger:.0f}",
                "number": number or self.texts("curve.start"),
                "title": text,
            }
            for i, (number, text, anger) in enumerate(angers)
        ]
        return {
            "width": _WIDTH,
            "height": _HEIGHT,
            "points": points,
            "line": " ".join(f"{p['x']},{p['y']}" for p in points),
            "bands": [
                {"y": round(_y(floor), 1), "name": self.texts(f"band.{band.value}")}
                for band, floor in BAND_FLOORS.items()
            ],
        }


@lru_cache(maxsize=1)
def _compiled(template: Path) -> jinja2.Template:
    """Compiled once: a report is written after every turn."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(template.parent),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(template.name)


def _y(anger: float) -> float:
    return _TOP + (100 - anger) / 100 * (_HEIGHT - 2 * _TOP)
