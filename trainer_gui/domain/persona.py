# SPDX-License-Identifier: Apache-2.0
"""A customer type: how its emotion answers to moves and faults, and how it sounds."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from trainer_gui.domain.condition import Bound
from trainer_gui.domain.emotion import Shift
from trainer_gui.domain.wording import Lines


@dataclass(frozen=True, slots=True)
class VoiceStyle:
    """How a person sounds when calm; anger comes on top."""

    timbre: str = "woman"
    """One of `TIMBRES`; each voice engine maps it to a voice of its own."""
    rate: float = 1.0
    """1.0 is the engine's ordinary speed."""
    pitch: float = 1.0
    """1.0 is the voice's own pitch."""
    pause: float = 1.0
    """Factor on the silences between clauses and sentences."""
    breath: float = 1.0
    """How loud the breath between sentences is, once there is anger to hear in it."""
    heat: float = 1.0
    """How much of the anger is heard: below 1 for those who swallow it."""


TIMBRES = ("woman", "young_woman", "old_woman", "man", "young_man", "old_man")


@dataclass(frozen=True, slots=True)
class Tone:
    """How a type speaks, whoever it is: factors on the person's voice."""

    rate: float = 1.0
    pitch: float = 1.0
    pause: float = 1.0
    breath: float = 1.0
    heat: float = 1.0

    def over(self, voice: VoiceStyle) -> VoiceStyle:
        """The voice of a person who was written for another type."""
        return replace(voice, rate=voice.rate * self.rate, pitch=voice.pitch * self.pitch)

    def within(self, voice: VoiceStyle) -> VoiceStyle:
        """A person's voice with this type's pauses, breath and heat."""
        return replace(
            voice,
            pause=voice.pause * self.pause,
            breath=voice.breath * self.breath,
            heat=voice.heat * self.heat,
        )


@dataclass(frozen=True, slots=True)
class CutIn:
    """How somebody loses patience with a reply that goes on and on, or does not come out."""

    lines: Lines
    """What she says then, in place of a retort."""
    after: int = 50
    """Characters that she hears out."""
    anger: Bound | None = None
    """Only in this mood."""
    hesitating: Lines = field(default_factory=dict)
    """What she says to who looks for words; empty: she waits."""
    pause: float = 0.5
    """How long she waits for the words that are missing, once that is clear, in seconds."""


@dataclass(frozen=True, slots=True)
class Persona:
    """A customer type.

    A reaction is the shift at the first use of a label. Repeats count less (`fatigue` to the power
    of earlier uses), and a move in `cool_first` counts only `hot_factor` of its good while the
    customer is angry or furious and has not been soothed in the same reply. Of several faults in
    one reply the worst counts in full, each of the others `further_fault` of its own.
    """

    id: str
    name: str
    description: str = ""
    reactions: Mapping[str, Shift] = field(default_factory=dict)
    unmoved: Shift = Shift(anger=3, patience=-6)
    """When a reply does nothing that this persona reacts to."""
    silence: Shift = Shift(anger=5, patience=-10)
    """Each time the trainee stays silent until the customer speaks again."""
    interrupted: Shift = Shift(anger=8, trust=-4)
    """When the trainee cuts in."""
    fatigue: float = 0.5
    further_fault: float = 0.2
    cool_first: frozenset[str] = frozenset(
        {"explain", "advise", "decline", "reframe", "closed_question", "expectation"}
    )
    hot_factor: float = 0.3
    soothing: frozenset[str] = frozenset({"empathy", "apology", "own_fault", "calm", "comfort"})
    tone: Tone = Tone()
    """Its voice; rate and pitch count where it plays a case that was written for another type."""
    habits: Lines = field(default_factory=dict)
    """What it has a way of saying before a line there."""
    retorts: Mapping[str, Lines] = field(default_factory=dict)
    """What it throws back at a label, its nudges, its words before a repetition, how it cuts in:
    there in place of the case's own, and in its own cases where they have none."""
    nudges: Lines = field(default_factory=dict)
    repeats: Lines = field(default_factory=dict)
    cuts_in: CutIn | None = None
