# SPDX-License-Identifier: Apache-2.0
"""The voice and the ears of the running app: made when first wanted, by the settings of the moment.

What is said and what is captured is handed on, for a recording.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from trainer_gui.adapters.bridge import Bridge
from trainer_gui.adapters.equipment import Equipment
from trainer_gui.adapters.listening.activity import Timing
from trainer_gui.adapters.listening.choose import choose_recogniser
from trainer_gui.adapters.listening.echo import Played
from trainer_gui.adapters.listening.listener import VoiceListener
from trainer_gui.adapters.listening.microphone import Microphone
from trainer_gui.adapters.listening.models import installed
from trainer_gui.adapters.listening.sound import RATE
from trainer_gui.adapters.voice.cache import Cache
from trainer_gui.adapters.voice.choose import choose_synthesiser
from trainer_gui.adapters.voice.loudspeakers import Loudspeakers
from trainer_gui.adapters.voice.speaker import Speaker
from trainer_gui.application.ports import Clock, Pcm, Post, Recogniser, Synthesiser
from trainer_gui.application.settings import Settings
from trainer_gui.domain.state import TurnPolicy

Record = Callable[[str, Pcm, float], None]
"""Takes sound of a side (`trainee` or `customer`) and when it began; on any thread."""


class Instruments(QObject):
    """Owns the devices and the threads of sound; lives on the GUI thread."""

    def __init__(
        self,
        equipment: Equipment,
        bridge: Bridge,
        clock: Clock,
        record: Record,
        parent: QObject | None = None,
    ) -> None:
        """Open nothing yet."""
        super().__init__(parent)
        self._equipment = equipment
        self._bridge = bridge
        self._clock = clock
        self._record = record
        self.settings = equipment.settings
        """As they are now; changed by `use`."""
        self.loudspeakers = equipment.loudspeakers or Loudspeakers(self.settings.loudspeaker, self)
        self.speaker: Speaker | None = None
        """None until somebody wants a voice."""
        self._listener: VoiceListener | None = None
        self._microphone: Microphone | None = None
        self._overhearing: Callable[[Pcm], None] | None = None
        self._played = Played()

    @property
    def policy(self) -> TurnPolicy:
        """How a turn begins and ends."""
        return TurnPolicy(self.settings.turn_policy)

    def voice(self) -> Speaker:
        """What is said comes out here; made when it is first wanted."""
        if self.speaker is None:
            limit = self.settings.voice_cache_mb * 1024 * 1024
            self.speaker = Speaker(
                self._engine(),
                Cache(self._equipment.places.cache / "voice", limit),
                self._bridge.post,
                self._clock,
                self.loudspeakers,
                on_level=self._bridge.customer_level.emit,
                on_played=self._on_played,
                parent=self,
            )
        return self.speaker

    def ears(self) -> VoiceListener:
        """The microphone and the recogniser; made when they are first wanted."""
        if self._listener is None:
            equipment = self._equipment
            self._listener = VoiceListener(
                self._bridge.post,
                self._clock,
                (equipment.audio_input or self._open_microphone)(self._bridge.post),
                equipment.load_recogniser or partial(self._recogniser, self.settings),
                on_level=self._bridge.microphone_level.emit,
                on_captured=self._on_captured,
                played=self._played,
            )
            self.take_turns()
        return self._listener

    def use(self, settings: Settings) -> None:
        """Go by other settings: devices and voice from now on, turns when they are next taken."""
        before, self.settings = self.settings, settings
        if settings.loudspeaker != before.loudspeaker:
            self.loudspeakers.choose(settings.loudspeaker)
        if self._microphone is not None and settings.microphone != before.microphone:
            self._microphone.choose(settings.microphone)
        if self.speaker is not None and settings.voice != before.voice:
            self.speaker.load(self._engine())

    def take_turns(self) -> None:
        """Turns end as the settings say from now on."""
        if self._listener is not None:
            timing = Timing(end_s=self.settings.end_of_turn_ms / 1000)
            held = self.policy is TurnPolicy.PRESS_TO_TALK
            self._listener.take_turns(timing, press_to_talk=held)

    def overhear(self, take: Callable[[Pcm], None] | None) -> None:
        """Give what the ears capture to `take`, on their thread; None: to be recorded again."""
        self._overhearing = take

    def close(self) -> None:
        """End all threads and devices."""
        for part in (self._listener, self.speaker):
            if part is not None:
                part.close()

    def _engine(self) -> Callable[[], Synthesiser]:
        return self._equipment.load_voice or partial(choose_synthesiser, self.settings.voice)

    def _recogniser(self, settings: Settings) -> Recogniser:
        """On the recogniser's thread."""
        return choose_recogniser(
            settings.recogniser,
            model=settings.recogniser_model,
            models=installed(self._equipment.places),
        )

    def _open_microphone(self, post: Post) -> Microphone:
        self._microphone = Microphone(post, self.settings.microphone, self)
        return self._microphone

    def _on_played(self, sound: Pcm, at: float) -> None:
        """On the player's thread."""
        self._played.hear(sound, at)
        self._record("customer", sound, at)

    def _on_captured(self, data: bytes, at: float) -> None:
        """On the thread of the ears."""
        sound, overhearing = Pcm(data, RATE), self._overhearing
        if overhearing is not None:
            overhearing(sound)
        else:
            self._record("trainee", sound, at)
