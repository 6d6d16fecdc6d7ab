# SPDX-License-Identifier: Apache-2.0
"""Whose turn it is: cutting in, echo, partial results, hints, a hall full of voices, silence.

The hall is heard faster than real time by the listener alone, with the real recogniser; all else by
the running app through real sound devices, in a process of its own.
"""

import json
import queue
import statistics
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.bench.hall import babble, voices
from trainer_gui.adapters.listening.listener import VoiceListener
from trainer_gui.adapters.listening.sound import CHUNK_BYTES, CHUNK_S, FedInput
from trainer_gui.adapters.listening.whisper import WhisperRecogniser
from trainer_gui.commands.figures import quantile
from trainer_gui.domain.events import Event, TraineeSaid

LEVELS_DB = (45, 50, 55, 60, 65)
MINUTES = 2
KNOWN_S = 3.0
"""The microphone is open from the briefing on."""


def run(clips: Path) -> Iterator[str]:
    """Rows of a table."""
    yield from _live(clips)
    yield from _hall()


def _live(clips: Path) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        arguments = [sys.executable, "-m", "tests.bench.live", folder, str(clips)]
        done = subprocess.run(arguments, capture_output=True, text=True, check=False)
    if done.returncode:
        yield f"not measured: {done.stderr.splitlines()[-1] if done.stderr else done.returncode}"
        return
    found = json.loads(done.stdout.splitlines()[-1])
    yield _row("cutting in: speech -> she is silent", found["silent_ms"], 450)
    yield f"  not cut off: {', '.join(found['missed']) or 'none'}"
    yield _row("speech over her -> first partial result", found["partial_ms"], 700)
    yield _row("partial result -> words and hint on screen", found["hint_ms"], 60)
    yield f"listening to silence, whole app: {found['listening_percent']:.1f} % of a core (goal 12)"
    echo = found["echo"]
    yield (
        f"her own voice in the microphone, {echo['lines']} lines: {echo['false_starts']} false "
        f"starts, {echo['false_turns']} false turns (goal 0), fell back: {bool(echo['fell_back'])}"
    )


def _row(name: str, took: list[float], goal: int) -> str:
    if not took:
        return f"{name}: not measured"
    return (
        f"{name}: {len(took)} times, p50 {statistics.median(took):.0f} ms, "
        f"p95 {quantile(took, 0.95):.0f} ms, longest {max(took):.0f} ms (goal p95 {goal})"
    )


def _hall() -> Iterator[str]:
    said, recogniser = voices(), WhisperRecogniser()
    for level in LEVELS_DB:
        told = _listen(babble(said, 60 * MINUTES + KNOWN_S, level, level), recogniser)
        counts = Counter(type(e).__name__ for e in told)
        heard = " · ".join(e.text for e in told if isinstance(e, TraineeSaid))
        yield (
            f"hall at {level} dB, {MINUTES} min: {counts['TraineeStarted']} starts, "
            f"{counts['TraineeSaid']} false turns (goal 0) {heard}"
        )


def _listen(sound: bytes, recogniser: WhisperRecogniser) -> list[Event]:
    now, told, fed = 0.0, queue.Queue[Event](), FedInput()
    listener = VoiceListener(told.put, lambda: now, fed, lambda: recogniser)
    listener.prepare()
    events: list[Event] = []
    turns = 0
    for i in range(0, len(sound) - CHUNK_BYTES + 1, CHUNK_BYTES):
        now += CHUNK_S
        fed.feed(sound[i : i + CHUNK_BYTES])
        if now < KNOWN_S:
            continue
        if i % (32 * CHUNK_BYTES) == 0:  # the recogniser keeps up
            _done(listener)
        while not told.empty():
            events.append(told.get())
        turns_said = sum(isinstance(e, TraineeSaid) for e in events) + 1
        if turns_said > turns:
            turns = turns_said
            listener.listen(turns)
    _done(listener)
    listener.close()
    return [*events, *(told.get() for _ in range(told.qsize()))]


def _done(listener: VoiceListener) -> None:
    """Wait until all that was fed is handled and decoded."""
    for worker in (listener._worker, listener._decoder._worker, listener._worker):
        handled = threading.Event()
        worker.submit(handled.set, 9)
        handled.wait()
