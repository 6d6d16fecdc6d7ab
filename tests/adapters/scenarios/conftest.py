# SPDX-License-Identifier: Apache-2.0
"""Writes the example to a folder."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.adapters.scenarios.example import COACH, LESSON, PERSONA, SCENE

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a folder of a scene, a persona, a coach's file, a lesson; each may be replaced."""

    def write(
        scene: str | bytes = SCENE,
        persona: str = PERSONA,
        coach: str = COACH,
        lesson: str = LESSON,
    ) -> Path:
        (tmp_path / "lessons").mkdir(exist_ok=True)
        (tmp_path / "lessons" / "L01.yaml").write_text(lesson, encoding="utf-8")
        (tmp_path / "personas").mkdir(exist_ok=True)
        (tmp_path / "personas" / "regular.yaml").write_text(persona, encoding="utf-8")
        (tmp_path / "coach.yaml").write_text(coach, encoding="utf-8")
        data = scene if isinstance(scene, bytes) else scene.encode()
        (tmp_path / "T01.yaml").write_bytes(data)
        return tmp_path / "T01.yaml"

    return write


@pytest.fixture
def scene() -> str:
    return SCENE
