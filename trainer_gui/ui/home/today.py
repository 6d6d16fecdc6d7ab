# SPDX-License-Identifier: Apache-2.0
"""The first thing that is seen: today's scene, how to go on, lessons, cases, how it stands."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from trainer_gui.application.library import Entry
from trainer_gui.application.messages import Messages
from trainer_gui.application.today import Today
from trainer_gui.domain.progress import ENOUGH
from trainer_gui.domain.state import Mode
from trainer_gui.domain.taxonomy import Dimension
from trainer_gui.ui.kit.dates import day_words
from trainer_gui.ui.kit.face import Face
from trainer_gui.ui.kit.face_art import FaceArt
from trainer_gui.ui.kit.level_rows import LevelRows
from trainer_gui.ui.kit.look import LARGE_TEXT, Look
from trainer_gui.ui.kit.parts import (
    IconLabel,
    button,
    column,
    frame,
    plain,
    row,
    scrolling,
    text,
)
from trainer_gui.ui.kit.reason import reason_words

TALLEST, LOW = 20, 17
"""Of a card above and below, in letters: on a large screen the rest stays free."""
FIRST_STEPS = ("read", "talk", "look")


class TodayPanel(QWidget):
    """Cards, each with one button for the next step."""

    chosen = Signal(str, str)
    """Scenario id, mode."""
    continued = Signal(str, str, str)
    """Scenario id, mode, and the folder's name of the session that is to go on."""
    lesson_chosen = Signal(str)
    check_wished = Signal()
    """Of the microphone."""
    scenarios_wished = Signal()
    progress_wished = Signal()

    def __init__(self, look: Look, messages: Messages, art: FaceArt) -> None:
        super().__init__()
        self._look, self._messages = look, messages
        self._today = Today()
        self.setProperty("role", "plain")
        self._title = text("", "display")
        self._subtitle = text("", "body", "soft")
        self._face, self._small_face = Face(look, art), Face(look, art)
        self._face.setFixedSize(108, 108)
        self._small_face.setFixedSize(72, 72)
        self._scene = text("", "title", wrap=True)
        self._who = text("", "body", "soft", wrap=True)
        self._why = text("", "body", wrap=True)
        self.start = button(messages("home.start"), "primary", look=look, icon="play")
        self._before = text("", "eyebrow")
        self._last = text("", "lead", wrap=True)
        self._how = text("", "small", "soft", wrap=True)
        self.again = button("", look=look, icon="repeat")
        self.check = button(messages("home.check"), look=look, icon="mic")
        self._levels = LevelRows(look, messages, tuple(Dimension))
        self._no_levels = text("", "small", "soft", wrap=True)
        self._lesson = text("", "lead", wrap=True)
        self._lessons = text("", "small", "soft", wrap=True)
        self._scenes = text("", "lead", wrap=True)
        self.learn = button(messages("home.learn"), look=look, icon="book")
        self.browse = button(messages("home.browse"), look=look, icon="list")
        self.progress = button(messages("home.progress"), look=look, icon="chart")
        self._about = {self.start: self._scene, self.again: self._last, self.learn: self._lesson}
        self._steps = self._new_steps()
        self._assemble()
        self._connect()
        self._show_nothing()

    def show_today(self, today: Today) -> None:
        """Show what is offered."""
        self._today = today
        words = self._messages
        name = today.trainee
        self._title.setText(words("home.hello", name=name) if name else words("home.title"))
        self._subtitle.setText(self._rhythm(today))
        self._show_proposed(today)
        self._show_last(today)
        self._scenes.setText(words("home.scenes", count=today.scenes))
        self._lesson.setText(today.lesson.title if today.lesson else words("home.no_lesson"))
        self._lessons.setText(self._lessons_words(today))
        again = today.lesson is not None and today.lesson.id in today.drilled
        self.learn.setText(words("home.learn_again" if again else "home.learn"))
        self.learn.setEnabled(today.lesson is not None)
        known = any(level is not None for level in today.levels.values())
        self._levels.setVisible(known)
        self._no_levels.setVisible(not known)
        self._levels.show_levels(today.levels, today.pass_mark)
        left = max(1, ENOUGH - today.sessions)
        self._no_levels.setText(words("home.no_levels", count=left))
        for go, about in self._about.items():
            go.setAccessibleDescription(about.text())

    def _show_nothing(self) -> None:
        """What there is has not been read yet."""
        self._title.setText(self._messages("home.title"))
        self._before.setText(self._messages("home.first_time"))
        for pressable in (self.start, self.learn):
            pressable.setEnabled(False)
        for part in (self._face, self._small_face, self._levels, self._last, self._how, self.again):
            part.hide()

    def _rhythm(self, today: Today) -> str:
        words = self._messages
        if not today.sessions:
            return words("home.welcome")
        week = "home.this_week" if today.this_week else "home.not_this_week"
        parts = [words(week, count=today.this_week)]
        if today.weeks > 1:
            parts.append(words("home.weeks", count=today.weeks))
        return " · ".join(parts)

    def _lessons_words(self, today: Today) -> str:
        done, count = len(today.drilled), today.lessons
        if not done:
            return self._messages("home.lessons", count=count)
        key = "home.lessons_all" if done == count else "home.lessons_done"
        return self._messages(key, count=count, done=done)

    def _show_proposed(self, today: Today) -> None:
        entry = today.proposed
        self.start.setEnabled(entry is not None)
        self._face.setVisible(entry is not None)
        self._scene.setText(entry.title if entry else self._messages("choose.scenarios_empty"))
        self._who.setText(self._who_of(entry) if entry else "")
        self._why.setText(reason_words(self._messages, today))
        if entry is not None:
            _show(self._face, entry)

    def _who_of(self, entry: Entry) -> str:
        words = self._messages
        who = words("brief.who", name=entry.customer.name, age=entry.customer.age)
        level = words("home.level", level=entry.difficulty)
        return f"{who} · {entry.briefing.place} · {level}"

    def _show_last(self, today: Today) -> None:
        words, entry, last = self._messages, today.last, today.last_practice
        there = entry is not None and last is not None
        for widget in (self._small_face, self._last, self._how, self.again):
            widget.setVisible(there)
        self._steps.setVisible(not there)
        self.check.setVisible(not there)
        self._before.setText(words("home.first_time"))
        if entry is None or last is None:
            return
        self._before.setText(words("home.unfinished" if today.unfinished else "home.last"))
        _show(self._small_face, entry)
        self._last.setText(entry.title)
        parts = [day_words(last.day, words), words(f"mode.{last.mode}")]
        parts.append(words(f"outcome.{last.outcome}"))
        if last.overall is not None and not today.unfinished:
            parts.append(words("home.points", points=round(last.overall)))
        self._how.setText(" · ".join(parts))
        self.again.setText(words("home.go_on" if today.goes_on else "home.again"))
        self.again.show_icon(self._look, "play" if today.goes_on else "repeat")

    def _new_steps(self) -> QWidget:
        steps = plain()
        lines = column(steps, spacing=self._look.space("medium"))
        for step, icon in zip(FIRST_STEPS, ("book", "mic", "chart"), strict=True):
            line = row(spacing=self._look.space("medium"))
            line.addWidget(IconLabel(self._look, icon, "accent_text"))
            line.addWidget(text(self._messages(f"home.step_{step}"), wrap=True), 1)
            lines.addLayout(line)
        return steps

    def _assemble(self) -> None:
        look = self._look
        page = plain()
        page.setMaximumWidth(look.size("page"))
        whole = column(page, (look.space("huge"), look.space("small")), look.space("large"))
        heading = column(spacing=look.space("tight"))
        heading.addWidget(self._title)
        heading.addWidget(self._subtitle)
        whole.addLayout(heading)
        top, low = row(spacing=look.space("large")), row(spacing=look.space("large"))
        for card, part in ((self._proposal_card(), 3), (self._last_card(), 2)):
            card.setMaximumHeight(look.type_px("body") * TALLEST)
            top.addWidget(card, part)
        levels = [self._levels, self._no_levels]
        for card in (
            self._card("home.cases", [self._scenes], self.browse, "home.cases_help"),
            self._card("home.lesson", [self._lesson, self._lessons], self.learn),
            self._card("home.standing", levels, self.progress),
        ):
            card.setMaximumHeight(look.type_px("body") * LOW)
            low.addWidget(card, 1)
        whole.addLayout(top, 4)
        whole.addLayout(low, 3)
        whole.addStretch(1)
        column(self).addWidget(scrolling(page, self._messages("page.choose"), whole=True))

    def _proposal_card(self) -> QFrame:
        look = self._look
        card, inside = self._new_card("home.proposal")
        about = column(spacing=look.space("tight"))
        about.addStretch(1)
        about.addWidget(self._scene)
        about.addWidget(self._who)
        about.addStretch(1)
        who = row(spacing=look.space("wide"))
        who.addWidget(self._face)
        who.addLayout(about, 1)
        inside.addLayout(who)
        inside.addWidget(self._why)
        inside.addStretch(1)
        if look.text_scale < LARGE_TEXT:
            inside.addWidget(self.start)
        else:  # it must be seen without scrolling
            inside.insertWidget(inside.indexOf(self._why), self.start)
        return card

    def _last_card(self) -> QFrame:
        look = self._look
        card = frame("card")
        inside = self._inside(card)
        inside.addWidget(self._before)
        about = column(spacing=look.space("tight"))
        about.addWidget(self._last)
        about.addWidget(self._how)
        who = row(spacing=look.space("large"))
        who.addWidget(self._small_face)
        who.addLayout(about, 1)
        inside.addLayout(who)
        inside.addWidget(self._steps)
        inside.addStretch(1)
        inside.addWidget(self.again)
        inside.addWidget(self.check)
        return card

    def _card(self, key: str, parts: list[QWidget], go: QWidget, help_key: str = "") -> QFrame:
        card, inside = self._new_card(key)
        for part in parts:
            inside.addWidget(part)
        if help_key:
            inside.addWidget(text(self._messages(help_key), "small", "soft", wrap=True))
        inside.addStretch(1)
        inside.addWidget(go)
        return card

    def _new_card(self, key: str) -> tuple[QFrame, QVBoxLayout]:
        card = frame("card")
        inside = self._inside(card)
        inside.addWidget(text(self._messages(key), "eyebrow"))
        return card, inside

    def _inside(self, card: QFrame) -> QVBoxLayout:
        look = self._look
        return column(card, (look.space("wide"), look.space("large")), look.space("small"))

    def _connect(self) -> None:
        self.start.clicked.connect(self._on_start)
        self.again.clicked.connect(self._on_again)
        self.check.clicked.connect(self.check_wished)
        self.learn.clicked.connect(self._on_learn)
        self.browse.clicked.connect(self.scenarios_wished)
        self.progress.clicked.connect(self.progress_wished)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(self.start)

    def _on_start(self) -> None:
        if self._today.proposed is not None:
            self.chosen.emit(self._today.proposed.id, Mode.PRACTICE.value)

    def _on_again(self) -> None:
        entry, last = self._today.last, self._today.last_practice
        if entry is None or last is None:
            return
        if self._today.goes_on:
            self.continued.emit(entry.id, last.mode.value, last.name)
        else:
            self.chosen.emit(entry.id, last.mode.value)

    def _on_learn(self) -> None:
        if self._today.lesson is not None:
            self.lesson_chosen.emit(self._today.lesson.id)


def _show(face: Face, entry: Entry) -> None:
    """The customer as the scene begins."""
    face.show_customer(entry.customer.look, entry.customer.name, entry.emotion.anger)
