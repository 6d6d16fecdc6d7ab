# SPDX-License-Identifier: Apache-2.0
"""The nine self-control ideas that are shipped: none twice before all nine had their turn."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.scenes import SCENARIO
from trainer_gui.adapters.scenarios.loader import load_coach
from trainer_gui.domain.self_control import QUIET_S, prompted
from trainer_gui.domain.state import new_state

COACH = load_coach(Path(__file__).parents[1] / "scenarios" / "coach.yaml")


@pytest.mark.parametrize("trigger", ["attack", "fast", "loud", "silence", "interrupted", "blame"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_idea_and_no_line_comes_twice_before_all_nine_were_used(trigger: str, seed: int):
    state = replace(new_state(SCENARIO, COACH), seed=seed)
    for i in range(18):
        state = prompted(state, {trigger}, i * QUIET_S)
    first, second = state.prompts_used[:9], state.prompts_used[9:]
    ideas = {idea.id for idea in COACH.ideas}
    assert len(ideas) == 9
    assert {p.idea for p in first} == {p.idea for p in second} == ideas
    assert len({p.text for p in state.prompts_used}) == 18
