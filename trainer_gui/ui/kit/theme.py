# SPDX-License-Identifier: Apache-2.0
"""Design tokens: TOML files become colours, sizes, a palette and the one style sheet."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtGui import QColor, QPalette

NAMES = ("light", "dark", "projector", "projector_dark")
"""The themes; the last two have the contrast that a projector, or tired eyes, want."""
_CONTROLS = {
    "control_small": 1.77,
    "control_compact": 2.1,
    "control": 1.75,
    "control_large": 1.9,
    "control_card": 2.0,
}
"""How high what is pressed is at least, in letters: it grows with the text."""
_TOKEN = re.compile(r"\{\{(\w+)\}\}")
_PALETTE = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "sunken",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.PlaceholderText: "text_faint",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on_accent",
    QPalette.ColorRole.Link: "accent_text",
    QPalette.ColorRole.ToolTipBase: "tooltip",
    QPalette.ColorRole.ToolTipText: "tooltip_text",
    QPalette.ColorRole.Light: "surface",
    QPalette.ColorRole.Midlight: "sunken",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "line_strong",
    QPalette.ColorRole.Shadow: "line_strong",
}


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme's tokens."""

    dark: bool
    colours: Mapping[str, str]
    """Role -> `#rrggbb`."""
    metrics: Mapping[str, Mapping[str, float]]
    """`space`, `radius`, `type`, `size`."""

    def colour(self, role: str, alpha: float = 1.0) -> QColor:
        """The colour of a role, with an opacity of 0-1."""
        colour = QColor(self.colours[role])
        colour.setAlphaF(alpha)
        return colour

    def palette(self) -> QPalette:
        """The palette for Qt's own drawing."""
        palette = QPalette()
        for qt_role, role in _PALETTE.items():
            palette.setColor(qt_role, self.colour(role))
        for qt_role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, qt_role, self.colour("text_faint"))
        return palette

    def tokens(self, font_px: float, font_family: str) -> dict[str, str]:
        """Every token by the name the style sheet uses. `font_px`: the body's unscaled size."""
        table = dict(self.colours)
        for group in ("space", "radius", "size"):
            table |= {f"{group}_{name}": f"{v:g}" for name, v in self.metrics[group].items()}
        table |= {f"type_{n}": f"{round(f * font_px)}" for n, f in self.metrics["type"].items()}
        small = self.metrics["type"]["small"] * font_px
        table["icon_small"] = f"{round(small)}"
        table["chip_radius"] = f"{round(small * 0.74)}"
        body = self.metrics["type"]["body"] * font_px
        for name, lines in _CONTROLS.items():
            least = self.metrics["size"].get(name, 0)
            table[name] = f"{max(least, round(body * lines)):g}"
        edges = 2 * (self.metrics["size"]["focus"] - self.metrics["size"]["line"])
        table["control_beside"] = f"{float(table['control_large']) + edges:g}"
        table["scroll_radius"] = f"{self.metrics['size']['scrollbar'] // 2 - 2:g}"
        table["font_family"] = font_family
        return table


def load_theme(assets: Path, name: str) -> Theme:
    """The theme in `assets/themes/<name>.toml`; a role names a base colour."""
    table = _toml(assets / "themes" / f"{name}.toml")
    base: dict[str, str] = table["base"]
    colours = {role: base[colour] for role, colour in table["colour"].items()}
    return Theme(bool(table["dark"]), colours, _toml(assets / "themes" / "metrics.toml"))


def style_sheet(template: str, tokens: Mapping[str, str]) -> str:
    """`template` with each `{{token}}` filled in. Raises KeyError on an unknown token."""
    return _TOKEN.sub(lambda match: tokens[match[1]], template)


def contrast(one: str, other: str) -> float:
    """WCAG contrast ratio of two `#rrggbb` colours, 1-21."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
