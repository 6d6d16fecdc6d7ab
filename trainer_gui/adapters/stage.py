# SPDX-License-Identifier: Apache-2.0
"""The stage: the devices and engines of the running app, and the one scene played on them.

Made on the GUI thread before the window is shown; `warm_up` loads what is heavy, after the first
paint.
"""

import importlib
import threading
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from trainer_gui.adapters.bridge import Bridge
from trainer_gui.adapters.clock import SceneClock, SilenceTimer
from trainer_gui.adapters.equipment import Equipment
from trainer_gui.adapters.instruments import Instruments
from trainer_gui.adapters.listening.listener import VoiceListener
from trainer_gui.adapters.listening.vocabulary import texts_of
from trainer_gui.adapters.memory import give_back_large_blocks
from trainer_gui.adapters.playback import Playback
from trainer_gui.adapters.sessions.naming import new_folder
from trainer_gui.adapters.sessions.recording import excerpt
from trainer_gui.adapters.sessions.store import SessionFolder, recover, rewrite_session
from trainer_gui.adapters.voice.speaker import Speaker
from trainer_gui.application.errors import EngineError, UserError
from trainer_gui.application.going_on import GoingOn
from trainer_gui.application.ports import Pcm, Reader
from trainer_gui.application.report import Report
from trainer_gui.application.session import Ports, Session
from trainer_gui.domain.events import (
    Device,
    DeviceFailed,
    DeviceReady,
    Event,
    SceneStarted,
    Source,
    StopPressed,
)
from trainer_gui.domain.state import Phase, State, TurnPolicy

LEAD_S = 0.25
"""What is heard before and after a turn on listening back."""


class Stage(QObject):
    """Owns every device and thread; `close` ends them all."""

    changed = Signal(object, object)
    """(State, Event): the scene after an event."""
    finished = Signal(object)
    """The `Report` of a scene that has ended and is kept."""
    device_changed = Signal(object)
    """`DeviceFailed` or `DeviceReady`, also between scenes."""
    left = Signal()
    """Whatever was open is being closed."""
    opened = Signal()
    """A scene is ready to be begun."""
    kept = Signal()
    """Another session lies whole on the disk."""
    not_kept = Signal()
    """A scene that was left could not be written."""
    _kept = Signal(object, object)
    _store_told = Signal(object, object)

    def __init__(self, equipment: Equipment, parent: QObject | None = None) -> None:
        """Open nothing yet."""
        super().__init__(parent)
        self._equipment = equipment
        self._reader: Reader | None = None
        self._reader_lock = threading.Lock()
        self._session: Session | None = None
        self._store: SessionFolder | None = None
        self._recording: SessionFolder | None = None
        self._leaving: list[SessionFolder] = []
        """Scenes that were left and are still being written."""
        self.last_ids = (0, 0)
        """Of the last line and turn: ids only grow, also from one scene to the next."""
        self.troubles: dict[Device, str] = {}
        self.names: dict[Device, str] = {}
        """Of devices and engines that are there."""
        self.bridge = Bridge(self)
        self.bridge.event_posted.connect(self._on_event)
        self.clock = SceneClock()
        self.timer = SilenceTimer(self.bridge.post, self.clock, self)
        self.instruments = Instruments(equipment, self.bridge, self.clock, self._record, self)
        self.playback = Playback(self.instruments.loudspeakers, self)
        self._background: threading.Thread | None = None
        self._closed = False
        self._kept.connect(self._on_kept)
        self._store_told.connect(self._on_store_told)

    @property
    def policy(self) -> TurnPolicy:
        """How a turn begins and ends."""
        return self.instruments.policy

    @property
    def session(self) -> Session | None:
        """The scene that is open."""
        return self._session

    def warm_up(self, modules: Sequence[str] = ()) -> None:
        """Load the engines in the background, mend what a crash left; opens no microphone.

        Args:
            modules: What will be needed later: imported in the background too.
        """
        if self._closed:  # the window was closed before it was painted
            return
        give_back_large_blocks()
        self.voice()
        self.ears().load()
        self._background = threading.Thread(
            target=self._prepare, args=(modules,), name="preparation"
        )
        self._background.start()

    def _prepare(self, modules: Sequence[str]) -> None:
        try:
            self.reader()
            for name in modules:
                importlib.import_module(name)
        finally:
            recover(self._equipment.places.sessions)

    def reader(self) -> Reader:
        """The understanding: made by whoever asks first, on any thread; all others wait for it."""
        with self._reader_lock:
            if self._reader is None:
                reader = self._equipment.reader()
                reader.load()
                self._reader = reader
            return self._reader

    def open(self, state: State, going_on: GoingOn | None = None) -> Session:
        """Get `state` ready to be begun, in place of the scene before.

        Its lines are rendered, and the microphone is opened: it needs a moment.

        Args:
            state: The scene.
            going_on: Where it goes on with a session that was left.
        """
        self.leave()
        self.instruments.take_turns()
        self.troubles.pop(Device.STORE, None)  # its folder is a new one
        line_id, turn_id = self.last_ids
        state = replace(
            state,
            line_id=max(line_id, state.line_id),
            turn_id=max(turn_id, state.turn_id),
            troubles=dict(self.troubles),
        )
        equipment = self._equipment
        sessions = equipment.places.sessions
        if going_on is None:
            folder = new_folder(sessions, state.scenario.id, datetime.now())
        else:
            folder = going_on.folder
        self._store = self._recording = SessionFolder(
            folder,
            partial(self._store_told.emit, folder),
            equipment.write_report,
            since_s=state.transcript[-1].end_s if going_on and state.transcript else 0.0,
        )
        if going_on is not None:
            self._store.claim()
        ports = Ports(self.voice(), self.ears(), self.timer, self._store)
        self._session = Session(state, self.reader(), ports, self._on_changed)
        self._session.branches.update(going_on.branches if going_on else {})
        self.ears().prepare()
        self.ears().expect(texts_of(state.scenario))
        self.opened.emit()
        return self._session

    def begin(self) -> None:
        """Let the customer speak: the scene starts, or a branch of it goes on."""
        if self._session is not None:
            turns = self._session.state.transcript
            self.clock.restart(turns[-1].end_s if turns else 0.0)
            self._session.dispatch(SceneStarted(self.clock()))

    def dispatch(self, event: Event) -> None:
        """Let `event` happen in the scene; on the GUI thread."""
        if self._session is not None:
            self._session.dispatch(event)

    def listen_back(self, report: Report, turn: int) -> None:
        """Play a turn of a finished scene. Raises EngineError where it can't be heard."""
        said = report.turns[turn]
        folder, sound = report.folder, None
        if folder is not None and said.source is Source.VOICE:
            sound = excerpt(folder, said.start_s - LEAD_S, said.end_s + LEAD_S)
        if sound is None or not any(sound.data):  # what a branch took over lies with the first try
            raise EngineError(
                "this turn was not recorded; switch recording on in the settings", "not_recorded"
            )
        self.playback.play(sound)

    def rewrite(self, report: Report) -> None:
        """Write a finished scene anew, on any thread: something was put right, or found out since.

        Raises OSError.
        """
        rewrite_session(report, self._equipment.write_report)

    def has(self, folder: Path) -> bool:
        """Whether the session in `folder` is open here; not on the GUI thread.

        Raises:
            UserError: What was left of it is still being written, after seconds of waiting.
        """
        for store in self._leaving:
            if store.folder == folder and not store.close():
                raise UserError(f"{folder}: it is still being written; try again", "still_written")
        mine = self._store
        return mine is not None and mine.folder == folder

    def save(self) -> None:
        """Write what there is of a scene that is under way, before anything else may happen."""
        if self._session is not None and self._store is not None:
            self._store.save(self._session.state, dict(self._session.branches))

    def leave(self) -> None:
        """Close the scene; one that is under way ends here and is kept."""
        self.left.emit()
        session, store = self._session, self._store
        if session is None or store is None:
            return
        if session.state.phase not in (Phase.READY, Phase.ENDED):
            session.dispatch(StopPressed(self.clock()))
            self.bridge.flush()  # the end of her line: it is in the transcript as far as it sounded
        state = session.state
        self._session = self._store = self._recording = None
        self.last_ids = (state.line_id, state.turn_id)
        self.timer.stop()
        self.playback.stop()
        self.ears().rest()
        self.voice().hold(False)  # noqa: FBT003 - the next briefing renders ahead
        self._leaving = [s for s in (*self._leaving, store) if not s.close(0.0)]

    def close(self) -> None:
        """End the scene, all threads and all devices."""
        self._closed = True
        self.leave()
        for store in self._leaving:
            store.close()
        self.playback.close()
        self.instruments.close()
        if self._background is not None:
            self._background.join()

    def voice(self) -> Speaker:
        """What is said comes out here; made when it is first wanted."""
        return self.instruments.voice()

    def ears(self) -> VoiceListener:
        """The microphone and the recogniser; made when they are first wanted."""
        return self.instruments.ears()

    def _record(self, side: str, sound: Pcm, at: float) -> None:
        store = self._recording  # any thread: the scene may be left at this moment
        if store is not None and self.instruments.settings.record:
            store.hear(side, sound, at)

    def _on_event(self, event: Event) -> None:
        if isinstance(event, DeviceFailed):
            self.troubles[event.device] = event.reason
            self.names.pop(event.device, None)
            self.device_changed.emit(event)
        elif isinstance(event, DeviceReady):
            self.troubles.pop(event.device, None)
            self.names[event.device] = event.name
            self.device_changed.emit(event)
        self.dispatch(event)

    def _on_changed(self, state: State, event: Event) -> None:
        if (speaker := self.instruments.speaker) is not None:  # the recogniser needs the processor
            speaker.hold(state.live.speaking or state.phase is Phase.THINKING)
        self.changed.emit(state, event)
        if state.phase is Phase.ENDED and self._recording is not None and self._store is not None:
            self._recording = None
            self.ears().rest()
            self._store.finish(state, partial(self._kept.emit, self._store))

    def _on_store_told(self, folder: Path, event: DeviceFailed | DeviceReady) -> None:
        if self._store is not None and folder == self._store.folder:
            self._on_event(event)
        elif isinstance(event, DeviceFailed):
            self.not_kept.emit()

    def _on_kept(self, store: SessionFolder, report: Report) -> None:
        self.kept.emit()
        if store is self._store:  # else it was left
            self.finished.emit(report)
