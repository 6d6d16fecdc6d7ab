# SPDX-License-Identifier: Apache-2.0
"""The written report: one HTML file that needs nothing beside it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import jinja2

from trainer_gui.application.report import Report
from trainer_gui.domain.emotion import BAND_FLOORS
from trainer_gui.domain.taxonomy import FAULTS, Dimension
from trainer_gui.domain.transcript import Speaker, Turn

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
            "turns": [self._turn(x, i == worst, report) for i, x in enumerate(report.turns)],
            "points": [
                {
                    "turn": p.turn + 1,
                    "rule": p.says.of(self.language),
                    "quote": p.quote,
                    "dimension": t(f"dimension.{p.dimension.value}"),
                    "points": p.points,
                }
                for p in score.points
                if p.telling
            ],
        }

    def _turn(self, turn: Turn, weakest: bool, report: Report) -> dict[str, Any]:
        t = self.texts
        names = {
            Speaker.CUSTOMER: report.scenario.customer.name,
            Speaker.TRAINEE: t("speaker.trainee"),
            Speaker.OTHER: turn.name,
        }
        minutes, seconds = divmod(int(turn.start_s), 60)
        response = turn.response_ms
        return {
            "who": turn.who.value,
            "name": names[turn.who],
            "time": f"{minutes}:{seconds:02d}",
            "response": "" if response is None else f"{response / 1000:.1f} s",
            "interrupted": turn.interrupted,
            "anger": f"{turn.emotion.anger:.0f}",
            "band": t(f"band.{turn.emotion.band.value}"),
            "text": turn.text,
            "weakest": weakest,
            "chips": [
                {"name": t(f"label.{e.label}"), "fault": e.label in FAULTS, "quote": e.quote}
                for e in turn.reading.evidence
            ],
        }

    def _curve(self, report: Report) -> dict[str, Any]:
        angers = [("", report.emotion_start.anger)]
        angers += [(x.text, x.emotion.anger) for x in report.turns if x.who is Speaker.TRAINEE]
        step = (_WIDTH - _LEFT - 20) / max(1, len(angers) - 1)
        points = [
            {
                "x": round(_LEFT + i * step, 1),
                "y": round(_y(anger), 1),
                "anger": f"{anger:.0f}",
                "title": text,
            }
            for i, (text, anger) in enumerate(angers)
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
