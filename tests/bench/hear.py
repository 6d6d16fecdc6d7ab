# SPDX-License-Identifier: Apache-2.0
"""How well and how fast the trainer hears: error rates over human clips, and live turns."""

import json
import queue
import resource
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from statistics import median

from trainer_gui.adapters.listening.activity import silero
from trainer_gui.adapters.listening.choose import choose_recogniser
from trainer_gui.adapters.listening.hear import hear_file, read_sound
from trainer_gui.adapters.listening.listener import VoiceListener
from trainer_gui.adapters.listening.sound import CHUNK_BYTES, CHUNK_S, FedInput
from trainer_gui.application.ports import Recogniser
from trainer_gui.domain.events import Event, PartialHeard, TraineeEnded, TraineeSaid

LIVE_CLIPS = 10


def run(human_dir: Path) -> list[str]:
    """Rows `| figure | value |`: recordings in files first, then live, at a person's pace."""
    clips = sorted(human_dir.glob("*.flac"))
    before = _resident_mb()
    began = time.perf_counter()
    recogniser = choose_recogniser("auto")
    loaded = time.perf_counter() - began
    kept = _resident_mb() - before
    rows = [
        f"| recogniser loaded in | {loaded:.2f} s |",
        f"| memory it keeps / peak of the process | {kept:.0f} / {_peak_mb():.0f} MB |",
    ]
    return [*rows, *_errors(human_dir, clips, recogniser), *_activity(), *_live(clips, recogniser)]


def _errors(human_dir: Path, clips: list[Path], recogniser: Recogniser) -> list[str]:
    recogniser.hear(read_sound(clips[0]))  # the first decode also warms up
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as heard:
        for clip in clips:
            heard.write(json.dumps(hear_file(clip, recogniser), ensure_ascii=False) + "\n")
        heard.flush()
        measure = [sys.executable, human_dir.parent / "cer.py", heard.name]
        limits = [human_dir / "transcripts.tsv", "11", "5.5", "500"]
        result = subprocess.run([*measure, *limits], capture_output=True, text=True, check=False)
    verdict = "reached" if result.returncode == 0 else "MISSED"
    return [f"| hear, limits 11 % / 5.5 % / 500 ms | {result.stdout.strip()}: {verdict} |"]


def _activity() -> list[str]:
    probability, chunk = silero(), bytes(CHUNK_BYTES)
    began = time.process_time()
    for _ in range(1000):
        probability(chunk)
    return [f"| voice activity, each 32 ms chunk | {time.process_time() - began:.2f} ms |"]


def _live(clips: list[Path], recogniser: Recogniser) -> list[str]:
    """The clips at a person's pace: what the screen and the customer get, and when."""
    events: queue.Queue[tuple[float, Event]] = queue.Queue()
    origin = time.perf_counter()

    def clock() -> float:
        return time.perf_counter() - origin

    fed = FedInput()
    timed = _Timed(recogniser)
    listener = VoiceListener(lambda e: events.put((clock(), e)), clock, fed, lambda: timed)
    waits: list[float] = []
    partials = 0
    spoken_s = 0.0
    after_end: list[float] = []
    try:
        for turn, clip in enumerate(clips[:: max(1, len(clips) // LIVE_CLIPS)][:LIVE_CLIPS]):
            listener.listen(turn)
            sound = read_sound(clip)
            threading.Thread(target=_speak, args=(fed, sound.data + bytes(48_000))).start()
            ended = 0.0
            while True:
                at, event = events.get(timeout=20)
                if isinstance(event, PartialHeard):
                    partials += 1
                elif isinstance(event, TraineeEnded):
                    ended = at
                elif isinstance(event, TraineeSaid):
                    waits.append(at - event.end)
                    after_end.append(at - ended)
                    spoken_s += event.end - event.start
                    break
    finally:
        listener.close()
    share = 100 * timed.partial_s / spoken_s
    return [
        f"| live: partial results a second of speech | {partials / spoken_s:.1f} |",
        f"| live: share of the time in partial decodes | {share:.0f} % |",
        f"| live: end of speech to text, p50 / longest of {len(waits)} | {_ms(waits)} |",
        f"| live: end-of-turn silence over to text, p50 / longest | {_ms(after_end)} |",
    ]


def _ms(seconds: list[float]) -> str:
    return f"{1000 * median(seconds):.0f} / {1000 * max(seconds):.0f} ms"


class _Timed:
    """A recogniser that counts the time of its partial decodes."""

    name = "timed"

    def __init__(self, inner: Recogniser) -> None:
        self._inner = inner
        self.partial_s = 0.0

    def hear(self, speech, *, final=True):
        began = time.perf_counter()
        heard = self._inner.hear(speech, final=final)
        if not final:
            self.partial_s += time.perf_counter() - began
        return heard


def _speak(fed: FedInput, data: bytes) -> None:
    pace, began = threading.Event(), time.perf_counter()
    for i in range(0, len(data), CHUNK_BYTES):
        pace.wait(max(0.0, began + i / CHUNK_BYTES * CHUNK_S - time.perf_counter()))
        fed.feed(data[i : i + CHUNK_BYTES])


def _resident_mb() -> float:
    status = Path("/proc/self/status")
    if not status.exists():
        return _peak_mb()
    line = next(s for s in status.read_text().splitlines() if s.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
