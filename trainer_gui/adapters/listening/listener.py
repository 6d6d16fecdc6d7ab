# SPDX-License-Identifier: Apache-2.0
"""The `Listener` port: sound in, events out.

Sound is handled on the thread `ears`, decoding runs on the thread `recogniser`. All that belongs to
a turn is touched on `ears` alone; the GUI thread only says which turn is open.
"""

from collections.abc import Callable, Sequence
from functools import partial
from math import sqrt
from threading import Lock

from trainer_gui.adapters.listening.activity import SpeechProbability, Timing, silero
from trainer_gui.adapters.listening.background import Background
from trainer_gui.adapters.listening.decoder import Decoder
from trainer_gui.adapters.listening.ears import Ears
from trainer_gui.adapters.listening.echo import Played
from trainer_gui.adapters.listening.hearing import Hearing
from trainer_gui.adapters.listening.sound import RATE, AudioInput, power
from trainer_gui.adapters.listening.turn import Turn
from trainer_gui.adapters.worker import Worker
from trainer_gui.application.ports import Clock, Post, Recogniser
from trainer_gui.domain.events import (
    Device,
    DeviceFailed,
    Event,
)

_BACKLOG_BYTES = 20 * 2 * RATE
"""A PC that is so far behind drops sound rather than growing without a limit."""


class VoiceListener:
    """Listens to an `AudioInput`.

    From `prepare` on the input keeps running between turns, its sound dropped at the door: opening
    a device takes longer than a syllable. `rest` lets go of it.
    """

    def __init__(
        self,
        post: Post,
        clock: Clock,
        audio: AudioInput,
        make_recogniser: Callable[[], Recogniser],
        *,
        timing: Timing | None = None,
        press_to_talk: bool = False,
        detector: Callable[[], SpeechProbability] = silero,
        on_level: Callable[[float], None] | None = None,
        on_captured: Callable[[bytes, float], None] | None = None,
        played: Played | None = None,
    ) -> None:
        """Start the threads; nothing is loaded before `prepare` or the first `listen`.

        Args:
            post: Takes the events.
            clock: Seconds since the scene began.
            audio: Where the sound comes from; closed with the listener.
            make_recogniser: Loads the recogniser, on the decoder's thread.
            timing: What counts as a start, a pause, an end.
            press_to_talk: Turns end by `finish` alone, and the ears close with them.
            detector: Makes a detector of speech for each turn.
            on_level: Told the root mean square, 0-1, of what comes in; on the thread `ears`.
            on_captured: Told what was captured while the ears were open, and when it began in
                seconds of `clock`; on the thread `ears`.
            played: What the loudspeaker plays: it is not the trainee who says that.
        """
        self._post = post
        self._clock = clock
        self._audio = audio
        self.take_turns(timing or Timing(), press_to_talk=press_to_talk)
        self._detector = detector
        self._on_level = on_level
        self._on_captured = on_captured
        self._talking = False
        """Somebody was talking when the ears were closed."""
        self._lock = Lock()
        self._open: Ears | None = None
        self._backlog = 0
        self._decoder = Decoder(make_recogniser, post)
        self._worker = Worker("ears", self._broke)
        self._played = played or Played()
        self._background = Background()
        self._hearing = Hearing(self._decoder, self._worker.submit, self._tell, clock, self._played)

    # on the GUI thread

    def take_turns(self, timing: Timing, *, press_to_talk: bool) -> None:
        """From the next turn on go by these."""
        self._timing = timing.held() if press_to_talk else timing
        self._press_to_talk = press_to_talk

    def load(self) -> None:
        """Load the recogniser: `DeviceReady` or `DeviceFailed` follows."""
        self._decoder.load()

    def expect(self, texts: Sequence[str]) -> None:
        """Hear the words of these texts more readily, where the recogniser can; none: any."""
        self._decoder.expect(texts)

    def prepare(self) -> None:
        """Load the recogniser, open the device: `DeviceReady` or `DeviceFailed` of each."""
        self._decoder.load()
        self._audio.start(self._captured)

    def listen(self, turn_id: int, *, over_her: bool = False) -> None:
        """Open the ears for a turn; see `Listener`."""
        ears = self._open
        if ears is not None and ears.turn_id == turn_id:
            self._worker.submit(partial(self._hearing.go_on, ears))
            return
        with self._lock:
            self._open = Ears(
                turn_id,
                self._new_turn,
                by_key=self._press_to_talk,
                over_her=over_her,
                talking=self._talking,
            )
        self._talking = False
        self.prepare()

    def finish(self, turn_id: int) -> None:
        """The key was released; without a word so far, hands-free listening just goes on."""
        ears = self._open
        if ears is not None and ears.turn_id == turn_id:
            self._worker.submit(partial(self._hearing.release, ears))

    def stop(self, turn_id: int) -> None:
        """Close the ears; nothing more is posted for this id."""
        ears = self._open
        if ears is not None and ears.turn_id == turn_id:
            self._shut(ears)

    def rest(self) -> None:
        """Close the ears, let go of the device and of what was said, until the next `prepare`."""
        ears = self._open
        if ears is not None:
            self._shut(ears)
        self._audio.stop()

    def close(self) -> None:
        """End all threads and the device; a decode that runs is waited for."""
        with self._lock:
            self._open = None
        self._audio.close()
        self._worker.close()
        self._decoder.close()

    def _shut(self, ears: Ears) -> None:
        self._talking = ears.turn is not None and ears.turn.voiced
        with self._lock:
            self._open = None
        self._decoder.forget()
        self._worker.submit(ears.drop)

    def _new_turn(self, turn_id: int) -> Turn:
        return Turn(turn_id, self._detector(), self._timing, self._background)

    # on the capturing thread

    def _captured(self, data: bytes) -> None:
        ears, at = self._open, self._clock()
        if ears is None:
            if data and self._played.is_silent(at):
                self._worker.submit(partial(self._background.hear, power(data)))
            return
        if not data:
            self._worker.submit(partial(self._hearing.cut_off, ears))
            return
        with self._lock:
            if self._backlog + len(data) > _BACKLOG_BYTES:
                return
            self._backlog += len(data)
        self._worker.submit(partial(self._take, ears, data, at))

    # on the thread `ears`

    def _take(self, ears: Ears, data: bytes, at: float) -> None:
        with self._lock:
            self._backlog -= len(data)
        if ears is not self._open:
            return
        if self._on_level is not None:
            self._on_level(sqrt(power(data)))
        if self._on_captured is not None:
            self._on_captured(data, at - len(data) / 2 / RATE)
        for chunk, end in ears.split(data, at):
            self._hearing.hear(ears, chunk, end)

    # on any thread

    def _tell(self, ears: Ears, event: Event, *, last: bool = False) -> None:
        """Post, unless the ears were closed meanwhile; `last` closes them."""
        with self._lock:
            if self._open is ears:
                self._post(event)
                if last:
                    self._open = None

    def _broke(self, error: Exception) -> None:
        reason = " ".join(str(error).split()) or type(error).__name__
        self._post(DeviceFailed(Device.MICROPHONE, f"listening failed: {reason}; type instead"))
