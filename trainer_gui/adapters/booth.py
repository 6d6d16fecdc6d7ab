# SPDX-License-Identifier: Apache-2.0
"""The microphone check, on the ears and the loudspeaker of the stage.

Three seconds of silence, three with a sound of our own, then a sentence that is read and
recognised. Its turns have ids below nought, so that no scene takes them for its own.
"""

import threading
from dataclasses import replace
from itertools import count

from PySide6.QtCore import QObject, QTimer, Signal

from trainer_gui.adapters.listening import measuring
from trainer_gui.adapters.listening.activity import Timing
from trainer_gui.adapters.listening.sound import RATE
from trainer_gui.adapters.stage import Stage
from trainer_gui.application.checking import Check, CheckStep
from trainer_gui.application.errors import EngineError
from trainer_gui.application.ports import Pcm
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
from trainer_gui.domain.speech.sound_check import Checked
from trainer_gui.domain.state import Phase

QUIET_S = 3.0
ECHO_S = 3.0
READ_S = 14.0
SETTLE_S = 0.4
"""What a device gives first may be its own click."""
PATIENCE_S = 6.0
"""A microphone that gives nothing for so long is not there."""
DOUBT_S = 3.0
"""The same for one that was missing already; one that is back takes two seconds to begin."""
DECODE_S = 20.0
"""A recogniser that has not answered by then never will."""
TIMING = Timing(end_s=3.0)
"""Who reads takes a breath between two sentences."""
_TICK_MS = 50
_STEPS = {CheckStep.QUIET: QUIET_S, CheckStep.ECHO: ECHO_S, CheckStep.READ: READ_S}


class Booth(QObject):
    """Makes one check at a time; lives on the GUI thread."""

    changed = Signal(object)
    """The `Check` of the moment."""

    def __init__(self, stage: Stage, parent: QObject | None = None) -> None:
        """Open nothing yet."""
        super().__init__(parent)
        self._stage = stage
        self.check = Check()
        self._ids = count(-1, -1)
        self._turn = 0
        self._started = False
        """Speech was heard in the step."""
        self._lock = threading.Lock()  # guards what follows
        self._captured = bytearray()
        self._sound = measuring.check_sound()
        self._found = Checked("", 0.0, "")
        self._waited = self._still = 0
        """Ticks since the step began, and since sound came in last."""
        self._length = 0
        self._ticks = QTimer(self, interval=_TICK_MS)
        self._ticks.timeout.connect(self._on_tick)
        stage.bridge.event_posted.connect(self._on_event)

    def start(self, sentence: str) -> None:
        """Check with this sentence, in place of a check that is under way."""
        self.stop()
        self._found = Checked("", 0.0, sentence)
        stage = self._stage
        stage.ears().take_turns(TIMING, press_to_talk=False)
        stage.instruments.overhear(self._on_captured)
        self.check = Check(sentence=sentence)
        self._listen()
        self._go(CheckStep.QUIET)
        self._ticks.start()

    def stop(self) -> None:
        """Break off; the microphone is given back."""
        if self._ticks.isActive():
            self._end()
            self._go(CheckStep.READY)

    def _listen(self) -> None:
        """Open the ears anew, for what comes from now on."""
        self._turn = next(self._ids)
        self._started = False
        self._stage.ears().listen(self._turn)

    def _go(self, step: CheckStep) -> None:
        with self._lock:
            self._captured.clear()
        self._waited = self._still = self._length = 0
        self.check = replace(self.check, step=step, progress=0.0)
        self.changed.emit(self.check)

    def _on_captured(self, sound: Pcm) -> None:
        """On the thread of the ears."""
        with self._lock:
            self._captured += sound.data

    def _so_far(self) -> bytes:
        with self._lock:
            return bytes(self._captured)

    def _on_tick(self) -> None:
        self._waited += 1
        step = self.check.step
        if step is CheckStep.THINKING:
            if self._waited * _TICK_MS / 1000 > DECODE_S:
                self._done(None)
            return
        with self._lock:
            length = len(self._captured)
        seconds = length / 2 / RATE
        self._still = 0 if length > self._length else self._still + 1
        self._length = length
        missing = Device.MICROPHONE in self._stage.troubles
        if self._still * _TICK_MS / 1000 > (DOUBT_S if missing else PATIENCE_S):
            self._done(None)
        elif seconds >= _STEPS[step]:
            self._next(step, self._so_far())
        else:
            self.check = replace(self.check, progress=seconds / _STEPS[step])
            self.changed.emit(self.check)

    def _next(self, step: CheckStep, data: bytes) -> None:
        """The step has lasted long enough."""
        match step:
            case CheckStep.QUIET:
                noise = measuring.noise_db(data[int(SETTLE_S * RATE) * 2 :])
                self._found = replace(self._found, noise_db=round(noise, 1))
                self._play()
            case CheckStep.ECHO:
                echo = measuring.echo_db(data, self._sound)
                self._found = replace(self._found, echo_db=echo and round(echo, 1))
                self._read()
            case _:
                self._hurry(data)

    def _play(self) -> None:
        try:
            self._stage.playback.play(self._sound)
        except EngineError:  # no loudspeaker: no echo either
            self._found = replace(self._found, played=False)
            self._read()
        else:
            self._go(CheckStep.ECHO)

    def _read(self) -> None:
        self._listen()
        self._go(CheckStep.READ)

    def _hurry(self, data: bytes) -> None:
        """The time for reading is up: what was said so far counts."""
        if not self._started:
            self._done(None)
            return
        self._measure(data)
        self._go(CheckStep.THINKING)
        self._stage.ears().finish(self._turn)

    def _measure(self, data: bytes) -> None:
        self._found = replace(self._found, clipped=round(measuring.clipped(data), 5))
        level = round(measuring.speech_db(data), 1)
        self._found = replace(self._found, delivery=Delivery(0.0, 0, level))

    def _on_event(self, event: Event) -> None:
        if not self._ticks.isActive() or getattr(event, "turn_id", self._turn) != self._turn:
            return
        step = self.check.step
        reading = step in (CheckStep.READ, CheckStep.THINKING)
        match event:
            case DeviceFailed(Device.MICROPHONE) if step is not CheckStep.THINKING:
                self._done(None)
            case TraineeStarted():
                self._started = True
            case PartialHeard() if reading:
                self.check = replace(self.check, heard=event.text)
            case TraineeEnded() if step is CheckStep.READ:
                self._measure(self._so_far())
                self._go(CheckStep.THINKING)
            case TraineeSaid() if reading:
                self._done(event)
            case TraineeSaid():  # somebody spoke where nobody should: the step goes on
                self._listen()
            case NothingHeard() if step is CheckStep.THINKING:
                self._done(None)
            case _:
                pass

    def _done(self, said: TraineeSaid | None) -> None:
        stage = self._stage
        found = replace(
            self._found,
            device=stage.names.get(Device.MICROPHONE, ""),
            recognises=Device.RECOGNISER not in stage.troubles,
        )
        if said is not None:
            found = replace(found, heard=said.text, delivery=said.delivery)
        self._end()
        self.check = replace(self.check, result=found, heard=found.heard)
        self._go(CheckStep.DONE)

    def _end(self) -> None:
        stage = self._stage
        self._ticks.stop()
        stage.playback.stop()
        stage.ears().stop(self._turn)
        stage.instruments.overhear(None)
        stage.instruments.take_turns()
        scene = stage.session
        if scene is None or scene.state.phase is Phase.ENDED:  # else it needs the microphone next
            stage.ears().rest()
