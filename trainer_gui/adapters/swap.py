# SPDX-License-Identifier: Apache-2.0
"""A scene with its roles reversed, on the stage's voice and ears, in place of a scene."""

from PySide6.QtCore import QObject, Signal

from trainer_gui.adapters.stage import Stage
from trainer_gui.application.dispatching import Talkers
from trainer_gui.application.reversing import Reversing
from trainer_gui.domain.events import Event, SceneStarted, StopPressed
from trainer_gui.domain.state import State
from trainer_gui.domain.teaching.reversal import Part, Reversal, reverse


class SwapStage(QObject):
    """Holds one reversal at a time; a scene that is opened on the stage ends it."""

    changed = Signal(object)
    """The `Reversal` after an event."""

    def __init__(self, stage: Stage, parent: QObject | None = None) -> None:
        """Open nothing yet."""
        super().__init__(parent)
        self._stage = stage
        self._reversing: Reversing | None = None
        stage.bridge.event_posted.connect(self.dispatch)
        stage.left.connect(self.leave)

    @property
    def reversal(self) -> Reversal | None:
        """What is open."""
        return self._reversing.reversal if self._reversing else None

    def begin(self, scene: State) -> None:
        """Reverse the roles of a scene that has not begun, in place of what was open."""
        stage = self._stage
        stage.leave()
        line_id, turn_id = stage.last_ids
        reversal = reverse(scene, line_id=line_id, turn_id=turn_id)
        talkers = Talkers(stage.voice(), stage.ears(), stage.timer)
        stage.clock.restart()
        stage.ears().prepare()
        self._reversing = Reversing(reversal, stage.reader(), talkers, self._on_changed)
        self._reversing.dispatch(SceneStarted(stage.clock()))

    def dispatch(self, event: Event) -> None:
        """Let `event` happen; on the GUI thread."""
        if self._reversing is not None:
            self._reversing.dispatch(event)

    def leave(self) -> None:
        """Close it: silence, and the microphone is let go of."""
        if self._reversing is None:
            return
        self.dispatch(StopPressed(self._stage.clock()))
        reversal, self._reversing = self._reversing.reversal, None
        stage = self._stage
        stage.last_ids = (reversal.line_id, reversal.turn_id)
        stage.ears().rest()
        stage.voice().prepare(())
        stage.voice().hold(False)  # noqa: FBT003

    def _on_changed(self, reversal: Reversal) -> None:
        self._stage.voice().hold(reversal.live.speaking)  # the recogniser needs the processor
        if reversal.part is Part.OVER:
            self._stage.ears().rest()
        self.changed.emit(reversal)
