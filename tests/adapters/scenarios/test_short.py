# SPDX-License-Identifier: Apache-2.0
"""What is common is short: a whole scene of ten turns in less than 120 lines."""

import shutil
from pathlib import Path

from trainer_gui.adapters.paths import shipped
from trainer_gui.adapters.scenarios.lint import lint
from trainer_gui.adapters.scenarios.loader import load_scenario
from trainer_gui.application.typed_scene import TypedScene
from trainer_gui.domain.scenario import Outcome
from trainer_gui.domain.state import new_state
from trainer_gui.understanding.reader import Reader

SHORT = Path(__file__).parent / "short" / "T10.yaml"
READER = Reader()


def test_ten_turns_in_120_lines(tmp_path: Path):
    assert len(SHORT.read_text(encoding="utf-8").splitlines()) <= 120
    for folder in ("lines", "personas"):
        shutil.copytree(shipped("scenarios") / folder, tmp_path / folder)
    shutil.copy(shipped("scenarios") / "coach.yaml", tmp_path)
    path = Path(shutil.copy(SHORT, tmp_path))
    assert [str(f) for f in lint([path], reader=READER)] == []

    scene = TypedScene(new_state(load_scenario(path)), READER)
    while not scene.ended:
        scene.reply(scene.session.state.beat.models[0].say)
    assert len(scene.session.state.replies) == 10
    assert scene.session.state.ending.outcome is Outcome.SATISFIED
