# SPDX-License-Identifier: Apache-2.0
"""Command lines that are run in the test's own process and folders."""

import io
import json
import sys

import pytest

from trainer_gui.__main__ import main


@pytest.fixture
def run(capsys, tmp_path):
    """Runs a command line; returns (status, lines of JSON, messages)."""

    def run(*arguments):
        status = main(["--data-dir", str(tmp_path / "data"), *map(str, arguments)])
        out, err = capsys.readouterr()
        return status, [json.loads(line) for line in out.splitlines()], err.splitlines()

    return run


@pytest.fixture
def given(tmp_path):
    def given(text, name="given.txt"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return given


@pytest.fixture
def stdin(monkeypatch):
    def stdin(text):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode()), "utf-8"))

    return stdin


@pytest.fixture
def espeak(tmp_path):
    """A quick engine, chosen in the settings."""
    (tmp_path / "data" / "config").mkdir(parents=True)
    (tmp_path / "data" / "config" / "settings.toml").write_text('voice = "espeak"')
