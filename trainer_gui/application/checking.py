# SPDX-License-Identifier: Apache-2.0
"""A microphone check as it goes on, and what is remembered of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from trainer_gui.domain.delivery import Usual
from trainer_gui.domain.speech.sound_check import Checked, Finding


class CheckStep(StrEnum):
    """What the trainee is to do now."""

    READY = "ready"
    QUIET = "quiet"
    """Say nothing: the room is measured."""
    ECHO = "echo"
    """Listen: our own sound is played."""
    READ = "read"
    """Read the sentence."""
    THINKING = "thinking"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Check:
    """A check at one moment."""

    step: CheckStep = CheckStep.READY
    sentence: str = ""
    progress: float = 0.0
    """Of the step, 0-1."""
    heard: str = ""
    """Of the sentence, so far."""
    result: Checked | None = None


@dataclass(frozen=True, slots=True)
class Remembered:
    """What is kept of a check: for a device, and for whoever spoke into it."""

    device: str
    trainee: str
    on: date
    findings: tuple[Finding, ...]
    usual: Usual | None


def last_of(device: str, kept: Iterable[Remembered]) -> Remembered | None:
    """The latest check of a device, whoever made it."""
    return max((r for r in kept if r.device == device), key=lambda r: r.on, default=None)


def usual_of(device: str, trainee: str, kept: Iterable[Remembered]) -> Usual | None:
    """How somebody speaks at ease into a device; None where nobody measured it."""
    own = (r for r in kept if (r.device, r.trainee) == (device, trainee))
    latest = max((r for r in own if r.usual is not None), key=lambda r: r.on, default=None)
    return latest.usual if latest else None


def with_result(
    kept: Iterable[Remembered], checked: Checked, trainee: str, on: date
) -> tuple[Remembered, ...]:
    """`kept` and a new check, in place of the same person's earlier one of the same device.

    A check that understood too little leaves what was known of the way of speaking.
    """
    before = tuple(kept)
    usual = checked.usual or usual_of(checked.device, trainee, before)
    new = Remembered(checked.device, trainee, on, checked.findings, usual)
    same = (checked.device, trainee)
    return (*(r for r in before if (r.device, r.trainee) != same), new)
