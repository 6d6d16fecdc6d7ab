# SPDX-License-Identifier: Apache-2.0
"""The handbook of findings: its bad examples have them, its good ones do not, its page is made."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.adapters.scenarios.example import (
    COACH,
    GROUP,
    LESSON,
    PERSONA,
    PLAYABLE,
    RULES,
    SCENE,
    SHARING,
)
from tests.adapters.scenarios.test_diagnostics import Literal
from tests.adapters.scenarios.test_rehearse import STAGE
from trainer_gui.adapters.scenarios.diagnostics import CODES
from trainer_gui.adapters.scenarios.lint import lint

ROOT = Path(__file__).parents[3]
BOOK = tomllib.loads((ROOT / "assets/guides/diagnostics.toml").read_text(encoding="utf-8"))
FILES = {"scene": "T01.yaml", "persona": "personas/regular.yaml", "coach": "coach.yaml"}
FILES["lines"] = "lines/counter.yaml"
FILES["scoring"] = "scoring.yaml"
FILES["lesson"] = "lessons/L01.yaml"


def texts(entry) -> dict[str, str]:
    """The files around an example."""
    patient = PERSONA + "unmoved: {anger: 0}\n"
    if entry.get("played"):
        return {"scene": PLAYABLE, "persona": patient, "coach": COACH}
    if entry.get("shared"):
        return {"scene": SHARING, "persona": PERSONA, "coach": COACH, "lines": GROUP}
    return {"scene": SCENE, "persona": PERSONA, "coach": COACH, "scoring": RULES, "lesson": LESSON}


def findings(folder: Path, entry, files: dict[str, str]) -> set[str]:
    for name, text in files.items():
        path = folder / FILES[name]
        path.parent.mkdir(exist_ok=True)
        encoding = entry.get("encoding", "utf-8") if name == "scene" else "utf-8"
        path.write_text(text, encoding=encoding)
    stage = STAGE if entry.get("played") else None
    return {f.code for f in lint([folder], reader=Literal(), stage=stage)}


def spoiled(entry) -> dict[str, str]:
    files = texts(entry)
    name = entry.get("file", "scene")
    text = entry.get("whole", files[name])
    if drop := entry.get("drop"):
        assert drop in text
        text = text.replace(drop, "", 1)
    if also := entry.get("also"):
        assert also[0] in text
        text = text.replace(*also)
    if "whole" not in entry:
        assert entry["good"] in text
        text = text.replace(entry["good"], entry["bad"] * entry.get("repeat", 1), 1)
    return {**files, name: text}


def test_every_finding_is_in_the_book():
    assert set(BOOK) - {"families"} == set(CODES)
    assert set(BOOK["families"]) == {code[:3] for code in CODES}


@pytest.mark.parametrize("code", [c for c in CODES if c not in ("SC001", "SC314")])
def test_bad_example_has_the_finding(code: str, tmp_path: Path):
    entry = BOOK[code]
    assert code in findings(tmp_path, entry, spoiled({"encoding": "utf-8", **entry}))


@pytest.mark.parametrize("code", [c for c in CODES if c not in ("SC001", "SC314")])
def test_good_example_has_none(code: str, tmp_path: Path):
    entry = {k: v for k, v in BOOK[code].items() if k != "encoding"}
    files = texts(entry)
    assert entry["good"] in files[entry.get("file", "scene")]
    assert findings(tmp_path, entry, files) == set()


def test_missing_file(tmp_path: Path):
    assert BOOK["SC001"]["missing"]
    assert {f.code for f in lint([tmp_path / "no.yaml"])} == {"SC001"}


@pytest.mark.parametrize(("which", "codes"), [("good", set()), ("bad", {"SC314"})])
def test_line_of_two_scenes(which: str, codes: set[str], tmp_path: Path):
    entry = BOOK["SC314"]
    assert entry["good"] in entry["other"]
    other = entry["other"].replace(entry["good"], entry[which])
    (tmp_path / "T02.yaml").write_text(other, encoding="utf-8")
    assert findings(tmp_path, entry, texts(entry)) == codes


def test_page_is_current():
    script = ROOT / "tools/diagnostics.py"
    done = subprocess.run(
        [sys.executable, script, "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
