# SPDX-License-Identifier: Apache-2.0
"""The one calm line for the trainee, when words, voice or the customer's attack call for it."""

from collections.abc import Set as AbstractSet
from dataclasses import replace

from trainer_gui.domain.state import Mode, Prompt, State
from trainer_gui.domain.wording import choose

QUIET_S = 20.0
"""At most one prompt in so many seconds."""


def prompt(state: State, triggers: AbstractSet[str], at: float) -> Prompt | None:
    """The prompt to show: for `QUIET_S` the one on screen, then one that a trigger calls for.

    No wording comes twice in a scene before all of the ideas that fit have been used up.
    """
    if state.mode is Mode.EXAM or (state.prompt and at - state.prompt.at < QUIET_S):
        return state.prompt
    fitting = [
        (idea.id, text)
        for idea in state.coach.ideas
        if idea.triggers & triggers
        for text in idea.wordings
    ]
    if not fitting:
        return None
    used = state.prompts_used
    fewest = min(used.count(text) for _, text in fitting)
    fresh = [(idea, text) for idea, text in fitting if used.count(text) == fewest]
    idea, text = choose(fresh, state.seed, f"prompt{len(used)}")
    return Prompt(idea, text, at)


def prompted(state: State, triggers: AbstractSet[str], at: float) -> State:
    """The state with the prompt that `triggers` call for at that time, in seconds."""
    shown = prompt(state, triggers, at)
    if shown is None or shown == state.prompt:
        return replace(state, prompt=shown)
    return replace(state, prompt=shown, prompts_used=(*state.prompts_used, shown.text))
