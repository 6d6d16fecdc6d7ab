# SPDX-License-Identifier: Apache-2.0
"""The hint line and the self-control line: always there, seldom lit."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from trainer_gui.application.messages import Messages
from trainer_gui.domain.state import Mode, State
from trainer_gui.ui.kit.breathing import Breathing
from trainer_gui.ui.kit.look import Look, restyle
from trainer_gui.ui.kit.parts import IconLabel, column, row, text


class CoachStrips(QWidget):
    """Two lines of fixed height, so that nothing moves when one of them speaks."""

    def __init__(self, look: Look, messages: Messages) -> None:
        super().__init__()
        self._messages = messages
        self.setProperty("role", "plain")
        self._hint_icon = IconLabel(look, "hint", "text_faint", 22)
        self._hint = text("", "lead")
        self._breathing = Breathing(look)
        self._calm = text("", "lead")
        self._hint_strip = _strip(look, self._hint_icon, messages("talk.hint"), self._hint)
        self._calm_strip = _strip(look, self._breathing, messages("talk.self_control"), self._calm)
        whole = column(self, spacing=look.space("small"))
        whole.addWidget(self._hint_strip)
        whole.addWidget(self._calm_strip)

    def render(self, state: State) -> None:  # type: ignore[override]
        """Show the state's hint and prompt."""
        hint, icon = state.hint, "hint"
        if state.cue is not None:  # another's turn: what the app would say in that one's place
            name = state.scenario.others[state.cue.speaker].name
            hint, icon = self._messages("pair.cue", name=name, words=state.cue.text), "person"
        _say(self._hint, hint, self._messages(f"talk.hint_{_resting(state)}"))
        restyle(self._hint_strip, "lit", "true" if hint else "")
        self._hint_icon.show_icon(icon, "accent_text" if hint else "text_faint")
        calm = state.prompt.text if state.prompt else ""
        _say(self._calm, calm, self._messages(f"talk.calm_{_calm(state)}"))
        restyle(self._calm_strip, "lit", "calm" if calm else "")
        self._breathing.set_on(bool(calm))


def _resting(state: State) -> str:
    """Why there is no hint at this moment."""
    if state.mode in {Mode.EXAM, Mode.CHALLENGE}:
        return state.mode.value
    return "rest" if state.shows_hints else "asked"


def _calm(state: State) -> str:
    if state.mode is Mode.EXAM:
        return "exam"
    return "rest" if state.terms.prompts else "off"


def _strip(look: Look, mark: QWidget, title: str, words: QWidget) -> QFrame:
    strip = QFrame()
    strip.setProperty("role", "strip")
    strip.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    strip.setFixedHeight(max(46, round(look.type_px("lead") * 1.9)))
    strip.setAccessibleName(title)
    line = row(strip, (look.space("large"), 0), look.space("medium"))
    mark.setMinimumWidth(max(34, round(22 * look.text_scale)))
    line.addWidget(mark)
    heading = text(title, "strong", "soft")
    heading.setMinimumWidth(look.type_px("body") * 5)
    line.addWidget(heading)
    line.addWidget(words, 1)
    return strip


def _say(label: QWidget, words: str, resting: str) -> None:
    if words and label.property("text") != words:  # a screen reader says it, in its own time
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(label, words))
    restyle(label, "tone", "" if words else "faint")
    restyle(label, "type", "lead" if words else "body")
    if label.property("text") != (words or resting):
        label.setProperty("text", words or resting)
