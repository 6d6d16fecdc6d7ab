# SPDX-License-Identifier: Apache-2.0
"""What scenarios hold up as the model is read as what they say it is."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from trainer_gui.understanding.rules import RuleReader

READER = RuleReader()
SCENARIOS = sorted((Path(__file__).parents[2] / "scenarios").glob("*.yaml"))


def models(path: Path) -> Iterator[tuple[str, set[str]]]:
    """Each model answer of a scenario, and the moves it shows."""
    beats: dict[str, Any] = (yaml.safe_load(path.read_text(encoding="utf-8")) or {}).get(
        "beats", {}
    )
    for beat in beats.values():
        for model in beat.get("model") or ():
            moves = model["moves"]
            yield model["say"], {moves} if isinstance(moves, str) else set(moves)


@pytest.mark.parametrize("path", SCENARIOS, ids=[path.stem for path in SCENARIOS])
def test_model_answers(path: Path) -> None:
    claimed = missed = 0
    for say, moves in models(path):
        reading = READER.read((), say)
        assert not reading.faults, say
        claimed += len(moves)
        missed += len(moves - reading.labels)
    assert missed <= claimed * 0.05
