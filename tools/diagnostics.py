# SPDX-License-Identifier: Apache-2.0
"""Writes assets/guides/diagnostics.md, every finding of `trainer-gui lint` with two examples.

`--check` tells whether the page is current.
"""

import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kept_page import keep
from trainer_gui.adapters.scenarios.diagnostics import CODES, Severity

GUIDES = Path(__file__).resolve().parent.parent / "assets" / "guides"
SOURCE, PAGE = GUIDES / "diagnostics.toml", GUIDES / "diagnostics.md"
_HEAD = """\
# 情景检查手册

`trainer-gui lint` 报的每一种毛病：哪里不对，怎么办，不好的写法和好的写法各一个。按编号找。

轻重有三档。错误：这个文件用不了。警告：能用，但有毛病，交给大家之前要改掉。提醒：想改就改。
"""
_SEVERITY = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "提醒"}
_NOTHING = "（没有这几个字，或者没有这一行）"


def page() -> str:
    """Compose the page."""
    source = tomllib.loads(SOURCE.read_text(encoding="utf-8"))
    parts = [_HEAD]
    family = ""
    for code, (severity, _) in CODES.items():
        if code[:3] != family:
            family = code[:3]
            parts.append(f"## {family}：{source['families'][family]}\n")
        parts.append(_entry(code, _SEVERITY[severity], source[code]))
    return "\n".join(parts)


def _entry(code: str, severity: str, entry: Mapping[str, Any]) -> str:
    bad = entry.get("show") or entry["bad"]
    good = entry.get("good_show") or entry["good"]
    return (
        f"### {code} {entry['title']}\n\n{severity}。{entry['advice']}。\n\n"
        f"不好：\n\n{_shown(bad)}\n好：\n\n{_shown(good)}"
    )


def _shown(text: str) -> str:
    return f"```\n{text.strip(chr(10)) or _NOTHING}\n```\n"


def main() -> int:
    """Write the page, or tell whether it is current."""
    return keep(PAGE, page(), "diagnostics.md is not what diagnostics.toml says: make pages")


if __name__ == "__main__":
    sys.exit(main())
