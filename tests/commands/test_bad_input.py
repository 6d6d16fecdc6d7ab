# SPDX-License-Identifier: Apache-2.0
"""Whatever is given instead of a good file: one line that names it, exit status 1, no traceback."""

import os
import subprocess
import sys

import pytest

from trainer_gui.__main__ import main
from trainer_gui.commands.display import has_display

COMMANDS = {
    "play": ["play", "C02", "--replies"],
    "scene": ["play", "--replies", "-"],
    "understand": ["understand"],
    "score": ["score"],
    "lint": ["lint"],
    "hear": ["hear"],
    "models": ["models", "install"],
    "export": ["export"],
    "scenarios": ["play", "C02", "--replies", "-", "--scenarios"],
}
NOISE = bytes(range(128, 256)) * 40


def folder(path):
    path.mkdir()


def dangling(path):
    path.symlink_to(path.with_name("nowhere"))


def circle(path):
    path.symlink_to(path)


KINDS = {
    "missing": lambda path: None,
    "folder": folder,
    "dangling": dangling,
    "circle": circle,
    "noise": lambda path: path.write_bytes(NOISE),
    "gbk": lambda path: path.write_bytes("对不起，我来查".encode("gbk")),
    "utf16": lambda path: path.write_bytes("对不起".encode("utf-16")),
    "nested": lambda path: path.write_bytes(b"[" * 100_000),
}


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("command", COMMANDS)
def test_a_bad_file_is_one_line_that_names_it(capsys, stdin, tmp_path, command, kind):
    if (command, kind) == ("play", "nested"):
        pytest.skip("a text like any other")
    stdin("")
    path = tmp_path / "given.yaml"
    KINDS[kind](path)
    status = main(["--data-dir", str(tmp_path / "data"), *COMMANDS[command], str(path)])
    out, err = capsys.readouterr()
    lines = [*out.splitlines(), *err.splitlines()]
    assert status == 1
    assert len(lines) == 1
    assert "given.yaml" in lines[0]
    assert ";" in lines[0], "it says what to do"
    assert "[Errno" not in lines[0]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="displays of Linux")
@pytest.mark.parametrize("arguments", [[], ["demo", "--out", "x"]])
@pytest.mark.parametrize(("display", "said"), [("", "there is no display"), (":899", ":899 does")])
def test_without_a_display_that_answers_it_is_one_line(tmp_path, arguments, display, said):
    environment = {n: v for n, v in os.environ.items() if n != "WAYLAND_DISPLAY"}
    environment |= {"DISPLAY": display, "QT_QPA_PLATFORM": ""}
    done = subprocess.run(
        [sys.executable, "-m", "trainer_gui", *arguments],
        env=environment, cwd=tmp_path, timeout=50, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (1, "", 1)
    assert said in done.stderr


def test_a_display_that_answers_is_found(qapp):
    assert has_display()


def test_a_demonstration_that_can_not_leave_its_pictures_ends_at_once(tmp_path):
    (tmp_path / "1-choose.png").mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "trainer_gui", "demo", "--out", str(tmp_path)],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        timeout=50, capture_output=True, text=True, check=False,
    )  # fmt: skip
    *_, last = done.stderr.splitlines()
    assert (done.returncode, done.stdout) == (1, "")
    assert last.startswith(f"demo: {tmp_path / '1-choose.png'}: Is a directory; make room")
