# SPDX-License-Identifier: Apache-2.0
"""The bottom row of the conversation: state, level, talk, repeat, hint, typing."""

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from trainer_gui.application.messages import Messages
from trainer_gui.domain.dialogue.pausing import waits_for_room
from trainer_gui.domain.events import Device
from trainer_gui.domain.state import Live, Mode, Phase, State, TurnPolicy
from trainer_gui.ui.kit.level_meter import LevelMeter
from trainer_gui.ui.kit.look import Look, restyle
from trainer_gui.ui.kit.parts import IconLabel, button, row, spell, text
from trainer_gui.ui.talk.customer_panel import words_of

FIELD = 14
"""Characters that the field for typing has room for before the buttons spell out their words."""
METERED = 30
"""Width in characters from which everything has its place; else the words need it."""
_ICONS = {
    Phase.READY: ("play", "text_faint"),
    Phase.SPEAKING: ("sound", "text_soft"),
    Phase.LISTENING: ("mic", "accent_text"),
    Phase.THINKING: ("think", "text_soft"),
    Phase.PAUSED: ("pause", "annoyed_text"),
    Phase.ENDED: ("flag", "text_faint"),
}


class TalkControls(QFrame):
    """Says what is going on and what can be pressed."""

    talk_pressed = Signal()
    talk_released = Signal()
    repeat_pressed = Signal()
    hint_pressed = Signal()
    wordings_pressed = Signal()
    typed = Signal(str)
    typing = Signal()

    def __init__(self, look: Look, messages: Messages, *, speaking: str = "phase.speaking") -> None:
        super().__init__()
        self._speaking = speaking
        self._look = look
        self._messages = messages
        self._held = False
        self.setProperty("role", "footer")
        self._icon = IconLabel(look, "play", "text_faint", 22)
        self._state = text("", "strong")
        self._state.setMinimumWidth(look.type_px("body") * 6)
        self.meter = LevelMeter(look, messages("talk.level"))
        self.talk = button("", "primary", name=messages("talk.talk"), look=look, icon="mic")
        self.talk.setToolTip(messages("talk.talk_tip"))
        self.repeat = button("", name=messages("talk.repeat"), look=look, icon="repeat")
        self.hint = button("", name=messages("talk.ask_hint"), look=look, icon="hint")
        self.wordings = button("", name=messages("talk.wordings"), look=look, icon="book")
        self._words_take = 0
        self._unused: tuple[QWidget, ...] = ()
        self.input = _ReplyField(messages)
        self.send = button("", name=messages("talk.send"), look=look, icon="send")
        for pressable in (self.talk, self.repeat, self.hint, self.wordings):
            pressable.setFocusPolicy(Qt.FocusPolicy.TabFocus)

        now = row(spacing=look.space("small"))
        now.addWidget(self._icon)
        now.addWidget(self._state)
        line = row(self, (look.space("wide"), look.space("medium")), look.space("small"))
        line.addLayout(now)
        line.addWidget(self.meter)
        line.addSpacing(look.space("medium"))
        line.addWidget(self.talk)
        line.addWidget(self.repeat)
        line.addWidget(self.hint)
        line.addWidget(self.wordings)
        line.addSpacing(look.space("small"))
        line.addWidget(self.input, 1)
        line.addWidget(self.send)

        self.talk.pressed.connect(self.press_talk)
        self.talk.released.connect(self.release_talk)
        self.repeat.clicked.connect(self.repeat_pressed)
        self.hint.clicked.connect(self.hint_pressed)
        self.wordings.clicked.connect(self.wordings_pressed)
        self.input.returnPressed.connect(self._send)
        self.input.textEdited.connect(self._on_edited)
        self.send.clicked.connect(self._send)

    def do_without(self, *parts: QWidget) -> None:
        """These are not for this page."""
        self._unused = parts
        for part in parts:
            part.hide()

    @property
    def held(self) -> bool:
        """Whether the talk key or button is down."""
        return self._held

    def press_talk(self) -> None:
        """The talk key or button went down."""
        if not self._held and self.talk.isEnabled():
            self._held = True
            restyle(self.talk, "held", "true")
            self.talk_pressed.emit()

    def release_talk(self) -> None:
        """It came up."""
        if self._held:
            self._held = False
            restyle(self.talk, "held", "")
            self.talk_released.emit()

    def render(self, state: State) -> None:  # type: ignore[override]
        """Show the state's phase and switch the buttons."""
        self.show_phase(state.phase, state.live, state.policy, state.troubles)
        if state.cue is not None and state.phase is Phase.LISTENING:
            name = state.scenario.others[state.cue.speaker].name
            self._state.setText(self._messages("pair.turn", name=name))
        elif state.phase is Phase.SPEAKING:
            self._state.setText(self._speaker(state))
        waits = waits_for_room(state)
        if waits:
            self._state.setText(self._messages("room.waits"))
        self._state.setToolTip(self._messages("room.waits_tip") if waits else "")
        helped = state.mode is not Mode.EXAM and state.phase is Phase.LISTENING
        self.hint.setEnabled(helped)
        self.wordings.setEnabled(helped)

    def _speaker(self, state: State) -> str:
        """Who is heard now: the customer, another by name, or nobody since something is seen."""
        who, _ = words_of(state)
        if who == state.scenario.customer.name:
            return self._messages(self._speaking)
        return self._messages("talk.says", name=who) if who else self._messages("talk.seen")

    def show_phase(
        self, phase: Phase, heard: Live, policy: TurnPolicy, troubles: Collection[Device]
    ) -> None:
        """Show the phase and switch the buttons.

        Args:
            phase: Whose turn it is.
            heard: What is being heard of the trainee.
            policy: How a turn begins.
            troubles: Devices and engines that are not there.
        """
        deaf = Device.MICROPHONE in troubles or Device.RECOGNISER in troubles
        waiting = phase is Phase.LISTENING and not heard.speaking
        key = self._speaking if phase is Phase.SPEAKING else f"phase.{phase}"
        icon, role = _ICONS[phase]
        if phase is Phase.LISTENING and deaf:
            key, icon, role = "phase.type", "keyboard", "accent_text"
        elif waiting and policy is TurnPolicy.PRESS_TO_TALK and not self._held:
            key = "phase.press"
        open_ears = policy is TurnPolicy.OPEN and phase is Phase.SPEAKING
        words = self._messages(key)
        if words != self._state.text():
            self._state.setText(words)
        self._icon.show_icon(icon, role)
        live = phase in {Phase.SPEAKING, Phase.LISTENING, Phase.THINKING}
        self.meter.set_open((phase is Phase.LISTENING or open_ears) and not deaf)
        self.talk.setEnabled(live and (not deaf or phase is Phase.SPEAKING))
        self.talk.show_icon(self._look, "mic_off" if deaf else "mic", "on_accent")
        self.repeat.setEnabled(waiting)
        self.input.setEnabled(live)
        self.input.tell("talk.paused_here" if phase is Phase.PAUSED else "talk.type_here")
        self.send.setEnabled(live)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._words_take:
            self._spell(out=True)
            self._words_take = self.sizeHint().width() - self.input.sizeHint().width()
        roomy = self.width() >= METERED * self._look.type_px("body")
        for part in (self.meter, self.repeat, self.wordings):  # their keys work without them
            part.setVisible(roomy and part not in self._unused)
        room = self.width() - self._words_take
        self._spell(out=room >= FIELD * self._look.type_px("body"))

    def _spell(self, *, out: bool) -> None:
        """Give the buttons their words, or leave them their icons."""
        spell((self.talk, self.repeat, self.hint, self.wordings), out=out)

    def _send(self) -> None:
        words = self.input.text().strip()
        if words:
            self.input.clear()
            self.typed.emit(words)

    def _on_edited(self) -> None:
        self.typing.emit()


class _ReplyField(QLineEdit):
    """Where replies are typed; its placeholder says how to come in, or how to get out."""

    def __init__(self, messages: Messages) -> None:
        super().__init__()
        self._messages = messages
        self._resting = ""
        self.tell("talk.type_here")
        self.setAccessibleName(messages("talk.type_here"))
        self.setMaxLength(500)

    def tell(self, key: str) -> None:
        """What stands there while nobody types."""
        if key != self._resting:
            self._resting = key
            if not self.hasFocus():
                self.setPlaceholderText(self._messages(key))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() == "/" and not self.text():
            return  # the key that leads here, pressed once more
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.setPlaceholderText(self._messages("talk.typing_here"))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.setPlaceholderText(self._messages(self._resting))
