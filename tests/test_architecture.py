# SPDX-License-Identifier: Apache-2.0
"""How the parts may depend on each other, and the manners of every module."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "trainer_gui"
MODULES = sorted(PACKAGE.rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
TEXTS = [
    p
    for folder in ("trainer_gui", "scenarios", "assets", "tools", "tests")
    for p in sorted((ROOT / folder).rglob("*"))
    if p.suffix in {".py", ".yaml", ".toml", ".qss", ".sh", ".html", ".json", ".md"}
]
LOCK = ROOT / "requirements.lock"
MAX_LINES = 350
SPDX = "# SPDX-License-Identifier: Apache-2.0"

NAMES_OF_MODULES_THAT_HIDE_WHAT_THEY_DO = {"utils", "helpers", "misc", "common", "manager"}
MACHINE_PATH = re.compile(r"""(?<![\w.$}/~-])/(?:home|root|Users|work|mnt|opt/[a-z]+)/[\w.]""")
PACKAGE_HOST = re.compile(r"https?://[\w.-]*(?:pypi|npmjs|npm|registry|mirror|nexus|artifactory)")


def _lines(paths: list[Path]) -> Iterator[tuple[str, str]]:
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            yield f"{path.relative_to(ROOT)}:{number}", line


def _where(pattern: str, paths: list[Path]) -> list[str]:
    return [f"{place}: {line.strip()}" for place, line in _lines(paths) if re.search(pattern, line)]


def test_dependencies_go_one_way(capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch):
    """The contracts are in pyproject.toml: domain, understanding, application, adapters and ui."""
    monkeypatch.chdir(ROOT)
    status = lint_imports(config_filename="pyproject.toml", no_cache=True, no_logo=True)
    assert status == 0, capsys.readouterr().out


def test_there_is_something_to_look_at():
    assert len(MODULES) > 50
    assert PACKAGE / "domain" / "engine.py" in MODULES


@pytest.mark.parametrize("path", [*MODULES, *TESTS], ids=lambda p: str(p.relative_to(ROOT)))
def test_module_is_small_and_says_its_licence(path: Path):
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines
    assert lines[0] == SPDX, f"the first line has to be {SPDX!r}"
    assert path not in MODULES or len(lines) <= MAX_LINES, f"{len(lines)} lines: split it"


def test_modules_are_named_after_what_they_do():
    assert [p for p in MODULES if p.stem in NAMES_OF_MODULES_THAT_HIDE_WHAT_THEY_DO] == []


def test_nothing_sleeps():
    assert (
        _where(r"\b(?:time|asyncio)\.sleep\(|from time import .*\bsleep", [*MODULES, *TESTS]) == []
    )


def test_threads_are_python_threads():
    assert _where(r"\bQ(?:Thread|ThreadPool|Runnable)\b|moveToThread|processEvents", MODULES) == []


def test_nothing_is_mocked():
    others = [p for p in TESTS if p != Path(__file__)]
    assert _where(r"unittest\.mock|from unittest import|MagicMock\(", others) == []


def test_the_engine_knows_no_clock_no_chance_and_no_files():
    domain = [p for p in MODULES if p.is_relative_to(PACKAGE / "domain")]
    impure = r"^\s*(?:import|from) (?:time|random|datetime|os|io|pathlib|threading|logging)\b"
    assert _where(impure, domain) == []


def test_no_path_of_one_machine_and_no_package_host_is_named():
    texts = [*TEXTS, *(p for p in (LOCK, ROOT / "pyproject.toml", ROOT / "Makefile") if p.exists())]
    texts.remove(Path(__file__))
    named = [
        f"{place}: {line.strip()[:100]}"
        for place, line in _lines(texts)
        if MACHINE_PATH.search(line) or PACKAGE_HOST.search(line)
    ]
    assert named == []


@pytest.mark.skipif(os.name != "posix", reason="file modes")
def test_no_module_is_a_script():
    assert [p for p in MODULES if p.stat().st_mode & 0o111] == []
