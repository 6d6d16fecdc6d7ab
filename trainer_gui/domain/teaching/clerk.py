# SPDX-License-Identifier: Apache-2.0
"""Whom the trainee learns from: the clerk, where the app speaks in the trainee's place."""

from trainer_gui.domain.effects import Utterance
from trainer_gui.domain.emotion import Band
from trainer_gui.domain.persona import VoiceStyle
from trainer_gui.domain.scenario import Customer


def clerk_says(text: str, customer: Customer) -> Utterance:
    """Calmly, and in a voice that nobody takes for the customer's."""
    woman = customer.voice.timbre.endswith("woman")
    return Utterance((text,), VoiceStyle("young_man" if woman else "young_woman"), Band.CALM)
