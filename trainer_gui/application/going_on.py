# SPDX-License-Identifier: Apache-2.0
"""A scene that was interrupted, as it is kept, and as it goes on."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from trainer_gui.domain.delivery import Usual
from trainer_gui.domain.dialogue.moment import Moment, moment, taken_up
from trainer_gui.domain.state import State
from trainer_gui.domain.transcript import Turn


@dataclass(frozen=True, slots=True)
class Interrupted:
    """What is kept of a scene under way, besides what its files tell."""

    scenario: str
    """Id of the case."""
    persona: str
    """Id of who plays it."""
    transcript: tuple[Turn, ...]
    now: Moment
    before: Mapping[int, Moment]
    """Where it stood before each reply, by the reply's index: for trying again from there."""


@dataclass(frozen=True, slots=True)
class GoingOn:
    """A scene that goes on where it stopped."""

    state: State
    """Ready to be begun."""
    branches: Mapping[int, State]
    folder: Path
    """Of the session: it goes on there."""

    def by(self, trainee: str, usual: Usual | None) -> "GoingOn":
        """The same for this trainee, who usually speaks like this; branches too."""

        def whose(state: State) -> State:
            return replace(state, trainee=trainee, usual=usual)

        branches = {turn: whose(branch) for turn, branch in self.branches.items()}
        return GoingOn(whose(self.state), branches, self.folder)


def interrupted(state: State, branches: Mapping[int, State]) -> Interrupted:
    """A scene under way, with the branches that its session has."""
    return Interrupted(
        scenario=state.scenario.id,
        persona=state.scenario.persona.id,
        transcript=state.transcript,
        now=moment(state),
        before={turn: moment(branch) for turn, branch in branches.items()},
    )


def going_on(scene: State, kept: Interrupted, folder: Path) -> GoingOn:
    """The scene that was interrupted, to go on; `scene`: the same case, not begun."""
    branches = {t: taken_up(scene, at, kept.transcript) for t, at in kept.before.items()}
    return GoingOn(taken_up(scene, kept.now, kept.transcript), branches, folder)
