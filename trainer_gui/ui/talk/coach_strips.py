# SPDX-License-Identifier: Apache-2.0
"""The hint line and the self-control line: always there, seldom lit."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from trainer_gui.application.messages import Messages
from trainer_gui.domain.state import Mode, State
from trainer_gui.ui.kit.breathing import Breathing
from trainer_gui.ui.kit.look import Look, restyle
from trainer_gui.ui.kit.parts import IconLabel, column, row, text

SIZES = ("caption_large", "caption", "lead", "body", "small")
"""Of words that are said, the first only in a wide window; at rest a body's size is enough."""
HEADED = 3
"""So many sizes are tried before the heading goes."""
ROOMY = 1500
"""Width in pixels from which the lines are higher, and their words larger."""
TALL = 1.24
"""How much higher."""


class CoachStrips(QWidget):
    """Two lines of fixed height, so that nothing moves when one of them speaks."""

    def __init__(self, look: Look, messages: Messages) -> None:
        super().__init__()
        self._messages = messages
        self.setProperty("role", "plain")
        self._hint_icon = IconLabel(look, "hint", "text_faint", 22)
        self._breathing = Breathing(look)
        self._hint_strip = _Strip(look, self._hint_icon, messages("talk.hint"))
        self._calm_strip = _Strip(look, self._breathing, messages("talk.self_control"))
        _align(self._hint_strip, self._calm_strip)
        self._gap = look.space("small")
        whole = column(self, spacing=self._gap)
        self._hint_strip.overlong.connect(self._on_overlong)
        whole.addWidget(self._hint_strip)
        whole.addWidget(self._calm_strip)

    def _on_overlong(self, overlong: bool) -> None:
        """Another's words that one line is too short for take the place of both lines."""
        self._calm_strip.setVisible(not overlong)
        self._hint_strip.spread(2 * self._calm_strip.height() + self._gap if overlong else 0)

    def render(self, state: State) -> None:  # type: ignore[override]
        """Show the state's hint and prompt."""
        hint, icon = state.hint, "hint"
        if state.cue is not None:  # another's turn: what the app would say in that one's place
            name = state.scenario.others[state.cue.speaker].name
            hint, icon = self._messages("pair.cue", name=name, words=state.cue.text), "person"
        resting = self._messages(f"talk.hint_{_resting(state)}")
        self._hint_strip.say(hint, resting, may_spread=state.cue is not None)
        restyle(self._hint_strip, "lit", "true" if hint else "")
        self._hint_icon.show_icon(icon, "accent_text" if hint else "text_faint")
        calm = state.prompt.text if state.prompt else ""
        self._calm_strip.say(calm, self._messages(f"talk.calm_{_calm(state)}"))
        restyle(self._calm_strip, "lit", "calm" if calm else "")
        self._breathing.set_on(bool(calm))


def _align(*strips: "_Strip") -> None:
    """Let the words of all begin in one place."""
    for strip in strips:
        strip.heading.ensurePolished()
    widest = max(strip.heading.sizeHint().width() for strip in strips)
    for strip in strips:
        strip.heading.setMinimumWidth(widest)


def _resting(state: State) -> str:
    """Why there is no hint at this moment."""
    if state.mode in {Mode.EXAM, Mode.CHALLENGE}:
        return state.mode.value
    return "rest" if state.shows_hints else "asked"


def _calm(state: State) -> str:
    if state.mode is Mode.EXAM:
        return "exam"
    return "rest" if state.terms.prompts else "off"


class _Strip(QFrame):
    """A line of words behind a mark and a heading; the heading gives way to words that are long."""

    overlong = Signal(bool)
    """Whether words that may take more than one line want it."""

    def __init__(self, look: Look, mark: QWidget, title: str) -> None:
        super().__init__()
        self.words = text("", "lead")
        self._said = self._may_spread = self._is_overlong = False
        self._spread = 0
        self.setProperty("role", "strip")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._least = max(46, round(look.type_px("lead") * 1.9))
        self.setFixedHeight(self._least)
        self.setAccessibleName(title)
        self._line = row(self, (look.space("large"), 0), look.space("medium"))
        self._mark = mark
        mark.setMinimumWidth(round(34 * max(1.0, min(1.5, look.text_scale))))
        self._line.addWidget(mark)
        self.heading = text(title, "strong", "soft")
        self._line.addWidget(self.heading)
        self._line.addWidget(self.words, 1)

    def say(self, words: str, resting: str, *, may_spread: bool = False) -> None:
        """Show `words`, and `resting` while there are none.

        Args:
            words: What is said.
            resting: What stands there else.
            may_spread: The words may take several lines where one is too short.
        """
        if words and self.words.text() != words:  # a screen reader says it, in its own time
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.words, words))
        restyle(self.words, "tone", "" if words else "faint")
        self._said, self._may_spread = bool(words), may_spread
        self.words.setText(words or resting)
        self.words.setToolTip(words)
        self._fit()

    def spread(self, height: int) -> None:
        """Take so many pixels; 0: one line again."""
        self._spread = height
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        one = round(self._least * (TALL if self.width() > ROOMY else 1))
        self.setFixedHeight(self._spread or one)
        self._fit()

    def _fit(self) -> None:
        """Set the words as large as there is room, before the heading goes and after."""
        margins, gap = self._line.contentsMargins(), self._line.spacing()
        room = self.width() - margins.left() - margins.right() - self._mark.minimumWidth() - gap
        heading = self.heading.minimumWidth() + gap
        first = (0 if self.width() > ROOMY else 1) if self._said else SIZES.index("body")
        sizes = SIZES[first:]
        ways = [*((s, True) for s in sizes[:HEADED]), *((s, False) for s in sizes[1:])]
        self.words.setWordWrap(False)
        fits = False
        for size, headed in ways:
            restyle(self.words, "type", size)
            if fits := self.words.sizeHint().width() <= room - headed * heading:
                break
        self.heading.setVisible(headed)
        if not fits and self._spread:
            self.words.setWordWrap(True)
            restyle(self.words, "type", "body")
        if self._is_overlong != (overlong := self._may_spread and not fits):
            self._is_overlong = overlong
            self.overlong.emit(overlong)
