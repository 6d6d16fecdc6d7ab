# SPDX-License-Identifier: Apache-2.0
"""From chunks of sound to what is told of a turn; all of it on the listener's thread `ears`."""

from collections.abc import Callable
from functools import partial
from typing import Protocol

from trainer_gui.adapters.listening.activity import Change
from trainer_gui.adapters.listening.decoder import Decoder
from trainer_gui.adapters.listening.ears import Ears
from trainer_gui.adapters.listening.echo import Played
from trainer_gui.adapters.listening.sound import power
from trainer_gui.adapters.listening.turn import Turn
from trainer_gui.adapters.listening.whisper import joined
from trainer_gui.application.ports import Clock, Heard
from trainer_gui.domain.delivery import Delivery
from trainer_gui.domain.events import (
    EchoHeard,
    Event,
    NothingHeard,
    PartialHeard,
    TraineeEnded,
    TraineeSaid,
    TraineeStarted,
    TraineeWentOn,
)
from trainer_gui.domain.speech.phrasing import close_of

_HUM_OVER_S = 0.24
"""The pause after what may have been a hum: a shorter one can be within a word."""
_FIRST_WORD_S = 1.0
"""Who has said nothing that is understood by then makes a noise."""
LEAST_PARTIAL_S = 0.35
"""Partial results come at most this often, and never take more than half of the time."""


class Tell(Protocol):
    """Posts an event, unless the ears were closed meanwhile."""

    def __call__(self, ears: Ears, event: Event, *, last: bool = False) -> None:
        """Post; `last` closes the ears."""


class Hearing:
    """Follows the turns of whatever ears are open."""

    def __init__(
        self,
        decoder: Decoder,
        submit: Callable[[Callable[[], None]], None],
        tell: Tell,
        clock: Clock,
        played: Played,
    ) -> None:
        """Hear nothing yet.

        Args:
            decoder: Turns sound into words.
            submit: Does a job on this thread, later; called on the decoder's.
            tell: Takes the events.
            clock: Seconds since the scene began.
            played: What the loudspeaker plays.
        """
        self._decoder = decoder
        self._submit = submit
        self._tell = tell
        self._clock = clock
        self._played = played

    def hear(self, ears: Ears, chunk: bytes, at: float) -> None:
        """One more chunk that ended at `at`, in seconds of the clock."""
        turn = ears.turn or ears.begin()
        if turn.ended:
            ears.held.append((chunk, at))
            return
        change = turn.hear(chunk, at)
        if not (turn.speaking or ears.over_her):
            turn.background.hear(power(chunk))
        if not ears.told and not self._begins(ears, turn, change, at):
            return
        match change:
            case Change.PAUSED:
                self._draft(ears, turn)
            case Change.ENDED:
                self._end(ears, turn, at)
            case Change.VANISHED:
                self._nothing(ears, turn)
            case Change.RESUMED:
                self._tell(ears, TraineeWentOn(ears.turn_id))
                self._glance(ears, turn, at)
            case Change.STARTED | None:
                self._glance(ears, turn, at)

    def _begins(self, ears: Ears, turn: Turn, change: Change | None, at: float) -> bool:
        """Whether the trainee's turn has begun; others are told."""
        ears.listened(voiced=turn.voiced)
        over = change in (Change.ENDED, Change.VANISHED)
        if over or (turn.speaking and turn.silent_s >= _HUM_OVER_S):  # a cough or a hum, over her
            ears.begin()
            return False
        if not turn.speaking or (ears.over_her and (ears.talking or not turn.meant)):
            return False
        return self._begin(ears, turn, at)

    def _begin(self, ears: Ears, turn: Turn, at: float) -> bool:
        if self._played.is_echo(turn.piece, at):
            self._tell(ears, EchoHeard(ears.turn_id))
            ears.begin()
            return False
        ears.told = True
        self._tell(ears, TraineeStarted(ears.turn_id, turn.start))
        return True

    def go_on(self, ears: Ears) -> None:
        """Her line is over: whoever speaks now has the word."""
        ears.over_her = ears.talking = False
        turn = ears.turn
        if turn is None or ears.told or not turn.speaking:
            return
        if turn.voiced:
            self._begin(ears, turn, turn.end)
        else:
            ears.begin()

    def _glance(self, ears: Ears, turn: Turn, at: float) -> None:
        if turn.voiced and at - turn.start >= ears.next_partial_s and not self._decoder.busy:
            pieces = len(turn.drafts)
            self._decoder.glance(
                turn.piece,
                lambda h: self._submit(partial(self._show, ears, turn, pieces, h)),
            )

    def _show(self, ears: Ears, turn: Turn, pieces: int, heard: Heard) -> None:
        if turn is not ears.turn or turn.ended:
            return
        # Twice what it took, so that decoding of partials is at most half of the time.
        spacing = max(LEAST_PARTIAL_S - self._decoder.partial_s, self._decoder.partial_s)
        spoken = self._clock() - turn.start
        # One syllable is often no word yet: then the first word is looked for at once.
        ears.next_partial_s = spoken + (spacing if heard.text or spoken > _FIRST_WORD_S else 0.0)
        if len(turn.drafts) == pieces:
            self._partial(ears, joined([*turn.heard, heard]))  # else a draft has it all by now

    def _partial(self, ears: Ears, heard: Heard, delivery: Delivery | None = None) -> None:
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

    def _draft(self, ears: Ears, turn: Turn) -> None:
        self._decoder.decode(turn.draft(), lambda: self._submit(partial(self._drafted, ears, turn)))

    def _drafted(self, ears: Ears, turn: Turn) -> None:
        if turn is not ears.turn:
            return
        if turn.ended:
            self._conclude(ears, turn)
        elif turn.drafted:
            heard = joined(turn.heard)
            turn.stands(close_of(heard.text))
            self._partial(ears, heard, turn.delivery(heard.text))

    def _end(self, ears: Ears, turn: Turn, at: float) -> None:
        self._tell(ears, TraineeEnded(ears.turn_id, at))
        if not turn.drafted:
            self._draft(ears, turn)
        self._conclude(ears, turn)

    def _conclude(self, ears: Ears, turn: Turn) -> None:
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

    def _nothing(self, ears: Ears, turn: Turn) -> None:
        turn.drop()
        self._tell(ears, NothingHeard(ears.turn_id), last=ears.released)
        if not ears.released:
            ears.begin()
            while ears.held and ears.turn is not None and not ears.turn.ended:
                self.hear(ears, *ears.held.popleft())

    def release(self, ears: Ears) -> None:
        """The talk key was let go."""
        turn = ears.turn or ears.begin()
        ears.released = ears.by_key
        if not turn.ended:
            self._finish(ears, turn)

    def cut_off(self, ears: Ears) -> None:
        """The device is gone: what was said before counts."""
        if ears.told and ears.turn is not None and not ears.turn.ended:
            self._finish(ears, ears.turn)

    def _finish(self, ears: Ears, turn: Turn) -> None:
        match turn.finish():
            case Change.ENDED:
                self._end(ears, turn, self._clock())
            case change if change is Change.VANISHED or ears.released:
                self._nothing(ears, turn)
            case _:
                pass
