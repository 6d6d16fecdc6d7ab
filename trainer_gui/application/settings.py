# SPDX-License-Identifier: Apache-2.0
"""Every setting, declared once: name, type, default, meaning."""

from dataclasses import Field, dataclass, field, fields
from typing import Any

from trainer_gui.domain.state import TurnPolicy
from trainer_gui.domain.taxonomy import Dimension

AS_THE_RULES_SAY = -1
"""A weight that is left to the rules of the score."""


def _setting(
    default: Any,  # noqa: ANN401 - as `field`
    meaning: str,
    *choices: str,
    between: tuple[int, int] | None = None,
) -> Any:  # noqa: ANN401
    metadata = {"meaning": meaning, "choices": choices, "between": between}
    return field(default=default, metadata=metadata)


def _weight(dimension: str) -> Any:  # noqa: ANN401
    meaning = f"weight of {dimension} in the score, 0-100; -1: as the rules of the score say"
    return _setting(AS_THE_RULES_SAY, meaning, between=(AS_THE_RULES_SAY, 100))


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user or a branch can choose. Screens and the settings file are made from this."""

    language: str = _setting("zh", "language of the screens", "zh", "en")
    trainee: str = _setting("", "name of who practises at this PC; empty: nobody says")
    theme: str = _setting(
        "auto",
        "colours; auto follows the desktop, projector has more contrast",
        *("auto", "light", "dark", "projector", "projector_dark"),
    )
    text_percent: int = _setting(
        100, "text size in percent of the desktop's, 80-200", between=(80, 200)
    )
    reduced_motion: bool = _setting(default=False, meaning="no moving pictures")
    voice: str = _setting(
        "auto", "the customer's voice engine", "auto", "system", "kokoro", "espeak"
    )
    recogniser: str = _setting("auto", "whisper, or one that SpeechRecognition reaches, by name")
    recogniser_model: str = _setting("", "folder or name of that recogniser's model")
    microphone: str = _setting("", "name of the microphone; empty: the system's default")
    loudspeaker: str = _setting("", "name of the loudspeaker; empty: the system's default")
    turn_policy: str = _setting(
        TurnPolicy.HALF_DUPLEX.value,
        "how a turn begins: hands-free, or while the space bar is down",
        *(p.value for p in TurnPolicy),
    )
    end_of_turn_ms: int = _setting(
        800, "silence that ends a turn, 500-1500 ms", between=(500, 1500)
    )
    voice_cache_mb: int = _setting(
        300, "limit of the rendered lines kept on disk, 10-10000 MB", between=(10, 10_000)
    )
    weight_soothing: int = _weight("soothing")
    weight_listening: int = _weight("listening")
    weight_explaining: int = _weight("explaining")
    weight_solution: int = _weight("solution and promises")
    weight_conduct: int = _weight("conduct")
    weight_self_control: int = _weight("self-control")
    record: bool = _setting(default=True, meaning="keep the sound of both sides with the session")


def weights(settings: Settings) -> dict[Dimension, float]:
    """What dimensions weigh in the score, where that is not left to its rules."""
    chosen = {d: getattr(settings, f"weight_{d}") for d in Dimension}
    return {d: weight for d, weight in chosen.items() if weight != AS_THE_RULES_SAY}


def declared() -> tuple[Field[Any], ...]:
    """The declarations, in order."""
    return fields(Settings)
