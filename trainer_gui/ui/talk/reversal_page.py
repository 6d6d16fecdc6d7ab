# SPDX-License-Identifier: Apache-2.0
"""Roles reversed: you are the customer, the app answers as a good clerk would."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal

from trainer_gui.application.messages import Messages
from trainer_gui.domain.state import Live, Phase
from trainer_gui.domain.teaching.reversal import Part, Reversal
from trainer_gui.domain.transcript import Speaker
from trainer_gui.ui.kit.face_art import FaceArt
from trainer_gui.ui.kit.keys import shortcut
from trainer_gui.ui.kit.look import Look
from trainer_gui.ui.kit.parts import button, chip, column, frame, row, text
from trainer_gui.ui.message_bar import MESSAGES
from trainer_gui.ui.talk.customer_panel import CustomerPanel, before_last_reply
from trainer_gui.ui.talk.talk_controls import TalkControls
from trainer_gui.ui.talk.talk_page import TalkPage
from trainer_gui.ui.talk.transcript_view import TranscriptView

_PHASES = {
    Part.NOBODY: Phase.READY,
    Part.CUSTOMER: Phase.LISTENING,
    Part.CLERK: Phase.SPEAKING,
    Part.OTHER: Phase.SPEAKING,
    Part.OVER: Phase.ENDED,
}


class ReversalPage(TalkPage):
    """The conversation's places, with the trainee on the other side of the counter."""

    talk_pressed = Signal()
    talk_released = Signal()
    stop_pressed = Signal()
    typed = Signal(str)
    home = Signal()
    again = Signal()

    def __init__(self, look: Look, messages: Messages, art: FaceArt) -> None:
        super().__init__()
        self._look = look
        self._messages = messages
        self.setProperty("role", "page")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._title = text("", "strong")
        self._case = chip("", "accent")
        self.stop = button(messages("talk.stop"), "quiet", look=look, icon="stop")
        self._customer = CustomerPanel(look, messages, art)
        self._transcript = TranscriptView(look, messages)
        self._note = text(messages("reverse.note"), "small", "soft", wrap=True)
        self.controls = TalkControls(look, messages, speaking="reverse.speaking")
        controls = self.controls
        controls.do_without(controls.repeat, controls.hint, controls.wordings)
        self._over = frame("accent_panel")
        self.again_button = button(messages("reverse.again"), "primary", look=look, icon="repeat")
        self.home_button = button(messages("menu.home"), "quiet")
        self._over_title = text("", "title", wrap=True)
        self._assemble()
        self._connect()

    def render(self, reversal: Reversal) -> None:  # type: ignore[override]
        """Show how far it is."""
        scene, messages = reversal.scene, self._messages
        customer = scene.scenario.customer
        self._case.setText(scene.scenario.title)
        self._title.setText(messages("reverse.title", name=customer.name))
        anger, before = scene.emotion.anger, before_last_reply(scene)
        self._customer.show_customer(
            scene.scenario.id, customer, scene.scenario.persona.name, anger
        )
        self._customer.show_anger(anger, before)
        self._customer.show_words(*self._words(reversal))
        self._transcript.set_customer(messages("reverse.you", name=customer.name))
        clerk = messages("reverse.clerk")
        turns = tuple(
            replace(t, name=clerk) if t.who is Speaker.TRAINEE else t for t in scene.transcript
        )
        self._transcript.render_turns(turns, Live())
        open_field = reversal.part is Part.CUSTOMER
        if not open_field and self.window().focusWidget() is self.controls.input:
            self.setFocus()  # else the next button gets it, and Space would press that
        self.controls.show_phase(
            _PHASES[reversal.part], reversal.live, reversal.policy, scene.troubles
        )
        for part in (self.controls.input, self.controls.send):
            part.setEnabled(open_field)
        self._show_end(reversal)

    def _words(self, reversal: Reversal) -> tuple[str, str]:
        """What stands in the card below the face, and a line above it."""
        line = reversal.scene.line
        match reversal.part:
            case Part.CUSTOMER if reversal.live.text:
                return self._messages("reverse.your_turn"), reversal.live.text
            case Part.CUSTOMER:
                return self._messages("reverse.say_like"), reversal.cue
            case Part.OTHER if line is not None:
                return "", line.utterance.text
            case Part.CLERK | Part.OVER if reversal.answer is not None:
                return self._messages("reverse.clerk_says"), reversal.answer.say
            case _:
                return "", ""

    def _show_end(self, reversal: Reversal) -> None:
        over = reversal.part is Part.OVER
        ending = reversal.scene.ending
        title = ending.title if ending is not None else ""
        self._over_title.setText(title or self._messages("reverse.over"))
        self.stop.setEnabled(not over)
        if over != self._over.isVisibleTo(self):
            self._over.setVisible(over)
            self.controls.setVisible(not over)
            if over:
                self.again_button.setFocus()

    def _assemble(self) -> None:
        look = self._look
        bar = frame("bar")
        top = row(bar, (look.space("wide"), look.space("tight")), look.space("medium"))
        top.addWidget(self._title)
        top.addWidget(self._case)
        top.addStretch(1)
        top.addWidget(self.stop)
        right = frame("card")
        right.setObjectName(MESSAGES)
        column(right, 2).addWidget(self._transcript)
        body = row(spacing=look.space("wide"))
        body.addWidget(self._customer, 9)
        body.addWidget(right, 11)
        middle = column(spacing=look.space("medium"))
        middle.setContentsMargins(
            look.space("wide"), look.space("large"), look.space("wide"), look.space("medium")
        )
        middle.addLayout(body, 1)
        middle.addWidget(self._note)
        end = row(self._over, (look.space("wide"), look.space("large")), look.space("wide"))
        said = column(spacing=look.space("tight"))
        said.addWidget(self._over_title)
        said.addWidget(text(self._messages("reverse.over_help"), "body", wrap=True))
        end.addLayout(said, 1)
        end.addWidget(self.home_button)
        end.addWidget(self.again_button)
        self._over.hide()
        whole = column(self)
        whole.addWidget(bar)
        whole.addLayout(middle, 1)
        whole.addWidget(self._over)
        whole.addWidget(self.controls)

    def _connect(self) -> None:
        self.controls.talk_pressed.connect(self.talk_pressed)
        self.controls.talk_released.connect(self.talk_released)
        self.controls.typed.connect(self.typed)
        self.stop.clicked.connect(self.stop_pressed)
        self.home_button.clicked.connect(self.home)
        self.again_button.clicked.connect(self.again)
        for keys, slot in (("/", self.controls.input.setFocus), ("Ctrl+.", self.stop.click)):
            shortcut(self, keys, slot, repeats=True)
