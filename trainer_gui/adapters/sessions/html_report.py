# SPDX-License-Identifier: Apache-2.0
"""The written report: one HTML file that needs nothing beside it, and what is printed of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import jinja2

from trainer_gui.adapters.sessions.report_curve import curve
from trainer_gui.adapters.sessions.report_parts import (
    Texts,
    other_way_values,
    pledge_values,
    point_values,
    remark_values,
    turn_values,
    turning_words,
)
from trainer_gui.application.report import Report
from trainer_gui.domain.taxonomy import Dimension

PAGE, PRINT, CURVE = "report.html.j2", "print.html.j2", "curve.svg.j2"
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


@dataclass(frozen=True, slots=True)
class HtmlReport:
    """Writes reports in one language and one set of colours."""

    templates: Path
    """The folder of the templates."""
    texts: Texts
    language: str
    colours: Mapping[str, str]
    """Colour tokens of a theme, by role."""
    now: Callable[[], datetime] = datetime.now

    def __call__(self, report: Report) -> str:
        """The whole HTML page."""
        return self._written(PAGE, report)

    def printed(self, report: Report) -> str:
        """The same for a text document: plain tables, and the curve as the picture `curve`."""
        return self._written(PRINT, report)

    def curve(self, report: Report) -> str:
        """The curve as an SVG drawing."""
        return self._written(CURVE, report)

    def _written(self, template: str, report: Report) -> str:
        return _compiled(self.templates, template).render(self._values(report))

    def _values(self, report: Report) -> dict[str, Any]:
        t, score, language = self.texts, report.score, self.language
        numbers = range(len(report.turns))
        other = report.what_if
        return {
            "t": t,
            "language": language,
            "colours": {name: self.colours[role] for name, role in _ROLES.items()},
            "report": report,
            "scenario": report.scenario,
            "when": f"{self.now():%Y-%m-%d %H:%M}",
            "verdict": t(f"result.{report.verdict}"),
            "number": lambda value: t("result.unrated") if value is None else f"{value:.0f}",
            "self_control": score.dimensions[Dimension.SELF_CONTROL],
            "red_lines": [t(f"label.{f}") for f in score.red_lines],
            "dimensions": [(t(f"dimension.{d.value}"), v) for d, v in score.dimensions.items()],
            "curve": curve(report, t),
            "turning": turning_words(report, t),
            "well": [remark_values(r, t, language) for r in report.well],
            "change": [remark_values(r, t, language) for r in report.change],
            "other": other_way_values(other, report, t) if other else None,
            "pledges": [pledge_values(p, t) for p in report.pledges],
            "turns": [turn_values(i, report, t) for i in numbers],
            "points": [x for i in numbers if (x := point_values(i, report, t, language))],
        }


@lru_cache(maxsize=4)
def _compiled(folder: Path, template: str) -> jinja2.Template:
    """Compiled once: a report is written after every turn."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(template)
