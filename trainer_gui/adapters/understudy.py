# SPDX-License-Identifier: Apache-2.0
"""The understudy: a trainee without a person, who answers each line of a scene by voice.

From its mouth on, everything is as with a person: a virtual microphone where there is one, else the
port that the microphone would feed.
"""

import threading
from collections.abc import Callable
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from trainer_gui.adapters.clock import SceneClock
from trainer_gui.adapters.listening.sound import RATE, FedInput
from trainer_gui.adapters.paths import Places
from trainer_gui.adapters.sessions.recording import resampled
from trainer_gui.adapters.stage import Stage
from trainer_gui.adapters.voice.cache import Cache, cache_key
from trainer_gui.adapters.voice.output import Output
from trainer_gui.adapters.voice.player import Player, Signs
from trainer_gui.adapters.voice.say import render
from trainer_gui.adapters.worker import BEHIND, Worker, tell_bug
from trainer_gui.application.ports import Pcm, Synthesiser
from trainer_gui.domain.events import Event, LineStarted, NothingHeard
from trainer_gui.domain.persona import VoiceStyle
from trainer_gui.domain.state import Phase, State

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioDevice

VIRTUAL_MICROPHONE = "MicFeed"
"""Description of the loudspeaker whose sound the virtual microphone hears."""
VOICE = VoiceStyle("man")
CALM = 20.0
_BREATH_MS = 400
_CHUNK_S = 0.02


class Mouth(Protocol):
    """Where the understudy's voice goes."""

    def speak(self, speech: Pcm) -> None:
        """Say it; returns at once."""

    def close(self) -> None:
        """Fall silent and end."""


class VirtualMicrophone:
    """A `Mouth` before a virtual microphone of the sound system."""

    def __init__(self, device: "QAudioDevice") -> None:
        """Start the thread. `device`: what `virtual_microphone` found."""
        signs = Signs(lambda *_: None, lambda *_: None, lambda *_: None)
        self._player = Player(signs, SceneClock())
        self._player.use(partial(Output, device))
        self._ids = count()

    def speak(self, speech: Pcm) -> None:
        """Say it through the device."""
        self._player.play(next(self._ids), speech, last=True)

    def close(self) -> None:
        """End the player's thread."""
        self._player.close()


def virtual_microphone() -> "QAudioDevice | None":
    """The loudspeaker that the virtual microphone hears; None where there is none."""
    try:
        from PySide6.QtMultimedia import QMediaDevices  # noqa: PLC0415 - fails without libpulse0
    except ImportError:
        return None
    outputs = QMediaDevices.audioOutputs()
    return next((d for d in outputs if d.description() == VIRTUAL_MICROPHONE), None)


class FedMouth:
    """A `Mouth` at the capture port: sound at the pace of a microphone, silence in between."""

    def __init__(self, port: FedInput) -> None:
        """Start the thread."""
        self._port = port
        self._lock = threading.Lock()
        self._waiting = b""
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="mouth")
        self._thread.start()

    def speak(self, speech: Pcm) -> None:
        """Say it after what is being said."""
        with self._lock:
            self._waiting += resampled(speech).tobytes()

    def close(self) -> None:
        """End the thread."""
        self._closing.set()
        self._thread.join()

    def _run(self) -> None:
        size = int(RATE * _CHUNK_S) * 2
        clock, due = SceneClock(), 0.0
        while not self._closing.wait(max(0.0, due - clock())):
            due += _CHUNK_S
            with self._lock:
                chunk, self._waiting = self._waiting[:size], self._waiting[size:]
            self._port.feed(chunk.ljust(size, b"\0"))


class Understudy(QObject):
    """Answers by voice until the scene ends. Lives on the GUI thread."""

    speaking = Signal(str)
    """A reply that begins to sound."""

    _rendered = Signal(int, object)

    def __init__(
        self,
        stage: Stage,
        mouth: Mouth,
        load_voice: Callable[[], Synthesiser],
        cache: Cache,
        *,
        replies: Callable[[State], str],
        parent: QObject | None = None,
    ) -> None:
        """Wait for the scene's first line.

        Args:
            stage: Where the scene is played.
            mouth: Where the voice goes; closed with the understudy.
            load_voice: Makes the voice, on a worker, when the first reply is not in the cache.
            cache: What it said before; used on that worker.
            replies: What to answer to the line that is being said; empty: nothing.
            parent: Owner in Qt's sense.
        """
        super().__init__(parent)
        self._mouth = mouth
        self._load_voice = load_voice
        self._cache = cache
        self._replies = replies
        self._synthesiser: Synthesiser | None = None
        self._line_id = 0
        self._text = ""
        self._speech: Pcm | None = None
        self._answered_turn = 0
        self._turn_id = 0
        self._breath = QTimer(self, singleShot=True, interval=_BREATH_MS)
        self._breath.timeout.connect(self._speak)
        self._rendered.connect(self._on_rendered, Qt.ConnectionType.QueuedConnection)
        self._worker = Worker("understudy", tell_bug, niceness=2 * BEHIND)
        stage.changed.connect(self._on_changed)

    def close(self) -> None:
        """End all threads."""
        self._breath.stop()
        self._mouth.close()
        self._worker.close()

    def _on_changed(self, state: State, event: Event) -> None:
        # Not before her line sounds: its own rendering would be slowed down.
        if isinstance(event, LineStarted) and state.line_id != self._line_id:
            self._line_id, self._speech = state.line_id, None
            self._text = "" if state.ending else self._replies(state)
            if self._text:
                self._worker.submit(partial(self._render, state.line_id, self._text))
        if isinstance(event, NothingHeard):  # it was not understood: say it again
            self._answered_turn = 0
        self._turn_id = state.turn_id if state.phase is Phase.LISTENING else 0
        self._get_ready()

    def _get_ready(self) -> None:
        due = self._turn_id and self._turn_id != self._answered_turn and self._speech is not None
        if due and not self._breath.isActive():
            self._breath.start()

    def _speak(self) -> None:
        if self._speech is not None and self._turn_id:
            self._answered_turn = self._turn_id
            self.speaking.emit(self._text)
            self._mouth.speak(self._speech)

    def _render(self, line_id: int, text: str) -> None:
        key = cache_key("understudy", VOICE.timbre, text)
        speech = self._cache.get(key)
        if speech is None:
            if self._synthesiser is None:
                self._synthesiser = self._load_voice()
            speech = render(self._synthesiser, text, VOICE, CALM)
            self._cache.put(key, speech)
        self._rendered.emit(line_id, speech)

    def _on_rendered(self, line_id: int, speech: Pcm) -> None:
        if line_id == self._line_id:
            self._speech = speech
            self._get_ready()


def understudy_cache(here: Places) -> Cache:
    """Where its rendered replies are kept."""
    return Cache(here.cache / "understudy")


def model_replies(slip: str = "") -> Callable[[State], str]:
    """Answers with the scenario's own model answers, a fresh one at each visit of a beat.

    Args:
        slip: Said first of all, to show what a mistake does.
    """

    def replies(state: State) -> str:
        if slip and not state.replies:
            return slip
        models = state.beat.models if state.beat else ()
        return models[state.visits.get(state.beat_id, 0) % len(models)].say if models else ""

    return replies
