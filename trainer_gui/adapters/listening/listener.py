# SPDX-License-Identifier: Apache-2.0
"""The `Listener` port: sound in, events out.

Sound is handled on the thread `ears`, decoding runs on the thread `recogniser`. All that belongs to
a turn is touched on `ears` alone; the GUI thread only says which turn is open.
"""

from collections import deque
from collections.abc import Callable
from functools import partial
from math import sqrt
from threading import Lock

from trainer_gui.adapters.listening.activity import Change, SpeechProbability, Timing, silero
from trainer_gui.adapters.listening.decoder import Decoder
from trainer_gui.adapters.listening.sound import RATE, AudioInput, power
from trainer_gui.adapters.listening.turn import Turn
from trainer_gui.adapters.listening.whisper import joined
from trainer_gui.adapters.worker import Worker
from trainer_gui.application.ports import Clock, Heard, Post, Recogniser
from trainer_gui.domain.delivery import Delivery
from trainer_gui.domain.events import (
    Device,
    DeviceFailed,
    Event,
    NothingHeard,
    PartialHeard,
    TraineeEnded,
    TraineeSaid,
    TraineeStarted,
)
from trainer_gui.domain.phrasing import close_of

FIRST_PARTIAL_S = 0.6
LEAST_PARTIAL_S = 0.35
"""Partial results come at most this often, and never take more than half of the time."""
_BACKLOG_BYTES = 20 * 2 * RATE
"""A PC that is so far behind drops sound rather than growing without a limit."""


class _Ears:
    """What is open for one call of `listen`; after it, chunks of an earlier call mean nothing."""

    def __init__(self, turn_id: int) -> None:
        self.turn_id = turn_id
        self.released = False
        """Press-to-talk let go: close after this turn, whatever it holds."""
        self.turn: Turn | None = None
        self.held: deque[tuple[bytes, float]] = deque()
        """Sound that came while the end of the turn before was being decoded."""
        self.shown = ""
        self.next_partial_s = FIRST_PARTIAL_S


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
        """
        self._post = post
        self._clock = clock
        self._audio = audio
        self.take_turns(timing or Timing(), press_to_talk=press_to_talk)
        self._detector = detector
        self._on_level = on_level
        self._on_captured = on_captured
        self._lock = Lock()
        self._open: _Ears | None = None
        self._backlog = 0
        self._decoder = Decoder(make_recogniser, post)
        self._worker = Worker("ears", self._broke)

    # on the GUI thread

    def take_turns(self, timing: Timing, *, press_to_talk: bool) -> None:
        """From the next turn on go by these."""
        self._timing = timing.held() if press_to_talk else timing
        self._press_to_talk = press_to_talk

    def load(self) -> None:
        """Load the recogniser: `DeviceReady` or `DeviceFailed` follows."""
        self._decoder.load()

    def prepare(self) -> None:
        """Load the recogniser, open the device: `DeviceReady` or `DeviceFailed` of each."""
        self._decoder.load()
        self._audio.start(self._captured)

    def listen(self, turn_id: int) -> None:
        """Open the ears for a turn."""
        with self._lock:
            self._open = _Ears(turn_id)
        self.prepare()

    def finish(self, turn_id: int) -> None:
        """The key was released; without a word so far, hands-free listening just goes on."""
        ears = self._open
        if ears is not None and ears.turn_id == turn_id:
            self._worker.submit(partial(self._release, ears))

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

    def _shut(self, ears: _Ears) -> None:
        with self._lock:
            self._open = None
        self._decoder.forget()
        self._worker.submit(partial(self._drop, ears))

    # on the capturing thread

    def _captured(self, data: bytes) -> None:
        ears, at = self._open, self._clock()
        if ears is None:
            return
        if not data:
            self._worker.submit(partial(self._cut_off, ears))
            return
        with self._lock:
            if self._backlog + len(data) > _BACKLOG_BYTES:
                return
            self._backlog += len(data)
        self._worker.submit(partial(self._take, ears, data, at))

    # on the thread `ears`

    def _take(self, ears: _Ears, data: bytes, at: float) -> None:
        with self._lock:
            self._backlog -= len(data)
        if ears is not self._open:
            return
        if self._on_level is not None:
            self._on_level(sqrt(power(data)))
        if self._on_captured is not None:
            self._on_captured(data, at - len(data) / 2 / RATE)
        turn = ears.turn or self._new_turn(ears)
        for chunk, end in turn.split(data, at):
            self._hear(ears, chunk, end)

    def _new_turn(self, ears: _Ears) -> Turn:
        ears.turn = Turn(ears.turn_id, self._detector(), self._timing)
        ears.shown, ears.next_partial_s = "", FIRST_PARTIAL_S
        return ears.turn

    def _hear(self, ears: _Ears, chunk: bytes, at: float) -> None:
        turn = ears.turn
        if turn is None or turn.ended:
            ears.held.append((chunk, at))
            return
        match turn.hear(chunk, at):
            case Change.STARTED:
                self._tell(ears, TraineeStarted(ears.turn_id, turn.start))
            case Change.PAUSED:
                self._draft(ears, turn)
            case Change.ENDED:
                self._end(ears, turn, at)
            case Change.VANISHED:
                self._nothing(ears, turn)
            case Change.RESUMED | None:
                self._glance(ears, turn, at)

    def _glance(self, ears: _Ears, turn: Turn, at: float) -> None:
        if turn.voiced and at - turn.start >= ears.next_partial_s and not self._decoder.busy:
            pieces = len(turn.drafts)
            self._decoder.glance(
                turn.piece,
                lambda h: self._worker.submit(partial(self._show, ears, turn, pieces, h)),
            )

    def _show(self, ears: _Ears, turn: Turn, pieces: int, heard: Heard) -> None:
        if turn is not ears.turn or turn.ended:
            return
        # Twice what it took, so that decoding of partials is at most half of the time.
        spacing = max(LEAST_PARTIAL_S - self._decoder.partial_s, self._decoder.partial_s)
        ears.next_partial_s = self._clock() - turn.start + spacing
        if len(turn.drafts) == pieces:
            self._partial(ears, joined([*turn.heard, heard]))  # else a draft has it all by now

    def _partial(self, ears: _Ears, heard: Heard, delivery: Delivery | None = None) -> None:
        if heard.text and (heard.text != ears.shown or delivery is not None):
            ears.shown = heard.text
            so_far = PartialHeard(
                ears.turn_id,
                heard.text,
                at=self._clock(),
                confidence=round(heard.confidence, 3),
                delivery=delivery,
            )
            self._tell(ears, so_far)

    def _draft(self, ears: _Ears, turn: Turn) -> None:
        self._decoder.decode(
            turn.draft(), lambda: self._worker.submit(partial(self._drafted, ears, turn))
        )

    def _drafted(self, ears: _Ears, turn: Turn) -> None:
        if turn is not ears.turn:
            return
        if turn.ended:
            self._conclude(ears, turn)
        elif turn.drafted:
            heard = joined(turn.heard)
            turn.stands(close_of(heard.text))
            self._partial(ears, heard, turn.delivery(heard.text))

    def _end(self, ears: _Ears, turn: Turn, at: float) -> None:
        self._tell(ears, TraineeEnded(ears.turn_id, at))
        if not turn.drafted:
            self._draft(ears, turn)
        self._conclude(ears, turn)

    def _conclude(self, ears: _Ears, turn: Turn) -> None:
        if not turn.known:
            return
        heard = joined(turn.heard)
        if not heard.text:
            self._nothing(ears, turn)
            return
        said = TraineeSaid(
            turn_id=ears.turn_id,
            text=heard.text,
            start=turn.start,
            end=turn.end,
            confidence=round(heard.confidence, 3),
            delivery=turn.delivery(heard.text),
        )
        self._tell(ears, said, last=True)

    def _nothing(self, ears: _Ears, turn: Turn) -> None:
        turn.drop()
        self._tell(ears, NothingHeard(ears.turn_id), last=ears.released)
        if not ears.released:
            self._new_turn(ears)
            while ears.held and ears.turn is not None and not ears.turn.ended:
                self._hear(ears, *ears.held.popleft())

    def _release(self, ears: _Ears) -> None:
        turn = ears.turn or self._new_turn(ears)
        ears.released = self._press_to_talk
        if not turn.ended:
            self._finish(ears, turn)

    def _drop(self, ears: _Ears) -> None:
        if ears.turn is not None:
            ears.turn.drop()

    def _cut_off(self, ears: _Ears) -> None:
        """The device is gone: what was said before counts."""
        if ears.turn is not None and not ears.turn.ended:
            self._finish(ears, ears.turn)

    def _finish(self, ears: _Ears, turn: Turn) -> None:
        match turn.finish():
            case Change.ENDED:
                self._end(ears, turn, self._clock())
            case change if change is Change.VANISHED or ears.released:
                self._nothing(ears, turn)
            case _:
                pass

    # on any thread

    def _tell(self, ears: _Ears, event: Event, *, last: bool = False) -> None:
        """Post, unless the ears were closed meanwhile; `last` closes them."""
        with self._lock:
            if self._open is ears:
                self._post(event)
                if last:
                    self._open = None

    def _broke(self, error: Exception) -> None:
        reason = " ".join(str(error).split()) or type(error).__name__
        self._post(DeviceFailed(Device.MICROPHONE, f"listening failed: {reason}; type instead"))
