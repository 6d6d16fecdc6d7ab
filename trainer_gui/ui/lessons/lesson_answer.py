# SPDX-License-Identifier: Apache-2.0
"""The trainee's side of a prompt: what is heard, then what it did, why, and a model answer."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from trainer_gui.application.messages import Messages
from trainer_gui.domain.teaching.study import Answer, Ask, Study
from trainer_gui.ui.kit.flow import Flow
from trainer_gui.ui.kit.labels import reading_chips
from trainer_gui.ui.kit.look import Look, restyle
from trainer_gui.ui.kit.parts import (
    IconLabel,
    chip,
    column,
    frame,
    plain,
    row,
    scrolling,
    text,
)


class AnswerCard(QFrame):
    """One place for what was said; below it, what there is to learn from it."""

    def __init__(self, look: Look, messages: Messages) -> None:
        super().__init__()
        self._look = look
        self._messages = messages
        self.setProperty("role", "card")
        self._place = text("", "eyebrow")
        self._words = text("", "lead", wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._verdict = text("", "title")
        self._chips = plain()
        self._flow = Flow(self._chips)
        self._lacks = plain()
        self._lacking = Flow(self._lacks)
        self._tip = text("", "body", wrap=True)
        self._model = text("", "lead", wrap=True)
        self._after = plain()
        self._assemble()

    def show_study(self, study: Study, place: str) -> None:
        """Show the prompt of the moment. `place`: which of how many."""
        messages, prompt, live = self._messages, study.prompt, study.live
        self._place.setText(f"{place} · {messages('speaker.trainee')}")
        answered = study.ask is Ask.ANSWERED
        self._after.setVisible(answered)
        self._verdict.setVisible(answered)
        restyle(self._words, "tone", "" if answered or live.text else "faint")
        if answered and prompt is not None:
            self._tip.setText(prompt.tip)
            self._model.setText(prompt.model)
            self._show_answer(study.answers[-1])
            return
        silent = "lesson.your_turn" if study.ask is Ask.LISTENING else "lesson.wait"
        self._words.setText(live.text or ("…" if live.speaking else messages(silent)))
        trained = [chip(messages(f"label.{m}"), "outline") for m in study.lesson.trains]
        self._fill(self._flow, list(reading_chips(messages, live.reading)) or trained)

    def _show_answer(self, answer: Answer) -> None:
        messages = self._messages
        self._words.setText(answer.text)
        key = "hit" if answer.hit else "harm" if answer.reading.faults else "miss"
        self._verdict.setText(messages(f"lesson.{key}"))
        restyle(self._verdict, "tone", "calm" if answer.hit else "annoyed")
        self._fill(self._flow, list(reading_chips(messages, answer.reading)))
        lacks = [chip(messages(f"label.{m}"), "outline") for m in answer.missing]
        title = [text(messages("lesson.lacks"), "eyebrow")] if lacks else []
        self._fill(self._lacking, [*title, *lacks])

    def _fill(self, flow: Flow, widgets: Sequence[QLabel]) -> None:
        flow.fill(widgets)
        holder = flow.parentWidget()
        if holder is not None:
            holder.setVisible(bool(widgets))

    def _assemble(self) -> None:
        look, messages = self._look, self._messages
        after = column(self._after, spacing=look.space("medium"))
        after.addWidget(self._lacks)
        panel = frame("panel")
        why = column(panel, look.space("large"), look.space("small"))
        why.addLayout(_heading(look, messages("lesson.tip"), "hint"))
        why.addWidget(self._tip)
        after.addWidget(panel)
        panel = frame("accent_panel")
        better = column(panel, look.space("large"), look.space("small"))
        better.addLayout(_heading(look, messages("lesson.model"), "star"))
        better.addWidget(self._model)
        after.addWidget(panel)
        page = plain()
        inside = column(page, (look.space("wide"), look.space("large")), look.space("medium"))
        inside.addWidget(self._place)
        inside.addWidget(self._words)
        inside.addWidget(self._chips)
        inside.addWidget(self._verdict)
        inside.addWidget(self._after)
        inside.addStretch(1)
        column(self, 2).addWidget(scrolling(page))


def _heading(look: Look, words: str, icon: str) -> QHBoxLayout:
    line = row(spacing=look.space("small"))
    line.addWidget(IconLabel(look, icon, "accent_text"))
    line.addWidget(text(words, "strong"), 1)
    return line
