# SPDX-License-Identifier: Apache-2.0
"""From asking for a line to its sound, and from stopping it to silence, at the sound server.

A tone on the loudspeaker of `tools/headless.sh`; once more with a GUI thread that is busy for 50 ms
of every 70.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator

import numpy as np


def run() -> Iterator[str]:
    """Rows of a table."""
    if "PULSE_SERVER" not in os.environ:
        yield "no PulseAudio: run it through tools/headless.sh"
        return
    for name, options in (("idle", ()), ("busy", ("--busy",))):
        with tempfile.TemporaryDirectory() as cache:
            done = subprocess.run(
                [sys.executable, "-m", "tests.adapters.voice.real_sound", "hum", cache, *options],
                env={**os.environ, "PULSE_IS_THERE": "1"},
                capture_output=True,
                text=True,
                check=True,
            )
        told = json.loads(done.stdout)
        first = [told[line]["first_sound_ms"] for line in ("uncached", "cached")]
        gaps = [sum(told[line]["gaps_ms"]) for line in ("uncached", "cached")]
        late = [told[line]["last_sound_after_finished_ms"] for line in ("uncached", "cached")]
        yield (
            f"{name} window: first sound {np.max(first):.0f} ms (<= 300), "
            f"gaps {np.max(gaps):.0f} ms (<= 250), "
            f"told to be over {np.max(np.abs(late)):.0f} ms off (<= 150), "
            f"silent {told['stopped']['silent_after_ms']:.0f} ms after a stop (<= 150)"
        )
