# SPDX-License-Identifier: Apache-2.0
"""What a scene does without, when devices or engines fail: it goes on typed, or is read."""

from trainer_gui.domain.events import Device
from trainer_gui.domain.state import State

EARS = frozenset({Device.MICROPHONE, Device.RECOGNISER})
"""Without one of them replies are typed."""
MOUTH = frozenset({Device.VOICE, Device.LOUDSPEAKER})
"""Without one of them her lines are read as captions."""
SILENCE_S = 15.0
"""How long the customer waits before she asks whether anyone is there."""
TYPING_SILENCE_S = 40.0
"""The same where the reply has to be typed."""


def is_deaf(state: State) -> bool:
    """Whether a spoken reply can't be heard now."""
    return not EARS.isdisjoint(state.troubles)


def is_mute(state: State) -> bool:
    """Whether the customer's lines can only be read now."""
    return not MOUTH.isdisjoint(state.troubles)


def silence_s(state: State) -> float:
    """How long the customer bears silence now, in seconds."""
    return TYPING_SILENCE_S if is_deaf(state) else SILENCE_S
