# SPDX-License-Identifier: Apache-2.0
"""The customer's side of the conversation: face, name, anger, and what she is saying."""

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from trainer_gui.application.messages import Messages
from trainer_gui.domain.effects import CUSTOMER
from trainer_gui.domain.emotion import band_of
from trainer_gui.domain.scenario import Customer
from trainer_gui.domain.state import Phase, State
from trainer_gui.domain.transcript import Speaker
from trainer_gui.ui.kit.face import Face
from trainer_gui.ui.kit.face_art import FaceArt
from trainer_gui.ui.kit.look import Look, restyle
from trainer_gui.ui.kit.parts import column, frame, plain, row, scrolling, text
from trainer_gui.ui.talk.anger_meter import AngerMeter

LINES = 4
"""Of caption that fit in the best type size."""
SIZES = ("stage", "caption_large", "caption", "lead", "body", "small")
LEAST = 10.5
"""Height in body sizes that the panel can make do with."""
CROWDED = 12.5
"""So few lines of text leave no room for how the anger moved."""
ABOVE, ABOVE_TIGHT, ABOVE_CROWDED = 12.9, 6.8, 5.7
"""Body sizes of height that her face, name and anger want at least."""
TIGHT = 19
"""Height in body sizes below which only what changes in a scene is shown, and smaller."""
MOST = 0.46
"""The share of the height that the caption's card takes at most."""
MOST_CROWDED = 0.5
"""The same where only few lines of text fit."""
LINE_SHARE = 1.62
"""Height of a line in type sizes."""
ROOMY_LINES = 40
"""Height in body sizes from which who she is and how angry is set larger as well."""
ROOMY = 620
"""Height in pixels from which captions are set larger, to be read at arm's length."""


class CustomerPanel(QWidget):
    """Everything about her, always in the same places."""

    def __init__(self, look: Look, messages: Messages, art: FaceArt) -> None:
        super().__init__()
        self._look = look
        self._messages = messages
        self._hers = False
        self._shown: tuple[str, str] = ("", "")
        self._fits_for: tuple[bool, ...] = ()
        self._face = Face(look, art)
        self._name = text("", "title")
        self._kind = text("", "small", "soft", wrap=True)
        self._meter = AngerMeter(look, messages)
        self._caption = text("", "caption", wrap=True)
        self._caption.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._caption.setAccessibleName(messages("talk.caption"))
        self._who = text("", "eyebrow")
        self.setProperty("role", "plain")

        beside = plain()
        about = column(beside, spacing=look.space("hair"))
        about.addStretch(1)
        about.addWidget(self._name)
        about.addWidget(self._kind)
        about.addSpacing(look.space("medium"))
        about.addWidget(self._meter)
        about.addStretch(1)
        top = row(spacing=look.space("wide"))
        top.addWidget(self._face, 5)
        top.addWidget(beside, 5)

        speech = frame("card")
        speech.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._speech = speech
        said = column(speech, (look.space("large"), look.space("medium")), look.space("tight"))
        said.addWidget(self._who)
        page = plain()
        words = column(page)
        words.addWidget(self._caption)
        words.addStretch(1)
        self._scroll = scrolling(page)  # only where even the smallest type is too large
        said.addWidget(self._scroll, 1)

        whole = column(self, spacing=look.space("medium"))
        whole.addLayout(top, 1)
        whole.addWidget(speech)

    def render(self, state: State) -> None:  # type: ignore[override]
        """Show the state's customer."""
        scenario, anger = state.scenario, state.emotion.anger
        self.show_customer(scenario.id, scenario.customer, scenario.persona.name, anger)
        self.show_anger(anger, before_last_reply(state))
        self.set_talking(is_talking(state))
        name, words = words_of(state)
        messages, hers = self._messages, name == scenario.customer.name
        if hers != self._hers:
            self._hers = hers
            self._share()
        self.show_words(messages("talk.says", name=name) if name else messages("talk.seen"), words)

    def show_customer(self, place: str, customer: Customer, kind: str, anger: float) -> None:
        """Show who it is. `place`: id of the scene or lesson; `kind`: a line under the name."""
        if self._shown != (place, customer.name):
            self._shown = (place, customer.name)
            self._name.setText(customer.name)
            self._kind.setText(kind)
            self._kind.setVisible(self._lines >= TIGHT and bool(kind))
            self._face.show_customer(customer.look, customer.name, anger)

    def show_anger(self, anger: float, before: float | None) -> None:
        """Show how angry she is, and was; None: that tells nothing."""
        self._face.set_anger(anger, self._messages(f"band.{band_of(anger)}"))
        self._meter.set_anger(anger, before)

    def set_talking(self, talking: bool) -> None:
        """Whether she is speaking."""
        self._face.set_talking(talking)

    def show_words(self, who: str, words: str) -> None:
        """Show what is being said, and a line above it that tells by whom."""
        if who != self._who.text():
            self._who.setText(who)
        if words != self._caption.text():
            self._caption.setText(words)
            self._scroll.verticalScrollBar().setValue(0)
            self._fit_caption()

    def set_level(self, dbfs: float) -> None:
        """How loud she is right now."""
        self._face.set_level(dbfs)

    def minimumSizeHint(self) -> QSize:
        body = self._look.type_px("body")
        return QSize(super().minimumSizeHint().width(), round(LEAST * body))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        tight, crowded = self._lines < TIGHT, self._lines < CROWDED
        self._kind.setVisible(not tight and bool(self._kind.text()))
        roomy = self._lines > ROOMY_LINES
        restyle(self._name, "type", "display" if roomy else "title")
        restyle(self._kind, "type", "body" if roomy else "small")
        self._meter.set_small(tight, crowded)
        self._meter.set_large(large=roomy)
        self._share()
        if self._fits_for != (roomy, tight, crowded):
            self._fits_for = (roomy, tight, crowded)
            QTimer.singleShot(0, self, self._settle)

    def _settle(self) -> None:
        """Lay out the letters' new sizes, which Qt forgets in the middle of a layout."""
        for label in self.findChildren(QLabel):
            label.updateGeometry()

    def _share(self) -> None:
        """Give the caption its height; that the words are hers need not be told in few lines."""
        crowded = self._lines < CROWDED
        self._who.setVisible(not (crowded and self._hers))
        wanted = LINES * self._look.type_px(self._sizes()[0]) * LINE_SHARE + self._around
        most = (MOST_CROWDED if crowded else MOST) * self.height()
        above = ABOVE_CROWDED if crowded else ABOVE_TIGHT if self._lines < TIGHT else ABOVE
        gap = self._look.space("medium")
        most = min(most, self.height() - above * self._look.type_px("body") - gap)
        self._speech.setFixedHeight(max(0, round(min(wanted, most))))
        self._fit_caption()

    @property
    def _around(self) -> int:
        """Height of the caption's card without the caption."""
        look = self._look
        who = look.space("tight") + self._who.sizeHint().height()
        return 2 * look.space("medium") + 6 + (0 if self._who.isHidden() else who)

    @property
    def _lines(self) -> float:
        """The height in body sizes."""
        return self.height() / self._look.type_px("body")

    def _sizes(self) -> tuple[str, ...]:
        """Type sizes for the caption, the best first."""
        return SIZES if self.height() > ROOMY else SIZES[2 if self._lines < TIGHT else 1 :]

    def _fit_caption(self) -> None:
        """Set her words as large as the card allows; its place and size never change."""
        width = self.width() - 2 * self._look.space("large") - 6
        room = self._speech.height() - self._around
        for size in self._sizes():
            restyle(self._caption, "type", size)
            if self._caption.heightForWidth(width) <= room:
                break


def is_talking(state: State) -> bool:
    """Whether it is the customer who is heard now, and nobody else."""
    line = state.line if state.phase is Phase.SPEAKING else None
    return line is not None and line.started is not None and line.utterance.speaker == CUSTOMER


def words_of(state: State) -> tuple[str, str]:
    """Who is speaking (empty: nobody, something is seen), and the words; else her last ones."""
    customer, line = state.scenario.customer.name, state.line or state.held
    if line is not None:
        other = state.scenario.others.get(line.utterance.speaker)
        hers = customer if line.utterance.speaker == CUSTOMER else ""
        return other.name if other else hers, line.utterance.text
    last = (t.text for t in reversed(state.transcript) if t.who is Speaker.CUSTOMER)
    return customer, next(last, "")


def before_last_reply(state: State) -> float:
    """The anger that the last reply met; the trend is measured from it."""
    turns = state.transcript
    last = next((i for i in reversed(range(len(turns))) if turns[i].who is Speaker.TRAINEE), None)
    if last is None:
        return state.scenario.emotion.anger
    return turns[last - 1].emotion.anger if last else state.scenario.emotion.anger
