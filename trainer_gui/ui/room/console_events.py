# SPDX-License-Identifier: Apache-2.0
"""The console's second tab: what comes from outside, and the manager."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from trainer_gui.application.messages import Messages
from trainer_gui.application.room import Offered, offered, seen
from trainer_gui.domain.interventions import HappeningInjected
from trainer_gui.domain.state import Phase, State
from trainer_gui.ui.kit.look import Look
from trainer_gui.ui.kit.parts import button, column, plain, scrolling, text

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
        self.pair = button(messages("pair.by_trainee"), "small", look=look, icon="person")
        self.pair.setCheckable(True)
        self.pair.setToolTip(messages("pair.by_trainee_tip"))
        self.words = QLineEdit(maxLength=60)
        self.words.setPlaceholderText(messages("room.own_event"))
        self.words.setAccessibleName(messages("room.own_event"))
        whole = column(self, spacing=look.space("small"))
        whole.addWidget(text(messages("room.events_help"), "small", "soft", wrap=True))
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
        offers = tuple(offered(state, self._shared))
        if offers == self._shown:
            return
        self._shown = offers
        while (item := self._buttons.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for offer in offers:
            self._buttons.addWidget(self._button(offer))
        self._buttons.addStretch(1)

    def _button(self, offer: Offered) -> QWidget:
        event = offer.event
        key, said = f"room_event.{event.happening.id}", event.happening.aside.say[0]
        words = said if len(said) <= LONGEST else said[:LONGEST] + "…"
        if offer.shared and key in self._messages:
            words = self._messages(key)
        elif offer.shared and event.by is not None:
            words = self._messages("room.bring_in", name=event.by.name)
        pressable = button(words, look=self._look, icon="person" if event.by else "flag")
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
