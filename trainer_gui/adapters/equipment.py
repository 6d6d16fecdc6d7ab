# SPDX-License-Identifier: Apache-2.0
"""What a stage is made with."""

from collections.abc import Callable
from dataclasses import dataclass

from trainer_gui.adapters.listening.sound import AudioInput
from trainer_gui.adapters.paths import Places
from trainer_gui.adapters.sessions.store import Writer
from trainer_gui.adapters.voice.loudspeakers import Loudspeakers
from trainer_gui.application.ports import Post, Reader, Recogniser, Synthesiser
from trainer_gui.application.settings import Settings


@dataclass(frozen=True, slots=True)
class Equipment:
    """Tests and the demonstration bring some of it themselves."""

    places: Places
    settings: Settings
    reader: Callable[[], Reader]
    """Makes the understanding; called once."""
    write_report: Writer
    load_voice: Callable[[], Synthesiser] | None = None
    load_recogniser: Callable[[], Recogniser] | None = None
    audio_input: Callable[[Post], AudioInput] | None = None
    """Makes the input, given where events go; None: the microphone."""
    loudspeakers: Loudspeakers | None = None
    """None: the system's."""
