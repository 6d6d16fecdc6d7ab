# SPDX-License-Identifier: Apache-2.0
"""The library and its linter: a thousand scenes to choose from, every check, spoiled files.

`python -m tests.bench.scenarios` spoils the files alone, so that its memory can be told.
"""

import io
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.adapters.scenarios.test_fuzz import SIGNS, TEXTS, spoiled
from trainer_gui.adapters.paths import shipped
from trainer_gui.adapters.scenarios.library import FolderLibrary
from trainer_gui.adapters.scenarios.lint import lint, run_lint
from trainer_gui.adapters.scenarios.rehearse import load_stock, rehearse
from trainer_gui.understanding.reader import Reader

SCENES = 1_000
SPOILED = 10_000
FOLDER = shipped("scenarios")


def run() -> list[str]:
    """Rows of a table."""
    reader = Reader()
    stock = load_stock(shipped("assets") / "trainees.toml")
    stage = partial(rehearse, reader=reader, stock=stock, seeds=3)
    files = len(list(FOLDER.glob("C*.yaml")))

    def check(**more: object) -> int:
        return run_lint([FOLDER], io.StringIO(), io.StringIO(), reader=reader, **more)

    return [
        *_thousand(),
        _row(f"lint, {files} scenes", "<= 10 s", check),
        _row(f"lint --play, {files} scenes", "<= 300 s", lambda: check(stage=stage)),
        *_alone(),
    ]


def _row(what: str, limit: str, act: Callable[[], object]) -> str:
    start = time.perf_counter()
    found = act()
    return f"{what}: {time.perf_counter() - start:.2f} s ({limit}); {found}"


def _thousand() -> list[str]:
    sources = sorted(FOLDER.glob("C*.yaml"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for i in range(SCENES):
            source = sources[i % len(sources)]
            text = source.read_text(encoding="utf-8")
            named = text.replace(f"id: {source.stem}\n", f"id: X{i:04d}\n", 1)
            (folder / f"X{i:04d}.yaml").write_text(named, encoding="utf-8")
        library = FolderLibrary(folder, folder / "index" / "shelf.json")
        return [
            _row(
                f"shelf of {SCENES} scenes, {when}",
                "<= 1.5 s",
                lambda: len(library.shelf().entries),
            )
            for when in ("first time", "with its index")
        ]


def _alone() -> list[str]:
    """The spoiled files, in a process of their own."""
    command = [sys.executable, "-m", "tests.bench.scenarios"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return (done.stdout or f"spoiled files: {done.stderr}").splitlines()


def _fuzzed() -> list[str]:
    """Spoil files in every way that the test does, and more often."""
    chance = random.Random(20261122)  # noqa: S311  the same files each time
    whole = (FOLDER / "C04.yaml").read_text(encoding="utf-8").replace("id: C04", "id: T01", 1)
    whole = whole.replace("persona: plays_dumb", "persona: regular").replace("personas:", "#", 1)
    slowest, findings = 0.0, 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file in TEXTS:
            (folder / file).parent.mkdir(exist_ok=True)
        for number in range(SPOILED):
            files = {**TEXTS, "T01.yaml": whole} if number % 50 == 0 else TEXTS
            spoilt = chance.choice(sorted(files))
            for file, text in files.items():
                edits = [_edit(chance) for _ in range(chance.randint(1, 5))]
                data = spoiled(text, edits) if file == spoilt else text.encode()
                (folder / file).write_bytes(data)
            start = time.perf_counter()
            findings += len(lint([folder]))
            slowest = max(slowest, time.perf_counter() - start)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    figures = f"{findings} findings, slowest {slowest:.2f} s, {memory:.0f} MB in all (<= 200 MB)"
    return [f"{SPOILED} spoiled files of {len(TEXTS)} kinds: no traceback, {figures}"]


def _edit(chance: random.Random) -> tuple[float, int, str | bytes, int]:
    new: str | bytes = chance.choice(SIGNS)
    if chance.random() < 0.2:
        new = chance.randbytes(chance.randint(0, 3))
    return chance.random(), chance.randint(0, 40), new, chance.choice([1, 1, 1, 2, 30])


if __name__ == "__main__":
    print(*_fuzzed(), sep="\n")
