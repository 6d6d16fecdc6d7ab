# SPDX-License-Identifier: Apache-2.0
"""A whole voice session in the real window: real display, real sound, real engines, no person."""

import json
import os
import shutil
import subprocess
import sys
import wave
from html.parser import HTMLParser
from itertools import pairwise

import numpy as np
import pytest

RUDE = (
    "套餐又不是我改的。",
    "你有病吧，神经病，滚出去！",
    "你有病吧，神经病，滚出去！",
)
PNG = b"\x89PNG\r\n"
SOUND = 300
"""Loudest sample of a stretch that holds a voice, of 32767."""


def missing():
    """Why it can't run here; empty: it can."""
    if "DISPLAY" not in os.environ:
        return "no X display: run it through tools/headless.sh, as `make test` does"
    if shutil.which("pactl") is None:
        return "pactl is not installed"
    sinks = subprocess.run(
        ["pactl", "list", "short", "sinks"], capture_output=True, text=True, check=False
    )
    if "micsink" not in sinks.stdout:
        return "PulseAudio has no micsink: run it through tools/headless.sh, as `make test` does"
    return ""


pytestmark = [pytest.mark.slow, pytest.mark.timeout(240), pytest.mark.skipif("missing()")]


@pytest.fixture(scope="module")
def session(tmp_path_factory):
    """The folder that the demonstration leaves, and what it said."""
    folder = tmp_path_factory.mktemp("demo")
    replies = folder / "replies.txt"
    replies.write_text("\n".join(RUDE), encoding="utf-8")
    out = folder / "out"
    command = [sys.executable, "-m", "trainer_gui", "demo", "C02", "--out", str(out),
               "--replies", str(replies), "--brief", "12"]  # fmt: skip
    environment = {k: v for k, v in os.environ.items() if k != "QT_QPA_PLATFORM"}
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=200, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    return out, json.loads(done.stdout), done.stderr


@pytest.fixture(scope="module")
def transcript(session):
    return json.loads((session[0] / "transcript.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def channels(session):
    """(rate, left the trainee, right the customer)."""
    with wave.open(str(session[0] / "session.wav"), "rb") as file:
        rate = file.getframerate()
        both = np.frombuffer(file.readframes(file.getnframes()), "<i2").reshape(-1, 2)
    return rate, both[:, 0], both[:, 1]


def test_it_goes_through_the_virtual_microphone_to_an_ending(session, transcript):
    _, told, messages = session
    assert "speaks into the virtual microphone" in messages
    assert told["outcome"] == transcript["result"]["outcome"]
    assert told["outcome"] in {"walked_out", "escalated"}
    assert told["response_ms_p50"] <= told["response_ms_p95"]


def test_every_reply_was_spoken_heard_and_answered(transcript):
    turns = transcript["turns"]
    replies = [t for t in turns if t["who"] == "trainee"]
    assert len(replies) >= 2
    for reply in replies:
        assert reply["source"] == "voice"
        assert reply["characters_per_minute"] > 60
        assert len(reply["text"]) > 5
    assert any(reply["faults"] for reply in replies)
    for said, answer in pairwise(turns):
        if said["who"] == "trainee":
            waited_s = answer["start_s"] - said["end_s"]
            assert answer["response_ms"] == pytest.approx(1000 * waited_s, abs=2)
    assert [t["start_s"] for t in turns] == sorted(t["start_s"] for t in turns)


def test_both_sides_sound_at_the_times_of_the_transcript(transcript, channels):
    rate, left, right = channels
    for turn in transcript["turns"]:
        own, other = (left, right) if turn["who"] == "trainee" else (right, left)
        start, end = (round(turn[name] * rate) for name in ("start_s", "end_s"))
        assert np.abs(own[start:end]).max() > SOUND, turn
        inside = other[start + rate // 4 : end - rate // 4]
        assert np.abs(inside).max(initial=0) < SOUND, "half duplex: one speaks at a time"
        first = np.flatnonzero(np.abs(own[max(0, start - rate // 2) : end]) > SOUND)[0]
        assert abs(first / rate - min(0.5, turn["start_s"])) < 0.5, turn


def test_her_voice_says_her_line(transcript, channels):
    from trainer_gui.adapters.listening.whisper import WhisperRecogniser
    from trainer_gui.application.ports import Pcm

    rate, _, right = channels
    turn = transcript["turns"][0]
    start, end = (round(turn[name] * rate) for name in ("start_s", "end_s"))
    heard = WhisperRecogniser().hear(Pcm(right[start : end + rate // 5].tobytes(), rate)).text
    said = {c for c in turn["text"] if c.isalnum()}
    assert len(said & set(heard)) / len(said) > 0.6, heard


def test_the_report_and_the_pictures_are_there(session, transcript):
    out, told, _ = session
    html = (out / "report.html").read_text(encoding="utf-8")
    HTMLParser().feed(html)
    assert all(t["text"] in html for t in transcript["turns"])
    pictures = sorted(p for p in out.glob("*.png"))
    assert len(pictures) == told["screenshots"]
    assert {p.name[0] for p in pictures} >= {"1", "2", "3", "6"}
    for picture in pictures:
        assert picture.read_bytes().startswith(PNG)
        assert picture.stat().st_size > 10_000
