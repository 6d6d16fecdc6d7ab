# SPDX-License-Identifier: Apache-2.0
"""The second part of a lesson: the poor demonstration and the good one, played line by line."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QWidget

from trainer_gui.application.messages import Messages
from trainer_gui.domain.reading import Evidence, Reading
from trainer_gui.domain.taxonomy import MOVES
from trainer_gui.domain.teaching.lesson import ANGER, Lesson, Line, Speaker
from trainer_gui.domain.teaching.study import LineChosen, PlayPressed, Study
from trainer_gui.domain.transcript import Speaker as Side
from trainer_gui.ui.kit.face_art import FaceArt
from trainer_gui.ui.kit.look import Look, restyle
from trainer_gui.ui.kit.parts import IconLabel, button, clear, column, frame, plain, row, text
from trainer_gui.ui.message_bar import MESSAGES
from trainer_gui.ui.talk.customer_panel import CustomerPanel
from trainer_gui.ui.talk.transcript_view import Bubble


class HearingPart(QWidget):
    """The customer on the left with the line of the moment, all lines on the right."""

    studied = Signal(object)
    gone_on = Signal()

    def __init__(self, look: Look, messages: Messages, art: FaceArt) -> None:
        super().__init__()
        self._look = look
        self._messages = messages
        self._shown: Lesson | None = None
        self._at = 0
        self._customer = CustomerPanel(look, messages, art)
        self._script = Script(look, messages)
        self._place = text("", "body", "soft")
        self.play = button(messages("lesson.play"), "primary", look=look, icon="play")
        self.previous = button(messages("lesson.previous"))
        self.next_line = button(messages("lesson.next_line"))
        self.go_on = button(messages("lesson.to_practise"), look=look, icon="mic")
        self.setProperty("role", "plain")
        self._assemble()
        self.play.clicked.connect(lambda: self.studied.emit(PlayPressed()))
        self.previous.clicked.connect(lambda: self.studied.emit(LineChosen(self._at - 1)))
        self.next_line.clicked.connect(lambda: self.studied.emit(LineChosen(self._at + 1)))
        self.go_on.clicked.connect(self.gone_on)

    def render(self, study: Study) -> None:  # type: ignore[override]
        """Show the line of the moment; only what changed is touched."""
        lesson, line, messages = study.lesson, study.line, self._messages
        if lesson is not self._shown:
            self._shown = lesson
            self._script.show_lesson(lesson)
            self._customer.show_customer(lesson.id, lesson.customer, "", _anger_at(study, 0))
        self._at = study.at
        last = len(study.track) - 1
        self._customer.show_anger(_anger_at(study, study.at), _anger_at(study, study.at - 1))
        talking = study.speaking is not None and line is not None
        self._customer.set_talking(talking and line is not None and _hers(line))
        self._customer.show_words(*self._caption(study, line))
        self._script.mark(study.at)
        place = messages("lesson.place", at=study.at + 1, of=last + 1)
        self._place.setText(place if line else messages("lesson.heard"))
        key, icon = ("pause", "pause") if study.playing else ("play", "play")
        if line is None:
            key, icon = "replay", "repeat"
        self.play.setText(messages(f"lesson.{key}"))
        heard = line is None  # the next step stands out: first to hear them, then to practise
        restyle(self.play, "role", "" if heard else "primary")
        restyle(self.go_on, "role", "primary" if heard else "")
        self.play.show_icon(self._look, icon, "text" if heard else "on_accent")
        self.go_on.show_icon(self._look, "mic", "on_accent" if heard else "text")
        self.previous.setEnabled(study.at > 0)
        self.next_line.setEnabled(study.at < last)

    def set_customer_level(self, dbfs: float) -> None:
        """How loud the voice is."""
        self._customer.set_level(dbfs)

    def _caption(self, study: Study, line: Line | None) -> tuple[str, str]:
        messages = self._messages
        if line is None:
            return messages("lesson.comment"), messages("lesson.heard")
        if line.who is Speaker.CUSTOMER:
            return messages("talk.says", name=study.lesson.customer.name), line.text
        return messages("lesson.clerk_says" if line.who is Speaker.TRAINEE else "lesson.comment"), (
            line.text
        )

    def _assemble(self) -> None:
        look = self._look
        card = frame("card")
        card.setObjectName(MESSAGES)
        column(card, 2).addWidget(self._script)
        body = row(spacing=look.space("wide"))
        body.addWidget(self._customer, 9)
        body.addWidget(card, 11)
        middle = column(spacing=0)
        middle.setContentsMargins(
            look.space("wide"), look.space("large"), look.space("wide"), look.space("large")
        )
        middle.addLayout(body, 1)
        footer = frame("footer")
        bottom = row(footer, (look.space("wide"), look.space("medium")), look.space("small"))
        bottom.addWidget(self.previous)
        bottom.addWidget(self.play)
        bottom.addWidget(self.next_line)
        bottom.addSpacing(look.space("medium"))
        bottom.addWidget(self._place)
        bottom.addStretch(1)
        bottom.addWidget(self.go_on)
        whole = column(self)
        whole.addLayout(middle, 1)
        whole.addWidget(footer)


class Script(QScrollArea):
    """Both demonstrations, one under the other; the line of the moment is marked and in sight."""

    def __init__(self, look: Look, messages: Messages) -> None:
        super().__init__()
        self._look = look
        self._messages = messages
        self._lines: list[Bubble | Comment] = []
        self._marked = -1
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(messages("lesson.lines"))
        page = plain()
        self._column = column(page, (look.space("large"), look.space("medium")))
        self._column.setSpacing(look.space("medium"))
        self.setWidget(page)

    def show_lesson(self, lesson: Lesson) -> None:
        """Show the lines of a lesson."""
        clear(self._column)
        self._lines = []
        self._marked = -1
        shown = lesson.demonstration
        scene = self._messages("lesson.scene", scene=shown.scene)
        self._column.addWidget(text(scene, "body", "soft", wrap=True))
        for key, tone, lines in (("poor", "annoyed", shown.poor), ("good", "calm", shown.good)):
            self._column.addWidget(text(self._messages(f"lesson.{key}"), "strong", tone))
            for line in lines:
                self._add(line, lesson.customer.name)
            self._column.addSpacing(self._look.space("medium"))
        self._column.addStretch(1)
        self.verticalScrollBar().setValue(0)

    def mark(self, at: int) -> None:
        """Mark the line of the moment; none beyond the last."""
        if at == self._marked:
            return
        self._marked = at
        for i, line in enumerate(self._lines):
            line.mark(i == at)
        QTimer.singleShot(0, self, self._look_at_marked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for line in self._lines:
            if isinstance(line, Bubble):
                line.fit(self._inner_width())

    def _add(self, line: Line, customer: str) -> None:
        if line.who is Speaker.COMMENT:
            comment = Comment(self._look, self._messages, line.text)
            self._lines.append(comment)
            self._column.addWidget(comment)
            return
        hers = _hers(line)
        side, kind = (Side.CUSTOMER, "customer") if hers else (Side.TRAINEE, "trainee")
        name = customer if hers else self._messages("lesson.clerk")
        bubble = Bubble(self._look, self._messages, side, name, f"bubble_{kind}")
        self._lines.append(bubble)
        self._column.addWidget(bubble)  # before its words are measured: now it has its font
        bubble.mark(False)  # noqa: FBT003
        bubble.fit(self._inner_width())
        moves = sorted(line.moves, key=MOVES.index)
        bubble.say(line.text, Reading(tuple(Evidence(m, "") for m in moves)))

    def _inner_width(self) -> int:
        return self.viewport().width() - 2 * self._look.space("large")

    def _look_at_marked(self) -> None:
        if 0 <= self._marked < len(self._lines):
            self.ensureWidgetVisible(self._lines[self._marked], 0, self.viewport().height() // 3)


class Comment(QFrame):
    """What an onlooker should notice."""

    def __init__(self, look: Look, messages: Messages, words: str) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self.setAccessibleName(f"{messages('lesson.comment')}: {words}")
        line = row(self, (look.space("medium"), look.space("small")), look.space("small"))
        line.addWidget(IconLabel(look, "hint", "text_soft"))
        shown: QLabel = text(words, "body", "soft", wrap=True)
        line.addWidget(shown, 1)

    def mark(self, now: bool) -> None:
        """Whether this is the one to read now."""
        restyle(self, "now", "true" if now else "false")


def _hers(line: Line) -> bool:
    return line.who is Speaker.CUSTOMER


def _anger_at(study: Study, at: int) -> float:
    """Her anger at a line: what she last spoke with, in the same demonstration."""
    start = len(study.lesson.demonstration.poor)
    lines = study.track[start if at >= start else 0 : max(0, at) + 1]
    first = next((line.anger for line in study.track if _hers(line)), ANGER)
    return next((line.anger for line in reversed(lines) if _hers(line)), first)
