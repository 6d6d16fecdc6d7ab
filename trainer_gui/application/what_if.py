# SPDX-License-Identifier: Apache-2.0
"""How a scene would have gone with a better answer: the engine plays it on, in silence."""

from collections.abc import Sequence
from dataclasses import dataclass

from trainer_gui.application.ports import Reader
from trainer_gui.application.typed_scene import TypedScene
from trainer_gui.domain.scenario import Ending, ModelAnswer
from trainer_gui.domain.state import State
from trainer_gui.domain.transcript import Speaker, Turn


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The other way that a scene could have taken."""

    turn: int
    """Index of the reply that is another; what lies before it is as it was."""
    turns: tuple[Turn, ...]
    """The whole transcript of the other way."""
    own: frozenset[int]
    """Indices of later replies that are the trainee's own words; all others are model answers."""
    ending: Ending | None
    """None: it is not over where the trainee's replies run out."""

    @property
    def better(self) -> Turn:
        """The better answer."""
        return self.turns[self.turn]

    @property
    def answer(self) -> tuple[Turn, ...]:
        """What would have been said to it."""
        rest = self.turns[self.turn + 1 :]
        until = next((i for i, t in enumerate(rest) if t.who is Speaker.TRAINEE), len(rest))
        return rest[:until]

    @property
    def anger(self) -> float:
        """The customer's anger in the end."""
        return self.turns[-1].emotion.anger


def what_if(branch: State, better: ModelAnswer, later: Sequence[Turn], reader: Reader) -> WhatIf:
    """Play a scene on from a branch of it, with a better answer.

    The trainee's later replies are kept where they answer the same beat as they did; where the
    other way leads elsewhere a model answer of that place stands in for them.

    Args:
        branch: The scene as it was before the reply.
        better: What is said in place of that reply.
        later: The trainee's replies after it.
        reader: Understands them; takes its time.
    """
    scene = TypedScene(branch, reader)
    turn = len(scene.session.state.transcript)
    scene.reply(better.say)
    own = set()
    for said in later:
        state = scene.session.state
        if scene.ended or state.beat is None:
            break
        same = state.beat_id == said.beat and bool(said.text.strip())
        if same:
            own.add(len(state.transcript))
        elif not state.beat.models:
            break
        scene.reply(said.text if same else fullest(state.beat.models).say)
    state = scene.session.state
    return WhatIf(turn, state.transcript, frozenset(own), state.ending)


def fullest(models: Sequence[ModelAnswer], labels: frozenset[str] = frozenset()) -> ModelAnswer:
    """The model answer that adds most to a reply with these labels; the first of several."""
    return max(models, key=lambda m: len(m.moves - labels))
