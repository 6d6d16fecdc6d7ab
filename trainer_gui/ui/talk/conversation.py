# SPDX-License-Identifier: Apache-2.0
"""The conversation: shows a `State`, turns keys and buttons into signals."""

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame

from trainer_gui.application.messages import Messages
from trainer_gui.domain.state import Live, Mode, Phase, State
from trainer_gui.ui.kit.face_art import FaceArt
from trainer_gui.ui.kit.keys import shortcut
from trainer_gui.ui.kit.look import Look, restyle
from trainer_gui.ui.kit.parts import button, chip, column, frame, row, text
from trainer_gui.ui.message_bar import MESSAGES
from trainer_gui.ui.talk.coach_strips import CoachStrips
from trainer_gui.ui.talk.customer_panel import CustomerPanel
from trainer_gui.ui.talk.talk_controls import TalkControls
from trainer_gui.ui.talk.talk_page import TalkPage
from trainer_gui.ui.talk.transcript_view import TranscriptView
from trainer_gui.ui.talk.wordings_panel import WordingsPanel

SURE_MS = 4_000
_RUNNING = frozenset({Phase.SPEAKING, Phase.LISTENING, Phase.THINKING})


class ConversationPage(TalkPage):
    """One place for each kind of thing, and it never moves."""

    talk_pressed = Signal()
    talk_released = Signal()
    repeat_pressed = Signal()
    hint_pressed = Signal()
    wordings_pressed = Signal()
    pause_pressed = Signal()
    stop_pressed = Signal()
    typed = Signal(str)
    typing = Signal()

    def __init__(self, look: Look, messages: Messages, art: FaceArt) -> None:
        super().__init__()
        self._look = look
        self._messages = messages
        self._customer = CustomerPanel(look, messages, art)
        self._transcript = TranscriptView(look, messages)
        self._wordings = WordingsPanel(look, messages)
        self._strips = CoachStrips(look, messages)
        self.controls = TalkControls(look, messages)
        self._title = text("", "strong")
        self._mode = chip("", "accent")
        self._time = text("0:00", "body", "soft")
        self._time.setAccessibleName(messages("talk.time"))
        self.pause = button(messages("talk.pause"), "quiet", look=look, icon="pause")
        self.stop = button(messages("talk.stop"), "quiet", look=look, icon="stop")
        self.stop.setToolTip(messages("talk.stop_tip"))
        self._exam = False
        self._sure = QTimer(self)
        """Runs while a second press ends an exam: nobody takes it again."""
        self._sure.setSingleShot(True)
        self._sure.setInterval(SURE_MS)
        self._sure.timeout.connect(self._name_stop)
        self._spent_ms = 0
        self._clock = QElapsedTimer()
        self._second = QTimer(self)
        self._second.setInterval(500)
        self._second.timeout.connect(self._tick)
        self.setProperty("role", "page")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # its keys are there without a stop
        self._assemble()
        self._connect()

    def render(self, state: State) -> None:  # type: ignore[override]
        """Show `state`; only what changed is touched."""
        mode = self._messages(f"mode.{state.mode}")
        if self._title.text() != state.scenario.title or self._mode.text() != mode:
            self._title.setText(state.scenario.title)
            self._mode.setText(mode)
            self.setAccessibleName(f"{state.scenario.title}, {mode}")  # it has the focus itself
        self._keep_time(state)
        self._customer.render(state)
        self._transcript.set_customer(state.scenario.customer.name)
        grouped = state.mode is Mode.GROUP
        trainee = self._messages("room.trainee" if grouped else "speaker.trainee")
        self._transcript.set_trainee(trainee, state.room.player or trainee)
        exam = self._exam = state.mode is Mode.EXAM
        live = state.live if state.phase in _RUNNING else Live()
        self._transcript.render_turns(state.transcript, live, chips=not exam)
        self._wordings.show_wordings(state.wordings)
        self._strips.render(state)
        self.controls.render(state)
        paused = state.phase is Phase.PAUSED
        words = self._messages("talk.resume" if paused else "talk.pause")
        if words != self.pause.text():
            self.pause.setText(words)
            tint = "accent_text" if paused else "text_soft"
            self.pause.show_icon(self._look, "play" if paused else "pause", tint)
            restyle(self.pause, "on", "true" if paused else "")
        self.pause.setEnabled(state.may_pause and state.phase not in {Phase.READY, Phase.ENDED})
        self.stop.setEnabled(state.phase is not Phase.ENDED)

    def set_microphone_level(self, dbfs: float) -> None:
        """How loud the trainee is."""
        self.controls.meter.set_level(dbfs)

    def set_customer_level(self, dbfs: float) -> None:
        """How loud the customer is."""
        self._customer.set_level(dbfs)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._second.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Space means talk on the buttons as well; Enter presses the one with the focus."""
        if isinstance(event, QKeyEvent) and event.type() in (
            QEvent.Type.KeyPress,
            QEvent.Type.KeyRelease,
        ):
            press = event.type() is QEvent.Type.KeyPress
            if event.key() == Qt.Key.Key_Space:
                (self.keyPressEvent if press else self.keyReleaseEvent)(event)
                return True
            if press and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                watched.click()  # type: ignore[attr-defined] # only buttons are watched
                return True
        return False

    def _assemble(self) -> None:
        look = self._look
        bar = frame("bar")
        top = row(bar, (look.space("wide"), look.space("tight")), look.space("medium"))
        top.addWidget(self._title)
        top.addWidget(self._mode)
        top.addWidget(self._time)
        top.addStretch(1)
        top.addWidget(self.pause)
        top.addWidget(self.stop)

        right: QFrame = frame("card")
        right.setObjectName(MESSAGES)  # old words may be covered, her face may not
        inside = column(right, 2)
        inside.addWidget(self._transcript, 1)
        inside.addWidget(self._wordings)
        body = row(spacing=look.space("wide"))
        body.addWidget(self._customer, 9)
        body.addWidget(right, 11)
        middle = column(spacing=look.space("medium"))
        middle.setContentsMargins(
            look.space("wide"), look.space("large"), look.space("wide"), look.space("medium")
        )
        middle.addLayout(body, 1)
        middle.addWidget(self._strips)
        whole = column(self)
        whole.addWidget(bar)
        whole.addLayout(middle, 1)
        whole.addWidget(self.controls)

    def _connect(self) -> None:
        controls = self.controls
        controls.talk_pressed.connect(self.talk_pressed)
        controls.talk_released.connect(self.talk_released)
        controls.repeat_pressed.connect(self.repeat_pressed)
        controls.hint_pressed.connect(self.hint_pressed)
        controls.wordings_pressed.connect(self.wordings_pressed)
        controls.typed.connect(self.typed)
        controls.typing.connect(self.typing)
        self.pause.clicked.connect(self.pause_pressed)
        self.stop.clicked.connect(self._on_stop)
        for watched in (
            controls.talk, controls.repeat, controls.hint, controls.wordings, controls.send,
            self.pause, self.stop,
        ):  # fmt: skip
            watched.installEventFilter(self)
        for keys, slot in (
            ("R", controls.repeat.click),
            ("H", controls.hint.click),
            ("W", controls.wordings.click),
            ("P", self.pause.click),
            ("Esc", self.pause.click),
            ("Ctrl+.", self.stop.click),
            ("/", controls.input.setFocus),
        ):
            shortcut(self, keys, self._unless_typing(keys, slot))

    def _unless_typing(self, keys: str, slot: Callable[[], object]) -> Callable[[], None]:
        def activate() -> None:
            if keys == "Esc" and self.controls.input.hasFocus():
                self.setFocus()
            elif keys.startswith("Ctrl") or QApplication.focusWidget() is not self.controls.input:
                slot()

        return activate

    def _on_stop(self) -> None:
        if self._exam and not self._sure.isActive():
            self._sure.start()
        else:
            self._sure.stop()
            self.stop_pressed.emit()
        self._name_stop()

    def _name_stop(self) -> None:
        """Ask once more, or no longer."""
        sure = self._sure.isActive()
        words = self._messages("talk.stop_sure" if sure else "talk.stop")
        if sure:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.stop, words))
        self.stop.setText(words)
        restyle(self.stop, "on", "true" if sure else "")

    def _keep_time(self, state: State) -> None:
        if state.phase is Phase.READY:
            spent_s = max((turn.end_s for turn in state.transcript), default=0.0)
            self._spent_ms = round(1000 * spent_s)  # of a scene that goes on, or is tried again
            self._clock.invalidate()
        running = state.phase in _RUNNING
        if running and not self._clock.isValid():
            self._clock.start()
            self._second.start()
        elif not running and self._clock.isValid():
            self._spent_ms += self._clock.elapsed()
            self._clock.invalidate()
            self._second.stop()
        elif running and not self._second.isActive():
            self._second.start()
        self._tick()

    def _tick(self) -> None:
        ms = self._spent_ms + (self._clock.elapsed() if self._clock.isValid() else 0)
        words = f"{ms // 60_000}:{ms // 1000 % 60:02d}"
        if words != self._time.text():
            self._time.setText(words)
