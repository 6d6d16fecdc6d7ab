# SPDX-License-Identifier: Apache-2.0
"""Every setting, declared once: name, type, default, meaning; the settings page is made of this."""

from collections.abc import Mapping
from dataclasses import Field, dataclass, field, fields
from enum import StrEnum
from typing import Any

from trainer_gui.domain.state import Terms, TurnPolicy
from trainer_gui.domain.taxonomy import Dimension

AS_THE_RULES_SAY = -1
"""A weight that is left to the rules of the score."""


class Section(StrEnum):
    """Where a setting stands on the page, in this order."""

    GENERAL = "general"
    VOICE = "voice"
    DEVICES = "devices"
    TURNS = "turns"
    COACHING = "coaching"
    SCORE = "score"
    ROOM = "room"
    PRIVACY = "privacy"


class Takes(StrEnum):
    """When a change takes effect."""

    NOW = "now"
    SCENE = "scene"
    """From the next scene."""
    START = "start"
    """From the next start of the app."""


class Found(StrEnum):
    """Choices that nobody knows before the app runs."""

    MICROPHONES = "microphones"
    LOUDSPEAKERS = "loudspeakers"
    RECOGNISERS = "recognisers"


def _setting(
    section: Section,
    default: Any,  # noqa: ANN401 - as `field`
    meaning: str,
    *choices: str,
    between: tuple[int, int] | None = None,
    takes: Takes = Takes.NOW,
    found: Found | None = None,
    step: int = 1,
) -> Any:  # noqa: ANN401
    metadata = {
        "section": section,
        "meaning": meaning,
        "choices": choices,
        "between": between,
        "takes": takes,
        "found": found,
        "step": step,
    }
    return field(default=default, metadata=metadata)


def _weight(dimension: str) -> Any:  # noqa: ANN401
    meaning = f"weight of {dimension} in the score, 0-100; -1: as the rules of the score say"
    between = (AS_THE_RULES_SAY, 100)
    return _setting(
        Section.SCORE, AS_THE_RULES_SAY, meaning, between=between, takes=Takes.SCENE, step=5
    )


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user or a branch can choose. Screens and the settings file are made from this."""

    language: str = _setting(Section.GENERAL, "zh", "language of the screens", "zh", "en")
    trainee: str = _setting(
        Section.GENERAL,
        "",
        "name of who practises at this PC; empty: nobody says",
        takes=Takes.SCENE,
    )
    theme: str = _setting(
        Section.GENERAL,
        "auto",
        "colours; auto follows the desktop, projector has more contrast",
        *("auto", "light", "dark", "projector", "projector_dark"),
    )
    text_percent: int = _setting(
        Section.GENERAL,
        100,
        "text size in percent of the desktop's, 80-200",
        between=(80, 200),
        step=10,
    )
    reduced_motion: bool = _setting(Section.GENERAL, default=False, meaning="no moving pictures")
    voice: str = _setting(
        Section.VOICE,
        "auto",
        "the customer's voice engine",
        *("auto", "system", "kokoro", "espeak"),
    )
    voice_cache_mb: int = _setting(
        Section.VOICE,
        300,
        "limit of the rendered lines kept on disk, 10-10000 MB",
        between=(10, 10_000),
        takes=Takes.START,
        step=50,
    )
    microphone: str = _setting(
        Section.DEVICES,
        "",
        "name of the microphone; empty: the system's default",
        found=Found.MICROPHONES,
    )
    loudspeaker: str = _setting(
        Section.DEVICES,
        "",
        "name of the loudspeaker; empty: the system's default",
        found=Found.LOUDSPEAKERS,
    )
    recogniser: str = _setting(
        Section.DEVICES,
        "auto",
        "auto: the best that is here; or one by name, see trainer-gui models",
        takes=Takes.START,
        found=Found.RECOGNISERS,
    )
    recogniser_model: str = _setting(
        Section.DEVICES, "", "folder or name of that recogniser's model", takes=Takes.START
    )
    turn_policy: str = _setting(
        Section.TURNS,
        TurnPolicy.HALF_DUPLEX.value,
        "how a turn begins: hands-free, over the customer too (headphones), or by the space bar",
        *(p.value for p in TurnPolicy),
        takes=Takes.SCENE,
    )
    end_of_turn_ms: int = _setting(
        Section.TURNS,
        800,
        "silence that ends a turn, 500-1500 ms",
        between=(500, 1500),
        takes=Takes.SCENE,
        step=50,
    )
    hints: bool = _setting(
        Section.COACHING,
        default=True,
        meaning="practice shows hints by itself; else they are asked for",
        takes=Takes.SCENE,
    )
    prompts: bool = _setting(
        Section.COACHING,
        default=True,
        meaning="calm lines for the trainee, outside exams",
        takes=Takes.SCENE,
    )
    cool_down: bool = _setting(
        Section.COACHING, default=True, meaning="a minute to breathe after the hardest scenes"
    )
    breath_sound: bool = _setting(
        Section.COACHING, default=False, meaning="that minute has the sound of slow breathing"
    )
    exam_pause: bool = _setting(
        Section.COACHING, default=True, meaning="an exam can be paused", takes=Takes.SCENE
    )
    exam_same: bool = _setting(
        Section.COACHING,
        default=True,
        meaning="everyone is examined on the same wording",
        takes=Takes.SCENE,
    )
    weight_soothing: int = _weight("soothing")
    weight_listening: int = _weight("listening")
    weight_explaining: int = _weight("explaining")
    weight_solution: int = _weight("solution and promises")
    weight_conduct: int = _weight("conduct")
    weight_self_control: int = _weight("self-control")
    room_theme: str = _setting(
        Section.ROOM,
        "projector_dark",
        "colours of the window that a room sees",
        *("projector_dark", "projector"),
    )
    room_screen: str = _setting(
        Section.ROOM, "", "name of the screen that a room sees; empty: found by itself"
    )
    room_names: str = _setting(
        Section.ROOM, "", "names of who takes turns in a room, parted by commas or blanks"
    )
    record: bool = _setting(
        Section.PRIVACY,
        default=True,
        meaning="keep the sound of both sides with the session",
    )
    keep_days: int = _setting(
        Section.PRIVACY,
        90,
        "days that sound is kept, 0-3650; 0: until somebody deletes it",
        between=(0, 3650),
        takes=Takes.START,
        step=10,
    )


def weights(settings: Settings) -> dict[Dimension, float]:
    """What dimensions weigh in the score, where that is not left to its rules."""
    chosen = {d: getattr(settings, f"weight_{d}") for d in Dimension}
    return {d: weight for d, weight in chosen.items() if weight != AS_THE_RULES_SAY}


def terms(settings: Settings) -> Terms:
    """What a scene allows."""
    return Terms(settings.hints, settings.prompts, settings.exam_pause)


def declared() -> tuple[Field[Any], ...]:
    """The declarations, in order."""
    return fields(Settings)


def sections() -> Mapping[Section, tuple[Field[Any], ...]]:
    """The declarations by where they stand on the page."""
    return {s: tuple(f for f in declared() if f.metadata["section"] is s) for s in Section}
