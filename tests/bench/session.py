# SPDX-License-Identifier: Apache-2.0
"""A whole session by voice: delay from the end of speech to the first sound, blocks of the GUI
thread, memory.

Runs twice: with nothing rendered before (a first play) and with everything of that path on disk.
"""

import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from trainer_gui.commands.figures import quantile


def run() -> list[str]:
    """Rows of a table."""
    with tempfile.TemporaryDirectory() as folder:
        runs = [(name, _session(Path(folder))) for name in ("first play", "second play")]
    return [row for name, figures in runs for row in _rows(name, figures)]


def _session(folder: Path) -> dict:
    arguments = [sys.executable, "-m", "tests.bench.session", str(folder)]
    done = subprocess.run(arguments, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    return json.loads(done.stdout.splitlines()[-1])


def _rows(name: str, figures: dict) -> list[str]:
    delays, blocks = figures["delays_ms"], figures["blocks_ms"]
    within = 100 * sum(b <= 16 for b in blocks) / len(blocks)
    return [
        f"{name}: {len(delays)} turns, outcome {figures['outcome']}",
        (
            f"  end of speech -> first sound: p50 {statistics.median(delays):.0f} ms, "
            f"p95 {quantile(delays, 0.95):.0f} ms, longest {max(delays):.0f} ms (goal 1000, 1500)"
        ),
        (
            f"  GUI thread blocked: longest {max(blocks):.0f} ms, {within:.2f} % within 16 ms "
            f"(goal 50 ms, 99 %)"
        ),
        (
            f"  resident memory: highest {figures['peak_mb']:.0f} MB, in the session "
            f"{figures['resident_mb']:.0f} MB (goal 1200; with the synthetic trainee's voice)"
        ),
    ]


def measure(folder: Path) -> None:
    """Play one session in this process and print what was measured as JSON."""
    import resource

    from PySide6.QtWidgets import QApplication

    from tests.bench.heartbeat import Heartbeat
    from trainer_gui.adapters.paths import places
    from trainer_gui.adapters.understudy import model_replies
    from trainer_gui.app import Choices
    from trainer_gui.commands.demo import Demonstration

    qt = QApplication(["bench"])
    choices = Choices(places(folder / "data"), seed=1)
    show = Demonstration(qt, choices, None, model_replies())
    heart = Heartbeat()
    resident: list[float] = []
    show.app.stage.changed.connect(lambda state, _: heart.start() if state.transcript else None)
    show.app.stage.changed.connect(lambda *_: resident.append(_resident_mb()))
    reports: list = []
    show.app.stage.finished.connect(reports.append)
    show.app.stage.finished.connect(lambda _: heart.stop())
    show.begin("C02")
    status = qt.exec()
    show.close()
    report = reports[0]
    figures = {
        "outcome": report.outcome.value,
        "delays_ms": [t.response_ms for t in report.turns if t.response_ms is not None],
        "blocks_ms": heart.blocks_ms,
        "resident_mb": max(resident),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    print(json.dumps(figures))
    raise SystemExit(status)


def _resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 1e6


if __name__ == "__main__":
    measure(Path(sys.argv[1]))
