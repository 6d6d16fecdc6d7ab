# SPDX-License-Identifier: Apache-2.0
"""Takes down the model answers of all scenarios, for the next training to learn from.

`python -m trainer_gui.understanding.training.answers` writes answers.jsonl. Training reads that
file and not the scenarios: a scene that is reworded does not change what `make train` makes.
"""

import json
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import yaml

from trainer_gui.understanding.training.corpus import ANSWERS_FILE

SCENARIOS = Path(__file__).parents[3] / "scenarios"


def main() -> int:
    """Write them, a line each."""
    lines = [
        json.dumps(record, ensure_ascii=False)
        for path in sorted(SCENARIOS.glob("*.yaml"))
        for record in _answers(path)
    ]
    ANSWERS_FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write(f"answers: {len(lines)} model answers\n")
    return 0


def _answers(path: Path) -> Iterator[dict[str, Any]]:
    """Each model answer of a scenario, with a line that it answers and the moves it claims."""
    scenario = yaml.safe_load(path.read_text(encoding="utf-8"))
    models = (
        (next(chain.from_iterable(beat.get("lines", {}).values()), ""), model)
        for beat in scenario.get("beats", {}).values()
        for model in beat.get("model", ())
    )
    for number, (line, model) in enumerate(models):
        moves = model["moves"]
        yield {
            "id": f"{path.stem} {number}",
            "case": path.stem,
            "line": line,
            "reply": model["say"],
            "moves": [moves] if isinstance(moves, str) else moves,
        }


if __name__ == "__main__":
    sys.exit(main())
