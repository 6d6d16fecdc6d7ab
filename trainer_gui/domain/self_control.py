# SPDX-License-Identifier: Apache-2.0
"""The one calm line for the trainee, when words, voice or the customer's attack call for it."""

from collections import Counter
from collections.abc import Set as AbstractSet
from dataclasses import replace

from trainer_gui.domain.coach import Idea
from trainer_gui.domain.delivery import Delivery, too_fast, too_loud
from trainer_gui.domain.state import Mode, Prompt, State
from trainer_gui.domain.wording import choose

QUIET_S = 20.0
"""At most one prompt in so many seconds."""


def prompt(state: State, triggers: AbstractSet[str], at: float) -> Prompt | None:
    """The prompt to show: for `QUIET_S` the one on screen, then one that a trigger calls for.

    No idea comes twice in a scene before all have had their turn: where none of those that fit is
    left, one of the others, each of which is a calm thought, takes its place.
    """
    silent = state.mode is Mode.EXAM or not state.terms.prompts
    if silent or (state.prompt and at - state.prompt.at < QUIET_S):
        return state.prompt
    if not any(idea.triggers & triggers for idea in state.coach.ideas):
        return None
    used = Counter(p.idea for p in state.prompts_used)
    least = min(used[idea.id] for idea in state.coach.ideas)
    fresh = [idea for idea in state.coach.ideas if used[idea.id] == least]
    fitting = [idea for idea in fresh if idea.triggers & triggers]
    salt = f"prompt{len(state.prompts_used)}"
    idea = choose(fitting or fresh, state.seed, salt)
    return Prompt(idea.id, _wording(idea, state, salt), at)


def prompted(state: State, triggers: AbstractSet[str], at: float) -> State:
    """The state with the prompt that `triggers` call for at that time, in seconds."""
    shown = prompt(state, triggers, at)
    if shown is None or shown == state.prompt:
        return replace(state, prompt=shown)
    return replace(state, prompt=shown, prompts_used=(*state.prompts_used, shown))


def by_voice(state: State, delivery: Delivery | None) -> set[str]:
    """What the way of speaking calls for, against the trainee's own."""
    if delivery is None:
        return set()
    own = replace(delivery, usual=state.usual)
    earlier = tuple(t.delivery for t in state.replies if t.delivery)
    return {
        trigger
        for trigger, holds in (("fast", too_fast), ("loud", too_loud))
        if holds(own, earlier)
    }


def _wording(idea: Idea, state: State, salt: str) -> str:
    """One of the idea's wordings that was shown least often."""
    used = Counter(p.text for p in state.prompts_used)
    fewest = min(used[text] for text in idea.wordings)
    return choose([text for text in idea.wordings if used[text] == fewest], state.seed, salt)
