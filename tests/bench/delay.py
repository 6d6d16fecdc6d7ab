# SPDX-License-Identifier: Apache-2.0
"""End of speech to first sound, through the virtual microphone, of three talkers side by side.

Ours; the loop that one would write with SpeechRecognition, faster-whisper and pyttsx3; RealtimeSTT
with our model and voice. Each runs in a process of its own (`talkers`) and says when it listens;
people's recordings are played to it, and both sides are timed at the sound server: what a person at
the desk would wait. Needs `tools/headless.sh`. `BENCH_TURNS` sets how many turns, 60 if unset; the
others, which hardly vary, get a third of them.
SpeechRecognition asks for soundfile (`pip install soundfile`). RealtimeSTT brings PyTorch, so it
gets an environment of its own (`pip install "realtimestt[recommended]"`, with portaudio19-dev), and
`REALTIMESTT_SITE` names its site-packages.
"""

import os
import queue
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from trainer_gui.adapters.listening.activity import Activity, silero
from trainer_gui.adapters.listening.hear import read_sound
from trainer_gui.adapters.listening.sound import CHUNK_BYTES, CHUNK_S, RATE
from trainer_gui.adapters.voice.wav import write_wav
from trainer_gui.application.ports import Pcm
from trainer_gui.commands.figures import quantile

TALKERS = ("ours", "plain", "realtimestt")
TURNS = int(os.environ.get("BENCH_TURNS", "60"))
SILENCE_MS = 500
"""The end of a turn, for all of them."""
_READY_S, _ANSWER_S, _QUIET_S, _BREATH_S = 180.0, 15.0, 1.2, 0.7
_LEAST_S = 0.3
"""Whoever answers sooner has not waited for the end: it answers what came before a pause."""
_SETTLE_S = 6.0
"""Afterwards: what it heard of the rest may be answered first."""
_HEARD = 300
"""A sample of the loudspeaker that is no noise of a conversion."""


def run(human_dir: Path) -> Iterator[str]:
    """Rows of a table."""
    yield f"a silence of {SILENCE_MS} ms ends a turn"
    yield "| talker | answers | p50 | p95 | longest | talked over | no answer |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    medians: dict[str, float] = {}
    for talker in TALKERS:
        if not _is_installed(talker):
            yield f"| {talker} | not installed: see the docstring |"
            continue
        turns = TURNS if talker == "ours" else max(1, TURNS // 3)
        waits, over, missed = _measure(talker, sorted(human_dir.glob("*.flac"))[:turns])
        if not waits:
            yield f"| {talker} | 0 | | | | {over} | {missed} |"
            continue
        medians[talker] = quantile(waits, 0.5) or 0.0
        p95 = quantile(waits, 0.95) or 0.0
        yield (
            f"| {talker} | {len(waits)} | {medians[talker]:.0f} ms | {p95:.0f} ms "
            f"| {max(waits):.0f} ms | {over} | {missed} |"
        )
    if medians.keys() >= {"ours", "plain"}:
        times = medians["plain"] / medians["ours"]
        yield f"ours: goal p50 800 ms, p95 1200 ms; {times:.1f} times as quick as plain (goal 3)"


def _is_installed(talker: str) -> bool:
    if talker == "plain":
        return all(find_spec(package) for package in ("soundfile", "espeakng_loader"))
    return talker == "ours" or "REALTIMESTT_SITE" in os.environ


def _measure(talker: str, clips: Sequence[Path]) -> tuple[list[float], int, int]:
    """Waits in milliseconds; turns that it talked over, at a pause in them; without an answer."""
    waits, over, missed = [], 0, 0
    with tempfile.TemporaryDirectory() as name, _Tap("micsink.monitor") as microphone:
        folder = Path(name)
        command = [sys.executable, "-W", "ignore", "-m", "tests.bench.talkers", talker, name]
        with (
            _Tap("speaker.monitor") as loudspeaker,
            (folder / "errors.txt").open("w") as errors,
            subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True) as process,
        ):
            ready: queue.Queue[str] = queue.Queue()
            threading.Thread(target=_relay, args=(process, ready), daemon=True).start()
            try:
                for clip in clips:
                    if not _wait_for(ready):
                        break
                    loudspeaker.until_quiet(_QUIET_S)
                    sound, end_s = _ending(clip, folder)
                    began = time.monotonic()
                    subprocess.run(["paplay", "--device=micsink", sound], check=True)
                    start = microphone.first_after(began, 0, 1.0) or began
                    ended = start + end_s
                    heard = loudspeaker.first_after(start, _HEARD, end_s + _ANSWER_S)
                    if heard is None:
                        missed += 1
                    elif heard < ended + _LEAST_S:
                        over += 1
                        threading.Event().wait(_SETTLE_S)
                    else:
                        waits.append(1000 * (heard - ended))
            finally:
                process.terminate()
        if not waits:
            sys.stderr.write((folder / "errors.txt").read_text()[-2000:])
    return waits, over, missed


def _relay(process: subprocess.Popen[str], ready: queue.Queue[str]) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        ready.put(line.strip())
    ready.put("END")


def _wait_for(ready: queue.Queue[str]) -> bool:
    """Whether the talker listens; what it said before is old."""
    try:
        line = ready.get(timeout=_READY_S)
        while not ready.empty():
            line = ready.get()
    except queue.Empty:
        return False
    threading.Event().wait(_BREATH_S)
    return line == "READY"


def _ending(clip: Path, folder: Path) -> tuple[Path, float]:
    """The clip as a WAV file, and when speech ends in it."""
    speech = read_sound(clip)
    probability, activity, end = silero(), Activity(), 0.0
    for i in range(0, len(speech.data) - CHUNK_BYTES, CHUNK_BYTES):
        activity.feed(probability(speech.data[i : i + CHUNK_BYTES]))
        if activity.voiced:
            end = i / 2 / RATE + CHUNK_S
    path = folder / "clip.wav"
    # A tick of one sample says where it begins; after speech the room is quiet.
    kept = speech.data[2 : int(end * RATE) * 2 + RATE // 5 * 2]
    write_wav(path, Pcm(b"\x01\x00" + kept, RATE))
    return path, end


class _Tap:
    """Hears what a device of the sound server plays, and when."""

    def __init__(self, source: str) -> None:
        options = ["--format=s16le", f"--rate={RATE}", "--channels=1", "--latency-msec=10"]
        command = ["parec", f"--device={source}", *options]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE)
        self._heard: list[tuple[float, int]] = []
        self._thread = threading.Thread(target=self._listen)

    def __enter__(self) -> "_Tap":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._thread.join()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        size = RATE // 100 * 2
        while data := self._process.stdout.read(size):
            loudest = int(np.abs(np.frombuffer(data[: len(data) & ~1], "<i2")).max(initial=0))
            self._heard.append((time.monotonic(), loudest))

    def first_after(self, at: float, threshold: int, patience_s: float) -> float | None:
        """When something louder than `threshold` is heard; None: not within the patience."""
        seen = 0
        while time.monotonic() < at + patience_s:
            for when, loudest in self._heard[seen:]:
                if when >= at and loudest > threshold:
                    return when
            seen = max(0, len(self._heard) - 1)
            threading.Event().wait(0.02)
        return None

    def until_quiet(self, seconds: float) -> None:
        """Wait until nothing was heard for so long."""
        while any(loud > _HEARD for _, loud in self._heard[-round(seconds * 100) :]):
            threading.Event().wait(0.1)
