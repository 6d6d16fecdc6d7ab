# SPDX-License-Identifier: Apache-2.0
"""What was said, by whom: bubbles that are only ever added to, and the words being heard now."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from trainer_gui.application.messages import Messages
from trainer_gui.domain.reading import NOTHING_READ, Reading
from trainer_gui.domain.state import Live
from trainer_gui.domain.taxonomy import RED_LINES
from trainer_gui.domain.transcript import Speaker, Turn
from trainer_gui.ui.kit.flow import Flow
from trainer_gui.ui.kit.labels import reading_chips
from trainer_gui.ui.kit.look import Look, restyle
from trainer_gui.ui.kit.parts import column, only_with_more, plain, row, text
from trainer_gui.ui.kit.prose import Prose

SHARE = 0.84
"""How much of the width a bubble takes at most."""
_BUBBLES = {
    Speaker.CUSTOMER: "bubble_customer",
    Speaker.TRAINEE: "bubble_trainee",
    Speaker.OTHER: "bubble_other",
}
NEARLY = 12
"""Pixels that a line may be wider rather than wrap its last character."""
ROOMY = 800
"""Width in pixels from which the words are set larger."""


class Bubble(QWidget):
    """One utterance: name, words, chips; as wide as its words need."""

    def __init__(self, look: Look, messages: Messages, who: Speaker, name: str, kind: str) -> None:
        super().__init__()
        self._look = look
        self._messages = messages
        self._reading: Reading | None = None
        self._width = 0
        self.setProperty("role", "plain")
        right = who is Speaker.TRAINEE
        self._words = Prose()
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._words.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._name = name
        surface = self._surface = QFrame()
        surface.setProperty("role", kind)
        surface.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        column(surface, (look.space("medium"), look.space("small"))).addWidget(self._words)
        self._caption = text(name, "small", "faint")
        self._chips = plain()
        self._flow = Flow(self._chips, from_right=right)
        self._chips.hide()
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        whole = column(self, spacing=look.space("tight"))
        whole.addWidget(self._caption, 0, side)
        whole.addWidget(surface, 0, side)
        line = row()
        line.addWidget(self._chips, 1)
        whole.addLayout(line)

    def say(self, words: str, reading: Reading = NOTHING_READ, note: str = "") -> None:
        """Show these words and chips; nothing is redone that stayed the same."""
        if words != self._words.text():
            self._words.setText(words)
            self._fit()
        if reading.evidence != (self._reading.evidence if self._reading else None):
            self._reading = reading
            chips = list(reading_chips(self._messages, reading))
            self._flow.fill(chips)
            self._chips.setVisible(bool(chips))
        caption = f"{self._name} · {note}" if note else self._name
        if caption != self._caption.text():
            self._caption.setText(caption)
        self.setAccessibleName(f"{caption}: {words}")

    def call(self, name: str) -> None:
        """Whose words these are; shown with the next ones."""
        self._name = name

    def mark(self, now: bool) -> None:
        """Whether this is the one being said; a bubble that is never marked has no edge."""
        restyle(self._surface, "now", "true" if now else "false")

    def fit(self, width: int) -> None:
        """Use at most `width` pixels."""
        if width != self._width:
            self._width = width
            restyle(self._words, "type", "lead" if width > ROOMY else "body")
            self._fit()

    def _fit(self) -> None:
        widest = max(80, round(self._width * SHARE)) - 2 * self._look.space("medium")
        self._words.ensurePolished()
        self._words.setMinimumSize(0, 0)  # else the hint is never less than what was fixed before
        self._words.setWordWrap(False)
        wide = self._words.sizeHint().width() + 2  # its own rounding down would wrap the line
        self._words.setWordWrap(True)
        taken = wide if wide <= widest + NEARLY else widest
        self._words.setFixedWidth(taken)  # first: a label counts on its old least width
        self._words.setFixedHeight(self._words.heightForWidth(taken))


class TranscriptView(QScrollArea):
    """The conversation so far; stays at its end unless the reader has scrolled up."""

    def __init__(self, look: Look, messages: Messages) -> None:
        super().__init__()
        self._look = look
        self._messages = messages
        self._turns: tuple[Turn, ...] = ()
        self._bubbles: list[Bubble] = []
        self._chips = True
        self._customer = ""
        self._trainee = messages("speaker.trainee")
        self._live = self._made(Speaker.TRAINEE, "bubble_live")
        self._empty = text(messages("talk.empty"), "body", "faint", wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._live.hide()
        self.setWidgetResizable(True)
        only_with_more(self)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(messages("talk.transcript"))
        self._page = plain()
        self._column = column(self._page, (look.space("large"), look.space("medium")))
        self._column.setSpacing(look.space("medium"))
        self._column.addStretch(1)
        self._column.addWidget(self._live)
        self._column.addWidget(self._empty, 1)
        self.setWidget(self._page)
        self._at_end = True
        self.verticalScrollBar().valueChanged.connect(self._note_place)
        self.verticalScrollBar().rangeChanged.connect(self._keep_place)

    def set_customer(self, name: str) -> None:
        """Whose words stand on the left."""
        if name != self._customer:
            self._customer = name
            self._restart()

    def set_trainee(self, name: str, now: str) -> None:
        """Who is meant by a reply that bears no name, and who is being heard."""
        self._trainee = name
        self._live.call(now)

    def render_turns(self, turns: tuple[Turn, ...], live: Live, *, chips: bool = True) -> None:
        """Show what changed. `chips`: whether recognised moves and faults are shown already."""
        kept = len(turns) >= len(self._turns) and turns[: len(self._turns) - 1] == self._turns[:-1]
        if not kept or chips != self._chips:
            self._chips = chips
            self._restart()
        for i, turn in enumerate(turns):
            if i < len(self._bubbles):
                if turn is not self._turns[i]:
                    self._tell(self._bubbles[i], turn)
                continue
            bubble = self._made(turn.who, _BUBBLES[turn.who], turn.name)
            self._column.insertWidget(1 + i, bubble)  # after the stretch
            self._bubbles.append(bubble)
            bubble.fit(self._inner_width())
            self._tell(bubble, turn)
            if chips and turn is turns[-1]:
                self._announce(turn)
        self._turns = turns
        heard = bool(live.text) or live.speaking
        if heard:
            self._live.fit(self._inner_width())
            reading = live.reading if chips else NOTHING_READ
            self._live.say(live.text or "…", reading, self._messages("talk.hearing"))
        if heard != self._live.isVisibleTo(self._page):
            self._live.setVisible(heard)
        self._empty.setVisible(not turns and not heard)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for bubble in (*self._bubbles, self._live):
            bubble.fit(self._inner_width())
        QTimer.singleShot(0, self, self._keep_place)

    def _tell(self, bubble: Bubble, turn: Turn) -> None:
        reading = turn.reading if self._chips else NOTHING_READ
        notes = [self._messages("talk.cut_off")] if turn.interrupted else []
        bubble.say(
            turn.text or "…", reading, " · ".join([*notes, *([turn.note] * bool(turn.note))])
        )

    def _announce(self, turn: Turn) -> None:
        """A red line is told by a screen reader at once: its colour alone would tell nobody."""
        crossed = [f"label.{fault}" for fault in turn.reading.faults if fault in RED_LINES]
        if crossed:
            names = self._messages("home.and").join(map(self._messages, crossed))
            words = self._messages("talk.crossed", names=names)
            said = QAccessibleAnnouncementEvent(self, words)
            said.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
            QAccessible.updateAccessibility(said)

    def _made(self, who: Speaker, kind: str, name: str = "") -> Bubble:
        if who is Speaker.TRAINEE:
            name = name or self._trainee
        elif who is Speaker.CUSTOMER:
            name = self._customer
        return Bubble(self._look, self._messages, who, name, kind)

    def _restart(self) -> None:
        for bubble in self._bubbles:
            self._column.removeWidget(bubble)
            bubble.deleteLater()
        self._bubbles = []
        self._turns = ()

    def _inner_width(self) -> int:
        return self.viewport().width() - 2 * self._look.space("large")

    def _note_place(self) -> None:
        bar = self.verticalScrollBar()
        self._at_end = bar.value() >= bar.maximum() - 24

    def _keep_place(self) -> None:
        if self._at_end:
            self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())
