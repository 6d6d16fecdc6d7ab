# SPDX-License-Identifier: Apache-2.0
"""Renders clauses on one worker thread: those that are wanted now first, likely ones while idle."""

from __future__ import annotations

import contextlib
import threading
from collections import deque
from dataclasses import astuple, dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from trainer_gui.adapters.voice import prosody
from trainer_gui.adapters.voice.cache import cache_key
from trainer_gui.adapters.voice.wording import split_clauses
from trainer_gui.adapters.worker import BEHIND, Worker
from trainer_gui.application.errors import EngineError
from trainer_gui.domain.effects import STAGE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from trainer_gui.adapters.voice.cache import Cache
    from trainer_gui.application.ports import Pcm, Synthesiser
    from trainer_gui.domain.effects import Utterance
    from trainer_gui.domain.emotion import Band
    from trainer_gui.domain.persona import VoiceStyle

STAGE_S = 1.6
"""Seconds that a look or a gesture takes."""
_LOAD, _NOW, _SOON, _AHEAD = range(4)  # priorities
LIKELY = 36
"""So many utterances are begun before any is rendered to its end."""
MEMORY = 24 * 1024 * 1024
"""Bytes of rendered clauses kept in memory, about eight minutes: no disk between line and sound."""


@runtime_checkable
class Cancellable(Protocol):
    """An engine that can give up a rendering, which then raises `EngineError`."""

    def cancel(self) -> None:
        """Give up what is being rendered; callable on any thread."""


@dataclass(frozen=True, slots=True)
class Clause:
    """What is rendered in one go."""

    text: str
    voice: VoiceStyle
    band: Band


def clauses_of(utterance: Utterance) -> tuple[Clause, ...]:
    """Its clauses; none crosses pieces, so that a piece is rendered once for all."""
    return tuple(
        Clause(text, utterance.voice, utterance.band)
        for piece in utterance.pieces
        for text in ((piece,) if piece.startswith(STAGE[0]) else split_clauses(piece))
    )


class Studio:
    """Renders clauses and remembers them in memory and on disk.

    Methods may be called on any thread and return at once; the callbacks come on the worker.
    """

    def __init__(
        self,
        load: Callable[[], Synthesiser],
        cache: Cache,
        *,
        on_loaded: Callable[[str, str], None],
        on_failed: Callable[[str], None],
        on_rendered: Callable[[Clause, str], None],
    ) -> None:
        """Begin to load the engine.

        Args:
            load: Makes the engine, on the worker; may raise `EngineError`.
            cache: What is kept on disk.
            on_loaded: Told the engine's name and note.
            on_failed: Told why the engine can't be loaded.
            on_rendered: Told each clause that was wanted, and why it failed (empty: it did not).
        """
        self._cache = cache
        self._on_loaded = on_loaded
        self._on_failed = on_failed
        self._on_rendered = on_rendered
        self._lock = threading.Lock()  # guards all that follows
        self._load = load
        self._memory: dict[Clause, Pcm] = {}
        self._ranks: dict[Clause, int] = {}
        self._ahead: deque[Clause] = deque()
        self._running: Clause | None = None
        self._running_ahead = self._cancelled = False
        self._engine: Synthesiser | None = None
        self._failure = "the voice engine is not loaded"
        self._worker = Worker("voice", lambda error: on_failed(repr(error)), niceness=BEHIND)
        self._worker.submit(self._load_engine, _LOAD)

    def load(self, load: Callable[[], Synthesiser]) -> None:
        """Use another engine, from when it is loaded."""
        with self._lock:
            self._load = load
            self._cancel()
        self._worker.submit(self._load_engine, _LOAD)

    def get(self, clause: Clause) -> Pcm | None:
        """The sound of `clause`, where it is in memory."""
        with self._lock:
            return self._memory.get(clause)

    def want(self, clauses: Sequence[Clause]) -> None:
        """Render these now, in this order, in place of what was wanted before."""
        self._worker.clear(_NOW)
        with self._lock:
            in_the_way = bool(clauses) or not self._running_ahead
            if in_the_way and self._running not in clauses:
                self._cancel()
        for clause in clauses:
            self._worker.submit(partial(self._render_wanted, clause), _NOW)

    def ahead(self, utterances: Iterable[Utterance]) -> None:
        """Render these while idle, in this order; replaces what was asked before.

        The first clauses of the likeliest come before the others: once she speaks, the rest of her
        line is rendered faster than it is said. `utterances` is gone through on the worker: to
        think of all that may be said takes its time.
        """
        with self._lock:
            self._ahead.clear()
        self._worker.clear(_AHEAD)
        self._worker.submit(partial(self._plan, utterances), _AHEAD)

    def expect(self, utterances: Sequence[Utterance]) -> None:
        """Render these before what was asked for ahead; replaces what was expected before."""
        self._worker.clear(_SOON)
        clauses = tuple(dict.fromkeys(c for u in utterances for c in clauses_of(u)))
        with self._lock:
            missing = [c for c in clauses if c not in self._memory]
            if missing and self._running_ahead and self._running not in clauses:
                self._cancel()
        for clause in missing:
            self._worker.submit(partial(self._render_expected, clause), _SOON)

    def hold(self, on: bool) -> None:
        """Render nothing ahead, and drop what is under way, while the processor is needed."""
        self._worker.hold(_AHEAD if on else None)
        with self._lock:
            if on and self._running_ahead:
                self._cancel()

    def close(self) -> None:
        """End the worker after what it can't give up, as loading the engine."""
        self._worker.clear()
        with self._lock:
            self._ahead.clear()
            self._cancel()
        self._worker.close()

    def _cancel(self) -> None:
        """Give up what is being rendered, where the engine can; the lock is held."""
        engine: object = self._engine  # the port asks for no `cancel`
        if self._running is not None and isinstance(engine, Cancellable):
            self._cancelled = True
            engine.cancel()

    def _load_engine(self) -> None:
        with self._lock:
            load, self._engine = self._load, None
            self._memory.clear()  # spoken by another
        try:
            engine = load()
        except Exception as error:  # noqa: BLE001 - a missing voice is a state, not a crash
            self._failure = _reason(error)
            self._on_failed(self._failure)
        else:
            self._engine = engine
            self._on_loaded(engine.name, engine.note)

    def _render_wanted(self, clause: Clause) -> None:
        try:
            failure = "" if self._render(clause, ahead=False) else "cancelled"
        except Exception as error:  # noqa: BLE001 - a line must end, whatever the engine raises
            failure = _reason(error)
        if failure != "cancelled":
            self._on_rendered(clause, failure)

    def _render_expected(self, clause: Clause) -> None:
        with contextlib.suppress(Exception):  # it is told if the clause is ever wanted
            self._render(clause, ahead=False)

    def _plan(self, utterances: Iterable[Utterance]) -> None:
        """Rank what may be wanted soon."""
        likely = tuple(utterances)
        clauses = dict.fromkeys(c for u in likely[:LIKELY] for c in clauses_of(u)[:1])
        clauses |= dict.fromkeys(c for u in likely for c in clauses_of(u))
        with self._lock:
            self._ranks = {clause: rank for rank, clause in enumerate(clauses)}
            self._ahead = deque(c for c in clauses if c not in self._memory)
        self._worker.submit(self._render_next_ahead, _AHEAD)

    def _render_next_ahead(self) -> None:
        with self._lock:
            if not self._ahead or self._engine is None:
                return
            clause = self._ahead.popleft()
        try:
            done = self._render(clause, ahead=True)
        except Exception:  # noqa: BLE001 - it is told if the clause is ever wanted
            done = True
        with self._lock:
            if not done and clause in self._ranks:
                self._ahead.appendleft(clause)
        self._worker.submit(self._render_next_ahead, _AHEAD)

    def _render(self, clause: Clause, *, ahead: bool) -> bool:
        """Bring `clause` into memory, from disk or the engine; False: given up on the way.

        Raises:
            EngineError: The engine is missing or failed.
        """
        engine = self._engine
        if engine is None:
            raise EngineError(self._failure)
        key = _key(engine, clause)
        with self._lock:
            if clause in self._memory:
                return True
            if ahead and self._cache.has(key) and not self._has_room(clause):
                return True  # ready enough: on disk
            self._running, self._running_ahead, self._cancelled = clause, ahead, False
        try:
            pcm = self._cache.get(key)
            if pcm is None:
                pcm = _sound(engine, clause)
                self._cache.put(key, pcm)
        except EngineError:
            if self._cancelled:
                return False
            raise
        finally:
            with self._lock:
                self._running, self._running_ahead = None, False
        with self._lock:
            self._memory[clause] = pcm
            while len(self._memory) > 1 and self._used() > MEMORY:
                del self._memory[max(self._memory, key=self._rank)]
        return True

    def _used(self) -> int:
        return sum(len(pcm.data) for pcm in self._memory.values())

    def _rank(self, clause: Clause) -> int:
        return self._ranks.get(clause, len(self._ranks))

    def _has_room(self, clause: Clause) -> bool:
        full = self._used() >= MEMORY * 0.9
        return not full or any(self._rank(c) > self._rank(clause) for c in self._memory)


def _key(engine: Synthesiser, clause: Clause) -> str:
    return cache_key(engine.name, prosody.VERSION, *astuple(clause.voice), clause.band, clause.text)


def _sound(engine: Synthesiser, clause: Clause) -> Pcm:
    """What is seen and not spoken takes a moment of silence."""
    if clause.text.startswith(STAGE[0]):
        return prosody.silence(STAGE_S)
    return engine.render(clause.text, clause.voice, clause.band)


def _reason(error: Exception) -> str:
    return str(error) if isinstance(error, EngineError) else f"the voice engine failed: {error!r}"
