# SPDX-License-Identifier: Apache-2.0
"""The customer's voice as the session knows it: `CustomerVoice` over a studio and a player.

A line is played clause by clause, as soon as each is rendered. Where there is no loudspeaker or no
engine, the scene goes on with captions at reading pace.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from trainer_gui.adapters.voice.player import Player, Signs
from trainer_gui.adapters.voice.spoken_line import SpokenLine
from trainer_gui.adapters.voice.studio import Clause, Studio, clauses_of
from trainer_gui.application.ports import Pcm
from trainer_gui.domain.effects import READING_PACE
from trainer_gui.domain.events import (
    Device,
    DeviceFailed,
    DeviceReady,
    LineFinished,
    LineStarted,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from trainer_gui.adapters.voice.cache import Cache
    from trainer_gui.adapters.voice.loudspeakers import Loudspeaker, Loudspeakers
    from trainer_gui.application.ports import Clock, Post, Synthesiser
    from trainer_gui.domain.effects import Utterance

PATIENCE_S = 12.0
"""How long a clause may be rendered before the line goes on without sound."""


class Speaker(QObject):
    """Implements `CustomerVoice`; made and called on the GUI thread."""

    _loaded = Signal(str, str)
    _unloadable = Signal(str)
    _rendered = Signal(object, str)
    _sounded = Signal(int, float)
    _finished = Signal(int, float)
    _lost = Signal(int, str)

    def __init__(
        self,
        load: Callable[[], Synthesiser],
        cache: Cache,
        post: Post,
        clock: Clock,
        loudspeakers: Loudspeakers,
        *,
        on_level: Callable[[float], None] = lambda _: None,
        on_played: Callable[[Pcm, float], None] = lambda _pcm, _at: None,
        parent: QObject | None = None,
    ) -> None:
        """Begin to load the engine.

        Args:
            load: Makes the engine; called on the voice's worker.
            cache: Rendered clauses on disk; used on that worker.
            post: Where events go.
            clock: Seconds since the scene began.
            loudspeakers: Where the sound goes; asked when the first line comes.
            on_level: Told the loudness of the voice, on the player's thread.
            on_played: Told each chunk of sound and when it is heard, on the player's thread.
            parent: Owner in Qt's sense.
        """
        super().__init__(parent)
        self._post = post
        self._clock = clock
        self._loudspeakers = loudspeakers
        self._loudspeaker: Loudspeaker | None = None
        self._line: SpokenLine | None = None
        self._sample: tuple[tuple[Clause, ...], Callable[[Pcm | None], None]] | None = None
        self._latest = -1
        self._unusable: set[Device] = set()
        self._told: dict[Device, str] = {}
        self._engine = ("", "")
        queued = Qt.ConnectionType.QueuedConnection
        self._loaded.connect(self._on_loaded, queued)
        self._unloadable.connect(self._on_unloadable, queued)
        self._rendered.connect(self._on_rendered, queued)
        self._sounded.connect(self._on_sounded, queued)
        self._finished.connect(self._on_finished, queued)
        self._lost.connect(self._on_lost, queued)
        loudspeakers.changed.connect(self._find_loudspeaker)
        self._reading = QTimer(self, singleShot=True)
        self._reading.timeout.connect(self._on_read)
        self._patience = QTimer(self, singleShot=True, interval=int(PATIENCE_S * 1000))
        self._patience.timeout.connect(self._on_patience_over)
        self._studio = Studio(
            partial(self._load_on_worker, load),
            cache,
            on_loaded=self._loaded.emit,
            on_failed=self._unloadable.emit,
            on_rendered=self._rendered.emit,
        )
        self._player = Player(
            Signs(self._sounded.emit, self._finished.emit, self._lost.emit, on_level, on_played),
            clock,
        )

    def say(self, line_id: int, utterance: Utterance) -> None:
        """Speak; see `CustomerVoice`. Another line that is under way is stopped first."""
        if line_id <= self._latest:
            return  # stale
        if self._line is not None:
            self.stop(self._line.id)
        self._latest = line_id
        self._drop_sample()
        if self._loudspeaker is None:
            self._find_loudspeaker()
        line = self._line = SpokenLine(line_id, clauses_of(utterance))
        if self._unusable or not line.clauses:
            self._caption(line, utterance.text)
            return
        missing = [c for c in line.clauses if self._studio.get(c) is None]
        self._studio.want(missing)
        self._feed(line)

    def stop(self, line_id: int) -> None:
        """Fall silent: what was heard by then goes into `LineFinished`."""
        line = self._line
        if line is None or line.id != line_id:
            return
        self._line = None
        self._reading.stop()
        self._patience.stop()
        self._studio.want(())
        sounded = self._player.stop()
        now = self._clock()
        heard = line.read(now - line.captioned_at) if line.caption else line.heard(sounded)
        self._post(LineFinished(line.id, now, heard, interrupted=True))

    def prepare(self, utterances: Iterable[Utterance]) -> None:
        """Render ahead, in this order, in place of what was asked before; see `Studio.ahead`."""
        self._studio.ahead(utterances)

    def expect(self, utterances: Sequence[Utterance]) -> None:
        """Render these before all that is prepared, also while `hold` is on."""
        self._studio.expect(utterances)

    def load(self, load: Callable[[], Synthesiser]) -> None:
        """Speak with another engine, from when it is loaded."""
        self._drop_sample()
        self._studio.load(partial(self._load_on_worker, load))

    def sample(self, utterance: Utterance, heard: Callable[[Pcm | None], None]) -> None:
        """Render something aside from any line; `heard` gets it, or None where it can't be."""
        self._sample = (clauses_of(utterance), heard)
        self._studio.want(self._sample[0])
        self._hand_over()

    def hold(self, on: bool) -> None:
        """Render nothing ahead while the recogniser needs the processor."""
        self._studio.hold(on)

    def close(self) -> None:
        """End the line, both threads and the device."""
        if self._line is not None:
            self.stop(self._line.id)
        self._player.close()
        self._studio.close()

    def _feed(self, line: SpokenLine) -> None:
        """Hand what is rendered to the player, in order."""
        while len(line.sounds) < len(line.clauses):
            pcm = self._studio.get(line.clauses[len(line.sounds)])
            if pcm is None:
                self._patience.start()
                return
            line.sounds.append(pcm.seconds)
            self._player.play(line.id, pcm, last=len(line.sounds) == len(line.clauses))
        self._patience.stop()

    def _caption(self, line: SpokenLine, text: str) -> None:
        """Go on without sound: `text`, the rest of the line, at reading pace."""
        line.caption, line.captioned_at = text, self._clock()
        self._start(line, line.captioned_at)
        self._reading.start(int(1000 * len(text) / READING_PACE))

    def _give_up(self, device: Device, reason: str) -> None:
        """Tell once that `device` failed; a line under way goes on as captions."""
        if device not in self._told:
            self._told[device] = reason
            self._post(DeviceFailed(device, reason))
        line = self._line
        if line is not None and not line.caption:
            self._patience.stop()
            self._studio.want(())
            heard = line.heard(self._player.stop())
            self._caption(line, line.text[len(heard) :])

    def _recover(self, device: Device, name: str, note: str = "") -> None:
        self._told.pop(device, None)
        self._post(DeviceReady(device, name, note))

    def _start(self, line: SpokenLine, at: float) -> None:
        if not line.started:
            line.started = True
            self._post(LineStarted(line.id, at))

    def _end(self, line: SpokenLine, at: float) -> None:
        self._line = None
        self._post(LineFinished(line.id, at, line.text))

    def _load_on_worker(self, load: Callable[[], Synthesiser]) -> Synthesiser:
        self._loudspeakers.load()
        return load()

    def _on_loaded(self, name: str, note: str) -> None:
        self._engine = (name, note)
        self._unusable.discard(Device.VOICE)
        self._find_loudspeaker()  # before the first line, not in it: 10 to 40 ms
        self._recover(Device.VOICE, name, note)

    def _on_unloadable(self, reason: str) -> None:
        self._unusable.add(Device.VOICE)
        self._give_up(Device.VOICE, reason)

    def _drop_sample(self) -> None:
        if self._sample is not None:
            (_, heard), self._sample = self._sample, None
            heard(None)

    def _hand_over(self, failed: Clause | None = None) -> None:
        """Give away the sample once all of it is rendered, or a part of it can't be."""
        if self._sample is not None:
            clauses, heard = self._sample
            if failed in clauses:
                self._sample = None
                heard(None)
                return
            sounds = [s for s in map(self._studio.get, clauses) if s is not None]
            if sounds and len(sounds) == len(clauses):
                self._sample = None
                heard(Pcm(b"".join(s.data for s in sounds), sounds[0].rate))

    def _on_rendered(self, clause: Clause, failure: str) -> None:
        self._hand_over(clause if failure else None)
        line = self._line
        if line is None or line.caption or clause not in line.clauses:
            return
        if failure:
            self._give_up(Device.VOICE, failure)
        else:
            self._feed(line)

    def _on_patience_over(self) -> None:
        self._give_up(Device.VOICE, f"the voice rendered nothing within {PATIENCE_S:.0f} s")

    def _on_sounded(self, line_id: int, at: float) -> None:
        if self._line is not None and self._line.id == line_id:
            self._start(self._line, at)
            if Device.LOUDSPEAKER in self._told and self._loudspeaker is not None:
                self._recover(Device.LOUDSPEAKER, self._loudspeaker.name)  # tried again, and works
            if Device.VOICE in self._told:
                self._recover(Device.VOICE, *self._engine)

    def _on_finished(self, line_id: int, at: float) -> None:
        if self._line is not None and self._line.id == line_id and not self._line.caption:
            self._end(self._line, at)

    def _on_lost(self, line_id: int, reason: str) -> None:
        if self._line is not None and self._line.id == line_id:
            self._give_up(Device.LOUDSPEAKER, reason)

    def _on_read(self) -> None:
        if self._line is not None:
            self._end(self._line, self._clock())

    def _find_loudspeaker(self) -> None:
        """Use the loudspeaker that is there now; called again when devices come or go."""
        before = self._loudspeaker
        found = self._loudspeaker = self._loudspeakers.find()
        if found is None:
            self._player.use(None)
            self._unusable.add(Device.LOUDSPEAKER)
            self._give_up(Device.LOUDSPEAKER, "there is no loudspeaker: read what she says")
            return
        self._player.use(found.open)
        self._unusable.discard(Device.LOUDSPEAKER)
        if Device.LOUDSPEAKER in self._told or before is None or before.name != found.name:
            self._recover(Device.LOUDSPEAKER, found.name)
