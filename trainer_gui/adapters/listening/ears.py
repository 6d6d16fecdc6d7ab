# SPDX-License-Identifier: Apache-2.0
"""What is open for one call of `listen`; after it, chunks of an earlier call mean nothing."""

from collections import deque
from collections.abc import Callable

from trainer_gui.adapters.listening.sound import CHUNK_BYTES, RATE
from trainer_gui.adapters.listening.turn import Turn

_QUIET_CHUNKS = 8
"""Who says nothing for so long has stopped talking."""


class Ears:
    """Touched on the listener's thread alone, but for `turn_id`."""

    def __init__(
        self,
        turn_id: int,
        new_turn: Callable[[int], Turn],
        *,
        by_key: bool = False,
        over_her: bool = False,
        talking: bool = False,
    ) -> None:
        """Open for the turn `turn_id`.

        Args:
            turn_id: Of the turn.
            new_turn: Makes an empty one.
            by_key: They close when the talk key is let go.
            over_her: She speaks; see `Listener.listen`.
            talking: Somebody was talking when the ears opened, and does not begin now.
        """
        self.turn_id = turn_id
        self._new_turn = new_turn
        self.by_key = by_key
        self.over_her = over_her
        self.talking = talking
        self.released = False
        """Press-to-talk let go: close after this turn, whatever it holds."""
        self.turn: Turn | None = None
        self.told = False
        """Others know that the turn has begun."""
        self.held: deque[tuple[bytes, float]] = deque()
        """Sound that came while the end of the turn before was being decoded."""
        self.shown = ""
        self.next_partial_s = 0.0
        self._quiet = 0
        self._rest = b""

    def begin(self) -> Turn:
        """Nothing of the turn before counts any more."""
        self.turn, self.told = self._new_turn(self.turn_id), False
        self.shown, self.next_partial_s = "", self.turn.timing.first_partial_s
        return self.turn

    def drop(self) -> None:
        """Nothing of this turn is wanted."""
        if self.turn is not None:
            self.turn.drop()

    def listened(self, *, voiced: bool) -> None:
        """One more chunk was looked at: whoever was talking may have stopped."""
        self._quiet = 0 if voiced else self._quiet + 1
        if self._quiet >= _QUIET_CHUNKS:
            self.talking = False

    def split(self, data: bytes, at: float) -> list[tuple[bytes, float]]:
        """Whole chunks with the time of their end; `at` is when the last byte of `data` came."""
        data = self._rest + data
        whole = len(data) // CHUNK_BYTES * CHUNK_BYTES
        self._rest = data[whole:]
        return [
            (data[i : i + CHUNK_BYTES], at - (len(data) - i - CHUNK_BYTES) / 2 / RATE)
            for i in range(0, whole, CHUNK_BYTES)
        ]
