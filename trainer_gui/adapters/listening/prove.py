# SPDX-License-Identifier: Apache-2.0
"""Loads a model and lets it hear a second of silence, in a process of its own.

The engines end the process on a model that is not of the kind they expect, as a model that does not
listen while one speaks: so that is found here, before the trainer loads it.
"""

import subprocess
import sys
from pathlib import Path

from trainer_gui.application.errors import EngineError

PATIENCE_S = 120


def prove(folder: Path) -> None:
    """Find out whether the model in `folder` works on this PC.

    Raises:
        EngineError: It does not; one line.
    """
    command = [sys.executable, "-m", __name__, str(folder)]
    try:
        done = subprocess.run(  # noqa: S603 - our own module
            command,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=PATIENCE_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise EngineError(f"{folder.name}: does not load on this PC; get another model") from error
    if done.returncode:
        told = (done.stderr.strip().splitlines() or ["it ended without a word"])[-1]
        raise EngineError(f"{folder.name}: does not work here ({told}); get another model")


def main(folder: Path) -> int:
    """Try it; the last line on standard error says what is wrong."""
    from trainer_gui.adapters.listening.choose import load_model  # noqa: PLC0415 - heavy
    from trainer_gui.adapters.listening.models import model_at  # noqa: PLC0415
    from trainer_gui.application.ports import Pcm  # noqa: PLC0415

    model = model_at(folder)
    if model is None:
        raise EngineError("it is no model")
    load_model(model, 1).hear(Pcm(bytes(32_000), 16_000))
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(Path(sys.argv[1])))
    except EngineError as error:
        sys.exit(str(error))
