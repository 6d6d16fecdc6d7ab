# SPDX-License-Identifier: Apache-2.0
"""Two hours of practice on one stage: memory, threads, sound beside transcript.

500 spoken turns, scene after scene, on a clock that runs six times as fast as the wall's; the
microphone's port and the loudspeaker keep its pace, so that a turn is as long as with a person.
Voice activity, Whisper, understanding, engine, recording and files are the real ones; the voice is
espeak's, which keeps up. `BENCH_TURNS` sets how many turns;
the day itself is `long_day`.
"""

import json
import subprocess
import sys
import tempfile
import wave
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import numpy as np


def run() -> Iterator[str]:
    """Rows of a table."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-W", "ignore", "-m", "tests.bench.long_day", folder]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(done.stderr)
        told = json.loads(done.stdout.splitlines()[-1])
        offsets = _offsets(Path(folder))
    tenth = max(1, len(offsets) // 10)
    early, late = (median(part) for part in (offsets[:tenth], offsets[-tenth:]))
    yield (
        f"{told['turns']} turns, {told['scenes']} scenes, {told['hours']:.2f} h of the scene's "
        f"clock: memory {told['warm_mb']:.0f} -> {told['end_mb']:.0f} MB, "
        f"growth {told['end_mb'] - told['warm_mb']:+.0f} MB (goal 50)"
    )
    yield (
        f"sound beside transcript, end of a turn: median {1000 * early:+.0f} ms in the first tenth,"
        f" {1000 * late:+.0f} ms in the last, farthest {1000 * max(map(abs, offsets)):.0f} ms"
    )
    yield f"threads left: {', '.join(told['threads']) or 'none'}"


def _offsets(folder: Path) -> list[float]:
    """For each trainee's turn, how much later than in the transcript its sound ends; seconds."""
    found = []
    for session in sorted((folder / "data" / "sessions").iterdir()):
        turns = json.loads((session / "transcript.json").read_text(encoding="utf-8"))["turns"]
        with wave.open(str(session / "session.wav")) as file:
            rate = file.getframerate()
            sound = np.frombuffer(file.readframes(file.getnframes()), "<i2").reshape(-1, 2)[:, 0]
        for turn in turns:
            if turn["who"] == "trainee":
                first = max(0, round((turn["start_s"] - 1) * rate))
                near = np.abs(sound[first : round((turn["end_s"] + 1) * rate)].astype(int))
                loud = np.flatnonzero(near > 500)
                if loud.size:
                    found.append((first + int(loud[-1])) / rate - turn["end_s"])
    return found
