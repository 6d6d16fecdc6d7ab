# SPDX-License-Identifier: Apache-2.0
"""The console's second tab: what comes from outside, and the manager."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from trainer_gui.application.messages import Messages
from trainer_gui.application.room import Offered, offered, seen
from trainer_gui.domain.interventions import HappeningInjected
from trainer_gui.domain.scenario import Happening
from trainer_gui.domain.state import Phase, State
from trainer_gui.ui.kit.look import Look, restyle
from trainer_gui.ui.kit.parts import button, clear, column, plain, scrolling, text

LONGEST = 22
"""Characters of an event that its button has room for."""


class EventsTab(QWidget):
    """A button for each; and a line for what nobody thought of."""

    steered = Signal(object)

    def __init__(self, look: Look, messages: Messages) -> None:
        super().__init__()
        self._look = look
        self._messages = messages
        self._shared: tuple[Offered, ...] = ()
        self._shown: tuple[Offered, ...] | None = None
        self._own = 0
        self.setProperty("role", "plain")
        self._holder = plain()
        self._buttons = column(self._holder, spacing=look.space("tight"))
        self.pair = button(
            messages("pair.by_trainee"), "choice", look=look, icon="person", by_tab=True
        )
        self.pair.setCheckable(True)
        self.pair.setToolTip(messages("pair.by_trainee_tip"))
        self.words = QLineEdit(maxLength=60)
        self.words.setPlaceholderText(messages("room.own_event"))
        self.words.setAccessibleName(messages("room.own_event"))
        self._help = text(messages("room.events_help"), "small", "soft", wrap=True)
        whole = column(self, spacing=look.space("small"))
        whole.addWidget(self._help)
        whole.addWidget(self.pair)
        whole.addWidget(scrolling(self._holder), 1)
        whole.addWidget(self.words)
        self.words.returnPressed.connect(self._on_own)

    def show_offers(self, shared: tuple[Offered, ...]) -> None:
        """What can be made to happen in any scene."""
        self._shared = shared

    def render(self, state: State) -> None:  # type: ignore[override]
        """Offer what can happen in `state`."""
        live = state.phase not in (Phase.READY, Phase.ENDED) and state.ending is None
        self.words.setEnabled(live)
        self._holder.setEnabled(live)
        waiting = "、".join(self._name(h) for h in state.room.waiting)
        told = self._messages("room.events_soon", what=waiting) if waiting else ""
        self._help.setText(told or self._messages("room.events_help"))
        restyle(self._help, "tone", "accent" if told else "soft")
        offers = tuple(offered(state, self._shared))
        if offers == self._shown:
            return
        self._shown = offers
        clear(self._buttons)
        for offer in offers:
            self._buttons.addWidget(self._button(offer))
        self._buttons.addStretch(1)

    def _name(self, happening: Happening) -> str:
        """What a happening is called in a few words."""
        key, said = f"room_event.{happening.id}", happening.aside.say[0]
        if key in self._messages:
            return self._messages(key)
        return said if len(said) <= LONGEST else said[:LONGEST] + "…"

    def _button(self, offer: Offered) -> QWidget:
        event = offer.event
        words = self._name(event.happening)
        pressable = button(
            words, look=self._look, icon="person" if event.by else "flag", by_tab=True
        )
        pressable.setToolTip("\n".join(event.happening.aside.say))
        pressable.clicked.connect(partial(self._happen, event))
        return pressable

    def _happen(self, event: HappeningInjected) -> None:
        by_trainee = self.pair.isChecked() and event.happening.aside.who != ""
        self.steered.emit(replace(event, by_trainee=by_trainee))

    def _on_own(self) -> None:
        words = self.words.text().strip()
        if words:
            self.words.clear()
            self._own += 1
            self.steered.emit(seen(words, self._own))
