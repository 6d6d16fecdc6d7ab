# SPDX-License-Identifier: Apache-2.0
"""Set-up where something can't be fetched: it goes on, and does not try at every `make`."""

import os
import sys
import time
from pathlib import Path

import pytest

TOOLS = Path(__file__).parents[1] / "tools"

pytestmark = pytest.mark.skipif(os.name == "nt", reason="set-up is for make")


@pytest.fixture
def tools(monkeypatch, tmp_path):
    """The module of set-up, with programs and folders of the test's own."""
    monkeypatch.syspath_prepend(str(TOOLS))
    import progress
    import setup

    monkeypatch.setattr(progress, "LOG", tmp_path / "build" / "setup.log")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"), prepend=os.pathsep)
    return setup


@pytest.fixture
def program(tmp_path):
    """Puts a program on the path; returns what it was called with so far."""

    def program(name, fails_at):
        folder, calls = tmp_path / "bin", tmp_path / f"{name}.calls"
        folder.mkdir(exist_ok=True)
        calls.touch()
        path = folder / name
        path.write_text(
            f"#!{sys.executable}\nimport sys\n"
            f"open({str(calls)!r}, 'a').write(' '.join(sys.argv[1:]) + '\\n')\n"
            f"if {fails_at!r} in sys.argv: sys.exit('E: no network')\n"
        )
        path.chmod(0o755)
        return lambda: calls.read_text().splitlines()

    return program


def test_voices_that_can_not_be_had_are_tried_once_a_day_or_when_asked(tools, program, tmp_path):
    calls = program("npm", "pack")
    folder = tmp_path / "voices"
    assert tools.voices.due(folder, again=False)
    tools.voices.fetch(folder)
    assert "--fetch-timeout" in calls()[0]
    assert not tools.voices.due(folder, again=False)
    assert tools.voices.due(folder, again=True)
    yesterday = time.time() - 25 * 3600
    os.utime(folder / "tried", (yesterday, yesterday))
    assert tools.voices.due(folder, again=False)


def test_package_lists_that_can_not_be_renewed_do_as_they_are(tools, program, capsys, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    calls = program("apt-get", "update")
    tools.system_packages.install(["xvfb"])
    assert calls() == ["-y update", "-y install --no-install-recommends xvfb"]
    assert "E: no network; going on" in capsys.readouterr().out


def test_packages_that_can_not_be_installed_end_it(tools, program, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    program("apt-get", "install")
    with pytest.raises(tools.SetupError, match=r"apt-get says: E: no network; .* install .*xvfb"):
        tools.system_packages.install(["xvfb"])
