# SPDX-License-Identifier: Apache-2.0
"""What the debrief and the written report show of a finished scene."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from trainer_gui.application.coaching import (
    Pledge,
    Remark,
    Turning,
    pledges,
    to_change,
    turning_point,
    well_done,
)
from trainer_gui.application.what_if import WhatIf
from trainer_gui.domain.emotion import Emotion
from trainer_gui.domain.room import Answer
from trainer_gui.domain.scenario import LOST, Outcome, Scenario
from trainer_gui.domain.scoring import Score, score
from trainer_gui.domain.state import Mode, State
from trainer_gui.domain.transcript import TRAINER, Turn


class Verdict(StrEnum):
    """What a scene counts as."""

    PASSED = "passed"
    FAILED = "failed"
    UNFINISHED = "unfinished"
    UNRATED = "unrated"
    STEERED = "steered"
    """A trainer had a hand in it: it says nothing of anybody alone."""


@dataclass(frozen=True, slots=True)
class Report:
    """A finished scene: the customer's outcome, technique and self-control, kept apart."""

    scenario: Scenario
    mode: Mode
    seed: int
    outcome: Outcome
    ending_title: str
    ending_comment: str
    turns: tuple[Turn, ...]
    score: Score
    folder: Path | None
    """Where the session is kept."""
    has_audio: bool = False
    trainee: str = ""
    """Who practised; empty: nobody said."""
    well: tuple[Remark, ...] = ()
    """What was done well, what counts most first."""
    change: tuple[Remark, ...] = ()
    """What to change, with a better wording where the scene has one."""
    turning: Turning | None = None
    """The reply that decided it."""
    pledges: tuple[Pledge, ...] = ()
    """Promises that were made."""
    answers: tuple[Answer, ...] = ()
    """What the room would have said."""
    taken_back: tuple[tuple[Turn, ...], ...] = ()
    """Turns that a trainer took back."""
    what_if: WhatIf | None = None
    """How it would have gone with a better answer, where that was played."""

    @property
    def steered(self) -> bool:
        """Whether a trainer moved the customer, chose her words, or took turns back."""
        causes = (c.what for turn in self.turns for c in turn.causes)
        return bool(self.taken_back) or TRAINER in causes

    @property
    def verdict(self) -> Verdict:
        """Passed with the mark, without a red line, at an ending that keeps the customer."""
        if self.score.passed is None:
            return Verdict.UNRATED
        if self.steered:
            return Verdict.STEERED
        if self.outcome is Outcome.STOPPED:
            return Verdict.UNFINISHED
        return Verdict.PASSED if self.score.passed and self.outcome not in LOST else Verdict.FAILED

    @property
    def emotion_start(self) -> Emotion:
        """What the customer felt at the start."""
        return self.scenario.emotion


def report(state: State, folder: Path | None = None, *, has_audio: bool = False) -> Report:
    """The report of `state`, finished or not."""
    result = score(state.rulebook, state.transcript, state.scenario)
    ending, turns = state.ending, state.transcript
    outcome = ending.outcome if ending else Outcome.STOPPED
    return Report(
        scenario=state.scenario,
        mode=state.mode,
        seed=state.seed,
        outcome=outcome,
        ending_title=ending.title if ending else "",
        ending_comment=ending.comment if ending else "",
        turns=turns,
        score=result,
        folder=folder,
        has_audio=has_audio,
        trainee=state.trainee,
        well=tuple(well_done(result.points, turns, state.rulebook)),
        change=tuple(to_change(result.points, turns, state.rulebook, state.scenario)),
        turning=turning_point(turns, outcome, result),
        pledges=tuple(pledges(turns, state.scenario)),
        answers=state.room.answers,
        taken_back=state.room.taken_back,
    )
