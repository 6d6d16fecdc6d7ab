# SPDX-License-Identifier: Apache-2.0
"""The whole way to the loudspeaker: a process of its own on a PulseAudio of its own."""

import json
import os
import shutil
import subprocess
import sys

import pytest

from tests.adapters.voice.real_sound import OPENING, SHORT

pytestmark = pytest.mark.timeout(150)
pulse = pytest.mark.skipif(not shutil.which("pulseaudio"), reason="PulseAudio is not installed")


def without_sound(folder):
    """An environment in which no sound server but one in `folder` is found."""
    known = {"PULSE_SERVER", "PULSE_RUNTIME_PATH", "PULSE_STATE_PATH", "PULSE_IS_THERE"}
    others = {k: v for k, v in os.environ.items() if k not in known}
    return others | {"XDG_RUNTIME_DIR": str(folder)}


@pytest.fixture
def sound_server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pulse")
    folder.chmod(0o700)
    environment = without_sound(folder) | {"PULSE_IS_THERE": "1"}
    options = ["-n", "--exit-idle-time=-1", "--disallow-exit=no", "--log-level=error",
               "-L", "module-native-protocol-unix",
               "-L", "module-null-sink sink_name=speaker rate=48000 channels=1"]  # fmt: skip
    server = subprocess.Popen(["pulseaudio", *options], env=environment)
    socket = folder / "pulse" / "native"
    for _ in range(100):
        if socket.exists():
            break
        try:
            server.wait(0.1)
        except subprocess.TimeoutExpired:
            continue
    yield environment
    server.terminate()
    server.wait(10)


def run(environment, *arguments):
    done = subprocess.run(
        [sys.executable, "-m", "tests.adapters.voice.real_sound", *map(str, arguments)],
        env=environment, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pulse
@pytest.mark.slow
def test_a_line_sounds_whole_and_stops_when_it_is_told_to(sound_server, tmp_path):
    report = run(sound_server, "hum", tmp_path)
    for line in (report["uncached"], report["cached"]):
        assert line["heard"] == OPENING
        assert line["sounded_s"] == pytest.approx(len(OPENING) * 0.05, rel=0.3)
    stopped = report["stopped"]
    assert stopped["interrupted"]
    assert len(stopped["heard"]) >= 5
    assert (3 * OPENING).startswith(stopped["heard"])
    assert 0.3 < stopped["sounded_s"] < 3 * len(OPENING) * 0.05 - 0.5
    assert report["idle_cpu"] < 0.02
    assert report["threads"] == ["MainThread"]
    assert report["failed"] == []


@pulse
@pytest.mark.slow
def test_a_blocked_window_does_not_stop_the_sound(sound_server, tmp_path):
    line = run(sound_server, "hum", tmp_path, "--blocked")["blocked"]
    assert line["blocked"], "the line went on although no event was handled"
    assert line["heard"] == OPENING


@pulse
@pytest.mark.slow
def test_a_sound_server_that_dies_leaves_the_captions(sound_server, tmp_path):
    report = run(sound_server, "hum", tmp_path, "--lose", "--short")
    assert report["lost"]["heard"] == SHORT
    assert report["after"]["heard"]
    assert [device for device, _ in report["failed"]] == ["loudspeaker"]
    assert report["threads"] == ["MainThread"]


@pytest.mark.slow
def test_without_any_loudspeaker_the_lines_are_read(tmp_path):
    report = run(without_sound(tmp_path / "none"), "hum", tmp_path / "cache", "--short")
    if not report["failed"]:
        pytest.skip("this machine has a loudspeaker that does not need PulseAudio")
    assert [device for device, _ in report["failed"]] == ["loudspeaker"]
    assert report["cached"]["heard"] == SHORT
    assert SHORT.startswith(report["stopped"]["heard"])
    assert report["stopped"]["interrupted"]
    assert report["threads"] == ["MainThread"]
