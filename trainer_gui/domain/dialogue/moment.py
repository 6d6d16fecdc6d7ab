# SPDX-License-Identifier: Apache-2.0
"""Where an interrupted scene stands, and the scene taken up there again.

A moment holds what neither the scene's files nor the settings tell. Whoever takes it up hears the
customer's last line once more, and what was to be said before it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from trainer_gui.domain.effects import CUSTOMER, Utterance
from trainer_gui.domain.emotion import Emotion
from trainer_gui.domain.state import Mode, Prompt, State
from trainer_gui.domain.transcript import Speaker, Turn

ALONE = frozenset({Mode.PRACTICE, Mode.CHALLENGE})
"""An exam is taken in one go, and before a room the trainer leads."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A place in a scene, between two turns."""

    mode: Mode
    seed: int
    beat_id: str
    emotion: Emotion
    turns: int
    """How many turns are over: what the customer has said since, she says again."""
    to_say: tuple[Utterance, ...]
    """What is said first, her own line last."""
    spoken: tuple[str, ...]
    known: frozenset[str]
    happened: frozenset[str]
    visits: Mapping[str, int]
    hint: str
    hints_asked: int
    wordings_asked: int
    prompts_used: tuple[Prompt, ...]
    played: frozenset[str]


def goes_on(state: State) -> bool:
    """Whether a scene that is left now can be taken up again: begun alone, and not over."""
    return state.mode in ALONE and state.ending is None and bool(state.replies)


def moment(state: State) -> Moment:
    """Where `state` stands."""
    line = state.line or state.held
    anew = line is not None and (line.counts or line.utterance.speaker != CUSTOMER)
    to_say = ((line.utterance,) if line and anew else ()) + state.queue
    if not to_say and state.last_line is not None:
        to_say = (state.last_line,)
    places = enumerate(state.transcript, 1)
    return Moment(
        mode=state.mode,
        seed=state.seed,
        beat_id=state.beat_id,
        emotion=state.emotion,
        turns=max((i for i, t in places if t.who is not Speaker.CUSTOMER), default=0),
        to_say=to_say,
        spoken=state.spoken,
        known=state.known,
        happened=state.happened,
        visits=state.visits,
        hint=state.hint,
        hints_asked=state.hints_asked,
        wordings_asked=state.wordings_asked,
        prompts_used=state.prompts_used,
        played=state.played,
    )


def taken_up(scene: State, at: Moment, transcript: Sequence[Turn]) -> State:
    """A scene that has not begun, ready to be begun at a moment of its transcript."""
    return replace(
        scene,
        mode=at.mode,
        seed=at.seed,
        beat_id=at.beat_id,
        emotion=at.emotion,
        transcript=tuple(transcript[: at.turns]),
        queue=at.to_say,
        spoken=at.spoken,
        known=at.known,
        happened=at.happened,
        visits=at.visits,
        hint=at.hint,
        hints_asked=at.hints_asked,
        wordings_asked=at.wordings_asked,
        prompts_used=at.prompts_used,
        played=at.played,
    )
